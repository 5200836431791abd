"""Server-sent events: which thing changed, never what it says."""
