"""How people and machines meet the rooms: pages, API, live events, commands, jobs."""
