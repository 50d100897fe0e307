"""Ways between parties over ties of any kind, whatever they carry."""
