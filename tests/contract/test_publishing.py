"""Publications: one version each, merges and undos, verdicts and undecided pairs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.changes import Batch, LinkReason, LinkVerdict, PossibleMatch, Resolution
from graph.errors import InvalidRecord
from graph.model import Moved
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import PartyId
from tests.contract.worlds import (
    alone,
    keys_of,
    link,
    load,
    party,
    party_id,
    publish,
    record,
    resolve,
    rows_by_key,
    table_of,
    tie,
)

ACME, ACNE, BOLT, CARGO = record("Acme"), record("Acne"), record("Bolt"), record("Cargo")
MERGED = Resolution(
    parties=[party(ACME, ACNE)], links=[link(ACNE, ACME)], moved={party_id(ACNE): (party_id(ACME),)}
)
UNDONE = Resolution(parties=[party(ACME), party(ACNE)], links=[link(ACNE)])
ADOPTED = LinkVerdict(ACME.id, ACNE.id, True, "ann", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "同一家")
REFUSED = replace(ADOPTED, same=False, by="bob", why="")


def test_each_publication_raises_the_version_by_one(store: GraphStore) -> None:
    assert [publish(store, [ACME]), resolve(store, Resolution()), publish(store, [BOLT])] == [1, 2, 3]
    assert store.version() == 3


def test_a_command_published_again_does_nothing(store: GraphStore) -> None:
    load(store, Batch(records=[ACME]))
    first = resolve(store, alone([ACME]), command="c1")
    again = resolve(store, MERGED, command="c1")
    assert (first, again, store.version()) == (1, 1, 1)
    assert keys_of(store, Table.PARTIES) == [party_id(ACME)]


def test_versions_tell_when_they_were_published(store: GraphStore) -> None:
    started = datetime.now(UTC) - timedelta(seconds=1)
    publish(store, [ACME])
    resolve(store, Resolution())
    versions = store.versions()
    assert list(versions) == [1, 2]
    assert started <= versions[1] <= versions[2] <= datetime.now(UTC) + timedelta(seconds=1)


def test_a_changed_party_replaces_the_former_one(store: GraphStore) -> None:
    publish(store, [ACME])
    renamed = replace(party(ACME), name="Acme Holding")
    resolve(store, Resolution(parties=[renamed]))
    assert store.parties([renamed.id]) == {renamed.id: renamed}
    assert keys_of(store, Table.PARTIES) == [renamed.id]


def test_unknown_parties_are_absent(store: GraphStore) -> None:
    publish(store, [ACME])
    assert list(store.parties([PartyId("p_nobody"), party_id(ACME)])) == [party_id(ACME)]


def test_a_merged_id_is_kept_as_moved(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    resolve(store, MERGED)
    assert store.parties([party_id(ACNE)]) == {party_id(ACNE): Moved(party_id(ACNE), (party_id(ACME),))}
    assert keys_of(store, Table.PARTIES) == [party_id(ACME)]
    assert store.records_of(party_id(ACME)) == [ACME, ACNE]


def test_an_id_whose_records_are_all_gone_is_moved_to_nobody_until_one_comes_back(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    load(store, Batch(records=[BOLT]), replace=True)
    resolve(store, Resolution(closed=[ACME.id], moved={party_id(ACME): ()}))
    assert store.parties([party_id(ACME)]) == {party_id(ACME): Moved(party_id(ACME), ())}
    assert keys_of(store, Table.PARTIES) == [party_id(BOLT)]
    publish(store, [ACME])
    assert store.parties([party_id(ACME)]) == {party_id(ACME): party(ACME)}


def test_an_undo_gives_the_id_back(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    before = [table_of(store, table) for table in Table]
    resolve(store, MERGED)
    resolve(store, UNDONE)
    assert [table_of(store, table) for table in Table] == before
    assert store.parties([party_id(ACNE)]) == {party_id(ACNE): party(ACNE)}


def test_a_merge_may_be_done_undone_and_done_again(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    for change in (MERGED, UNDONE, MERGED):
        resolve(store, change)
    assert store.records_of(party_id(ACME)) == [ACME, ACNE]
    assert store.parties([party_id(ACNE)]) == {party_id(ACNE): Moved(party_id(ACNE), (party_id(ACME),))}


def test_former_versions_still_show_the_parties_as_they_were(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    merged = resolve(store, MERGED)
    resolve(store, UNDONE)
    assert keys_of(store, Table.PARTIES, version=merged) == [party_id(ACME)]
    links = table_of(store, Table.LINKS, version=merged).column("party").to_pylist()
    assert links == [party_id(ACME)] * 2


def test_a_split_party_names_all_its_successors_in_order(store: GraphStore) -> None:
    publish(store, [ACME, ACNE], change=replace(MERGED, links=[link(ACME), link(ACNE, ACME)], moved={}))
    into = (party_id(CARGO), party_id(BOLT))
    load(store, Batch(records=[BOLT, CARGO]))
    split = Resolution(
        parties=[party(BOLT), party(CARGO)],
        links=[link(ACME, BOLT), link(ACNE, CARGO), link(BOLT), link(CARGO)],
        moved={party_id(ACME): into},
    )
    resolve(store, split)
    assert store.parties([party_id(ACME)]) == {party_id(ACME): Moved(party_id(ACME), into)}
    assert store.records_of(party_id(BOLT)) == [ACME, BOLT]


def test_ties_follow_the_links_of_their_records(store: GraphStore) -> None:
    owns = tie(ACNE, RelationshipKind.OWNS, BOLT)
    publish(store, [ACME, ACNE, BOLT], [owns])
    resolve(store, MERGED)
    found = store.neighbours(party_id(ACME), frozenset({RelationshipKind.OWNS}), limit=5)
    assert [(each.party, each.relationship) for each in found.ties] == [(party_id(BOLT), owns)]


def test_a_record_that_lost_its_link_has_none(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    resolve(store, Resolution(closed=[ACNE.id]))
    assert store.links([ACNE.id]) == {}
    assert store.records_of(party_id(ACNE)) == []


def test_a_link_comes_back_with_its_reasons(store: GraphStore) -> None:
    reasons = (LinkReason("same_number", 12.5, "911", "911", BOLT.id), LinkReason("name", -0.5))
    told = replace(link(ACME), weight=-3.25, decided_by="model", reasons=reasons)
    publish(store, [ACME, BOLT], change=replace(alone([ACME, BOLT]), links=[told, link(BOLT)]))
    assert store.links([ACME.id]) == {ACME.id: told}


def test_undecided_pairs_are_replaced_as_a_whole(store: GraphStore) -> None:
    pairs = [
        PossibleMatch(party_id(ACME), party_id(ACNE), 0.5, (LinkReason("name", 1.0),)),
        PossibleMatch(party_id(ACME), party_id(BOLT), 0.25),
    ]
    first = publish(store, [ACME, ACNE, BOLT], change=replace(alone([ACME, ACNE, BOLT]), possible=pairs))
    resolve(store, Resolution(possible=[replace(pairs[0], probability=0.75)]))
    now, then = (table_of(store, Table.POSSIBLE, version=each).to_pylist() for each in (2, first))
    assert [(row["a"], row["b"], row["probability"]) for row in now] == [
        (party_id(ACME), party_id(ACNE), 0.75)
    ]
    assert sorted(row["b"] for row in then) == sorted([party_id(ACNE), party_id(BOLT)])


def test_undecided_pairs_come_in_order_of_both_ends(store: GraphStore) -> None:
    actors = [record(f"C{number}") for number in range(6)]
    ids = [party_id(each) for each in actors]
    pairs = [PossibleMatch(a, b, 0.5) for a in ids for b in ids if a < b]
    publish(store, actors, change=replace(alone(actors), possible=pairs[::-1]))
    rows = table_of(store, Table.POSSIBLE).to_pylist()
    assert [(row["a"], row["b"]) for row in rows] == sorted((each.a, each.b) for each in pairs)


def test_verdicts_are_kept_in_the_order_they_were_given(store: GraphStore) -> None:
    publish(store, [ACME, ACNE], change=replace(alone([ACME, ACNE]), verdicts=[ADOPTED, REFUSED]))
    resolve(store, Resolution(verdicts=[ADOPTED]))
    assert store.verdicts() == [ADOPTED, REFUSED, ADOPTED]


@pytest.mark.parametrize(
    "change",
    [
        Resolution(links=[link(CARGO, ACME)]),
        Resolution(links=[link(ACME, CARGO)]),
        Resolution(moved={party_id(ACME): (party_id(CARGO),)}),
        Resolution(possible=[PossibleMatch(party_id(ACME), party_id(CARGO), 0.5)]),
    ],
    ids=["record of a link", "party of a link", "successor", "undecided pair"],
)
def test_a_resolution_that_names_something_unknown_publishes_nothing(
    store: GraphStore, change: Resolution
) -> None:
    publish(store, [ACME])
    load(store, Batch(records=[BOLT]))
    before = [table_of(store, table) for table in Table]
    with pytest.raises(InvalidRecord):
        resolve(store, change)
    assert store.version() == 1
    assert [table_of(store, table) for table in Table] == before


def test_a_refused_publication_does_not_spoil_the_next_one(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    with pytest.raises(InvalidRecord):
        resolve(store, replace(MERGED, links=[link(ACNE, ACME), link(CARGO)]))
    resolve(store, Resolution(parties=[replace(party(ACME), name="Acme 2")]))
    assert store.version() == 2
    assert {row["name"] for row in rows_by_key(store, Table.PARTIES).values()} == {"Acme 2", "Acne"}
    assert store.records_of(party_id(ACNE)) == [ACNE]
