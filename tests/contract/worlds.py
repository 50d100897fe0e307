"""Small worlds for tests of the stores: records, ties and the steps that make them visible.

ACME, BOLT = record("Acme"), record("Bolt")
publish(store, [ACME, BOLT], [tie(ACME, OWNS, BOLT, share=Share.exactly(0.6))])
store.neighbours(party_id(BOLT), frozenset({OWNS}), limit=10)
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pyarrow as pa

from graph.changes import Batch, FileDigest, Link, LoadManifest, Resolution
from graph.model import Holding, Identifier, IdentifierKind, Json, Origin, Party, PartyKind, Record
from graph.relationships import Relationship, RelationshipKind, Terms, relationship_key
from graph.schema import SCHEMAS, Table
from graph.store import GraphStore
from graph.values import (
    CommandId,
    FactId,
    Interval,
    LoadId,
    PartyId,
    RecordId,
    Sha256,
    StoreVersion,
    mint_party_id,
    record_id,
)

WAIT_S = 5.0


def record(
    name: str,
    *,
    key: str | None = None,
    source: str = "crm",
    table: str = "companies",
    kind: PartyKind = PartyKind.COMPANY,
    mention: bool = False,
    line: int = 2,
    **fields: Json,
) -> Record:
    """Return a row of `table`; its source key is the lower-case name unless it is given."""
    identity = record_id(source, table, name.lower() if key is None else key)
    return Record(identity, kind, name, {"name": name, **fields}, Origin(f"{table}.csv", line), mention)


def tie(
    source: Record | RecordId | FactId,
    kind: RelationshipKind,
    target: Record | RecordId | FactId,
    *,
    subject: str | None = None,
    since: date | None = None,
    until: date | None = None,
    reported_by: str = "crm",
    **terms: Any,
) -> Relationship:
    """Return `source KIND target` with these terms; its key is made of the ends, subject and since."""
    ends = tuple(end.id if isinstance(end, Record) else end for end in (source, target))
    return Relationship(
        key=relationship_key(kind, reported_by, *ends, subject, since),
        kind=kind,
        source=ends[0],
        target=ends[1],
        reported_by=reported_by,
        origin=Origin("ties.csv", 2),
        subject=subject,
        when=Interval(since, until),
        terms=Terms(**terms),
    )


def holding(record: Record, kind: IdentifierKind, value: str) -> Holding:
    return Holding(record.id, Identifier(kind, value), record.source, record.origin)


def party_id(founder: Record) -> PartyId:
    return mint_party_id(founder.id)


def party(*records: Record, rated: bool = True) -> Party:
    """Return the party that these records are; the first one founds and names it."""
    return Party(party_id(records[0]), records[0].kind, records[0].name, rated)


def link(record: Record, to: Record | None = None) -> Link:
    """Return the link of a record to the party founded by `to`, by itself when that is left out."""
    return Link(record.id, party_id(to or record), 10.0, "rule")


def alone(records: Iterable[Record]) -> Resolution:
    """Return the resolution in which every record is a party of its own."""
    records = list(records)
    return Resolution(parties=[party(each) for each in records], links=[link(each) for each in records])


def manifest(name: str, *, source: str = "crm", replace: bool = False) -> LoadManifest:
    """Return a manifest that equals another one exactly when the arguments do."""
    digest = Sha256(hashlib.sha256(name.encode()).hexdigest())
    return LoadManifest(source, (FileDigest(name, digest, 3),), Sha256("0" * 64), replace)


def load(
    store: GraphStore,
    *batches: Batch,
    name: str | None = None,
    source: str = "crm",
    replace: bool = False,
) -> LoadId:
    """Write the batches as one load and finish it; the load is a new one unless `name` was used before."""
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest(name or uuid4().hex, source=source, replace=replace), token=token)
        for batch in batches:
            store.write(opened, batch, token=token)
        store.finish_load(opened, token=token)
    return opened


def resolve(store: GraphStore, change: Resolution, *, command: str | None = None) -> StoreVersion:
    """Publish a resolution and the finished loads, as a new command unless one is named."""
    with store.lease("test", wait_s=WAIT_S) as token:
        return store.publish(change, command=CommandId(command or uuid4().hex), token=token)


def publish(
    store: GraphStore,
    records: Sequence[Record],
    ties: Sequence[Relationship] = (),
    *,
    change: Resolution | None = None,
    **parts: Any,
) -> StoreVersion:
    """Load records and ties and make them visible; every record is a party of its own unless `change` says.

    `parts` are further parts of the batch: holdings, contracts, lawsuits, tenders, events.
    """
    load(store, Batch(records=records, relationships=ties, **parts))
    return resolve(store, alone(records) if change is None else change)


def former(store: GraphStore, founder: Record) -> list[Record]:
    """Return every version of the records of a party that was ever published, by id, oldest first."""
    return [each.value for each in store.history(party_id(founder), limit=1000).records]


def table_of(store: GraphStore, table: Table, *, version: StoreVersion | None = None) -> pa.Table:
    """Return a whole table as of a version, the current one when it is left out."""
    at = store.version() if version is None else version
    return pa.Table.from_batches(store.columns(table, version=at), schema=SCHEMAS[table])


def keys_of(store: GraphStore, table: Table, *, version: StoreVersion | None = None) -> list[str]:
    return table_of(store, table, version=version).column(0).to_pylist()


def rows_by_key(store: GraphStore, table: Table) -> Mapping[str, dict[str, Any]]:
    """Return the visible rows of a table by their first column."""
    rows = table_of(store, table).to_pylist()
    return {next(iter(row.values())): row for row in rows}


def scores(values: Mapping[PartyId, float]) -> pa.Table:
    """Return a score table for `write_scores`; only the score tells the parties apart."""
    count = len(values)
    return pa.table(
        {
            "party": pa.array(list(values), pa.string()),
            "score": pa.array(list(values.values()), pa.float64()),
            "grade": pa.array(["B"] * count, pa.string()),
            "standalone_pd": pa.array([0.01] * count, pa.float64()),
            "network_pd": pa.array([0.02] * count, pa.float64()),
        }
    )
