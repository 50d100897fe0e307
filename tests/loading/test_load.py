import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import InvalidInput, TooManyRejects, UnreadableFile
from graph.schema import Table
from graph.store import GraphStore
from ingest.load import LoadOptions, load
from ingest.rejects import guarded, unguarded
from tests.loading.examples import TODAY, load_into, rows, values, write


class Watched:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None]] = []
        self.rows = 0

    def step(self, name: str, total: int | None = None) -> None:
        self.steps.append((name, total))

    def advance(self, count: int = 1) -> None:
        self.rows += count


def test_a_bad_row_is_reported_and_the_good_ones_load(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "crm/ownership.csv", "股东,被投资企业,持股比例", "A,B,140%", "A,C,=1+1", "A,D,20%")
    report = load_into(store, path, source="crm")
    assert (report.total.rows, report.total.good, report.total.rejected) == (3, 1, 2)
    assert report.reasons == {"share_out_of_range": 1, "not_a_number": 1}
    assert len(rows(store, Table.RELATIONSHIPS)) == 1
    told = json.loads(
        next(each for each in report.reports if each.suffix == ".json").read_text(encoding="utf-8")
    )
    assert [(each["_file"], each["_line"], each["_column"], each["_value"]) for each in told] == [
        ("ownership.csv", "2", "持股比例", "140%"),
        ("ownership.csv", "3", "持股比例", "=1+1"),
    ]
    assert "比例应在" in told[0]["_sentence_zh"]
    assert told[1]["row"] == {"股东": "A", "被投资企业": "C", "持股比例": "=1+1"}


def test_the_mended_report_loads_as_it_is(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "in/mapping.yaml", "source: reg", "tables:", "  - files: a.csv", "    table: ownership",
          "    columns: {owner: who, owned: whom, share: part}")  # fmt: skip
    write(tmp_path, "in/a.csv", "who,whom,part", '"=A, B",C,140%', "'-D,E,20%")
    report = load_into(store, tmp_path / "in")
    (rejects,) = (each for each in report.reports if each.suffix == ".csv")
    text = rejects.read_text(encoding="utf-8-sig")
    assert '"\'=A, B"' in text
    rejects.write_text(text.replace("140%", "14%"), encoding="utf-8-sig")
    again = load_into(store, rejects)
    assert (again.total.good, again.total.rejected) == (1, 0)
    names = {str(row["name"]) for row in rows(store, Table.RECORDS)}
    assert names == {"=A, B", "C", "'-D", "E"}
    assert {str(row["reported_by"]) for row in rows(store, Table.RELATIONSHIPS)} == {"reg"}


def test_a_mended_row_finds_the_part_of_the_mapping_that_meant_it(store: GraphStore, tmp_path: Path) -> None:
    write(
        tmp_path, "in/mapping.yaml",
        "tables:",
        "  - {files: a.csv, table: ownership, where: {t: x}, columns: {owner: who, owned: whom}}",
        "  - {files: a.csv, table: ownership, where: {t: y},",
        "     columns: {owner: whom, owned: who, share: part}}",
    )  # fmt: skip
    write(tmp_path, "in/a.csv", "t,who,whom,part", "y,A,B,140%")
    report = load_into(store, tmp_path / "in")
    (rejects,) = (each for each in report.reports if each.suffix == ".csv")
    rejects.write_text(rejects.read_text("utf-8-sig").replace("140%", "14%"), "utf-8")
    assert load_into(store, rejects).total.good == 1
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert str(tie["source"]).endswith("#owner0")
    names = {row["key"]: row["name"] for row in rows(store, Table.RECORDS)}
    assert names[tie["source"]] == "B"


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-5", "@x", "'=x", "''-x", "plain", "'quoted", "", "\t=x"])
def test_a_guarded_cell_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(cell)) == cell


def test_each_file_with_bad_rows_has_a_report_that_loads(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/debts.csv", "creditor,debtor,amount", "A,B,lots")
    write(tmp_path, "crm/guarantees.csv", "guarantor,debtor,amount", "A,B,-5")
    report = load_into(store, tmp_path / "crm")
    assert sorted(each.name for each in report.reports) == ["rejects-2.csv", "rejects.csv", "rejects.json"]
    folder = report.reports[0].parent
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text("utf-8-sig").replace("lots", "7").replace("'-5", "5"), "utf-8")
    again = load_into(store, *sorted(folder.glob("*.csv")))
    assert (again.total.good, again.total.rejected) == (2, 0)


def test_too_many_bad_rows_drop_the_load_and_keep_the_report(store: GraphStore, tmp_path: Path) -> None:
    lines = [f"A{n},B,{'x' if n % 3 == 0 else 1}" for n in range(120)]
    path = write(tmp_path, "debts.csv", "creditor,debtor,amount", *lines)
    with pytest.raises(TooManyRejects, match="40 of 120 rows of debts are bad, more than 20%"):
        load_into(store, path)
    assert store.loads() == []
    assert rows(store, Table.RELATIONSHIPS) == []
    assert len(list((tmp_path / "rejects").rglob("rejects.csv"))) == 1


