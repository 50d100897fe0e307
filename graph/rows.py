"""What loads bring -> flat rows in the order of `graph.schema`, and rows by column name back. No store."""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from graph.changes import Batch
from graph.model import (
    Contract,
    Event,
    Holding,
    Identifier,
    IdentifierKind,
    Lawsuit,
    Origin,
    PartyKind,
    Record,
    Tender,
)
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.row_cells import (
    Row,
    Scalar,
    day,
    flag,
    integer,
    json_text,
    maybe_text,
    microseconds,
    moment,
    real,
    text,
)
from graph.schema import LOADED, SCHEMAS, Table
from graph.values import FactId, Interval, Money, RecordId, Share

_WITHOUT_REFERENCES = 2
"""The version of Python's binary form in which equal values are always the same bytes."""
_PLACE_COLUMNS = 3
"""File, sheet and line: the last columns of every loaded table, and no part of what a row says."""

Values: TypeAlias = tuple[Scalar, ...]
"""A row's values in the order of its table's schema."""


class FlatRows(NamedTuple):
    """Rows of one table, ascending by key, one a key, with a hash of what each says; parallel lists."""

    table: Table
    keys: Sequence[str]
    values: Sequence[Values]
    hashes: Sequence[bytes]


Place: TypeAlias = tuple[str, str | None, int]
"""File, sheet and line of a raw row, as the last values of the rows that it made."""


class Payload(NamedTuple):
    """What a raw row said: a digest of its cells of 16 bytes, and the mark of its key."""

    digest: bytes
    mark: int


@dataclass(frozen=True, slots=True)
class RowBatch:
    """What a `Batch` is, as rows: what a load makes of a file without an object for each of its rows.

    payloads: of the raw rows that the store may call known when they come again.
    """

    rows: Mapping[Table, Sequence[Values]]
    payloads: Mapping[Place, Payload] = field(default_factory=dict[Place, Payload])


def flat_rows(batch: Batch | RowBatch) -> Iterator[FlatRows]:
    """Yield what a batch brings, facts before the relationships that point at them; no rows, no table.

    Of rows with one key the last one wins.
    """
    for table, rows in batch_values(batch):
        if rows:
            keyed = {str(row[0]): row for row in rows}
            keys = sorted(keyed)
            values = [keyed[key] for key in keys]
            yield FlatRows(table, keys, values, content_hashes(table, values))


def place_of(values: Values) -> Place:
    """Return where the raw row stands that made this row."""
    return values[-3:]  # type: ignore[return-value]  # the schema says so


def payloads_of(batch: Batch | RowBatch, flat: Sequence[FlatRows]) -> Mapping[Place, Payload]:
    """Return the payloads of a batch, none where rows gave way to others of their key."""
    if isinstance(batch, Batch) or sum(map(len, batch.rows.values())) != sum(len(each.keys) for each in flat):
        return {}
    return batch.payloads


def content_hashes(table: Table, rows: Sequence[Values]) -> list[bytes]:
    """Return 16 bytes for each row that stand for what it says, not for where it stands (file, sheet, line).

    Python's plain binary form of the values, days and moments as whole numbers, through BLAKE2b.
    """
    columns = list(zip(*rows, strict=True))[:-_PLACE_COLUMNS]
    for place, number in _numbered(table):
        column = columns[place]
        if any(value is not None for value in column):
            columns[place] = tuple([None if value is None else number(value) for value in column])
    return [
        hashlib.blake2b(marshal.dumps(row, _WITHOUT_REFERENCES), digest_size=16).digest()
        for row in zip(*columns, strict=True)
    ]


@cache
def _numbered(table: Table) -> tuple[tuple[int, Callable[[Any], int]], ...]:
    """Return the columns of days and moments by position, and how each becomes a number."""
    found: list[tuple[int, Callable[[Any], int]]] = []
    for place, each in enumerate(SCHEMAS[table]):
        if pa.types.is_date(each.type):
            found.append((place, date.toordinal))
        elif pa.types.is_timestamp(each.type):
            found.append((place, microseconds))
    return tuple(found)


def batch_values(batch: Batch | RowBatch) -> Iterator[tuple[Table, Sequence[Values]]]:
    """Yield the rows of each table of a batch as they come, facts before relationships."""
    if isinstance(batch, RowBatch):
        yield from ((table, batch.rows.get(table, ())) for table in LOADED)
        return
    yield Table.RECORDS, list(map(record_values, batch.records))
    yield Table.HOLDINGS, list(map(holding_values, batch.holdings))
    yield Table.CONTRACTS, list(map(contract_values, batch.contracts))
    yield Table.LAWSUITS, list(map(lawsuit_values, batch.lawsuits))
    yield Table.TENDERS, list(map(tender_values, batch.tenders))
    yield Table.EVENTS, list(map(event_values, batch.events))
    yield Table.RELATIONSHIPS, list(map(relationship_values, batch.relationships))


