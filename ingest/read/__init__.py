"""Files -> raw rows: text cells with the line they stand on. One module for each kind of file."""