def test_few_rows_may_all_be_bad(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "debts.csv", "creditor,debtor,amount", *["A,B,x"] * 99)
    assert load_into(store, path).total.rejected == 99


def test_a_dry_run_says_everything_and_writes_nothing(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    write(tmp_path, "crm/debts.csv", "creditor,debtor,amount", "C1,C2,7", "C1,Nuts,x", "C1,Nuts,8")
    report = load_into(store, tmp_path / "crm", dry_run=True)
    assert report.dry_run
    assert {table: (each.good, each.rejected) for table, each in report.tables.items()} == {
        "companies": (2, 0),
        "debts": (2, 1),
    }
    assert report.warnings["end_became_a_mention"] == 1
    assert (dict(report.loads), list(store.loads())) == ({}, [])
    assert report.reports


def test_the_same_load_again_changes_nothing(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/companies.csv", "source_key,name,phones", "C1,Acme,13800138000", "C2,Bolt,")
    write(tmp_path, "crm/debts.csv", "creditor,debtor,amount", "C1,C2,7", "C1,Nuts,8")
    first = load_into(store, tmp_path / "crm")
    before = {table: rows(store, table) for table in (Table.RECORDS, Table.RELATIONSHIPS, Table.HOLDINGS)}
    again = load_into(store, tmp_path / "crm")
    assert (again.written.new, again.written.changed) == (0, 0)
    assert first.written.new > 0
    assert before == {table: rows(store, table) for table in before}


def test_a_changed_amount_is_the_same_relationship(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "debts.csv", "creditor,debtor,amount,as_of", "A,B,7,2024-01-01")
    load_into(store, tmp_path / "debts.csv", source="crm")
    write(tmp_path, "debts.csv", "creditor,debtor,amount,as_of", "A,B,9,2024-02-01")
    report = load_into(store, tmp_path / "debts.csv", source="crm")
    assert (report.written.new, report.written.changed) == (0, 1)
    assert values(rows(store, Table.RELATIONSHIPS), "amount") == {(900,)}


def test_replacing_closes_what_the_source_no_longer_brings(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    load_into(store, path, source="crm")
    write(tmp_path, "companies.csv", "source_key,name", "C2,Bolt")
    assert load_into(store, path, source="crm", replace=True).written.closed == 1
    assert [row["name"] for row in rows(store, Table.RECORDS)] == ["Bolt"]


def test_no_tie_of_a_replacing_load_ends_at_a_row_that_is_gone(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    write(tmp_path, "crm/ownership.csv", "owner,owned", "C1,C2")
    load_into(store, tmp_path / "crm")
    write(tmp_path, "crm/companies.csv", "source_key,name", "C2,Bolt")
    report = load_into(store, tmp_path / "crm", replace=True)
    assert report.warnings["end_key_not_found"] == 1
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert {tie["source"], tie["target"]} == {row["key"] for row in rows(store, Table.RECORDS)}


def test_equal_payments_are_counted_and_never_dropped(store: GraphStore, tmp_path: Path) -> None:
    path = write(
        tmp_path, "payments.csv", "payer,payee,amount,at", *["A,B,5,2024-01-01"] * 3, "A,A,5,2024-01-01"
    )
    load_into(store, path)
    assert len(rows(store, Table.RELATIONSHIPS)) == 4
    load_into(store, path)
    assert len(rows(store, Table.RELATIONSHIPS)) == 4


def test_payments_with_a_key_are_known_by_it(store: GraphStore, tmp_path: Path) -> None:
    path = write(
        tmp_path, "payments.csv", "payer,payee,amount,key,payer_account", "A,B,5,K1,62220001", "A,B,5,K2,",
        "A,B,5,K1,62220001", "A,B,6,K1,62220001",
    )  # fmt: skip
    report = load_into(store, path)
    assert report.reasons == {"duplicate_key": 1}
    assert report.warnings["row_repeated"] == 1
    assert len(rows(store, Table.RELATIONSHIPS)) == 2
    assert values(rows(store, Table.HOLDINGS), "kind", "value") == {("bank_account", "62220001")}


def test_a_key_that_comes_twice_with_other_content_is_rejected(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "people.csv", "编号,姓名", "P1,张三", "P1,张三", "P1,李四")
    report = load_into(store, path)
    assert (report.reasons, report.warnings) == ({"duplicate_key": 1}, {"row_repeated": 1})
    assert [row["name"] for row in rows(store, Table.RECORDS)] == ["张三"]
    told = json.loads(next(each for each in report.reports if each.suffix == ".json").read_text("utf-8"))
    assert (told[0]["_column"], told[0]["_line"]) == ("编号", "4")


def test_one_file_may_feed_several_tables_of_several_sources(store: GraphStore, tmp_path: Path) -> None:
    write(
        tmp_path, "in/mapping.yaml",
        "tables:",
        "  - {files: f.csv, table: people, source: one, where: {t: P}, columns: {source_key: k, name: n}}",
        "  - {files: f.csv, table: companies, source: one, where: {t: C}, columns: {source_key: k, name: n}}",
        "  - {files: f.csv, table: ownership, source: one, where: {of: {not: ''}},",
        "     columns: {owner: k, owned: of}}",
        "  - {files: f.csv, table: events, source: two, columns: {kind: {constant: other}, about: n}}",
    )  # fmt: skip
    write(tmp_path, "in/f.csv", "t,k,n,of", "P,1,Jo,2", "C,2,Acme,")
    write(tmp_path, "in/notes.pdf", "not a table")
    report = load_into(store, tmp_path / "in")
    assert sorted(report.loads) == ["one", "two"]
    assert report.skipped == ("in/notes.pdf",)
    (owns,) = (row for row in rows(store, Table.RELATIONSHIPS) if row["kind"] == "OWNS")
    assert (owns["source"], owns["target"]) == ("one:people:1", "one:companies:2")


def test_every_sheet_of_a_workbook_is_a_table(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, header, row in (
            ("企业", ["编号", "企业名称", "成立日期"], ["C1", "Acme", date(2010, 5, 1)]),
            ("Sheet2", ["债权人", "债务人", "逾期金额"], ["C1", "Bolt", 12.5]),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, row)
    report = load_into(store, path)
    assert {table: each.good for table, each in report.tables.items()} == {"companies": 1, "debts": 1}
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert (tie["overdue"], tie["sheet"], tie["line"]) == (1250, "Sheet2", 2)
    assert tie["target"] == "export:companies:C1"


def test_the_source_is_named_by_the_folder_or_the_file(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "all/crm/companies.csv", "source_key,name", "C1,Acme")
    write(tmp_path, "all/erp/companies.csv", "source_key,name", "C1,Acme")
    alone = write(tmp_path, "Kunden 2024.csv", "source_key,name,registered_on", "C1,Acme,")
    chinese = write(tmp_path, "客户.csv", "source_key,name,registered_on", "C1,Acme,")
    load_into(store, tmp_path / "all", alone, chinese)
    sources = {str(row["key"]).split(":")[0] for row in rows(store, Table.RECORDS)}
    assert {"crm", "erp", "kunden-2024"} < sources
    assert len(sources) == 4


def test_a_file_that_is_no_table_is_refused_before_anything_is_written(
    store: GraphStore, tmp_path: Path
) -> None:
    write(tmp_path, "crm/companies.csv", "source_key,name", "C1,Acme")
    write(tmp_path, "crm/zz.csv", "what,ever", "1,2")
    with pytest.raises(InvalidInput, match=r"crm/zz.csv line 1: nothing says which table this is; give --as"):
        load_into(store, tmp_path / "crm")
    write(tmp_path, "crm/zz.csv", "编号,电话", "1,2")
    with pytest.raises(InvalidInput, match="a column of companies is missing: name or 企业名称"):
        load_into(store, tmp_path / "crm" / "zz.csv", table="companies")
    assert list(store.loads()) == []


def test_a_folder_without_tables_is_refused(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "in/readme.md", "nothing here")
    with pytest.raises(UnreadableFile, match=r"None of in/readme.md is a table"):
        load_into(store, tmp_path / "in")


def test_progress_is_told_file_by_file_with_how_many_rows_will_come(
    store: GraphStore, tmp_path: Path
) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    watched = Watched()
    with store.lease("a test", wait_s=1) as token:
        report = load(store, [path], LoadOptions(dry_run=True), token=token, today=TODAY, progress=watched)
    assert (watched.steps, watched.rows) == ([("Reading companies from companies.csv", 2)], 2)
    assert report.files[0].rows == 2


def test_a_load_that_was_killed_is_resumed(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "companies.csv", "source_key,name", *(f"C{n},Firm {n}" for n in range(6000)))

    class Killed(BaseException):
        pass

    class Killer(Watched):
        def advance(self, count: int = 1) -> None:
            raise Killed(count)

    with pytest.raises(Killed), store.lease("a test", wait_s=1) as token:
        load(store, [path], LoadOptions(), token=token, today=TODAY, progress=Killer())
    with store.lease("a test", wait_s=1) as token:
        report = load(store, [path], LoadOptions(), token=token, today=TODAY)
    assert [state.id for state in store.loads()] == list(report.loads.values())
    assert len(rows(store, Table.RECORDS)) == 6000
