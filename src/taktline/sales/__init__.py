"""From a customer's message to a confirmed order: quotations, messages, orders, changes."""
