"""Customers and suppliers, how to reach them and on which terms they deal."""
