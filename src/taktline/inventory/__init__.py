"""The stock ledger: moves between places, balances that cannot drift, reservations, expectations."""
