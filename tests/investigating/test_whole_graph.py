"""The worst and the most connected of all."""

import numpy as np

from graph.relationships import PARTY_KINDS
from tests.investigating.asking import ALL, Investigation, Row


def riskiest(asked: Investigation) -> list[Row]:
    book = asked.book
    rows = [
        {
            "party": asked.id(position),
            "name": asked.name(position),
            "score": float(book.scores.value[position]),
            "grade": book.scores.grade_of(position).value,
            "standalone_pd": float(book.own.pd[position]),
            "network_pd": float(book.contagion.pd[position]),
        }
        for position in range(len(book.snapshot))
    ]
    return sorted(rows, key=lambda row: (-row["score"], row["party"]))


def drawn_ties(asked: Investigation) -> list[int]:
    """Return how many ties each party has to others, ended ones and those of every source included."""
    rows = asked.book.snapshot.ties.to_pylist()
    ends = [
        (row["source_index"], row["target_index"])
        for row in rows
        if row["kind"] in PARTY_KINDS and row["source_index"] != row["target_index"]
    ]
    return [int(each) for each in np.bincount(np.ravel(ends), minlength=len(asked.book.snapshot))]


def test_the_riskiest_parties_are_those_of_the_book(asked: Investigation) -> None:
    expected = riskiest(asked)
    assert len({row["score"] for row in expected}) > 10
    assert asked("riskiest_parties", rows=ALL) == expected


def test_the_first_rows_are_the_riskiest(asked: Investigation) -> None:
    assert asked("riskiest_parties", rows=3) == riskiest(asked)[:3]


def test_the_biggest_hubs_are_those_of_the_book(asked: Investigation) -> None:
    expected = [
        {"party": asked.id(position), "name": asked.name(position), "ties": ties}
        for position, ties in enumerate(drawn_ties(asked))
        if ties > 150
    ]
    assert [row["name"] for row in expected] == ["Harbour Bank"]
    assert asked("biggest_hubs") == expected
