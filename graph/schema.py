"""Table names and their Arrow schemas: the one place both stores, exports and Snapshot read columns from."""

from collections.abc import Mapping
from enum import StrEnum

import pyarrow as pa


class Table(StrEnum):
    """Loaded tables carry rows of loads; published tables carry what resolution made of them."""

    RECORDS = "records"
    HOLDINGS = "holdings"
    CONTRACTS = "contracts"
    LAWSUITS = "lawsuits"
    TENDERS = "tenders"
    EVENTS = "events"
    RELATIONSHIPS = "relationships"
    PARTIES = "parties"
    LINKS = "links"
    POSSIBLE = "possible"


LOADED = (
    Table.RECORDS,
    Table.HOLDINGS,
    Table.CONTRACTS,
    Table.LAWSUITS,
    Table.TENDERS,
    Table.EVENTS,
    Table.RELATIONSHIPS,
)
PUBLISHED = (Table.PARTIES, Table.LINKS, Table.POSSIBLE)

_TEXT: pa.DataType = pa.string()
_INT: pa.DataType = pa.int64()
_REAL: pa.DataType = pa.float64()
_FLAG: pa.DataType = pa.bool_()
_DAY: pa.DataType = pa.date32()
_AT: pa.DataType = pa.timestamp("us", tz="UTC")
_TEXTS: pa.DataType = pa.list_(pa.string())
_ORIGIN = (("file", _TEXT), ("sheet", _TEXT), ("line", _INT))


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns])


SCHEMAS: Mapping[Table, pa.Schema] = {
    Table.RECORDS: _schema(
        ("key", _TEXT),
        ("kind", _TEXT),
        ("name", _TEXT),
        ("mention", _FLAG),
        ("fields", _TEXT),
        *_ORIGIN,
    ),
    Table.HOLDINGS: _schema(
        ("key", _TEXT),
        ("record", _TEXT),
        ("kind", _TEXT),
        ("value", _TEXT),
        ("since", _DAY),
        ("until", _DAY),
        ("failed", _TEXT),
        ("reported_by", _TEXT),
        *_ORIGIN,
    ),
    Table.CONTRACTS: _schema(
        ("key", _TEXT),
        ("number", _TEXT),
        ("type", _TEXT),
        ("amount", _INT),
        ("currency", _TEXT),
        ("credit_limit", _INT),
        ("credit_limit_currency", _TEXT),
        ("signed", _DAY),
        ("starts", _DAY),
        ("ends", _DAY),
        ("status", _TEXT),
        ("delivered_share", _REAL),
        ("prepaid_share", _REAL),
        ("clauses", _TEXTS),
        ("reported_by", _TEXT),
        *_ORIGIN,
    ),
    Table.LAWSUITS: _schema(
        ("key", _TEXT),
        ("court", _TEXT),
        ("case_number", _TEXT),
        ("cause", _TEXT),
        ("filed", _DAY),
        ("status", _TEXT),
        ("claim", _INT),
        ("currency", _TEXT),
        ("outcome", _TEXT),
        ("reported_by", _TEXT),
        *_ORIGIN,
    ),
    Table.TENDERS: _schema(("key", _TEXT), ("number", _TEXT), ("reported_by", _TEXT), *_ORIGIN),
    Table.EVENTS: _schema(
        ("key", _TEXT),
        ("kind", _TEXT),
        ("severity", _REAL),
        ("at", _DAY),
        ("text", _TEXT),
        ("contract", _TEXT),
        ("reported_by", _TEXT),
        *_ORIGIN,
    ),
    Table.RELATIONSHIPS: _schema(
        ("key", _TEXT),
        ("kind", _TEXT),
        ("source", _TEXT),
        ("target", _TEXT),
        ("subject", _TEXT),
        ("since", _DAY),
        ("until", _DAY),
        ("amount", _INT),
        ("currency", _TEXT),
        ("overdue", _INT),
        ("overdue_currency", _TEXT),
        ("days_overdue", _INT),
        ("as_of", _DAY),
        ("share_low", _REAL),
        ("share_high", _REAL),
        ("essential", _FLAG),
        ("substitutability", _REAL),
        ("at", _AT),
        ("won", _FLAG),
        ("reported_by", _TEXT),
        *_ORIGIN,
    ),
    Table.PARTIES: _schema(
        ("key", _TEXT),
        ("kind", _TEXT),
        ("name", _TEXT),
        ("rated", _FLAG),
        ("other_names", _TEXTS),
        ("roles", _TEXTS),
        ("fields", _TEXT),
    ),
    Table.LINKS: _schema(
        ("record", _TEXT), ("party", _TEXT), ("weight", _REAL), ("decided_by", _TEXT), ("reasons", _TEXT)
    ),
    Table.POSSIBLE: _schema(("a", _TEXT), ("b", _TEXT), ("probability", _REAL), ("reasons", _TEXT)),
}
"""Money is integer minor units beside a currency column. `fields` and `reasons` are JSON objects and lists.

The first column names the row (both of them for `possible`). `columns` of a store yields rows in
ascending order of it, so that equal content gives equal bytes.
"""
