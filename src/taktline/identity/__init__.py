"""Who may do what, and where: users, roles, permits, sites, sessions, keys."""
