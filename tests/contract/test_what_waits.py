"""What loaders and resolvers ask of a store before anything is visible."""

from dataclasses import replace

from graph.changes import Batch, Resolution
from graph.schema import Table
from graph.store import GraphStore
from tests.contract.worlds import (
    WAIT_S,
    alone,
    link,
    load,
    manifest,
    publish,
    record,
    resolve,
)

ACME, BOLT, CARGO = record("Acme"), record("Bolt"), record("Cargo")
RENAMED = replace(ACME, name="Acme Holding")


def test_source_keys_are_found_also_in_loads_that_are_not_visible(store: GraphStore) -> None:
    person = record("Acme", table="people")
    elsewhere = record("Acme", source="registry")
    mention = record("Dora", key="D1#owner0", mention=True)
    load(store, Batch(records=[ACME, BOLT, person, elsewhere, mention]))
    found = store.find_keys("crm", ["acme", "bolt", "nobody", "D1#owner0"])
    assert {key: set(ids) for key, ids in found.items()} == {"acme": {ACME.id, person.id}, "bolt": {BOLT.id}}


def test_a_source_key_may_hold_colons_and_blanks(store: GraphStore) -> None:
    odd = record("Odd", key="a:b 丙")
    load(store, Batch(records=[odd]))
    assert store.find_keys("crm", ["a:b 丙"]) == {"a:b 丙": (odd.id,)}


def test_a_withdrawn_source_key_is_not_found(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    load(store, Batch(records=[ACME]), replace=True)
    assert list(store.find_keys("crm", ["acme", "bolt"])) == ["acme"]


def test_new_and_changed_records_are_unresolved(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    load(store, Batch(records=[RENAMED, BOLT, CARGO]))
    assert [each for page in store.unresolved() for each in page] == [RENAMED, CARGO]


def test_records_of_an_unfinished_load_are_not_unresolved_yet(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        store.write(store.begin_load(manifest("half"), token=token), Batch(records=[ACME]), token=token)
    assert list(store.unresolved()) == []


def test_a_record_that_was_published_without_a_link_stays_unresolved(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], change=alone([ACME]))
    assert [each for page in store.unresolved() for each in page] == [BOLT]


def test_nothing_is_unresolved_once_it_was_published(store: GraphStore) -> None:
    publish(store, [ACME])
    publish(store, [RENAMED], change=Resolution())
    assert list(store.unresolved()) == []


def test_a_linked_record_that_a_load_closed_is_withdrawn(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO])
    load(store, Batch(records=[RENAMED, BOLT]), replace=True)
    during = store.withdrawn()
    resolve(store, Resolution(closed=[CARGO.id]))
    assert (during, store.withdrawn()) == ([CARGO.id], [])


def test_pending_shows_a_table_as_the_next_publication_will(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO])
    load(store, Batch(records=[RENAMED, BOLT]), replace=True)
    pending = [row for batch in store.pending(Table.RECORDS) for row in batch.to_pylist()]
    assert [(row["key"], row["name"]) for row in pending] == [
        (ACME.id, "Acme Holding"),
        (BOLT.id, "Bolt"),
    ]


def test_links_of_records_are_returned_and_those_without_one_are_absent(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], change=alone([ACME]))
    assert store.links([ACME.id, BOLT.id]) == {ACME.id: link(ACME)}
