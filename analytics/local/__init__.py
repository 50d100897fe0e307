"""Solutions again around the place where something changes, as far as it is felt."""
