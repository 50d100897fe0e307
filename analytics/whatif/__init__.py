"""What would be if parties failed or ties were others; nothing is stored."""
