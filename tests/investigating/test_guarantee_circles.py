"""Circles of guarantees through a party."""

from datetime import timedelta

import networkx as nx
import pytest

from graph.relationships import RelationshipKind
from tests.investigating.asking import Investigation, Row
from tests.investigating.ties import PAST


def circles(asked: Investigation, key: str) -> list[Row]:
    """Return the Book's circles of at most six through a party, shortest first, without other hubs."""
    edges, start = asked.book.snapshot.relationships(RelationshipKind.GUARANTEES), asked.position(key)
    graph = nx.DiGraph(zip(edges.source.tolist(), edges.target.tolist(), strict=True))
    found = [cycle for cycle in nx.simple_cycles(graph, length_bound=6) if start in cycle]
    turned = [cycle[cycle.index(start) :] + cycle[: cycle.index(start)] for cycle in found]
    kept = [each for each in turned if not any(map(asked.book.network.is_hub, each[1:]))]
    rows = [
        {
            "members": len(each),
            "parties": list(map(asked.id, each)),
            "names": list(map(asked.name, each)),
        }
        for each in kept
    ]
    return sorted(rows, key=lambda row: (row["members"], row["parties"]))


@pytest.mark.parametrize("key", ["g1", "g2", "g3", "g5", "lind", "pam", "bank"])
def test_the_circles_through_a_party_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = circles(asked, key)
    assert expected
    assert asked("guarantee_circles", party=asked.party(key)) == expected


def test_a_circle_is_told_once_though_two_sources_report_a_guarantee(asked: Investigation) -> None:
    five = [row for row in asked("guarantee_circles", party=asked.party("g1")) if row["members"] == 5]
    assert [row["names"][0] for row in five] == ["Ashdown Foundry"]


def test_seven_in_a_circle_are_too_many_and_a_hub_is_no_member(asked: Investigation) -> None:
    assert asked("guarantee_circles", party=asked.party("r1")) == []
    assert asked("guarantee_circles", party=asked.party("r4")) == []


def test_a_guarantee_counts_on_the_days_on_which_it_holds(asked: Investigation) -> None:
    today = asked("guarantee_circles", party=asked.party("g3"))
    before = asked("guarantee_circles", party=asked.party("g3"), day=PAST - timedelta(days=1))
    assert [row["parties"] for row in before if row not in today] == [
        [asked.party(key) for key in ("g3", "g1", "g2")]
    ]
