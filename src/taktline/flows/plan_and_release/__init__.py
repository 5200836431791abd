"""From confirmed demand to released, scheduled work."""
