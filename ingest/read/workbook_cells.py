"""What an XLSX says and its reader leaves out: failed formulas, and those that were never calculated."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET

from graph.errors import UnreadableFile

UNCALCULATED = "#UNCALCULATED!"
"""Stands in a cell whose formula has no result, as in files that a program wrote and nobody opened."""

LARGEST_BYTES = 2 << 30
LARGEST_GROWTH = 300
_SURELY_FINE = 100 << 20
_CHUNK = 1 << 20
_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v>([^<]*)</', re.DOTALL)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def refuse_swollen(path: Path, name: str) -> None:
    """Refuse a workbook that unpacks to more than can be held; nothing to say of other kinds."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as packed:
        size = sum(each.file_size for each in packed.infolist())
    swells = size > max(_SURELY_FINE, LARGEST_GROWTH * path.stat().st_size)
    if swells or size > LARGEST_BYTES:
        raise UnreadableFile(
            f"{name} unpacks to {size >> 20:,} MiB, more than a workbook needs; save the table as CSV"
        )


def told_cells(path: Path, sheet: str) -> Mapping[int, Mapping[int, str]]:
    """Return such cells of a sheet by line (from 1) and column (from 0); none for other kinds of file."""
    found: dict[int, dict[int, str]] = {}
    if not zipfile.is_zipfile(path):
        return found
    with zipfile.ZipFile(path) as packed:
        part = _part(packed, sheet)
        if part is None:
            return found
        with packed.open(part) as content:
            for attributes, text in _telling(content):
                place = _PLACE.search(attributes)
                if place:
                    found.setdefault(int(place[2]), {})[_column(place[1])] = text
    return found


def _part(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the file of a sheet inside an XLSX, None where that is not to be found."""
    names = set(packed.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    book = ET.fromstring(packed.read("xl/workbook.xml"))
    links = ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    for each in book.iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets.get(each.get(_REL) or each.get(_STRICT_REL), "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            return part if part in names else None
    return None


def _telling(content: IO[bytes]) -> Iterator[tuple[bytes, str]]:
    """Yield the attributes of cells with a failed formula or one without a result, and what to show."""
    waiting = b""
    while chunk := content.read(_CHUNK):
        waiting += chunk
        whole = waiting.rfind(b"c>") + 2
        block, waiting = waiting[:whole], waiting[whole:]
        if b't="e"' in block:
            yield from ((found[1], found[2].decode("utf-8", "replace")) for found in _ERROR.finditer(block))
        if b"f>" in block or b"<f" in block:
            for found in _FORMULA.finditer(block):
                if b't="str"' not in found[1]:
                    yield found[1], UNCALCULATED


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
