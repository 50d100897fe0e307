"""What the solution of network PD is made of: pairs, groups solved exactly, paths."""
