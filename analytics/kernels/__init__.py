"""Loops over plain arrays, compiled by numba; nothing else in the product imports it."""
