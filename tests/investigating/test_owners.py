"""Who stands above a party, and how much of it each holds."""

from collections import defaultdict

import pytest

from tests.investigating.asking import Investigation, Row
from tests.investigating.owners import chains, conveyed, shares


def above(asked: Investigation, key: str) -> list[Row]:
    owners = shares(asked)
    return [
        {
            "owner": asked.id(chain[0]),
            "name": asked.name(chain[0]),
            "share": conveyed(owners, chain),
            "names": list(map(asked.name, chain)),
        }
        for chain in chains(owners, (asked.position(key),))
    ]


def ultimate(asked: Investigation, key: str, least: float) -> list[Row]:
    owners, held, counted = shares(asked), defaultdict[int, float](float), defaultdict[int, int](int)
    for chain in chains(owners, (asked.position(key),)):
        if not owners.get(chain[0]):
            held[chain[0]] += conveyed(owners, chain) or 0.0
            counted[chain[0]] += 1
    kinds = asked.book.snapshot.parties["kind"].to_pylist()
    rows = [
        {
            "owner": asked.id(owner),
            "name": asked.name(owner),
            "kind": kinds[owner],
            "share": share,
            "chains": counted[owner],
        }
        for owner, share in held.items()
        if share >= least
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["owner"]))


def close(rows: list[Row]) -> list[Row]:
    """Return the rows with shares that equal others to the ninth digit."""
    return [{**row, "share": None if row["share"] is None else round(row["share"], 9)} for row in rows]


def by_names(rows: list[Row]) -> list[Row]:
    return sorted(close(rows), key=lambda row: list(map(str, row["names"])))


@pytest.mark.parametrize("key", ["o1", "o2", "o3", "o4", "o5", "lind", "c3", "c8"])
def test_the_chains_above_a_party_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = above(asked, key)
    assert expected
    assert by_names(asked("owners_above", party=asked.party(key))) == by_names(expected)


def test_chains_of_four_levels_are_there(asked: Investigation) -> None:
    told = asked("owners_above", party=asked.party("o4"))
    assert max(len(row["names"]) for row in told) == 5


def test_an_unknown_share_makes_an_unknown_product(asked: Investigation) -> None:
    told = asked("owners_above", party=asked.party("o5"))
    assert {row["share"] is None for row in told if row["names"][-2] == "Walnut Estates"} == {True}
    assert {row["share"] is None for row in told if row["names"][-2] == "Velvet Capital"} == {False}


@pytest.mark.parametrize("least", [0.05, 0.2])
@pytest.mark.parametrize("key", ["o1", "o2", "o3", "o4", "o5", "lind", "c7"])
def test_the_ultimate_owners_are_those_of_the_book(asked: Investigation, key: str, least: float) -> None:
    expected = ultimate(asked, key, least)
    assert expected
    assert close(asked("ultimate_owners", party=asked.party(key), least=least)) == close(expected)


def test_a_share_that_two_sources_report_counts_once(asked: Investigation) -> None:
    (owner,) = asked("ultimate_owners", party=asked.party("o2"), least=0.7)
    assert (owner["name"], round(owner["share"], 9)) == ("Pamela Hartwright", 0.795)


def test_nobody_stands_above_a_chain_of_seven(asked: Investigation) -> None:
    assert asked("ultimate_owners", party=asked.party("c8"), least=0.0) == []
