"""What happens by itself after something happened: which flow follows which fact."""
