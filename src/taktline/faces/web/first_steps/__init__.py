"""What an empty company does first."""
