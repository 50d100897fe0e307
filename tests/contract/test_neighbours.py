"""Who is one step away, and how the latest scores order them."""

from datetime import date

import pytest

from graph.changes import Batch, Resolution
from graph.errors import PartyNotFound
from graph.model import Event, EventKind
from graph.relationships import RelationshipKind
from graph.store import GraphStore, Neighbours
from graph.values import FactId, PartyId, RunId
from tests.contract.worlds import (
    WAIT_S,
    alone,
    link,
    load,
    party,
    party_id,
    publish,
    record,
    resolve,
    scores,
    tie,
)

OWNS, OWES, ABOUT = RelationshipKind.OWNS, RelationshipKind.OWES, RelationshipKind.ABOUT
EVERY = frozenset(RelationshipKind)
ACME, BOLT, CARGO, DORA = record("Acme"), record("Bolt"), record("Cargo"), record("Dora")
ACME_OWNS_BOLT = tie(ACME, OWNS, BOLT)


def names(found: Neighbours) -> list[PartyId]:
    return [each.party for each in found.ties]


def write_scores(store: GraphStore, values: dict[PartyId, float], *, run: str = "r1") -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        store.write_scores(RunId(run), scores(values), token=token)


def test_a_neighbour_is_found_along_the_arrow_and_against_it(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    along, against = (store.neighbours(party_id(each), EVERY, limit=9) for each in (ACME, BOLT))
    assert (names(along), names(against)) == ([party_id(BOLT)], [party_id(ACME)])
    assert along.ties[0].relationship == against.ties[0].relationship == ACME_OWNS_BOLT
    assert along.counts == against.counts == {OWNS: 1}


def test_only_the_kinds_that_were_asked_for_are_looked_at(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO], [ACME_OWNS_BOLT, tie(ACME, OWES, CARGO)])
    found = store.neighbours(party_id(ACME), frozenset({OWES}), limit=9)
    assert (names(found), found.counts) == ([party_id(CARGO)], {OWES: 1})


def test_without_kinds_there_are_no_neighbours(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    assert store.neighbours(party_id(ACME), frozenset(), limit=9) == Neighbours((), {})


def test_ties_to_facts_have_no_neighbours(store: GraphStore) -> None:
    event = Event(FactId("event:crm:1"), EventKind.OVERDUE, 0.5, "crm", ACME.origin)
    publish(store, [ACME], [tie(event.id, ABOUT, ACME)], events=[event])
    assert store.neighbours(party_id(ACME), EVERY, limit=9) == Neighbours((), {})


def test_nobody_is_a_neighbour_of_oneself(store: GraphStore) -> None:
    twin = tie(ACME, OWES, BOLT)
    publish(
        store,
        [ACME, BOLT],
        [tie(ACME, OWNS, ACME), twin],
        change=Resolution(parties=[party(ACME, BOLT)], links=[link(ACME), link(BOLT, ACME)]),
    )
    assert store.neighbours(party_id(ACME), EVERY, limit=9) == Neighbours((), {})


def test_ties_both_ways_are_two_ties(store: GraphStore) -> None:
    back = tie(BOLT, OWNS, ACME)
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT, back])
    found = store.neighbours(party_id(ACME), EVERY, limit=9)
    assert sorted(each.relationship.key for each in found.ties) == sorted([ACME_OWNS_BOLT.key, back.key])
    assert found.counts == {OWNS: 2}


def test_the_list_is_cut_for_each_kind_and_the_counts_are_exact(store: GraphStore) -> None:
    others = [record(f"C{number}") for number in range(5)]
    ties = [tie(ACME, OWNS, each) for each in others] + [tie(each, OWES, ACME) for each in others[:3]]
    publish(store, [ACME, *others], ties)
    found = store.neighbours(party_id(ACME), EVERY, limit=2)
    assert [each.relationship.kind for each in found.ties] == [OWES, OWES, OWNS, OWNS]
    assert found.counts == {OWES: 3, OWNS: 5}


def test_the_riskiest_neighbours_come_first_and_those_without_a_score_last(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO, DORA], [tie(ACME, OWNS, each) for each in (BOLT, CARGO, DORA)])
    write_scores(store, {party_id(BOLT): 10.0, party_id(DORA): 90.0})
    found = store.neighbours(party_id(ACME), EVERY, limit=9)
    assert names(found) == [party_id(DORA), party_id(BOLT), party_id(CARGO)]


def test_new_scores_replace_all_former_ones(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO], [tie(ACME, OWNS, each) for each in (BOLT, CARGO)])
    write_scores(store, {party_id(BOLT): 90.0, party_id(CARGO): 10.0})
    before = names(store.neighbours(party_id(ACME), EVERY, limit=9))
    write_scores(store, {party_id(CARGO): 5.0}, run="r2")
    after = names(store.neighbours(party_id(ACME), EVERY, limit=9))
    assert (before, after) == ([party_id(BOLT), party_id(CARGO)], [party_id(CARGO), party_id(BOLT)])


def test_scores_of_nobody_known_are_left_out(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT])
    write_scores(store, {PartyId("p_nobody"): 99.0, party_id(BOLT): 1.0})
    assert names(store.neighbours(party_id(ACME), EVERY, limit=9)) == [party_id(BOLT)]


def test_equal_scores_are_ordered_by_party_and_tie(store: GraphStore) -> None:
    others = [record(f"C{number}") for number in range(6)]
    publish(store, [ACME, *others], [tie(ACME, OWNS, each) for each in others])
    found = names(store.neighbours(party_id(ACME), EVERY, limit=4))
    assert found == sorted(party_id(each) for each in others)[:4]


def test_a_moved_id_is_followed_through_several_merges(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO, DORA], [tie(CARGO, OWNS, DORA)])
    resolve(store, Resolution(links=[link(ACME, BOLT)], moved={party_id(ACME): (party_id(BOLT),)}))
    resolve(
        store,
        Resolution(links=[link(ACME, CARGO), link(BOLT, CARGO)], moved={party_id(BOLT): (party_id(CARGO),)}),
    )
    assert names(store.neighbours(party_id(ACME), EVERY, limit=9)) == [party_id(DORA)]


def test_an_id_with_several_successors_stands_for_nobody(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO])
    resolve(
        store,
        Resolution(links=[link(ACME, BOLT)], moved={party_id(ACME): (party_id(BOLT), party_id(CARGO))}),
    )
    with pytest.raises(PartyNotFound):
        store.neighbours(party_id(ACME), EVERY, limit=9)


def test_an_unknown_party_is_not_found(store: GraphStore) -> None:
    with pytest.raises(PartyNotFound, match="p_nobody"):
        store.neighbours(PartyId("p_nobody"), EVERY, limit=9)


def test_ties_that_are_not_published_yet_or_closed_already_do_not_count(store: GraphStore) -> None:
    publish(store, [ACME, BOLT, CARGO], [ACME_OWNS_BOLT, tie(ACME, OWNS, CARGO)])
    load(store, Batch(records=[ACME, BOLT, CARGO], relationships=[ACME_OWNS_BOLT]), replace=True)
    resolve(store, Resolution())
    load(store, Batch(relationships=[tie(ACME, OWES, CARGO, since=date(2024, 1, 1))]))
    found = store.neighbours(party_id(ACME), EVERY, limit=9)
    assert (names(found), found.counts) == ([party_id(BOLT)], {OWNS: 1})


def test_a_tie_to_a_record_without_a_party_is_no_neighbour(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [ACME_OWNS_BOLT], change=alone([ACME]))
    assert store.neighbours(party_id(ACME), EVERY, limit=9) == Neighbours((), {})
