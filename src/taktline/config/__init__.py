"""Wires the house together; nobody imports it."""
