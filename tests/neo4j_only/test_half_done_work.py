"""Work that stopped half-way: unseen by readers, and taken back by whoever comes next."""

import pytest

from graph.changes import Batch, Resolution
from graph.errors import InvalidRecord
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
