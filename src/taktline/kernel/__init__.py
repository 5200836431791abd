"""What every room stands on and no subject owns: refusals, lives, exact numbers, journal, outbox."""
