"""Rows of lines that are not a row each: cells with line breaks, broken quotes, the header once more.

A quote that is never closed would swallow every row behind it. So where a row cannot be read, only its
first line is set aside, and reading goes on with the line after it.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.read.dialect import Head
from ingest.read.plausible import LOST
from ingest.read.raw import RawBatch
from ingest.read.second_table import refuse_second_table
from ingest.reasons import Fault, Reason
from ingest.typed import FaultyRow


@dataclass
class CarefulRows:
    """The rows that begin in `lines`, the first of which is line `first`; `more` gives the lines after them.

    `left` are lines that were asked for and are of no row of the batch.
    """

    head: Head
    lines: list[str]
    first: int
    more: Callable[[], str | None]
    damaged: bool
    name: str
    left: Sequence[str] = ()
    _at: int = 0
    _below_blank: bool = False
    _good: list[tuple[int, list[str]]] = field(default_factory=list)
    _faulty: list[FaultyRow] = field(default_factory=list)

    def batch(self) -> RawBatch:
        """Return the rows. A row that ends beyond the block is whole; one that cannot be read is one line."""
        size = len(self.lines)
        self.lines[0] = self.lines[0].removeprefix("\ufeff")
        while self._at < size:
            try:
                self._read_while_sound(size)
            except csv.Error:
                self._set_aside(self.lines[self._at])
                self._at += 1
        self.left = self.lines[self._at :]
        numbers, rows = [line for line, _ in self._good], [row for _, row in self._good]
        return RawBatch(numbers, rows, self._faulty)

    def _read_while_sound(self, size: int) -> None:
        """Read rows until the block ends; `csv.Error` means that the row at `_at` cannot be read."""
        begin = self._at
        reader = csv.reader(self._from(begin), delimiter=self.head.delimiter, strict=True)
        for cells in reader:
            end = begin + reader.line_num
            if end - self._at > 1 and self._swallowed(cells, end):
                raise csv.Error("rows inside of a cell")
            self._add(cells)
            self._at = end
            if end >= size:
                return

    def _from(self, begin: int) -> Iterator[str]:
        at = begin
        while True:
            if at == len(self.lines):
                line = self.more()
                if line is None:
                    return
                self.lines.append(line)
            self.lines[at] = self.lines[at].removeprefix("\ufeff")
            yield self.lines[at]
            at += 1

    def _swallowed(self, cells: Sequence[str], end: int) -> bool:
        """Say whether a row of several lines holds whole rows.

        It does when it is of the wrong width and its inner lines are of the right one. Two inner lines or
        more of three cells or more are taken for rows even where the width is right.
        """
        width = len(self.head.cells)
        inner = self.lines[self._at + 1 : end - 1] or self.lines[self._at + 1 : end]
        if len(cells) == width and (width < 3 or end - self._at < 4):
            return False
        return all(self._width(line) == width for line in inner)

    def _width(self, line: str) -> int:
        try:
            return len(next(csv.reader([line], delimiter=self.head.delimiter, strict=True), ()))
        except csv.Error:
            return 0

    def _add(self, cells: list[str]) -> None:
        line = self.first + self._at
        if cells == self.head.cells:
            self._faulty.append(FaultyRow(line, (Fault(Reason.REPEATED_HEADER, "", ""),), cells))
        elif self.damaged and any(LOST in cell for cell in cells):
            self._faulty.append(self._broken(line, cells))
        elif any(cells):
            if self._below_blank:
                refuse_second_table(cells, f"{self.name} line {line}")
            self._good.append((line, cells))
        self._below_blank = not any(cells)

    def _broken(self, line: int, cells: list[str]) -> FaultyRow:
        """Return a row with bytes that are no characters, and in which of its cells they are."""
        headers = self.head.headers
        faults = tuple(
            Fault(Reason.BROKEN_TEXT, headers[at] if at < len(headers) else "", cell)
            for at, cell in enumerate(cells)
            if LOST in cell
        )
        return FaultyRow(line, faults, cells, cells=cells if len(cells) == len(headers) else None)

    def _set_aside(self, line: str) -> None:
        """Reject a line whose quotes are broken, unless they are escaped by backslashes as Spark does."""
        escaped = self._unescaped(line) if '\\"' in line else None
        if escaped is not None:
            self._add(escaped)
            return
        raw = next(csv.reader([line], delimiter=self.head.delimiter, quoting=csv.QUOTE_NONE), [line])
        fault = Fault(Reason.BROKEN_QUOTES, "", line.strip())
        self._faulty.append(FaultyRow(self.first + self._at, (fault,), raw))

    def _unescaped(self, line: str) -> list[str] | None:
        how = {"delimiter": self.head.delimiter, "escapechar": "\\", "doublequote": False, "strict": True}
        try:
            cells = next(csv.reader([line], **how))  # type: ignore[arg-type]
        except csv.Error:
            return None
        return cells if len(cells) == len(self.head.cells) else None
