"""Story 3: eleven recombined applicants are one ring, and what only looks like one is none."""

import pytest

from tests.stories.told import Told

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book

TRAPS = ("household", "disclosed_group", "recycled_number", "registered_agent")


def test_nine_or_more_of_the_eleven_applicants_are_in_one_ring(told: Told) -> None:
    applicants = set(told.members(told.story("fraud_ring")))
    found = max(told.book.rings.rings, key=lambda ring: len(applicants & set(ring.members)))
    assert len(applicants) == 11
    assert len(applicants & set(found.members)) >= told.story("fraud_ring")["expect"]["at_least"]
    assert set(found.members) <= applicants


@pytest.mark.parametrize("trap", TRAPS)
def test_no_member_of_a_trap_is_in_any_ring(told: Told, trap: str) -> None:
    innocent = set(told.members(told.trap(trap)))
    assert innocent
    assert [ring.id for ring in told.book.rings.rings if innocent & set(ring.members)] == []


def test_nobody_of_ordinary_life_is_in_any_ring(told: Told) -> None:
    ordinary = set(told.members(told.story("ordinary_life")))
    assert [ring.id for ring in told.book.rings.rings if ordinary & set(ring.members)] == []


def test_the_rings_evidence_is_identifiers_that_two_members_share(told: Told) -> None:
    applicants = set(told.members(told.story("fraud_ring")))
    found = max(told.book.rings.rings, key=lambda ring: len(applicants & set(ring.members)))
    kinds = told.book.snapshot.identifiers["kind"].to_pylist()
    assert {edge.a for edge in found.edges} | {edge.b for edge in found.edges} == set(found.members)
    assert {kinds[edge.identifier] for edge in found.edges} >= {"phone", "device", "resident_id"}