def batch_rows(batch: Batch | RowBatch) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of each table of a batch by column name."""
    for table, rows in batch_values(batch):
        yield table, [named(table, row) for row in rows]


def named(table: Table, values: Values) -> Row:
    """Return a row by column name."""
    return dict(zip(SCHEMAS[table].names, values, strict=True))


def record_values(record: Record) -> Values:
    origin = record.origin
    return (
        record.id,
        record.kind._value_,
        record.name,
        record.mention,
        json_text(record.fields),
        origin.file,
        origin.sheet,
        origin.line,
    )


def record_of(row: Mapping[str, Scalar]) -> Record:
    return Record(
        id=RecordId(text(row["key"])),
        kind=PartyKind(text(row["kind"])),
        name=text(row["name"]),
        fields=json.loads(text(row["fields"])),
        origin=origin_of(row),
        mention=bool(row["mention"]),
    )


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


def contract_values(contract: Contract) -> Values:
    return (
        contract.id,
        contract.number,
        contract.type,
        *_money_values(contract.amount),
        *_money_values(contract.credit_limit),
        contract.signed,
        contract.starts,
        contract.ends,
        contract.status,
        contract.delivered_share,
        contract.prepaid_share,
        None if contract.clauses is None else list(contract.clauses),
        contract.reported_by,
        *_place(contract.origin),
    )


def lawsuit_values(lawsuit: Lawsuit) -> Values:
    return (
        lawsuit.id,
        lawsuit.court,
        lawsuit.case_number,
        lawsuit.cause,
        lawsuit.filed,
        lawsuit.status,
        *_money_values(lawsuit.claim),
        lawsuit.outcome,
        lawsuit.reported_by,
        *_place(lawsuit.origin),
    )


def tender_values(tender: Tender) -> Values:
    return (tender.id, tender.number, tender.reported_by, *_place(tender.origin))


def event_values(event: Event) -> Values:
    return (
        event.id,
        event.kind.value,
        event.severity,
        event.at,
        event.text,
        event.contract,
        event.reported_by,
        *_place(event.origin),
    )


def relationship_values(tie: Relationship) -> Values:
    ends = (tie.source, tie.target)
    return tie_values(tie.key, tie.kind, ends, tie.origin, tie.reported_by, tie.subject, tie.when, tie.terms)


def tie_values(
    key: str,
    kind: RelationshipKind,
    ends: tuple[str, str],
    origin: Origin,
    reported_by: str,
    subject: str | None,
    when: Interval,
    terms: Terms,
) -> Values:
    """Return the row of a relationship without making one first: there are millions of them."""
    amount, overdue, days_overdue, as_of, share, essential, substitutability, at, won = terms
    return (
        key,
        kind._value_,
        *ends,
        subject,
        when.since,
        when.until,
        amount.minor if amount else None,
        amount.currency if amount else None,
        overdue.minor if overdue else None,
        overdue.currency if overdue else None,
        days_overdue,
        as_of,
        share.low if share else None,
        share.high if share else None,
        essential,
        substitutability,
        at,
        won,
        reported_by,
        origin.file,
        origin.sheet,
        origin.line,
    )


def relationship_of(row: Mapping[str, Scalar]) -> Relationship:
    low, high = real(row["share_low"]), real(row["share_high"])
    return Relationship(
        key=RelationshipKey(text(row["key"])),
        kind=RelationshipKind(text(row["kind"])),
        source=RecordId(text(row["source"])),
        target=FactId(text(row["target"])),
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        subject=maybe_text(row["subject"]),
        when=Interval(day(row["since"]), day(row["until"])),
        terms=Terms(
            amount=money_of(row, "amount", "currency"),
            overdue=money_of(row, "overdue", "overdue_currency"),
            days_overdue=integer(row["days_overdue"]),
            as_of=day(row["as_of"]),
            share=None if low is None or high is None else Share(low, high),
            essential=flag(row["essential"]),
            substitutability=real(row["substitutability"]),
            at=moment(row["at"]),
            won=flag(row["won"]),
        ),
    )


def _place(origin: Origin) -> tuple[str, str | None, int]:
    return origin.file, origin.sheet, origin.line


def origin_of(row: Mapping[str, Scalar]) -> Origin:
    return Origin(text(row["file"]), integer(row["line"]) or 0, maybe_text(row["sheet"]))


def _money_values(money: Money | None) -> tuple[int | None, str | None]:
    return (money.minor, money.currency) if money else (None, None)


def money_of(row: Mapping[str, Scalar], amount: str, currency: str) -> Money | None:
    minor = integer(row[amount])
    return None if minor is None else Money(minor, text(row[currency]))
