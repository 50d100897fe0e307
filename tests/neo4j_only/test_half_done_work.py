"""Work that stopped half-way: unseen by readers, and taken back by whoever comes next."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from graph.changes import Batch, Resolution
from graph.errors import InvalidRecord
from graph.neo4j_connection import Connection
from graph.neo4j_database import Run
from graph.neo4j_store import Neo4jStore
from graph.relationships import RelationshipKind
from graph.schema import Table
from tests.contract.worlds import (
    WAIT_S,
    keys_of,
    link,
    load,
    manifest,
    party,
    party_id,
    publish,
    record,
    resolve,
    rows_by_key,
    table_of,
    tie,
)

T = TypeVar("T")
ACME, BOLT, NOWHERE = record("Acme"), record("Bolt"), record("Nowhere")


def test_a_publication_that_failed_half_way_shows_nothing(neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, [ACME, BOLT])
    before = {table: table_of(neo4j_store, table) for table in Table}
    half = Resolution([party(BOLT, ACME)], [link(ACME, BOLT), link(NOWHERE)], moved={party_id(ACME): ()})
    with pytest.raises(InvalidRecord, match="nothing was published"):
        resolve(neo4j_store, half)
    assert {table: table_of(neo4j_store, table) for table in Table} == before
    assert neo4j_store.links([ACME.id])[ACME.id].party == party_id(ACME)
    assert set(neo4j_store.parties([party_id(ACME)])) == {party_id(ACME)}


def test_the_next_publication_takes_back_what_a_failed_one_left(neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, [ACME, BOLT])
    half = Resolution([party(BOLT, ACME), party(NOWHERE)], [link(ACME, BOLT), link(NOWHERE)])
    with pytest.raises(InvalidRecord):
        resolve(neo4j_store, half)
    assert resolve(neo4j_store, Resolution()) == 2
    assert [row["party"] for row in table_of(neo4j_store, Table.LINKS).to_pylist()] == [
        party_id(ACME),
        party_id(BOLT),
    ]
    assert keys_of(neo4j_store, Table.PARTIES) == sorted([party_id(ACME), party_id(BOLT)])
    assert not neo4j_store.check().problems


def test_an_abandoned_load_does_not_double_what_a_later_one_brings(neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, [ACME, BOLT], [tie(ACME, RelationshipKind.OWNS, BOLT, days_overdue=1)])
    abandon(neo4j_store, record("Acme", city="x"), tie(ACME, RelationshipKind.OWNS, BOLT, days_overdue=2))
    load(
        neo4j_store,
        Batch(
            [record("Acme", city="y")], relationships=[tie(ACME, RelationshipKind.OWNS, BOLT, days_overdue=3)]
        ),
    )
    resolve(neo4j_store, Resolution())
    assert '"y"' in rows_by_key(neo4j_store, Table.RECORDS)[ACME.id]["fields"]
    assert keys_of(neo4j_store, Table.RECORDS) == [ACME.id, BOLT.id]
    assert [row["days_overdue"] for row in table_of(neo4j_store, Table.RELATIONSHIPS).to_pylist()] == [3]


def test_a_load_that_brings_the_old_content_again_undoes_an_abandoned_one(neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, [ACME])
    abandon(neo4j_store, record("Acme", city="x"))
    load(neo4j_store, Batch([ACME]))
    resolve(neo4j_store, Resolution())
    assert table_of(neo4j_store, Table.RECORDS).num_rows == 1
    assert "city" not in rows_by_key(neo4j_store, Table.RECORDS)[ACME.id]["fields"]


def abandon(store: Neo4jStore, changed, *ties) -> None:
    """Begin a load, write and never finish it."""
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("abandoned"), token=token)
        store.write(opened, Batch([changed], relationships=ties), token=token)


def test_rows_whose_commit_went_unheard_are_written_once(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = [record(f"Firm {number:05d}") for number in range(6_000)]
    ties = [tie(ACME, RelationshipKind.OWNS, each, days_overdue=1) for each in firms]
    publish(neo4j_store, [ACME, *firms], ties)
    once = Connection.write

    def unheard(self: Connection, work: Callable[[Run], T], /, *, within_s: float | None = None) -> T:
        once(self, work, within_s=within_s)
        return once(self, work, within_s=within_s)

    changed = [replace(each, name=f"{each.name} Ltd") for each in firms[::2]]
    later = [tie(ACME, RelationshipKind.OWNS, each, days_overdue=2) for each in firms[::2]]
    with neo4j_store.lease("test", wait_s=WAIT_S) as token:
        opened = neo4j_store.begin_load(manifest("two"), token=token)
        with monkeypatch.context() as patched:
            patched.setattr(Connection, "write", unheard)
            batch = Batch([*changed, *firms[1::2]], relationships=[*later, *ties[1::2]])
            neo4j_store.write(opened, batch, token=token)
        neo4j_store.finish_load(opened, token=token)
    resolve(neo4j_store, Resolution())
    days = [row["days_overdue"] for row in table_of(neo4j_store, Table.RELATIONSHIPS).to_pylist()]
    assert sorted(days) == [1] * 3_000 + [2] * 3_000
    names = [row["name"] for row in table_of(neo4j_store, Table.RECORDS).to_pylist()]
    assert len(names) == 6_001
    assert len([each for each in names if each.endswith(" Ltd")]) == 3_000
    assert not neo4j_store.check().problems
