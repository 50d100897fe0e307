"""A party's own risk: indicators of facts, the scorecard, the learned model."""
