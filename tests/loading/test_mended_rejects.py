"""A reject report loads as it is, whatever kind of file its rows came from."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from graph.schema import Table
from graph.store import GraphStore
from tests.loading.examples import load_into, rows, values, write

Rows = Sequence[Sequence[str]]
HEADERS = ("股东", "被投资企业", "持股比例", "开始日期")
GOOD = ("=甲、乙合伙", "C-1", "20%", "2024-03-05")
BAD = ("王建国", "宁波云帆物流股份有限公司", "140%", "2024年3月6日")


def as_gb18030(folder: Path, headers: Sequence[str], cells: Rows) -> Path:
    return write(folder, "a.csv", *(",".join(row) for row in (headers, *cells)), encoding="gb18030")


def as_workbook(folder: Path, headers: Sequence[str], cells: Rows) -> Path:
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet("股权 1")
        for at, row in enumerate((headers, *cells)):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return folder / "a.xlsx"


def as_json_lines(folder: Path, headers: Sequence[str], cells: Rows) -> Path:
    lines = [json.dumps(dict(zip(headers, row, strict=True)), ensure_ascii=False) for row in cells]
    return write(folder, "a.jsonl", *lines)


def as_parquet(folder: Path, headers: Sequence[str], cells: Rows) -> Path:
    columns = dict(zip(headers, map(list, zip(*cells, strict=True)), strict=True))
    pq.write_table(pa.table(columns), folder / "a.parquet")
    return folder / "a.parquet"


MAPPING = (
    "source: register",
    "tables:",
    "  - files: a.*",
    "    table: ownership",
    "    columns:",
    "      owner_name: {join: [who, more], with: ''}",
    "      owned: whom",
    "      share: {header: part, unit: '%'}",
    "      since: {header: from, format: '%d.%m.%Y'}",
)
FORMS = (as_gb18030, as_workbook, as_json_lines, as_parquet)
Form = Callable[[Path, Sequence[str], Rows], Path]


def mend(report_of: Path, wrong: str, right: str) -> Path:
    """Correct a cell of the reject report below a folder, as a spreadsheet would, and return the file."""
    (rejects,) = report_of.rglob("rejects.csv")
    text = rejects.read_text(encoding="utf-8-sig")
    assert wrong in text
    rejects.write_text(text.replace(wrong, right), encoding="utf-8-sig")
    return rejects


@pytest.mark.parametrize("form", FORMS)
def test_a_mended_row_of_matching_headers_loads(store: GraphStore, tmp_path: Path, form: Form) -> None:
    report = load_into(store, form(tmp_path, HEADERS, [GOOD, BAD]), source="register")
    assert (report.total.good, report.reasons) == (1, {"share_out_of_range": 1})
    again = load_into(store, mend(tmp_path, "140%", "14%"))
    assert (again.total.good, again.total.rejected) == (1, 0)
    assert values(rows(store, Table.RELATIONSHIPS), "share_low", "reported_by") == {
        (0.2, "register"),
        (0.14, "register"),
    }
    assert {str(row["since"]) for row in rows(store, Table.RELATIONSHIPS)} == {"2024-03-05", "2024-03-06"}


@pytest.mark.parametrize("form", FORMS)
def test_a_mended_row_of_a_mapped_file_is_read_by_its_mapping(
    store: GraphStore, tmp_path: Path, form: Form
) -> None:
    cells = [("王", "建国", "C1", "60", "05.03.2024"), ("林", "晓燕", "C1", "400", "06.03.2024")]
    path = form(tmp_path, ("who", "more", "whom", "part", "from"), cells)
    mapping = write(tmp_path, "elsewhere/m.yaml", *MAPPING)
    report = load_into(store, path, mappings=(mapping,))
    assert (report.total.good, report.total.rejected) == (1, 1)
    again = load_into(store, mend(tmp_path, "400", "40"))
    assert (again.total.good, again.total.rejected) == (1, 0)
    assert values(rows(store, Table.RELATIONSHIPS), "share_low", "reported_by") == {
        (0.6, "register"),
        (0.4, "register"),
    }
    assert values(rows(store, Table.RECORDS), "name") >= {("王建国",), ("林晓燕",)}


def test_a_report_that_nobody_mended_says_the_same_again(store: GraphStore, tmp_path: Path) -> None:
    load_into(store, as_workbook(tmp_path, HEADERS, [GOOD, BAD]), source="register")
    (rejects,) = tmp_path.rglob("rejects.csv")
    again = load_into(store, rejects)
    assert (again.total.good, again.reasons) == (0, {"share_out_of_range": 1})
