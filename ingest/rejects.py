"""The reject report: bad rows with place, reason and sentences, in files that can be mended and loaded."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile, rmtree
from typing import IO, Protocol

from graph.errors import CannotWrite
from ingest.typed import FaultyRow

TOLD = ("_file", "_sheet", "_line", "_column", "_value", "_reason", "_sentence_en", "_sentence_zh")
WHERE_TO = ("_table", "_source")
_BETWEEN = "; "
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PROTECTED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class RejectedFrom:
    """Which rows these are: one table of one sheet of one file, with the headers it has."""

    file: str
    sheet: str | None
    table: str
    source: str
    headers: tuple[str, ...]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `unguarded` gives the first one back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell that `guarded` was given."""
    return cell[1:] if _PROTECTED.match(cell) else cell


class _CsvWriter(Protocol):
    def writerow(self, row: Sequence[object], /) -> object: ...


@dataclass
class RejectReport:
    """Writes bad rows as they come: `rejects.csv`, one more for each further table, and `rejects.json`.

    A row is told once, with all its faults. What is told stands in front of its cells: rows with cells
    too few or too many stay so, and are rejected again until they are mended. `mappings` are put
    beside the files, so that `riskweave load` finds how the rows were read.
    """

    folder: Path
    mappings: Sequence[Path]
    paths: list[Path] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)
    _writers: dict[RejectedFrom, _CsvWriter] = field(default_factory=dict)
    _json: IO[str] | None = None
    _json_mark: str = "["

    def write(self, place: RejectedFrom, rows: Sequence[FaultyRow]) -> None:
        """Add bad rows of one table; `CannotWrite` where their files cannot be written."""
        with _writing(self.folder):
            for row in rows:
                told = _told(place, row)
                self._writer(place).writerow(
                    [*map(guarded, told.values()), place.table, place.source, *map(guarded, row.raw)]
                )
                self._write_json({**told, "_table": place.table, "_source": place.source}, place, row)

    def close(self) -> None:
        """Finish the files."""
        with _writing(self.folder), self._open:
            if self._json is not None:
                self._json.write("\n]\n")

    def _writer(self, place: RejectedFrom) -> _CsvWriter:
        if place not in self._writers:
            if not self._writers:
                self._begin()
            number = len(self._writers)
            path = self.folder / ("rejects.csv" if number == 0 else f"rejects-{number + 1}.csv")
            file = self._open.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            self._writers[place] = writer = csv.writer(file)
            writer.writerow([*TOLD, *WHERE_TO, *place.headers])
            self.paths.append(path)
        return self._writers[place]

    def _begin(self) -> None:
        rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for number, mapping in enumerate(self.mappings):
            copyfile(mapping, self.folder / ("mapping.yaml" if number == 0 else f"{number + 1}.mapping.yaml"))
        self._json = self._open.enter_context((self.folder / "rejects.json").open("w", encoding="utf-8"))
        self.paths.append(self.folder / "rejects.json")

    def _write_json(self, told: Mapping[str, str], place: RejectedFrom, row: FaultyRow) -> None:
        if self._json is None:
            return
        cells = {"row": dict(zip(place.headers, row.raw, strict=False)), "cells": list(row.raw)}
        content = {**told, "faults": _one_by_one(row), **cells}
        self._json.write(f"{self._json_mark}\n{json.dumps(content, ensure_ascii=False)}")
        self._json_mark = ","


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say in one sentence what the system has against writing the report."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"The reject report cannot be written to {folder} ({error.strerror or error});"
            " make room or see who owns it, and load again"
        ) from error


@contextmanager
def reject_report(folder: Path, mappings: Sequence[Path]) -> Iterator[RejectReport]:
    """Give a report below `folder`; an earlier one there is replaced when the first bad row comes."""
    report = RejectReport(folder, mappings)
    try:
        yield report
    finally:
        report.close()


def _told(place: RejectedFrom, row: FaultyRow) -> dict[str, str]:
    told = (
        place.file,
        place.sheet or "",
        str(row.line),
        _BETWEEN.join(fault.column for fault in row.faults),
        _BETWEEN.join(fault.value for fault in row.faults),
        _BETWEEN.join(dict.fromkeys(fault.reason.value for fault in row.faults)),
        *row.sentences(),
    )
    return dict(zip(TOLD, told, strict=True))


def _one_by_one(row: FaultyRow) -> list[dict[str, str]]:
    """Return the faults of a row for programs, which need not part what `_told` joins."""
    names = ("column", "value", "reason", "sentence_en", "sentence_zh")
    return [
        dict(zip(names, (each.column, each.value, each.reason.value, *each.sentences()), strict=True))
        for each in row.faults
    ]
