"""What every kind of file is read as: tables of text cells that know their lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.values import Sha256
from ingest.read.kinds import FileKind
from ingest.typed import FaultyRow

ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. `name` is how people know it; `folder` the folder that brought it, if one did.

    `text_encoding` is None for what is no text; `damaged` text has bytes that are no characters of it.
    """

    path: Path
    name: str
    folder: str | None
    sha256: Sha256
    kind: FileKind
    text_encoding: str | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Rows in their order with the line each begins on (the file's first line is 1).

    `faulty` are those that could not even be parted into cells; they are in none of the others.
    """

    lines: Sequence[int]
    rows: Sequence[Sequence[str]]
    faulty: Sequence[FaultyRow] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A header and the rows below it; `batches` reads them anew each time it is called.

    `header_line` is 0 where the headers stand in no line of their own, as in Parquet. A `hidden` sheet is
    read only when a mapping names it. `rows` is about how many there are, None where nobody knows before.
    """

    file: InputFile
    sheet: str | None
    headers: tuple[str, ...]
    header_line: int
    batches: Callable[[], Iterator[RawBatch]]
    hidden: bool = False
    rows: int | None = None

    @property
    def place(self) -> str:
        """Return where the header stands, for a person."""
        return self.place_of(self.header_line)

    def place_of(self, line: int) -> str:
        """Return where a line stands, for a person."""
        sheet = f" sheet {self.sheet}" if self.sheet else ""
        return f"{self.file.name}{sheet} line {line}" if line else f"{self.file.name}{sheet}"


def in_batches(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[RawBatch]:
    """Yield the numbered rows `ROWS_AT_ONCE` at a time."""
    lines: list[int] = []
    cells: list[Sequence[str]] = []
    for line, row in rows:
        lines.append(line)
        cells.append(row)
        if len(lines) == ROWS_AT_ONCE:
            yield RawBatch(lines, cells)
            lines, cells = [], []
    if lines:
        yield RawBatch(lines, cells)
