"""What makes things: work centres, machines, people, their skills and their working time."""
