from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import UnreadableFile
from ingest.read.raw import ROWS_AT_ONCE
from tests.reading.raw_tables import numbered, table_of

EAST = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("甲", pa.string(), "甲"),
        (2**63 - 1, pa.int64(), "9223372036854775807"),
        (12.0, pa.float64(), "12"),
        (0.1, pa.float64(), "0.1"),
        (1.2345678901234568e17, pa.float64(), "1.2345678901234568E+17"),
        (float("nan"), pa.float64(), "nan"),
        (Decimal("1234.50"), pa.decimal128(20, 2), "1234.50"),
        (True, pa.bool_(), "yes"),
        (date(2024, 3, 5), pa.date32(), "2024-03-05"),
        (datetime(2024, 3, 5), pa.timestamp("ns"), "2024-03-05"),  # noqa: DTZ001
        (datetime(2024, 3, 5, 8, 30), pa.timestamp("ms"), "2024-03-05 08:30:00"),  # noqa: DTZ001
        (datetime(2024, 3, 5, tzinfo=EAST), pa.timestamp("us", EAST.key), "2024-03-05 00:00:00+08:00"),
        (datetime(2024, 3, 5, 1, tzinfo=UTC), pa.timestamp("us", "UTC"), "2024-03-05 01:00:00+00:00"),
        (time(8, 30), pa.time64("ns"), "08:30:00"),
        (["a", None, "b"], pa.list_(pa.string()), "a;b"),
        ([1.0, 2.5], pa.large_list(pa.float32()), "1;2.5"),
        ([{"a": 1}], pa.list_(pa.struct({"a": pa.int8()})), '[{"a": 1}]'),
        (b"text", pa.binary(), "text"),
        (b"\xff", pa.binary(), "ff"),
    ],
)  # fmt: skip
def test_a_value_is_as_a_person_would_type_it(
    tmp_path: Path, value: object, kind: pa.DataType, text: str
) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"key": ["1", "2"], "it": pa.array([value, None], kind)}), path)
    assert numbered(table_of(path)) == [(1, ["1", text]), (2, ["2", ""])]


def test_nested_columns_are_named_with_points_and_dictionaries_are_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    nested = pa.array([{"b": {"c": 1}, "d": "x"}, None])
    pq.write_table(pa.table({"a": nested, "e": pa.array(["y", "z"]).dictionary_encode()}), path)
    table = table_of(path)
    assert (table.headers, table.place) == (("a.b.c", "a.d", "e"), "a.parquet")
    assert numbered(table) == [(1, ["1", "x", "y"]), (2, ["", "", "z"])]


def test_rows_come_in_batches_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    count = 2 * ROWS_AT_ONCE + 1
    pq.write_table(pa.table({"n": [None, *range(1, count)]}), path, row_group_size=700)
    assert [line for line, _ in numbered(table_of(path))] == list(range(2, count + 1))


def test_a_file_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": list(range(1000))}), path)
    content = path.read_bytes()
    path.write_bytes(content[:-200])
    with pytest.raises(UnreadableFile, match="is no whole Parquet file"):
        table_of(path)
    middle = len(content) // 3
    path.write_bytes(content[:middle] + b"\xff" * 400 + content[middle + 400 :])
    with pytest.raises(UnreadableFile, match="is no whole Parquet file"):
        numbered(table_of(path))
