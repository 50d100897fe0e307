"""Whoever reads docs/tables.md can read the demo book's files, but for the one that has a mapping."""

import csv
import re
from pathlib import Path

import pytest
import yaml
from python_calamine import CalamineWorkbook

from ingest.demo.generate import generate
from ingest.demo.mapping import MAPPING

DOCUMENTED = Path("docs/tables.md").read_text(encoding="utf-8")
EVERYWHERE = {"since": ["开始日期"], "until": ["结束日期"]}


def documented_headers(table: str) -> set[str]:
    cells = next(line for line in DOCUMENTED.splitlines() if line.startswith(f"| {table} |")).split(" | ", 1)[
        1
    ]
    known: set[str] = set()
    for part in re.split(r",\s(?![^(]*\))", cells.rstrip(" |")):
        words = re.sub(r"\(.*?\)", "", part).replace("*", "").split()
        known |= {words[0], f"{words[0]}_name", f"{words[0]}_id", *words[1:], *EVERYWHERE.get(words[0], [])}
    return known


def headers(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        first = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0]
        return [str(cell) for cell in first]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("headers")
    generate(folder, companies=200)
    return folder


def test_every_header_of_a_file_named_for_a_table_is_documented(book: Path) -> None:
    unknown = {
        str(path.relative_to(book)): set(headers(path)) - documented_headers(path.stem)
        for path in book.glob("*/*.*")
        if path.parent.name not in ("truth", "procure")
    }
    assert len(unknown) == 20
    assert {name: found for name, found in unknown.items() if found} == {}


def test_the_mapping_names_the_headers_of_the_portals_export(book: Path) -> None:
    (table,) = yaml.safe_load(MAPPING)["tables"]
    named = [cell if isinstance(cell, str) else cell["header"] for cell in table["columns"].values()]
    assert named == headers(book / "procure" / table["files"])


def test_every_system_is_a_folder_of_its_own(book: Path) -> None:
    found = {path.name for path in book.iterdir() if path.is_dir()}
    assert found == {
        "crm",
        "erp",
        "registry",
        "bank",
        "legal",
        "court",
        "news",
        "watch",
        "procure",
        "truth",
    }
