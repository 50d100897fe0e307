"""One export in the forms that systems write it: in GB18030 with Chinese headers, and as one wide workbook.

Both files of `listed_officers` are read as published: officers one a row with their positions in a cell,
and companies. In the wide form a row is a firm, an officer and one position; firms repeat with every row.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import xlsxwriter

OFFICERS, COMPANIES = "executive_prep.csv", "stock_industry_prep.csv"
_CHINESE = {
    OFFICERS: (
        "高管.csv",
        {"name": "姓名", "gender": "性别", "age": "年龄", "code": "证券代码", "jobs": "担任职务"},
    ),
    COMPANIES: ("上市公司.csv", {"code": "证券代码", "name": "证券简称", "c_name": "所属行业"}),
}  # fmt: skip
_WIDE = ("证券代码", "证券简称", "所属行业", "高管姓名", "性别", "年龄", "职务")


def chinese_files(published: Path, to: Path) -> Sequence[Path]:
    """Write both files in GB18030 with Chinese headers; return them."""
    written = []
    for name, (chinese, headers) in _CHINESE.items():
        path = to / chinese
        with path.open("w", encoding="gb18030", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(headers.values())
            rows.writerows([row[header] for header in headers] for row in _rows(published / name))
        written.append(path)
    return written


def wide_workbook(published: Path, to: Path) -> Sequence[Path]:
    """Write one sheet of firms with their officers, a position a row; return the workbook."""
    path = to / "上市公司高管.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("高管")
        for at, row in enumerate((_WIDE, *_wide_rows(published))):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return [path]


def _wide_rows(published: Path) -> Iterator[Sequence[str]]:
    """Yield the rows, firms without officers too. Of a firm that stands there twice the first row counts."""
    officers: dict[str, list[Mapping[str, str]]] = {}
    for officer in _rows(published / OFFICERS):
        officers.setdefault(officer["code"], []).append(officer)
    firms: dict[str, Mapping[str, str]] = {}
    for firm in _rows(published / COMPANIES):
        firms.setdefault(firm["code"], firm)
    for code in (*firms, *(code for code in officers if code not in firms)):
        firm = firms.get(code, {"name": "", "c_name": ""})
        told = (code, firm["name"], firm["c_name"])
        for officer in officers.get(code, ()):
            who = (officer["name"], officer["gender"], officer["age"])
            yield from ((*told, *who, position) for position in officer["jobs"].split("/"))
        if code not in officers:
            yield (*told, "", "", "", "")


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
