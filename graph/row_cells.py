"""Flat rows and their cells: what they may hold, and how each is read back as one type."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from graph.model import Json
from graph.schema import SCHEMAS, Table

Scalar: TypeAlias = str | int | float | bool | date | datetime | list[str] | None
Row: TypeAlias = dict[str, Scalar]
"""A row by column name."""
Values: TypeAlias = tuple[Scalar, ...]
"""A row's values in the order of its table's schema."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def named(table: Table, values: Values) -> Row:
    """Return a row by column name."""
    return dict(zip(SCHEMAS[table].names, values, strict=True))


def json_text(value: Json) -> str:
    """Return `value` as JSON with sorted keys: equal content, equal text."""
    return _ENCODER.encode(value)


def text(value: Scalar) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def maybe_text(value: Scalar) -> str | None:
    return None if value is None else text(value)


def texts(value: Scalar) -> list[str]:
    return value if isinstance(value, list) else []


def integer(value: Scalar) -> int | None:
    return value if isinstance(value, int) else None


def real(value: Scalar) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def flag(value: Scalar) -> bool | None:
    return None if value is None else bool(value)


def day(value: Scalar) -> date | None:
    return value if isinstance(value, date) else None


def moment(value: Scalar) -> datetime | None:
    return value if isinstance(value, datetime) else None


def microseconds(value: datetime) -> int:
    """Return microseconds since 1970; a moment without a zone is taken as UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return (aware - EPOCH) // MICROSECOND
