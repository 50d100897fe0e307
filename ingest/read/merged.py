"""Cells of a sheet that are merged over several rows: their value is that of each of these rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class MergedCells:
    """Fills rows in their order. `spans` are (first line, last line, column); lines count from 1."""

    spans: Sequence[tuple[int, int, int]]
    _covering: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _held: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for first, last, column in self.spans:
            self._held[first, column] = ""
            for line in range(first + 1, last + 1):
                self._covering.setdefault(line, []).append((first, column))

    def fill(self, line: int, cells: list[str]) -> None:
        """Put the values of merged cells that began above into a row; keep those that begin in it."""
        for first, column in self._covering.pop(line, ()):
            if column < len(cells):
                cells[column] = self._held[first, column]
        for column, cell in enumerate(cells):
            if (line, column) in self._held:
                self._held[line, column] = cell
