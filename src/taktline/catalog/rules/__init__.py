"""Small decisions of this room, from values."""
