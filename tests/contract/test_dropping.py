"""Which load may be dropped: none on whose rows another one counts, and none that was published."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.changes import Batch, Counts, Resolution
from graph.errors import InvalidRecord, LoadInUse, LoadNotFound, LoadPublished
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import LoadId
from tests.contract.worlds import (
    WAIT_S,
    alone,
    former,
    keys_of,
    load,
    manifest,
    publish,
    record,
    resolve,
    tie,
)

OWNS = RelationshipKind.OWNS
ACME, BOLT, CARGO = record("Acme"), record("Bolt"), record("Cargo")
RENAMED = replace(ACME, name="Acme Holding")


def begun(store: GraphStore, *batches: Batch, name: str) -> LoadId:
    """Write the batches as a load that is not finished."""
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest(name), token=token)
        for batch in batches:
            store.write(opened, batch, token=token)
    return opened


def drop(store: GraphStore, *loads: LoadId) -> Sequence[Counts]:
    with store.lease("test", wait_s=WAIT_S) as token:
        return [store.drop_load(each, token=token) for each in loads]


def test_a_load_is_kept_while_a_later_one_counts_on_its_rows(store: GraphStore) -> None:
    first = load(store, Batch(records=[ACME]))
    second = load(store, Batch(records=[ACME, BOLT]))
    with pytest.raises(LoadInUse, match=f"Load {first} .* load {second} .*drop load {second} first"):
        drop(store, first)
    resolve(store, alone([ACME, BOLT]))
    assert keys_of(store, Table.RECORDS) == [ACME.id, BOLT.id]


def test_a_load_is_kept_while_a_later_one_is_under_way(store: GraphStore) -> None:
    first = load(store, Batch(records=[ACME]))
    second = begun(store, Batch(records=[ACME]), name="half")
    with pytest.raises(LoadInUse, match=f"drop load {second} first"):
        drop(store, first)
    drop(store, second, first)
    assert store.loads() == []


def test_loads_are_dropped_newest_first(store: GraphStore) -> None:
    loads = [load(store, Batch(records=[ACME, each])) for each in (BOLT, CARGO)]
    with pytest.raises(LoadInUse):
        drop(store, loads[0])
    drop(store, *reversed(loads))
    resolve(store, Resolution())
    assert keys_of(store, Table.RECORDS) == []


def test_the_newest_load_is_the_one_that_was_finished_last(store: GraphStore) -> None:
    first = begun(store, Batch(records=[ACME]), name="first")
    second = load(store, Batch(records=[BOLT]))
    assert load(store, Batch(records=[ACME, BOLT]), name="first") == first
    with pytest.raises(LoadInUse, match=f"drop load {first} first"):
        drop(store, second)
    drop(store, first, second)


def test_an_unfinished_load_can_be_dropped_beside_later_ones(store: GraphStore) -> None:
    publish(store, [BOLT])
    half = begun(store, Batch(records=[ACME, replace(BOLT, name="Bolt Ltd")]), name="half")
    load(store, Batch(records=[ACME, BOLT, CARGO]))
    drop(store, half)
    resolve(store, alone([ACME, CARGO]))
    assert keys_of(store, Table.RECORDS) == [ACME.id, BOLT.id, CARGO.id]
    assert former(store, BOLT) == [BOLT]


def test_a_finished_load_that_later_ones_may_have_changed_is_not_resumed(store: GraphStore) -> None:
    batch = Batch(records=[ACME])
    first = load(store, batch, name="first")
    second = load(store, Batch(records=[RENAMED]), name="second")
    again = load(store, batch, name="first")
    assert again not in (first, second)
    drop(store, again, second)
    resolve(store, alone([ACME]))
    assert former(store, ACME) == [ACME]


def test_the_key_of_an_unfinished_load_is_not_known(store: GraphStore) -> None:
    begun(store, Batch(records=[ACME]), name="half")
    load(store, Batch(records=[BOLT]))
    assert list(store.find_keys("crm", ["acme", "bolt"])) == ["bolt"]


def test_no_tie_may_end_at_a_record_of_another_unfinished_load(store: GraphStore) -> None:
    begun(store, Batch(records=[ACME]), name="half")
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("next"), token=token)
        with pytest.raises(InvalidRecord, match="crm:companies:acme"):
            store.write(opened, Batch(records=[BOLT], relationships=[tie(ACME, OWNS, BOLT)]), token=token)
        store.write(opened, Batch(records=[BOLT]), token=token)
        store.finish_load(opened, token=token)
    resolve(store, alone([BOLT]))
    assert store.check().problems == ()


def test_a_tie_may_end_at_a_record_that_its_own_load_took_over(store: GraphStore) -> None:
    begun(store, Batch(records=[ACME]), name="half")
    publish(store, [ACME, BOLT], [tie(ACME, OWNS, BOLT)])
    assert store.check().problems == ()


def test_the_rows_of_unpublished_loads_are_counted(store: GraphStore) -> None:
    publish(store, [ACME])
    changed = load(store, Batch(records=[RENAMED, BOLT], relationships=[tie(ACME, OWNS, BOLT)]))
    half = begun(store, Batch(records=[BOLT, CARGO]), name="half")
    assert store.unpublished_rows() == {changed: 3, half: 1}


def test_a_published_load_cannot_be_dropped_and_the_remedy_is_named(store: GraphStore) -> None:
    opened = load(store, Batch(records=[ACME]))
    resolve(store, alone([ACME]))
    with pytest.raises(LoadPublished, match="--replace-source"):
        drop(store, opened)
    assert keys_of(store, Table.RECORDS) == [ACME.id]


def test_a_load_that_never_was_cannot_be_dropped(store: GraphStore) -> None:
    with pytest.raises(LoadNotFound, match="77"):
        drop(store, LoadId(77))
