"""Loads: invisible until published, safe to repeat, to replace and to drop."""

from dataclasses import replace

import pytest

from graph.changes import Batch, Counts, Resolution
from graph.errors import InvalidRecord, LoadNotFound, LoadPublished
from graph.model import IdentifierKind
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import SCHEMA_VERSION, GraphStore
from graph.values import LoadId, RecordId
from tests.contract.worlds import (
    WAIT_S,
    alone,
    former,
    holding,
    keys_of,
    load,
    manifest,
    party_id,
    publish,
    record,
    resolve,
    rows_by_key,
    table_of,
    tie,
)

OWNS = RelationshipKind.OWNS
ACME, BOLT, CARGO = record("Acme"), record("Bolt"), record("Cargo")
ACME_OWNS_BOLT = tie(ACME, OWNS, BOLT)
RENAMED = replace(ACME, name="Acme Holding")


def test_making_the_schema_again_loses_nothing(store: GraphStore) -> None:
    publish(store, [ACME])
    schema = store.init()
    assert (schema, keys_of(store, Table.RECORDS)) == (SCHEMA_VERSION, [ACME.id])


def test_an_empty_store_is_at_version_zero_and_has_no_rows(store: GraphStore) -> None:
    assert store.version() == 0
    assert [table for table in Table if keys_of(store, table)] == []


def test_a_load_is_invisible_until_it_is_published(store: GraphStore) -> None:
    load(store, Batch(records=[ACME, BOLT], relationships=[ACME_OWNS_BOLT]))
    before = keys_of(store, Table.RECORDS), store.version()
    resolve(store, alone([ACME, BOLT]))
    after = keys_of(store, Table.RECORDS), store.version()
    assert (before, after) == (([], 0), ([ACME.id, BOLT.id], 1))


def test_an_unfinished_load_stays_invisible_when_others_are_published(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        store.write(store.begin_load(manifest("half"), token=token), Batch(records=[ACME]), token=token)
    publish(store, [BOLT])
    assert keys_of(store, Table.RECORDS) == [BOLT.id]


def test_the_same_batch_twice_changes_nothing(store: GraphStore) -> None:
    batch = Batch(records=[ACME, BOLT], relationships=[ACME_OWNS_BOLT])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("one"), token=token)
        counts = [store.write(opened, batch, token=token) for _ in range(2)]
    assert counts == [Counts(new=3), Counts(unchanged=3)]


def test_an_empty_batch_counts_nothing(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("one"), token=token)
        assert store.write(opened, Batch(), token=token) == Counts()


def test_a_load_with_an_equal_manifest_is_resumed(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        first = store.begin_load(manifest("one"), token=token)
        assert store.begin_load(manifest("one"), token=token) == first
        assert store.begin_load(manifest("two"), token=token) != first


def test_a_finished_load_is_resumed_until_it_is_published(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    for _ in range(2):
        load(store, Batch(records=[RENAMED, CARGO]), name="again", replace=True)
    resolve(store, replace(alone([CARGO]), closed=[BOLT.id]))
    assert [each.manifest.files[0].name for each in store.loads()][1:] == ["again"]
    assert keys_of(store, Table.RECORDS) == [ACME.id, CARGO.id]
    assert former(store, ACME) == [ACME, RENAMED]


def test_a_published_load_is_not_resumed_but_loaded_again(store: GraphStore) -> None:
    first = load(store, Batch(records=[ACME]), name="one")
    resolve(store, alone([ACME]))
    assert load(store, Batch(records=[ACME]), name="one") != first


def test_a_reload_of_equal_rows_makes_no_new_versions(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    batch = Batch(records=[ACME, BOLT], relationships=[ACME_OWNS_BOLT])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("again"), token=token)
        assert store.write(opened, batch, token=token) == Counts(unchanged=3)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert former(store, ACME) == [ACME]


def test_a_row_that_only_moved_within_its_file_is_unchanged(store: GraphStore) -> None:
    publish(store, [ACME])
    moved = replace(ACME, origin=ACME.origin._replace(line=99))
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("again"), token=token)
        assert store.write(opened, Batch(records=[moved]), token=token) == Counts(unchanged=1)


def test_changed_content_is_a_new_version_that_closes_the_old_one(store: GraphStore) -> None:
    publish(store, [ACME])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("again"), token=token)
        assert store.write(opened, Batch(records=[RENAMED]), token=token) == Counts(changed=1)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert store.records_of(party_id(ACME)) == [RENAMED]
    assert former(store, ACME) == [ACME, RENAMED]


