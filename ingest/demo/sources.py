"""How each source system writes: its headers, dates, marks and file format.

Inside the generator every sheet has the canonical column names, ISO dates and plain yuan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import xlsxwriter

from ingest.demo.columns import Text, join, rewritten
from ingest.demo.headers import BIDS, CHINESE

MONEY = ("amount", "overdue", "revenue", "costs", "equity", "registered_capital", "claim", "credit_limit")
DATES = ("registered_on", "cooperation_since", "since", "until", "as_of", "filed", "signed", "starts", "ends")


@dataclass(frozen=True)
class Sheet:
    """One table of one system.

    `entity` says who each row of a party table truly is; `named` who is meant by the names in the
    rows of another table, by end (`defendants0`).
    """

    source: str
    table: str
    columns: Mapping[str, Text]
    entity: Text | None = None
    named: Mapping[str, Text] = field(default_factory=dict[str, Text])

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    @property
    def key(self) -> Text:
        """Return what tells the rows of the table apart."""
        if self.table == "lawsuits":
            return join(self.columns["court"], "/", self.columns["case_number"])
        keys = {"watchlist": "entry_id", "contracts": "number"}
        return self.columns[keys.get(self.table, "source_key")]


@dataclass(frozen=True)
class Style:
    """How a system writes a table."""

    file: str
    headers: Mapping[str, str]
    mark: bytes = b""
    chinese_dates: bool = False
    ten_thousands: bool = False


def style_of(source: str, table: str) -> Style:
    """Return how `source` writes `table`."""
    chinese = CHINESE.get(table, {})
    if source == "procure":
        return Style("投标导出.csv", BIDS)
    if source in ("legal", "court"):
        return Style(f"{table}.xlsx", chinese)
    if source == "crm":
        return Style(f"{table}.csv", chinese, b"\xef\xbb\xbf", chinese_dates=True, ten_thousands=True)
    return Style(f"{table}.csv", chinese if source in ("registry", "bank") else {})


def write_sheet(folder: Path, sheet: Sheet) -> Path:
    """Write the sheet below `folder` as its system would; an existing file is replaced."""
    style = style_of(sheet.source, sheet.table)
    path = folder / sheet.source / style.file
    path.parent.mkdir(parents=True, exist_ok=True)
    written = _dressed(sheet.columns, style)
    if path.suffix == ".xlsx":
        _write_workbook(path, written)
    else:
        _write_text(path, written, style.mark)
    return path


def _dressed(columns: Mapping[str, Text], style: Style) -> dict[str, Text]:
    dressed = {}
    for name, column in columns.items():
        cells = column
        if style.chinese_dates and name in DATES:
            cells = rewritten(cells, r"^(\d{4})-(\d\d)-(\d\d)$", r"\1年\2月\3日")
        if style.ten_thousands and name in MONEY:
            cells = rewritten(cells, r"^(\d+)0000$", r"\1万")
        dressed[style.headers.get(name, name)] = cells
    return dressed


def _write_text(path: Path, columns: Mapping[str, Text], mark: bytes) -> None:
    with path.open("wb") as file:
        file.write(mark)
        pa_csv.write_csv(pa.table(dict(columns)), file, pa_csv.WriteOptions(quoting_style="needed"))


def _write_workbook(path: Path, columns: Mapping[str, Text]) -> None:
    """Write one sheet of text cells; the creation date is fixed so that equal books give equal bytes."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2026, 11, 20, tzinfo=UTC)})
        sheet = book.add_worksheet("Sheet1")
        for place, (header, cells) in enumerate(columns.items()):
            sheet.write_column(0, place, [header, *cells.to_pylist()])
