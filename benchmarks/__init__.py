"""Measurements of the product on workloads of the trade; each prints what it did and how long it took."""
