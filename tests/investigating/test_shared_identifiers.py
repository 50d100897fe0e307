"""Who has an identifier in common with a party."""

import pytest

from tests.investigating.asking import Investigation, Row


def sharing(asked: Investigation, key: str, most: int) -> list[Row]:
    holdings, mine = asked.book.snapshot.holdings, asked.position(key)
    identifiers = asked.book.snapshot.identifiers.to_pylist()
    rows = []
    for identifier in holdings.identifier[holdings.party == mine].tolist():
        holders = holdings.party[holdings.identifier == identifier].tolist()
        rows += [
            {
                "other": asked.id(each),
                "name": asked.name(each),
                "kind": identifiers[identifier]["kind"],
                "value": identifiers[identifier]["value"],
                "holders": len(holders),
            }
            for each in holders
            if each != mine and len(holders) <= most
        ]
    return sorted(rows, key=lambda row: (row["holders"], row["other"], row["kind"], row["value"]))


@pytest.mark.parametrize("key", ["g1", "o1", "pam", "lind", "w1", "w5"])
def test_who_shares_an_identifier_is_who_does_in_the_book(asked: Investigation, key: str) -> None:
    expected = sharing(asked, key, 20)
    assert expected
    assert asked("shared_identifiers", party=asked.party(key), most=20) == expected


def test_a_firm_of_two_records_is_one_holder(asked: Investigation) -> None:
    told = asked("shared_identifiers", party=asked.party("pam"), most=4)
    assert {row["holders"] for row in told} == {4}


def test_what_very_many_have_is_left_out(asked: Investigation) -> None:
    assert asked("shared_identifiers", party=asked.party("s1"), most=20) == []
    assert asked("shared_identifiers", party=asked.party("s1"), most=26) == sharing(asked, "s1", 26) != []


def test_a_number_that_was_given_back_is_not_shared(asked: Investigation) -> None:
    assert asked("shared_identifiers", party=asked.party("quin"), most=20) == []
