"""Pages about customers, suppliers and payment terms."""
