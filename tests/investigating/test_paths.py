"""The ways between parties, and to those on a watch list."""

from itertools import pairwise

import numpy as np
import pytest

from analytics.neighbourhood import k_paths
from graph.model import EventKind
from graph.relationships import RelationshipKind
from graph.schema import Table
from tests.investigating.asking import Investigation
from tests.investigating.papers import LISTED
from tests.investigating.test_neighbours import around

FAR, FROM_A_HUB = 4, 2
ENOUGH = 500


def ways(asked: Investigation, start: int, end: int, most: int = FAR) -> list[tuple[int, ...]]:
    """Return all simple ways in the Book of at most `most` ties through no hub, shortest first."""
    equal = np.full(asked.book.snapshot.ties.num_rows, 0.5)
    found = k_paths(asked.book.network, start, end, k=ENOUGH, max_hops=most, rates=equal)
    assert len(found) < ENOUGH
    return sorted((path.parties for path in found), key=len)


def flagged(asked: Investigation) -> set[int]:
    """Return who is on a watch list by the Book's ties of events."""
    snapshot = asked.book.snapshot
    return {
        int(target)
        for source, target in zip(*_about(asked), strict=True)
        if snapshot.facts(Table.EVENTS)["kind"][source].as_py() == EventKind.WATCHLIST_HIT
    }


def _about(asked: Investigation) -> tuple[list[int], list[int]]:
    edges = asked.book.snapshot.relationships(RelationshipKind.ABOUT)
    return edges.source.tolist(), edges.target.tolist()


def shortest_to_flagged(asked: Investigation, key: str) -> dict[str, list[tuple[int, ...]]]:
    """Return party id -> the ways of the fewest ties, for everybody on a list who can be reached."""
    start = asked.position(key)
    most = FROM_A_HUB if asked.book.network.is_hub(start) else FAR
    found = {end: ways(asked, start, end, most) for end in flagged(asked) - {start}}
    return {
        asked.id(end): [way for way in each if len(way) == len(each[0])]
        for end, each in found.items()
        if each
    }


def fits(asked: Investigation, parties: tuple[int, ...], ties: list[str]) -> bool:
    """Return whether each of the ties is of a kind that there is between the parties of its step."""
    steps = zip(pairwise(parties), ties, strict=True)
    keys = {asked.position(key): key for key in asked.keys}
    return all(kind in around(asked, keys[near])[far] for (near, far), kind in steps)


@pytest.mark.parametrize(
    ("a", "b"),
    [("w1", "w4"), ("w1", "w2"), ("g1", "g4"), ("pam", "o4"), ("s1", "bank"), ("bank", "g5"), ("lind", "y3")],
)
def test_the_three_shortest_ways_are_among_those_of_the_book(asked: Investigation, a: str, b: str) -> None:
    expected = ways(asked, asked.position(a), asked.position(b))
    told = asked("paths_between", a=asked.party(a), b=asked.party(b))
    parties = [tuple(map(asked.book.position, row["parties"])) for row in told]
    assert expected
    assert [row["hops"] for row in told] == [len(way) - 1 for way in expected[:3]]
    assert len(set(parties)) == len(parties)
    assert set(parties) <= set(expected)
    assert [row["names"] for row in told] == [list(map(asked.name, way)) for way in parties]
    assert all(fits(asked, way, row["ties"]) for way, row in zip(parties, told, strict=True))


def test_no_way_leads_through_a_hub_or_over_five_ties(asked: Investigation) -> None:
    assert asked("paths_between", a=asked.party("s7"), b=asked.party("s8")) == []
    assert ways(asked, asked.position("w1"), asked.position("w6"), 5) != []
    assert asked("paths_between", a=asked.party("w1"), b=asked.party("w6")) == []


@pytest.mark.parametrize("key", ["w1", "w5", "g1", "o1", "pam", "lind", "s3", "bank"])
def test_the_ways_to_flagged_parties_are_the_shortest_of_the_book(asked: Investigation, key: str) -> None:
    expected = shortest_to_flagged(asked, key)
    told = asked("paths_to_flagged", party=asked.party(key))
    assert expected
    assert {row["flagged"] for row in told} == expected.keys()
    assert [row["hops"] for row in told] == sorted(row["hops"] for row in told)
    for row in told:
        (way,) = [each for each in expected[row["flagged"]] if list(map(asked.name, each)) == row["names"]]
        assert row["hops"] == len(way) - 1
        assert fits(asked, way, row["ties"])


def test_bad_news_alone_do_not_flag_a_party(asked: Investigation) -> None:
    assert flagged(asked) == {asked.position(key) for key in LISTED}
    assert asked.party("w2") not in [
        row["flagged"] for row in asked("paths_to_flagged", party=asked.party("w1"))
    ]


def test_a_hub_is_a_goal_and_no_way(asked: Investigation) -> None:
    told = asked("paths_to_flagged", party=asked.party("s7"))
    assert [row["name"] for row in told] == ["Harbour Bank"]
