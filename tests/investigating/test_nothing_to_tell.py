"""A party of whom nothing is known but its record, and ids that nobody has."""

from datetime import UTC, datetime

import pytest

from tests.investigating.asking import Investigation

ABOUT_A_PARTY = {
    "companies_of_person": {},
    "contracts_and_lawsuits": {},
    "guarantee_circles": {},
    "owners_above": {},
    "paths_to_flagged": {},
    "payment_circles": {
        "from": datetime(2026, 1, 1, tzinfo=UTC),
        "until": datetime(2027, 1, 1, tzinfo=UTC),
    },
    "riskiest_neighbours": {},
    "shared_identifiers": {"most": 20},
    "shared_officers": {"most": 5},
    "ultimate_owners": {"least": 0.0},
}
ABOUT_TWO = ("common_neighbours", "paths_between")


@pytest.mark.parametrize("name", ABOUT_A_PARTY)
def test_a_party_without_ties_gets_no_rows(asked: Investigation, name: str) -> None:
    assert asked(name, party=asked.party("lonely"), **ABOUT_A_PARTY[name]) == []


@pytest.mark.parametrize("name", [*ABOUT_A_PARTY, "records_of_party"])
def test_an_id_that_nobody_has_gets_no_rows(asked: Investigation, name: str) -> None:
    assert asked(name, party="p_nobody", **ABOUT_A_PARTY.get(name, {})) == []


@pytest.mark.parametrize("name", ABOUT_TWO)
def test_a_party_without_ties_is_near_nobody(asked: Investigation, name: str) -> None:
    assert asked(name, a=asked.party("lonely"), b=asked.party("bank")) == []


def test_there_is_no_way_from_a_party_to_itself(asked: Investigation) -> None:
    assert asked("paths_between", a=asked.party("g1"), b=asked.party("g1")) == []
