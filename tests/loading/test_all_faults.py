"""A row is told once, with everything that is wrong with it."""

import csv
import json
from pathlib import Path

import pytest

from graph.schema import Table
from graph.store import GraphStore
from ingest.load_report import LoadReport
from tests.loading.examples import load_into, rows, typed_rows, write
from tests.loading.test_mended_rejects import FORMS, Form

HEADERS = ("年营业额", "名称", "员工人数", "编号")
BAD = ("-5", "#REF!", "1.5", "9.1430200123457E+17")
ASKED = [
    ("年营业额", "-5", "negative"),
    ("名称", "#REF!", "failed_formula"),
    ("员工人数", "1.5", "not_a_whole_number"),
    ("编号", "9.1430200123457E+17", "digits_lost"),
]


def told(report: LoadReport) -> list[dict[str, object]]:
    """Return what the reject report tells of each row, for programs."""
    (path,) = (each for each in report.reports if each.suffix == ".json")
    told: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return told


def faults(row: dict[str, object]) -> list[tuple[object, object, object]]:
    found = row["faults"]
    assert isinstance(found, list)
    return [(each["column"], each["value"], each["reason"]) for each in found]


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_every_bad_cell_is_told_in_the_order_of_the_file(
    store: GraphStore, tmp_path: Path, form: Form, dry_run: bool
) -> None:
    path = form(tmp_path, HEADERS, [BAD, ("5", "甲公司", "3", "C2")])
    report = load_into(store, path, source="crm", table="companies", dry_run=dry_run)
    assert (report.total.good, report.total.rejected) == (1, 1)
    assert report.reasons == dict.fromkeys((reason for _, _, reason in ASKED), 1)
    (row,) = told(report)
    assert faults(row) == ASKED
    (example,) = report.examples
    assert example.endswith(str(row["_sentence_en"]))
    for column, value, _ in ASKED:
        assert f"{column} holds “{value}”" in example
        assert f"“{column}”的" in str(row["_sentence_zh"])


def test_the_sheet_of_rejects_has_one_row_for_a_row(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name,staff,revenue", "1,A,-1,-5", "2,#NAME?,2,x")
    report = load_into(store, path, source="crm")
    with next(each for each in report.reports if each.suffix == ".csv").open(encoding="utf-8-sig") as file:
        first, second = csv.DictReader(file)
    assert (first["_column"], first["_value"], first["_reason"]) == ("staff; revenue", "'-1; -5", "negative")
    assert (second["_column"], second["_reason"]) == ("name; revenue", "failed_formula; not_a_number")
    assert report.reasons == {"negative": 1, "failed_formula": 1, "not_a_number": 1}


def test_a_row_that_was_told_all_is_mended_at_once(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name,staff,revenue", "1,A,-1,-5")
    (rejects,) = (each for each in load_into(store, path, source="crm").reports if each.suffix == ".csv")
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace("1,A,'-1,'-5", "1,A,1,5"), encoding="utf-8-sig")
    assert load_into(store, rejects).total.good == 1


def test_cells_that_are_no_json_are_told_beside_others(store: GraphStore, tmp_path: Path) -> None:
    good = '{"source_key": "C2", "name": "B", "staff": 1, "revenue": 5, "costs": 5}'
    bad = '{"source_key": "C3", "name": "\\ud800", "staff": -1, "revenue": NaN, "costs": NaN}'
    report = load_into(store, write(tmp_path, "companies.jsonl", good, bad), source="crm")
    (row,) = told(report)
    assert [(column, reason) for column, _, reason in faults(row)] == [
        ("name", "broken_text"),
        ("staff", "negative"),
        ("revenue", "not_finite"),
        ("costs", "not_finite"),
    ]
    assert row["cells"] == [bad]


def test_broken_bytes_and_control_characters_are_told_beside_others(
    store: GraphStore, tmp_path: Path
) -> None:
    path = tmp_path / "companies.csv"
    good = "".join(f"C{at},远方陶瓷有限公司,5,3\n" for at in range(60))
    header = "source_key,name,revenue,staff\n"
    path.write_bytes((header + good).encode() + b"X1,\xe8\xbf,x,-1\n" + b"X2,a\x07,x,1\n")
    report = load_into(store, path, source="crm")
    assert [[reason for _, _, reason in faults(row)] for row in told(report)] == [
        ["broken_text", "not_a_number", "negative"],
        ["control_character", "not_a_number"],
    ]
    assert report.total.good == 60


def test_both_ends_that_could_be_several_parties_are_told(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "reg/companies.csv", "source_key,name", "7,Acme", "8,Bolt")
    write(tmp_path, "reg/people.csv", "source_key,name", "7,Jo Roe", "8,Al Ash")
    write(tmp_path, "reg/debts.csv", "债务人,债权人,金额", "7,8,5")
    report = load_into(store, tmp_path / "reg")
    (row,) = told(report)
    assert faults(row) == [("债务人", "7", "ambiguous_end"), ("债权人", "8", "ambiguous_end")]
    assert rows(store, Table.RELATIONSHIPS) == []


def test_what_follows_from_a_fault_is_not_told_as_another(tmp_path: Path) -> None:
    lines = "1,A,$80,US dollars,2024-02-30", "2,B,$80,#REF!,"
    batch = typed_rows(tmp_path, "companies", "source_key,name,revenue,currency,registered_on", *lines)
    assert [[each.column for each in row.faults] for row in batch.faulty] == [
        ["currency", "registered_on"],
        ["currency"],
    ]
