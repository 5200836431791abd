"""Pages about work centres, machines, people, calendars and changeovers."""
