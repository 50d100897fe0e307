"""The mapping file that the procurement portal's export needs to be read."""

MAPPING = """\
# How to read the procurement portal's export: its headers, units and dates are its own.
"""
