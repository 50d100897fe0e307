"""Which day it is."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day that scores are valid on, in UTC."""
    return datetime.now(UTC).date()
