"""Demand meets supply: MRP runs, proposals, pegs and exceptions."""
