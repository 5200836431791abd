"""When can the customer have it: available and capable to promise, offers."""
