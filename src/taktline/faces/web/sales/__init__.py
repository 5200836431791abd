"""Pages of selling: inbox, orders, quotations."""
