"""Holdings <-> flat rows, and the keys that let those of a record stand side by side."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from graph.model import Holding, Identifier, IdentifierKind, Origin
from graph.row_cells import Scalar, Values, day, maybe_text, text
from graph.values import Interval, RecordId
from graph.wide_cells import origin_of


def holding_key(holding: Holding) -> str:
    """Return the natural key of a holding: who has which identifier since when.

    Its first half is `record_part` of the record: the holdings of a record stand side by side in
    every index by key.
    """
    return _holding_key(holding.record, holding.identifier, holding.when.since)


def _holding_key(record: RecordId, identifier: Identifier, since: date | None) -> str:
    told = since.isoformat() if since else ""
    return record_part(record) + _half(f"{identifier.kind._value_}\x1f{identifier.value}\x1f{told}")


@lru_cache(maxsize=16)
def record_part(record: RecordId) -> str:
    """Return what the keys of all holdings of a record begin with: 16 hexadecimal digits."""
    return _half(record)


def _half(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def holding_values(holding: Holding) -> Values:
    return held_values(
        holding.record, holding.identifier, holding.failed, holding.origin, holding.reported_by, holding.when
    )


def held_values(
    record: RecordId,
    identifier: Identifier,
    failed: str | None,
    origin: Origin,
    reported_by: str,
    when: Interval = Interval(),  # noqa: B008  # frozen
) -> Values:
    """Return the row of a holding without making one first: there are millions of them."""
    return (
        _holding_key(record, identifier, when.since),
        record,
        identifier.kind._value_,
        identifier.value,
        when.since,
        when.until,
        failed,
        reported_by,
        origin.file,
        origin.sheet,
        origin.line,
    )


def holding_of(row: Mapping[str, Scalar]) -> Holding:
    return Holding(
        record=RecordId(text(row["record"])),
        identifier=Identifier(IdentifierKind(text(row["kind"])), text(row["value"])),
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        when=Interval(day(row["since"]), day(row["until"])),
        failed=maybe_text(row["failed"]),
    )
