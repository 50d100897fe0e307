"""Files -> a suggested mapping for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.errors import UnreadableFile
from ingest.plan import slug
from ingest.read.archive import FoundFile, files_of
from ingest.read.detect import input_file, raw_tables, readable
from ingest.read.raw import RawBatch, RawTable
from ingest.suggest.sheet import Sheet, suggest_sheet
from ingest.suggest.suggestion import Suggestion, TableSuggestion
from ingest.suggest.verify import sample_of
from ingest.suggest.vocabulary import Vocabulary, vocabulary

LOOKED_AT = 20_000
"""Rows of each sheet that a suggestion is made from."""
_PARTIES = ("companies", "people")


@dataclass(frozen=True, slots=True)
class _Opened:
    raw: RawTable
    sample: RawBatch
    several: bool


def suggest(
    paths: Sequence[Path], *, today: date, source: str | None = None, known: Vocabulary | None = None
) -> Suggestion:
    """Return a mapping for files, folders and archives out of their first rows.

    Raises
    ------
    UnreadableFile
        When a file that was named cannot be read, or there is none that can.
    """
    words = known or vocabulary()
    with files_of(paths) as found:
        opened = [each for file in found for each in _open(file)]
        unread = tuple(each.name for each in found if not each.asked and not readable(each.path))
        name = source or _source(found)
    if not opened:
        raise UnreadableFile(f"None of {', '.join(unread)} is a table that can be read")
    first = [_sheet(each, words, today, {}) for each in opened]
    keys = _keys(zip(opened, first, strict=True))
    sheets = [_sheet(each, words, today, keys) for each in opened] if keys and len(opened) > 1 else first
    return Suggestion(
        name,
        tuple(table for sheet in sheets for table in sheet.tables),
        tuple(header for sheet in sheets for header in sheet.unmapped),
        unread,
    )


def _open(file: FoundFile) -> Iterable[_Opened]:
    if not file.asked and not readable(file.path):
        return
    found = raw_tables(input_file(file.path, file.name, file.folder))
    tables = [table for table in found if not table.hidden]
    for raw in tables:
        yield _Opened(raw, sample_of(raw, LOOKED_AT), len(tables) > 1)


def _sheet(opened: _Opened, known: Vocabulary, today: date, keys: Mapping[str, frozenset[str]]) -> Sheet:
    raw = opened.raw
    others = {table: found for table, found in keys.items() if not table.startswith(f"{raw.place} ")}
    found = suggest_sheet(raw, opened.sample, known=known, today=today, keys=others)
    if opened.several:
        return found
    return Sheet(
        tuple(replace(each, sheet=None) for each in found.tables),
        tuple(replace(each, sheet=None) for each in found.unmapped),
    )


def _keys(sheets: Iterable[tuple[_Opened, Sheet]]) -> Mapping[str, frozenset[str]]:
    """Return place and table -> the keys of parties that stand in one column there."""
    found = {}
    for opened, sheet in sheets:
        for table in sheet.tables:
            column = _key_column(table)
            if column is not None:
                at = opened.raw.headers.index(column)
                found[f"{opened.raw.place} {table.table}"] = frozenset(row[at] for row in opened.sample.rows)
    return found


def _key_column(table: TableSuggestion) -> str | None:
    made = next((each.made for each in table.fields if each.field == "source_key"), None)
    return made if table.table in _PARTIES and isinstance(made, str) else None


def _source(found: Sequence[FoundFile]) -> str:
    """Return the name of the folder that brought the files, or of the only file, made a source's."""
    if len(found) == 1:
        return slug(found[0].path.stem)
    folders = {each.folder or each.path.resolve().parent.name for each in found}
    return slug(min(folders)) if len(folders) == 1 else slug(found[0].path.stem)
