"""The machine board and the runs behind it, as pages."""
