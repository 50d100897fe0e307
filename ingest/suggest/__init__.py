"""A mapping suggested from what files hold: their headers, their values, and how the two fit the tables."""
