"""Rows that go to another process by columns arrive as they were."""

import pickle
from datetime import UTC, date, datetime

import pytest

from graph.packed_columns import packed, unpacked
from graph.row_batch import Payloads, RowBatch
from graph.schema import Table

DAY, AT = date(2026, 11, 24), datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "column",
    [
        ["a", "a", "a"],
        ["a", "b", ""],
        ["a", None, "b"],
        [None, "a", "b"],
        [None, None, None],
        ["a\x1fb", "c", "\x1f"],
        [1, -(2**63), 2**63 - 1],
        [1, 2**63, 3],
        [1, None, 0],
        [True, False, True],
        [DAY, date.min, date.max],
        [DAY, None, DAY],
        [AT, AT, None],
        [0.0, -0.0, 0.5],
        [["x", "y"], [], ["\x1f"]],
    ],
    ids=repr,
)
def test_a_column_comes_back_equal_in_values_and_types(column: list[object]) -> None:
    back = [cell for (cell,) in unpacked(packed([(cell,) for cell in column]))]
    assert list(map(repr, back)) == list(map(repr, column))


def test_a_batch_without_rows_comes_back_empty() -> None:
    back: RowBatch = pickle.loads(pickle.dumps(RowBatch({Table.RECORDS: []})))
    assert back == RowBatch({Table.RECORDS: []})


def test_a_batch_comes_back_with_the_payloads_of_its_rows() -> None:
    payloads = Payloads()
    payloads.add(("a.csv", None, 2), b"\x00" * 16, -5)
    payloads.add(("b.xlsx", "One", 3), b"\x1f" * 16, 2**63 - 1)
    batch = RowBatch({Table.TENDERS: [("t:1", "1", "crm", "a.csv", None, 2)]}, payloads)
    assert pickle.loads(pickle.dumps(batch)) == batch
