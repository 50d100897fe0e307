"""Contracts, lawsuits, tenders and records of a party."""

import pytest

from graph.relationships import RelationshipKind
from graph.schema import Table
from tests.investigating.asking import Investigation, Row

FACTS = {
    RelationshipKind.SIGNED: Table.CONTRACTS,
    RelationshipKind.PLAINTIFF_IN: Table.LAWSUITS,
    RelationshipKind.DEFENDANT_IN: Table.LAWSUITS,
    RelationshipKind.BID_IN: Table.TENDERS,
}


def facts(asked: Investigation, key: str) -> list[Row]:
    snapshot = asked.book.snapshot
    told = {fact["key"]: fact for table in FACTS.values() for fact in snapshot.facts(table).to_pylist()}
    rows = [
        _row(tie, told[tie["target"]])
        for tie in snapshot.ties.to_pylist()
        if tie["kind"] in FACTS and tie["source_index"] == asked.position(key)
    ]
    return sorted(rows, key=lambda row: (row["tie"], row["fact"], str(row["role"])))


def _row(tie: Row, fact: Row) -> Row:
    amounts = (fact.get("amount"), fact.get("claim"), tie["amount"])
    amount = next((each for each in amounts if each is not None), None)
    return {
        "tie": tie["kind"],
        "role": tie["subject"],
        "fact": fact["key"],
        "number": fact.get("number") or fact.get("case_number"),
        "amount": None if amount is None else round(amount * 100),
        "currency": fact.get("currency") or tie["currency"],
        "status": fact.get("status"),
    }


def records(asked: Investigation, key: str) -> list[Row]:
    columns = ("name", "mention", "file", "sheet", "line", "weight", "decided_by", "reasons")
    rows = asked.book.snapshot.records.to_pylist()
    mine = [row for row in rows if row["party_index"] == asked.position(key)]
    return [{"record": row["key"], **{column: row[column] for column in columns}} for row in mine]


@pytest.mark.parametrize("key", ["o1", "g1", "pam", "lind", "w1"])
def test_contracts_lawsuits_and_tenders_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = facts(asked, key)
    assert expected
    assert asked("contracts_and_lawsuits", party=asked.party(key)) == expected


@pytest.mark.parametrize("key", ["o1", "lind", "pam", "bank", "lonely"])
def test_the_records_of_a_party_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = records(asked, key)
    assert expected
    assert asked("records_of_party", party=asked.party(key)) == expected


def test_a_party_of_two_records_says_why(asked: Investigation) -> None:
    told = asked("records_of_party", party=asked.party("lind"))
    assert [row["name"] for row in told] == ["Lindqvist Timber", "Lindqvist Timber AB"]
    assert all("same_identifier" in row["reasons"] for row in told)
