"""What to make: work orders, their materials and operations."""
