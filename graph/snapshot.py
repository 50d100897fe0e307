"""An immutable picture of the visible graph as arrays: what every computation reads."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from graph.arrays import F64, I32, I64, one_chunk, place_of, positions_in
from graph.edges import Csr, EdgeTable, Way
from graph.errors import BookDamaged
from graph.rates import Converter, Rates
from graph.relationships import ENDS, NodeKind, RelationshipKind
from graph.schema import SCHEMAS, Table
from graph.shares import beyond_whole
from graph.snapshot_digest import ContentDigest
from graph.snapshot_files import (
    read_edges,
    read_holdings,
    read_table,
    write_edges,
    write_holdings,
    write_table,
)
from graph.snapshot_tables import Holdings, holdings_of, in_book_currency, parties_table, records_table
from graph.snapshot_ties import FACTS, counted, edges_that_count, with_ends
from graph.values import PartyId, Sha256, StoreVersion

__all__ = ["F64", "I32", "I64", "Csr", "EdgeTable", "Holdings", "Published", "Snapshot", "Way", "build"]

_MONEY: Mapping[Table, tuple[tuple[str, str], ...]] = {
    Table.CONTRACTS: (("amount", "currency"), ("credit_limit", "credit_limit_currency")),
    Table.LAWSUITS: (("claim", "currency"),),
    Table.TENDERS: (),
    Table.EVENTS: (),
    Table.RELATIONSHIPS: (("amount", "currency"), ("overdue", "overdue_currency")),
}
_NOT_KEPT: Mapping[Table, list[str]] = {Table.RECORDS: ["fields"]}
"""Columns that the content hash covers and nobody reads afterwards."""
_TABLES = ("parties", "records", "ties", "identifiers", "holding_rows", "possible")


class Published(Protocol):
    """What a snapshot asks of a store; see `graph.store.GraphStore`."""

    def versions(self) -> Mapping[StoreVersion, datetime]: ...

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]: ...


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Row i of every per-party array is the i-th party; parties stand in ascending order of their ids.

    parties: key, kind, name, rated, other_names, roles, fields, and typed columns taken from the
    fields: industry, region, status (text), registered_on, cooperation_since, birth_date (date32),
    staff (float), registered_capital, revenue, costs, equity (float, major units, book currency).
    ties: every visible relationship row with `source`, `target` as the store has them, plus int32
    columns `source_index`, `target_index`: positions of parties, -1 where the end is a fact or a
    record without a party. records: key, kind, name, mention, party_index, file, sheet, line,
    weight, decided_by, reasons. identifiers: kind, value, failed. possible: with `a_index`,
    `b_index`. facts: Table -> its rows. Money in ties and facts is in major units of the book
    currency. edges: the ties that count, see `graph.edges.select`. problems: sentences about what
    was left out (amounts without a rate, ties without an end or of a party with itself) and about
    shares of a party that make more than a whole.
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
    problems: tuple[str, ...] = ()
    _csr: dict[tuple[RelationshipKind, Way], Csr] = field(
        default_factory=dict[tuple[RelationshipKind, Way], Csr], repr=False
    )

    def __len__(self) -> int:
        return self.parties.num_rows

    @classmethod
    def of(
        cls, store: Published, *, valid_on: date, rates: Rates, known_at: datetime | None = None
    ) -> "Snapshot":
        """Read what was so on `valid_on`, as far as it was known at `known_at` (None: all that is published).

        That is the last version published at or before then; before the first one everything is empty.
        """
        published = store.versions()
        past = [each for each, at in published.items() if known_at is None or at <= known_at]
        version = max(past, default=StoreVersion(0))
        known = known_at or published.get(version) or datetime.min.replace(tzinfo=UTC)

        def read(table: Table) -> pa.Table:
            return one_chunk(pa.Table.from_batches(store.columns(table, version=version), SCHEMAS[table]))

        return build(read, version=version, valid_on=valid_on, known_at=known, rates=rates)

    def relationships(self, kind: RelationshipKind) -> EdgeTable:
        return self.edges[kind]

    def facts(self, table: Table) -> pa.Table:
        return self.fact_tables[table]

    def csr(self, kind: RelationshipKind, way: Way) -> Csr:
        """Return the edges of a kind grouped by the party or fact at one end; made when first asked for."""
        if (kind, way) not in self._csr:
            end = ENDS[kind][0 if way is Way.OUT else 1]
            size = len(self) if end is NodeKind.RECORD else self.fact_tables[FACTS[end]].num_rows
            self._csr[kind, way] = Csr.of(self.edges[kind], way, size=size)
        return self._csr[kind, way]

    def position(self, party: PartyId) -> int | None:
        """Return the row of a party, None where there is none; O(log n)."""
        return place_of(self.parties["key"], party)

    def save(self, folder: Path) -> None:
        """Write every table and array into `folder`, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in _TABLES:
            write_table(getattr(self, name), folder / f"{name}.arrow")
        for table, rows in self.fact_tables.items():
            write_table(rows, folder / f"{table.value}.arrow")
        for kind, edges in self.edges.items():
            write_edges(edges, folder / f"edges_{kind.value.lower()}.arrow")
        write_holdings(self.holdings, folder / "holdings.arrow")
        facts = {
            "version": self.version,
            "content_hash": self.content_hash,
            "valid_on": self.valid_on.isoformat(),
            "known_at": self.known_at.isoformat(),
            "currency": self.currency,
            "problems": self.problems,
        }
        (folder / "snapshot.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> "Snapshot":
        """Map what `save` wrote; nothing is read before it is looked at.

        Raises
        ------
        BookDamaged
            When a file is missing or unreadable.
        """
        try:
            facts = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BookDamaged(f"{folder} holds no snapshot; build it again with `riskweave score`") from error
        mapped: dict[str, Any] = {name: read_table(folder / f"{name}.arrow") for name in _TABLES}
        return cls(
            version=StoreVersion(facts["version"]),
            content_hash=Sha256(facts["content_hash"]),
            valid_on=date.fromisoformat(facts["valid_on"]),
            known_at=datetime.fromisoformat(facts["known_at"]),
            currency=facts["currency"],
            problems=tuple(facts["problems"]),
            **mapped,
            edges={
                kind: read_edges(kind, folder / f"edges_{kind.value.lower()}.arrow")
                for kind in RelationshipKind
            },
            holdings=read_holdings(folder / "holdings.arrow"),
            fact_tables={each: read_table(folder / f"{each.value}.arrow") for each in FACTS.values()},
        )


def build(
    read: Callable[[Table], pa.Table],
    *,
    version: StoreVersion,
    valid_on: date,
    known_at: datetime,
    rates: Rates,
) -> Snapshot:
    """Turn the tables of a store, each ascending by its first column(s), into a snapshot.

    Each table is read once and let go of as soon as its columns are taken. The content hash covers
    what the rows say, the day and the rates, and neither loads, places nor times. O(rows · log rows).
    """
    money = Converter.of(rates, valid_on)
    digest = ContentDigest(
        valid_on.isoformat(), json.dumps([money.book_currency, sorted(money.rates.items())])
    )
    tables: dict[Table, pa.Table] = {}
    for table in sorted(Table):
        rows = read(table)
        digest.add(table, rows)
        tables[table] = rows.drop_columns(_NOT_KEPT.get(table, []))
    parties, lost = parties_table(tables.pop(Table.PARTIES), money)
    records = records_table(tables.pop(Table.RECORDS), tables.pop(Table.LINKS), parties)
    party_of_record = records["key"], np.asarray(records["party_index"], np.int32)
    problems = [_without_rate("fields of parties", lost)]
    converted: dict[Table, pa.Table] = {}
    for table, columns in _MONEY.items():
        converted[table], lost = in_book_currency(tables.pop(table), columns, money)
        problems.append(_without_rate(table.value, lost))
    identifiers, holding_rows, holdings = holdings_of(tables.pop(Table.HOLDINGS), party_of_record, valid_on)
    ties, ends = with_ends(converted.pop(Table.RELATIONSHIPS), party_of_record, converted)
    edges, left_out = edges_that_count(ties, ends, valid_on)
    problems.append(beyond_whole(edges[RelationshipKind.OWNS], parties))
    return Snapshot(
        version=version,
        content_hash=digest.value(),
        valid_on=valid_on,
        known_at=known_at,
        currency=money.book_currency,
        parties=one_chunk(parties),
        records=one_chunk(records),
        ties=one_chunk(ties),
        edges=edges,
        identifiers=one_chunk(identifiers),
        holding_rows=one_chunk(holding_rows),
        holdings=holdings,
        fact_tables={table: one_chunk(rows) for table, rows in converted.items()},
        possible=_with_positions(tables.pop(Table.POSSIBLE), parties),
        problems=tuple(each for each in (*problems, *left_out) if each),
    )


def _with_positions(possible: pa.Table, parties: pa.Table) -> pa.Table:
    for name in ("a", "b"):
        index = positions_in(possible[name], parties["key"])
        possible = possible.append_column(f"{name}_index", pa.array(index))
    return one_chunk(possible)


def _without_rate(place: str, lost: Mapping[str, int]) -> str:
    if not lost:
        return ""
    return f"Amounts in {place} whose currency has no rate, counted as missing: {counted(lost)}"
