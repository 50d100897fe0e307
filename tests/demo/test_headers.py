"""Every header of the demo book is a word of its table, but in the one file that has a mapping."""

import csv
from pathlib import Path

import pytest
import yaml
from python_calamine import CalamineWorkbook

from ingest.binding import match_headers
from ingest.demo.generate import generate
from ingest.demo.mapping import MAPPING
from ingest.tables import TABLES


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


def test_every_header_of_a_file_named_for_a_table_is_one_of_its_words(book: Path) -> None:
    unknown = {
        str(path.relative_to(book)): set(headers(path))
        - set(match_headers(headers(path), TABLES[path.stem]).values())
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
