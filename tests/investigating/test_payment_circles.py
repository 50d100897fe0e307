"""Money that comes back to where it came from."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.relationships import RelationshipKind
from tests.investigating.asking import Investigation, Row

OCTOBER = {"from": datetime(2026, 10, 1, tzinfo=UTC), "until": datetime(2026, 11, 1, tzinfo=UTC)}
Payment = dict[str, Any]


def payments(asked: Investigation) -> list[Payment]:
    """Return the Book's payments of October."""
    snapshot = asked.book.snapshot
    rows = snapshot.ties.take(snapshot.relationships(RelationshipKind.TRANSFERRED).row).to_pylist()
    return [row for row in rows if OCTOBER["from"] <= row["at"] < OCTOBER["until"]]


def returning(asked: Investigation, start: int, so_far: list[Payment]) -> Iterator[list[Payment]]:
    """Yield the payments of each circle that goes on from `so_far`."""
    here = so_far[-1]["target_index"] if so_far else start
    been = {payment["source_index"] for payment in so_far}
    if so_far and here == start:
        yield so_far
    elif here not in been and len(so_far) < 4 and (here == start or not asked.book.network.is_hub(here)):
        for payment in payments(asked):
            if payment["source_index"] == here and (not so_far or so_far[-1]["at"] <= payment["at"]):
                yield from returning(asked, start, [*so_far, payment])


def circles(asked: Investigation, key: str) -> list[Row]:
    rows = [
        {
            "parties": [asked.id(each["source_index"]) for each in circle],
            "names": [asked.name(each["source_index"]) for each in circle],
            "amounts": [round(each["amount"] * 100) for each in circle],
            "currencies": [each["currency"] for each in circle],
            "first": circle[0]["at"],
            "last": circle[-1]["at"],
        }
        for circle in returning(asked, asked.position(key), [])
    ]
    return sorted(rows, key=lambda row: (row["first"], row["last"], row["parties"], row["amounts"]))


@pytest.mark.parametrize("key", ["y1", "y2", "y3", "y4", "lind", "bank"])
def test_circles_of_payments_are_those_of_the_book(asked: Investigation, key: str) -> None:
    expected = circles(asked, key)
    assert expected
    assert asked("payment_circles", party=asked.party(key), **OCTOBER) == expected


def test_circles_of_two_three_and_four_are_told(asked: Investigation) -> None:
    told = asked("payment_circles", party=asked.party("y1"), **OCTOBER)
    assert {len(row["parties"]) for row in told} == {2, 3, 4}


def test_money_that_came_back_over_a_hub_is_no_circle(asked: Investigation) -> None:
    told = asked("payment_circles", party=asked.party("y1"), **OCTOBER)
    assert told
    assert all("Harbour Bank" not in row["names"] for row in told)


def test_payments_before_the_window_do_not_count(asked: Investigation) -> None:
    late = {**OCTOBER, "from": datetime(2026, 10, 15, tzinfo=UTC)}
    assert asked("payment_circles", party=asked.party("y1"), **late) == []
