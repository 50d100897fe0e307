"""Groups of parties that share more than chance explains."""
