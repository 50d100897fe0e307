"""What `check` finds when things are broken on purpose, and that it finds nothing else."""

from dataclasses import replace

import pytest

from graph.changes import Batch, Resolution
from graph.model import IdentifierKind
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import SCHEMA_VERSION, GraphStore
from tests.contract.backends import Backend
from tests.contract.worlds import (
    WAIT_S,
    alone,
    holding,
    load,
    manifest,
    publish,
    record,
    resolve,
    table_of,
    tie,
)

ACME, BOLT = record("Acme"), record("Bolt")
PHONE = holding(ACME, IdentifierKind.PHONE, "+8613800000000")
ACME_OWNS_BOLT = tie(ACME, RelationshipKind.OWNS, BOLT)


@pytest.fixture
def sound(store: GraphStore) -> GraphStore:
    """Return a store with two records, a tie and a holding, published."""
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT], holdings=[PHONE])
    return store


def test_a_sound_store_is_told_with_its_counts_and_its_engine(sound: GraphStore) -> None:
    load(sound, Batch(records=[record("Cargo")]))
    report = sound.check(deep=True)
    assert (report.version, report.schema, report.problems) == (1, SCHEMA_VERSION, ())
    assert report.counts == {table: table_of(sound, table).num_rows for table in Table}
    assert any(letter.isdigit() for letter in report.engine)
    assert report.bytes is None or report.bytes > 0


def test_an_empty_store_is_sound(store: GraphStore) -> None:
    assert (store.check().version, store.check().problems) == (0, ())


def test_a_record_without_a_party_is_told(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], change=alone([ACME]))
    assert store.check().problems == ("1 records belong to no party; run `riskweave resolve`",)


def test_a_tie_whose_end_was_closed_is_told(store: GraphStore) -> None:
    elsewhere = record("Bolt", source="registry")
    publish(store, [elsewhere])
    publish(store, [ACME], [tie(ACME, RelationshipKind.OWNS, elsewhere)])
    load(store, source="registry", replace=True)
    resolve(store, Resolution(closed=[elsewhere.id]))
    assert [each for each in store.check().problems if each.startswith("1 OWNS rows end at")]


def test_a_record_that_is_gone_is_told_by_everything_that_leads_to_it(
    sound: GraphStore, backend: Backend
) -> None:
    backend.delete_record(ACME.id)
    told = sound.check().problems
    assert [each.partition(";")[0] for each in told] == [
        "1 HAS rows end at something that is not visible",
        "1 OWNS rows end at something that is not visible",
        "1 links come from a record that is not visible",
    ]


def test_a_party_that_is_gone_is_told_by_the_links_to_it(sound: GraphStore, backend: Backend) -> None:
    backend.delete_party(alone([ACME]).parties[0].id)
    assert sound.check().problems == ("1 links lead to a party that does not exist; run `riskweave resolve`",)


def test_an_index_that_is_gone_is_named_and_made_again(sound: GraphStore, backend: Backend) -> None:
    name = backend.drop_index()
    [told] = sound.check().problems
    assert name in told
    assert "riskweave init" in told
    sound.init()
    assert sound.check().problems == ()


def test_loads_that_nobody_sees_yet_are_listed(sound: GraphStore) -> None:
    with sound.lease("test", wait_s=WAIT_S) as token:
        half = sound.begin_load(manifest("half"), token=token)
        sound.write(half, Batch(records=[replace(BOLT, name="Bolt Ltd")]), token=token)
    waiting = load(sound, Batch(records=[record("Cargo")]))
    report = sound.check()
    assert [(each.id, each.finished_at is None) for each in report.unpublished] == [
        (half, True),
        (waiting, False),
    ]
    assert report.problems == ()
