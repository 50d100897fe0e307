"""Who is one tie away: the riskiest, and those of two parties."""

import pytest

from analytics.paths.network import KINDS
from tests.investigating.asking import Investigation, Row


def around(asked: Investigation, key: str) -> dict[int, list[str]]:
    """Return neighbour -> kinds of ties in alphabetical order, from the Book's network."""
    network, party = asked.book.network, asked.position(key)
    entries = range(network.start[party], network.start[party + 1])
    pairs = {(int(network.neighbour[entry]), KINDS[network.kind[entry]].value) for entry in entries}
    return {other: sorted(kind for who, kind in pairs if who == other) for other, _ in pairs}


def riskiest(asked: Investigation, key: str) -> list[Row]:
    book = asked.book
    rows = [
        {
            "other": asked.id(other),
            "name": asked.name(other),
            "score": float(book.scores.value[other]),
            "grade": book.scores.grade_of(other).value,
            "network_pd": float(book.contagion.pd[other]),
            "ties": kinds,
        }
        for other, kinds in around(asked, key).items()
    ]
    return sorted(rows, key=lambda row: (-row["score"], row["other"]))


def common(asked: Investigation, a: str, b: str) -> list[Row]:
    to_a, to_b = around(asked, a), around(asked, b)
    rows = [
        {
            "other": asked.id(other),
            "name": asked.name(other),
            "hub": asked.book.network.is_hub(other),
            "to_a": to_a[other],
            "to_b": to_b[other],
        }
        for other in to_a.keys() & to_b.keys()
    ]
    return sorted(rows, key=lambda row: (row["hub"], row["other"]))


@pytest.mark.parametrize("key", ["g1", "o1", "pam", "lind", "bank", "w1", "s3", "y1"])
def test_the_riskiest_neighbours_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = riskiest(asked, key)
    assert expected
    assert asked("riskiest_neighbours", party=asked.party(key)) == expected


def test_the_other_end_of_a_tie_that_ended_is_no_neighbour(asked: Investigation) -> None:
    told = asked("riskiest_neighbours", party=asked.party("w1"))
    assert asked.party("w4") not in [row["other"] for row in told]


@pytest.mark.parametrize(
    ("a", "b"), [("s3", "s4"), ("pam", "o4"), ("w1", "w3"), ("lind", "o1"), ("s3", "bank"), ("o1", "o2")]
)
def test_common_neighbours_are_those_of_the_book(asked: Investigation, a: str, b: str) -> None:
    expected = common(asked, a, b)
    assert expected
    assert asked("common_neighbours", a=asked.party(a), b=asked.party(b)) == expected


def test_a_hub_comes_last(asked: Investigation) -> None:
    told = asked("common_neighbours", a=asked.party("s3"), b=asked.party("s4"))
    assert [(row["name"], row["hub"]) for row in told] == [("Nia Okonjo", False), ("Harbour Bank", True)]
