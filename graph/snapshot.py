"""An immutable picture of the visible graph as arrays: what every computation reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.values import Sha256, StoreVersion

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class EdgeTable:
    """The relationships of one kind, m of them, after the same-fact rule, ascending by key.

    source, target (m,): positions of parties, or row numbers of the fact table where the kind ends
    in a fact. row (m,): position in `Snapshot.ties`. values: measure -> (m,) with NaN where it is
    missing; money in major units of the book currency, dates as days since 1970-01-01, `at` as
    seconds since then, flags 0 or 1. Names: amount, overdue, days_overdue, share_low, share_high,
    essential, substitutability, since, until, as_of, at, won.
    """

    kind: RelationshipKind
    source: I32
    target: I32
    row: I64
    values: Mapping[str, F64]

    def __len__(self) -> int:
        return len(self.source)


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


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Row i of every per-party array is `party_ids[i]`; new parties are appended at the end.

    parties: key, kind, name, rated, other_names, roles, fields, and typed columns taken from the
    fields: industry, region, status (text), registered_on, cooperation_since, birth_date (date32),
    staff (float), registered_capital, revenue, costs, equity (float, major units, book currency).
    ties: relationship rows with `source`, `target` as the store has them, plus int32 columns
    `source_index`, `target_index`. records: key, kind, name, mention, party_index, file, sheet,
    line, weight, decided_by. identifiers: kind, value, failed. facts: Table -> its rows with
    money in major units of the book currency.
    """

    version: StoreVersion
    content_hash: Sha256
    valid_on: date
    known_at: datetime
    currency: str
    parties: pa.Table
    records: pa.Table
    ties: pa.Table
    edges: Mapping[RelationshipKind, EdgeTable]
    identifiers: pa.Table
    holding_rows: pa.Table
    holdings: Holdings
    fact_tables: Mapping[Table, pa.Table]
    possible: pa.Table

    def __len__(self) -> int:
        return self.parties.num_rows

    def relationships(self, kind: RelationshipKind) -> EdgeTable:
        return self.edges[kind]

    def facts(self, table: Table) -> pa.Table:
        return self.fact_tables[table]
