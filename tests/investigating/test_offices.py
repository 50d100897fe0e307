"""Which companies a person runs or owns, and which have an officer in common."""

from collections import defaultdict

import pytest

from graph.edges import valid
from graph.relationships import RelationshipKind
from tests.investigating.asking import Investigation, Row
from tests.worlds import TODAY

K = RelationshipKind


def companies(asked: Investigation, key: str) -> list[Row]:
    ties, person = asked.book.snapshot.ties, asked.position(key)
    rows = [
        {
            "company": asked.id(tie["target_index"]),
            "name": asked.name(tie["target_index"]),
            "tie": tie["kind"],
            "subject": tie["subject"],
            "share": tie["share_low"],
            "since": tie["since"],
            "reported_by": tie["reported_by"],
        }
        for tie, holds in zip(ties.to_pylist(), valid(ties, TODAY).tolist(), strict=True)
        if holds
        and tie["kind"] in (K.OFFICER_OF, K.OWNS)
        and tie["source_index"] == person != tie["target_index"]
    ]
    return in_order(rows)


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def sharing_an_officer(asked: Investigation, key: str, most: int) -> list[Row]:
    edges, firm = asked.book.snapshot.relationships(K.OFFICER_OF), asked.position(key)
    offices, persons = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for person, company in zip(edges.source.tolist(), edges.target.tolist(), strict=True):
        offices[person].add(company)
    for person, held in offices.items():
        for company in held - {firm} if firm in held and len(held) <= most else ():
            persons[company].add(person)
    rows = [
        {"company": asked.id(each), "name": asked.name(each), "persons": sorted(map(asked.id, who))}
        for each, who in persons.items()
    ]
    return sorted(rows, key=lambda row: (-len(row["persons"]), row["company"]))


@pytest.mark.parametrize("key", ["pam", "max", "nia", "o1", "lind", "lind-erp", "c1"])
def test_the_companies_of_a_person_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = companies(asked, key)
    assert expected
    assert in_order(asked("companies_of_person", party=asked.party(key))) == expected


@pytest.mark.parametrize("key", ["o1", "o2", "g1", "w1", "lind"])
def test_companies_with_an_officer_in_common_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = sharing_an_officer(asked, key, 5)
    assert expected
    assert asked("shared_officers", party=asked.party(key), most=5) == expected


def test_who_has_two_roles_in_four_firms_holds_four_offices(asked: Investigation) -> None:
    assert asked("shared_officers", party=asked.party("g1"), most=4)
    assert asked("shared_officers", party=asked.party("g1"), most=3) == []


def test_an_office_that_ended_ties_no_companies(asked: Investigation) -> None:
    assert asked("shared_officers", party=asked.party("g2"), most=5) == []


def test_a_nominee_ties_no_companies(asked: Investigation) -> None:
    assert asked("shared_officers", party=asked.party("s1"), most=5) == []
    assert len(asked("shared_officers", party=asked.party("s1"), most=6)) == 5
