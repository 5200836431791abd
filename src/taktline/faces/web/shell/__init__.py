"""The shell's own room: sign-in, home, gallery, search, notifications, preferences."""
