"""What `bench.store` asks of both sides, and how the product's stores answer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import uuid4

import pyarrow as pa

from bench.numbered import TODAY, NumberedBook
from graph.changes import Batch, FencingToken, FileDigest, LoadManifest
from graph.model import Origin, PartyKind, Record
from graph.rates import Rates
from graph.relationships import PARTY_KINDS, Relationship, RelationshipKind, Terms, relationship_key
from graph.schema import SCHEMAS, Table
from graph.snapshot import Snapshot
from graph.store import GraphStore
from graph.values import LoadId, Money, PartyId, RecordId, RunId, Sha256

LIMIT = 500
"""Ties of one kind that are asked for at most."""


class Side(Protocol):
    """One way of keeping the book. Each answer is read to its end."""

    @property
    def name(self) -> str: ...

    def party(self, party: str) -> object: ...

    def records(self, party: str) -> object: ...

    def neighbours(self, party: str) -> object:
        """Return the ties of a party, those to the riskiest first, 500 at most."""
        ...

    def write(self, number: int, target: str) -> None:
        """Make one record and one tie from it to the record `target` durable."""
        ...

    def write_scores(self, scores: pa.Table) -> None: ...

    def columns(self) -> Mapping[Table, pa.Table]:
        """Return every table as Arrow columns."""
        ...


@dataclass(frozen=True)
class Ours:
    """A store of the product, its lease held and a load open that is never published."""

    name: str
    store: GraphStore
    load: LoadId
    token: FencingToken

    def party(self, party: str) -> object:
        return self.store.parties([PartyId(party)])

    def records(self, party: str) -> object:
        return self.store.records_of(PartyId(party))

    def neighbours(self, party: str) -> object:
        return self.store.neighbours(PartyId(party), PARTY_KINDS, limit=LIMIT)

    def write(self, number: int, target: str) -> None:
        record, tie = one_more(number, target)
        self.store.write(self.load, Batch(records=[record], relationships=[tie]), token=self.token)

    def write_scores(self, scores: pa.Table) -> None:
        self.store.write_scores(RunId("bench"), scores, token=self.token)

    def columns(self) -> Mapping[Table, pa.Table]:
        version = self.store.version()
        return {
            table: pa.Table.from_batches(list(self.store.columns(table, version=version)), SCHEMAS[table])
            for table in Table
        }

    def snapshot(self) -> Snapshot:
        return Snapshot.of(self.store, valid_on=TODAY, rates=Rates.only("CNY"))


@contextmanager
def opened(name: str, store: GraphStore) -> Iterator[Ours]:
    """Hold the lease and open a load; what was written is dropped in the end."""
    with store.lease("bench", wait_s=30.0) as token:
        manifest = LoadManifest("bench", (FileDigest(uuid4().hex, Sha256("0" * 64)),), Sha256("0" * 64))
        load = store.begin_load(manifest, token=token)
        try:
            yield Ours(name, store, load, token)
        finally:
            store.drop_load(load, token=token)


def one_more(number: int, target: str) -> tuple[Record, Relationship]:
    """Return a new firm, and that it supplies the record `target`."""
    key = RecordId(f"bench:companies:{number:08d}")
    origin = Origin("bench.csv", number)
    record = Record(key, PartyKind.COMPANY, f"新{number}有限公司", {"staff": number}, origin)
    kind, since = RelationshipKind.SUPPLIES, date(2026, 1, 1)
    tie = Relationship(
        key=relationship_key(kind, "bench", key, target, None, since),
        kind=kind,
        source=key,
        target=RecordId(target),
        reported_by="bench",
        origin=origin,
        terms=Terms(amount=Money(number, "CNY")),
    )
    return record, tie


def scores_of(parties: Any) -> pa.Table:
    """Return a score for each party id of a column."""
    count = len(parties)
    values = pa.array([number * 7919 % 10_000 / 100 for number in range(count)])
    return pa.table(
        {
            "party": parties,
            "score": values,
            "grade": pa.array([f"G{number % 7}" for number in range(count)]),
            "standalone_pd": values,
            "network_pd": values,
        }
    )


def texts(column: Any) -> list[str]:
    """Return the values of a column of texts without nulls."""
    values: list[str] = column.to_pylist()
    return values


def party_of_records(book: NumberedBook) -> dict[str, str]:
    links = book.tables[Table.LINKS]
    return dict(zip(texts(links["record"]), texts(links["party"]), strict=True))
