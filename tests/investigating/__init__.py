"""The statements of `cypher/investigate/` beside what a Book says. A package: its tests share one world."""
