"""From store tables to the columns of a snapshot: parties, records, holdings, facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json

from graph.arrays import F64, I32, I64, after_day, frozen, numbers, positions_in, until_day
from graph.errors import InvalidRecord
from graph.rates import Converter

_TEXTS = ("industry", "region", "status")
_DAYS = ("registered_on", "cooperation_since", "birth_date")
_NUMBERS = ("staff",)
_MONEY = ("registered_capital", "revenue", "costs", "equity")
_AT_ONCE = 50_000
"""Parties whose fields are parsed together: far below what one Arrow text can hold."""


def _field(name: str, kind: pa.DataType) -> tuple[str, pa.DataType]:
    return name, pa.struct([pa.field("value", kind)])


_MONEY_TYPE = pa.struct([pa.field("minor", pa.int64()), pa.field("currency", pa.string())])
_FIELDS = pa.schema(
    [
        *(_field(name, pa.string()) for name in (*_TEXTS, *_DAYS)),
        *(_field(name, pa.float64()) for name in _NUMBERS),
        *(_field(name, _MONEY_TYPE) for name in _MONEY),
    ]
)


@dataclass(frozen=True, eq=False, slots=True)
class Holdings:
    """Who has which identifier, one row for each (party, identifier) pair, ascending by both.

    party (h,): positions. identifier (h,): row numbers of `Snapshot.identifiers`. since (h,): days
    since 1970-01-01 of the earliest sighting, NaN unknown. row (h,): position of one holding row of
    the store in `Snapshot.holding_rows`. records (h,): how many records say so.
    """

    party: I32
    identifier: I32
    since: F64
    row: I64
    records: I32


def parties_table(parties: pa.Table, money: Converter) -> tuple[pa.Table, dict[str, int]]:
    """Return the parties with typed columns from their fields, and the amounts without a rate by currency.

    Raises
    ------
    InvalidRecord
        When a field is not of its column's type, e.g. a text as `staff`.
    """
    lost: dict[str, int] = {}
    fields = pa.concat_tables(
        [_parsed(part) for part in _slices(parties["fields"])] or [_FIELDS.empty_table()]
    )
    for name in _FIELDS.names:
        column = pc.struct_field(fields[name], "value")
        if name in _MONEY:
            minor, currency = (pc.struct_field(column, each) for each in ("minor", "currency"))
            _count(lost, money.unknown(minor, currency))
            column = money.major(minor, currency)
        elif name in _DAYS:
            column = pc.strptime(column, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
        parties = parties.append_column(name, column)
    return parties, lost


def records_table(records: pa.Table, links: pa.Table, parties: pa.Table) -> pa.Table:
    """Return the records with the position of their party (-1: none) and how they came to it."""
    link = positions_in(records["key"], links["record"])
    party = positions_in(links["party"], parties["key"])
    index = np.where(link >= 0, party[link], -1) if len(party) else np.full(len(link), -1)
    found = pa.array(link, pa.int32(), mask=link < 0)
    table = records.append_column("party_index", pa.array(index, pa.int32()))
    for name in ("weight", "decided_by", "reasons"):
        table = table.append_column(name, links[name].take(found))
    return table


def holdings_of(
    rows: pa.Table, party_of_record: tuple[Any, I32], day: date
) -> tuple[pa.Table, pa.Table, Holdings]:
    """Return (identifiers, holding rows, who has what on `day`).

    identifiers: kind, value, failed (the check it did not pass, if any); ascending by kind and value.
    The holding rows get `party_index` and `identifier_index`; -1 is a record without a party.
    """
    keys, party = party_of_record
    record = positions_in(rows["record"], keys)
    owner = party[record] if len(party) else record
    owner = np.where(record >= 0, owner, -1).astype(np.int32)
    identifiers, number = _identifiers(rows)
    rows = rows.append_column("party_index", pa.array(owner)).append_column(
        "identifier_index", pa.array(number)
    )
    held = np.flatnonzero(until_day(rows["since"], day) & after_day(rows["until"], day) & (owner >= 0))
    since = numbers(rows["since"])[held]
    return identifiers, rows, _pairs(owner[held], number[held], since=since, row=held, record=record[held])


def in_book_currency(
    table: pa.Table, columns: tuple[tuple[str, str], ...], money: Converter
) -> tuple[pa.Table, dict[str, int]]:
    """Turn (amount, currency) columns into float64 major units of the book currency.

    The currency column then says the book currency, or, beside a missing amount, the one without a
    rate. Also returns how many amounts have no rate, by currency.
    """
    lost: dict[str, int] = {}
    for amount, currency in columns:
        minor, given = table[amount], table[currency]
        _count(lost, money.unknown(minor, given))
        major = money.major(minor, given)
        now = pc.if_else(pc.is_valid(major), money.book_currency, given)
        table = table.set_column(table.column_names.index(amount), amount, major)
        table = table.set_column(table.column_names.index(currency), currency, now)
    return table, lost


def _parsed(texts: Any) -> pa.Table:
    """Parse the party fields, JSON objects ``{"name": {"value": …, "record": …}}``, into typed columns."""
    offsets = pa.array([0, len(texts)], pa.int32())
    joined: Any = pc.binary_join(pa.ListArray.from_arrays(offsets, texts), "\n")
    source: Any = pa.BufferReader(joined[0].as_buffer())
    longest = int(pc.max(pc.binary_length(texts)).as_py())
    try:
        return pyarrow.json.read_json(
            source,
            read_options=pyarrow.json.ReadOptions(block_size=max(1 << 20, longest + 2)),
            parse_options=pyarrow.json.ParseOptions(
                explicit_schema=_FIELDS, unexpected_field_behavior="ignore"
            ),
        )
    except pa.ArrowInvalid as error:
        raise InvalidRecord(
            f"A party's field is not of its column's type ({error}); load it again"
        ) from error


def _slices(column: Any) -> Iterator[Any]:
    whole = column.combine_chunks()
    for start in range(0, len(whole), _AT_ONCE):
        yield pa.concat_arrays([whole.slice(start, _AT_ONCE)])


def _identifiers(rows: pa.Table) -> tuple[pa.Table, I32]:
    """Return the distinct identifiers, ascending, and the number of each row's one."""
    separator: Any = pa.scalar("\x1f")
    text = pc.binary_join_element_wise(rows["kind"], rows["value"], separator)
    distinct: Any = pc.unique(text)
    distinct = distinct.take(pc.sort_indices(distinct))
    number = positions_in(text, distinct)
    sample = np.zeros(len(distinct), np.int64)
    sample[number[::-1]] = np.arange(len(number))[::-1]
    failing = np.flatnonzero(np.asarray(pc.is_valid(rows["failed"]), np.bool_))
    failed = np.full(len(distinct), -1, np.int64)
    failed[number[failing][::-1]] = failing[::-1]
    table = rows.select(["kind", "value"]).take(sample)
    return table.append_column(
        "failed", rows["failed"].take(pa.array(failed, pa.int64(), mask=failed < 0))
    ), number


def _pairs(party: I32, identifier: I32, *, since: F64, row: I64, record: I32) -> Holdings:
    size = int(identifier.max(initial=0)) + 1
    pairs, first, pair = np.unique(
        party.astype(np.int64) * size + identifier, return_index=True, return_inverse=True
    )
    earliest = np.full(len(pairs), np.inf)
    np.minimum.at(earliest, pair, np.where(np.isnan(since), np.inf, since))
    width = int(record.max(initial=0)) + 1
    witness = np.unique(pair.astype(np.int64) * width + record) // width
    return Holdings(
        party=frozen((pairs // size).astype(np.int32)),
        identifier=frozen((pairs % size).astype(np.int32)),
        since=frozen(np.where(np.isinf(earliest), np.nan, earliest)),
        row=frozen(row[first]),
        records=frozen(np.bincount(witness, minlength=len(pairs)).astype(np.int32)),
    )


def _count(total: dict[str, int], more: dict[str, int]) -> None:
    for currency, count in more.items():
        total[currency] = total.get(currency, 0) + count
