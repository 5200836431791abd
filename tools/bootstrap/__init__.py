"""From a fresh clone to a running product, with nothing but Python's own library."""
