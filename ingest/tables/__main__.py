"""`python -m ingest.tables`: print docs/tables.md."""

import sys

from ingest.tables.page import page

sys.stdout.write(page())
