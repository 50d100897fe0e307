"""Workbooks that are broken, odd, or not what they seem."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.hostile.case import Case, book, raw, sheet, text

A, B = {"C1": "Acme"}, {"C1": "Acme", "C2": "Bolt"}
HEADER = ["source_key", "name"]
XLSX = "companies.xlsx"
_PAGE = b"<html><body><table><tr><td>source_key</td></tr></table></body></html>"


def merged(workbook: xlsxwriter.Workbook) -> None:
    page = workbook.add_worksheet("ownership")
    page.merge_range("A1:C1", "Owners of the north")
    page.write_row(1, 0, ["owner", "owned", "share"])
    page.merge_range("A3:A4", "A")
    page.write_row(2, 1, ["B", 0.2])
    page.write_row(3, 1, ["C", 0.3])
    page.merge_range("B6:C6", "nothing")


def hidden(workbook: xlsxwriter.Workbook) -> None:
    sheet(HEADER, ["C1", "Acme"])(workbook)
    old = workbook.add_worksheet("old")
    old.write_row(0, 0, ["anything"])
    old.hide()


def all_hidden(workbook: xlsxwriter.Workbook) -> None:
    workbook.add_worksheet("first")
    page = workbook.add_worksheet("companies")
    page.write_row(0, 0, HEADER)
    page.write_row(1, 0, ["C1", "Acme"])
    page.very_hidden()


def formulas(workbook: xlsxwriter.Workbook) -> None:
    page = workbook.add_worksheet("debts")
    page.write_row(0, 0, ["creditor", "debtor", "amount"])
    for at, (debtor, result) in enumerate([("B", "#DIV/0!"), ("C", "#N/A"), ("D", 7)], start=1):
        page.write_row(at, 0, ["A", debtor])
        page.write_formula(at, 2, "=1+1", None, result)


def named_by_formula(workbook: xlsxwriter.Workbook) -> None:
    page = workbook.add_worksheet("companies")
    page.write_row(0, 0, HEADER)
    page.write_row(1, 0, ["C1", "Acme"])
    page.write(2, 0, "C2")
    page.write_formula(2, 1, "=A99", None, "#REF!")


def never_calculated(folder: Path) -> Path:
    """Write a workbook as programs do that know no results: `<f>` without `<v>`."""
    path = book(formulas, "debts.xlsx")(folder)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = re.sub(rb"<v>(7)</v>", b"<v></v>", parts[page])
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def dated(workbook: xlsxwriter.Workbook) -> None:
    page = workbook.add_worksheet("companies")
    page.write_row(0, 0, [*HEADER, "registered_on"])
    day = workbook.add_format({"num_format": "yyyy/m/d"})
    page.write_row(1, 0, ["C1", "Acme"])
    page.write_datetime(1, 2, datetime(2024, 3, 5), day)  # noqa: DTZ001
    page.write_row(2, 0, ["C2", "Bolt", 45356])
    page.write_row(3, 0, ["C3", "Core", "2024年3月5日"])
    page.write_row(4, 0, ["C4", "Dome", 2958500])


def dated_1904(folder: Path) -> Path:
    path = folder / XLSX
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        dated(workbook)
    return path


def side_by_side(workbook: xlsxwriter.Workbook) -> None:
    sheet([*HEADER, "", "owner", "owned"], ["C1", "Acme", "", "C1", "C2"], ["", "", "", "C2", "C3"])(workbook)


def noted(workbook: xlsxwriter.Workbook) -> None:
    sheet(HEADER, ["C1", "Acme"])(workbook)
    workbook.add_worksheet("notes").write(0, 0, "made by hand")
    workbook.add_worksheet("empty")


def cut(folder: Path) -> Path:
    path = book(sheet(HEADER, ["C1", "Acme"]))(folder)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def swollen(folder: Path) -> Path:
    path = book(sheet(HEADER, ["C1", "Acme"]))(folder)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/bomb.xml", "w") as bomb:
        for _ in range(120):
            bomb.write(bytes(1 << 20))
    return path


def renamed(make: Callable[[Path], Path], name: str) -> Callable[[Path], Path]:
    return lambda folder: make(folder).rename(folder / name)


PLAIN = book(sheet(HEADER, ["C1", "Acme"], ["C2", "Bolt"]))

WORKBOOKS = [
    Case(
        "cells are merged",
        book(merged, "ownership.xlsx"),
        ties=[(0.2,), (0.3,)],
        columns=("share_low",),
        rejects={6: "missing_value"},
    ),
    Case(
        "titles and blank rows stand above the header",
        book(
            sheet(
                ["Customers"],
                [],
                ["made by", "me"],
                [*HEADER, "region", "industry"],
                ["C1", "Acme", "X", "Y"],
            )
        ),
        A,
    ),
    Case(
        "dates are dates, serials and texts",
        book(dated),
        {"C1": "Acme", "C2": "Bolt", "C3": "Core"},
        rejects={5: "not_a_date"},
    ),
    Case(
        "dates count from 1904",
        dated_1904,
        {"C1": "Acme", "C2": "Bolt", "C3": "Core"},
        rejects={5: "not_a_date"},
    ),
    Case(
        "formulas failed",
        book(formulas, "debts.xlsx"),
        ties=[("#C", None), ("#D", 700)],
        columns=("source", "amount"),
        rejects={2: "failed_formula"},
    ),
    Case(
        "formulas were never calculated",
        never_calculated,
        ties=[("#C", None)],
        columns=("source", "amount"),
        rejects={2: "failed_formula", 4: "failed_formula"},
    ),
    Case("a name is a failed formula of a sheet", book(named_by_formula), A, rejects={3: "failed_formula"}),
    Case("a sheet is hidden", book(hidden), A, skipped=("companies.xlsx sheet old (hidden)",)),
    Case("the only sheet with content is hidden", book(all_hidden), refused="no visible sheet with content"),
    Case("a sheet is no table", book(noted), refused="sheet notes line 1: a column of companies is missing"),
    Case(
        "a second table stands below",
        book(sheet(HEADER, ["C1", "Acme"], [], ["owner", "owned"], ["C1", "C2"])),
        refused="line 4 begins a second table",
    ),
    Case("a second table stands beside", book(side_by_side), A, rejects={3: "missing_value"}),
    Case(
        "keys are numbers",
        book(sheet(HEADER, [1, "Acme"], [2.0, "Bolt"], [430200123456789, "Core"])),
        {"1": "Acme", "2": "Bolt", "430200123456789": "Core"},
    ),
    Case(
        "a key of 18 digits was a number",
        book(sheet(HEADER, [914302001234567890, "X"], ["C2", "Bolt"])),
        {"C2": "Bolt"},
        rejects={2: "digits_lost"},
    ),
    Case(
        "names are formulas as texts",
        book(lambda workbook: workbook.add_worksheet("companies").write_column(0, 0, ["x"])),
        refused="is missing: source_key",
    ),
    Case(
        "rows of blanks stand in between",
        book(sheet(HEADER, ["C1", "Acme"], ["", " "], [], ["C2", "Bolt"])),
        B,
        rejects={3: "missing_value"},
    ),
    Case("a workbook is called CSV", renamed(PLAIN, "companies.csv"), B),
    Case("a workbook is called XLS", renamed(PLAIN, "companies.xls"), B),
    Case("CSV is called XLSX", text(XLSX, "source_key,name", "C1,Acme"), A),
    Case(
        "a GBK text of tabs is called XLS",
        text("companies.xls", "编号\t企业名称", "C1\t远方陶瓷有限公司", encoding="gbk"),
        {"C1": "远方陶瓷有限公司"},
    ),
    Case("a web page is called XLS", raw("companies.xls", _PAGE), refused="is a web page"),
    Case("a PDF is called CSV", raw("companies.csv", b"%PDF-1.7\n"), refused="is a PDF"),
    Case("the workbook was cut off", cut, refused="no workbook that can be read"),
    Case(
        "the workbook is a zip of something else",
        raw(XLSX, b"PK\x05\x06" + bytes(18)),
        refused="no workbook that can be read",
    ),
    Case(
        "the workbook is rubbish of the old kind",
        raw("companies.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        refused="no workbook that can be read",
    ),
    Case(
        "the workbook asks for a password",
        raw(XLSX, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        refused="protected by a password",
    ),
    Case("the workbook swells", swollen, refused="more than a workbook needs"),
]
