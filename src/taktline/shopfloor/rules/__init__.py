"""Decisions of the shop floor over plain values."""
