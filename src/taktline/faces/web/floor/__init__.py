"""The floor terminal: a page of its own for tablets and phones at the machines."""
