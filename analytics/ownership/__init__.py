"""Who owns and controls whom, directly and through others."""
