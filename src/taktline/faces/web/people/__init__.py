"""Pages about users, roles, sites, keys and who signed in."""