def test_a_changed_amount_is_a_new_version_of_the_same_tie(store: GraphStore) -> None:
    days = tie(ACME, RelationshipKind.OWES, BOLT, days_overdue=10)
    publish(store, [ACME, BOLT], [days])
    later = tie(ACME, RelationshipKind.OWES, BOLT, days_overdue=40)
    publish(store, [], [later], change=Resolution())
    assert rows_by_key(store, Table.RELATIONSHIPS)[days.key]["days_overdue"] == 40


def test_an_old_version_of_the_store_stays_readable(store: GraphStore) -> None:
    first = publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    before = [table_of(store, table) for table in Table]
    publish(store, [RENAMED, CARGO], change=alone([RENAMED, CARGO]))
    load(store, Batch(records=[BOLT]), replace=True)
    resolve(store, Resolution(closed=[ACME.id, CARGO.id]))
    assert [table_of(store, table, version=first) for table in Table] == before


def test_before_the_first_version_there_is_nothing(store: GraphStore) -> None:
    publish(store, [ACME])
    assert keys_of(store, Table.RECORDS, version=0) == []


def test_within_one_load_the_last_write_of_a_key_wins(store: GraphStore) -> None:
    load(store, Batch(records=[ACME]), Batch(records=[RENAMED]))
    resolve(store, alone([RENAMED]))
    assert former(store, ACME) == [RENAMED]


def test_within_one_batch_the_last_row_of_a_key_wins(store: GraphStore) -> None:
    publish(store, [ACME, RENAMED], change=alone([RENAMED]))
    assert former(store, ACME) == [RENAMED]


def test_a_row_changed_and_changed_back_within_a_load_stays_as_it_was(store: GraphStore) -> None:
    publish(store, [ACME])
    load(store, Batch(records=[RENAMED]), Batch(records=[ACME]))
    resolve(store, Resolution())
    assert former(store, ACME) == [ACME]


def test_the_rows_of_an_abandoned_load_do_not_hide_later_ones(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        store.write(
            store.begin_load(manifest("abandoned"), token=token), Batch(records=[RENAMED]), token=token
        )
    publish(store, [ACME])
    assert store.records_of(party_id(ACME)) == [ACME]


def test_two_finished_loads_are_published_together_and_the_later_one_wins(store: GraphStore) -> None:
    load(store, Batch(records=[ACME]))
    load(store, Batch(records=[RENAMED]))
    version = resolve(store, alone([RENAMED]))
    assert (version, store.records_of(party_id(ACME))) == (1, [RENAMED])


def test_a_dangling_end_is_named_and_nothing_of_its_batch_is_written(store: GraphStore) -> None:
    dangling = tie(ACME, OWNS, RecordId("crm:companies:nobody"))
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("one"), token=token)
        with pytest.raises(InvalidRecord, match=r"ties\.csv line 2: OWNS .*crm:companies:nobody"):
            store.write(opened, Batch(records=[ACME], relationships=[dangling]), token=token)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert keys_of(store, Table.RECORDS) == []


def test_an_identifier_of_nobody_is_refused(store: GraphStore) -> None:
    batch = Batch(holdings=[holding(ACME, IdentifierKind.PHONE, "+8613800000000")])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("one"), token=token)
        with pytest.raises(InvalidRecord, match="crm:companies:acme"):
            store.write(opened, batch, token=token)


def test_a_tie_may_end_at_a_record_of_an_earlier_batch_or_load(store: GraphStore) -> None:
    publish(store, [ACME])
    load(store, Batch(records=[BOLT]), Batch(relationships=[ACME_OWNS_BOLT]))
    resolve(store, alone([BOLT]))
    assert keys_of(store, Table.RELATIONSHIPS) == [ACME_OWNS_BOLT.key]


def test_a_replacing_load_closes_what_its_source_no_longer_brings(store: GraphStore) -> None:
    elsewhere = record("Acme", source="registry")
    publish(store, [ACME, BOLT, CARGO, elsewhere], [ACME_OWNS_BOLT, tie(BOLT, OWNS, CARGO)])
    kept = Batch(records=[RENAMED, BOLT], relationships=[ACME_OWNS_BOLT])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("again", replace=True), token=token)
        store.write(opened, kept, token=token)
        assert store.finish_load(opened, token=token) == Counts(closed=2)
    resolve(store, Resolution(closed=[CARGO.id]))
    assert keys_of(store, Table.RECORDS) == [ACME.id, BOLT.id, elsewhere.id]
    assert keys_of(store, Table.RELATIONSHIPS) == [ACME_OWNS_BOLT.key]


def test_finishing_a_replacing_load_again_closes_nothing_more(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("again", replace=True), token=token)
        store.write(opened, Batch(records=[ACME]), token=token)
        store.finish_load(opened, token=token)
        assert store.finish_load(opened, token=token) == Counts()
    resolve(store, Resolution(closed=[BOLT.id]))
    assert keys_of(store, Table.RECORDS) == [ACME.id]


def test_a_dropped_load_leaves_everything_as_it_was(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    before = [table_of(store, table) for table in Table]
    opened = load(
        store, Batch(records=[RENAMED, CARGO], relationships=[tie(CARGO, OWNS, BOLT)]), replace=True
    )
    with store.lease("test", wait_s=WAIT_S) as token:
        store.drop_load(opened, token=token)
    resolve(store, Resolution())
    assert [table_of(store, table) for table in Table] == before
    assert [each.id for each in store.loads()] == [1]


def test_a_tie_cannot_end_at_a_record_that_was_dropped(store: GraphStore) -> None:
    dropped = load(store, Batch(records=[ACME, BOLT]))
    with store.lease("test", wait_s=WAIT_S) as token:
        store.drop_load(dropped, token=token)
        opened = store.begin_load(manifest("next"), token=token)
        with pytest.raises(InvalidRecord, match="crm:companies:bolt"):
            store.write(opened, Batch(records=[ACME], relationships=[ACME_OWNS_BOLT]), token=token)
    assert store.find_keys("crm", ["acme", "bolt"]) == {}


def test_a_published_load_can_neither_be_written_finished_nor_dropped(store: GraphStore) -> None:
    opened = load(store, Batch(records=[ACME]))
    resolve(store, alone([ACME]))
    with store.lease("test", wait_s=WAIT_S) as token:
        for refused in (
            lambda: store.write(opened, Batch(records=[BOLT]), token=token),
            lambda: store.finish_load(opened, token=token),
            lambda: store.drop_load(opened, token=token),
        ):
            with pytest.raises(LoadPublished):
                refused()


def test_an_unknown_load_is_not_found(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token, pytest.raises(LoadNotFound, match="77"):
        store.write(LoadId(77), Batch(), token=token)


def test_loads_are_listed_with_their_state_oldest_first(store: GraphStore) -> None:
    load(store, Batch(records=[ACME]), name="one")
    resolve(store, alone([ACME]))
    load(store, Batch(records=[BOLT]), name="two", replace=True)
    first, second = store.loads()
    assert (first.manifest, first.version) == (manifest("one"), 1)
    assert (second.manifest, second.version) == (manifest("two", replace=True), None)
    assert first.started_at <= first.finished_at <= second.started_at
