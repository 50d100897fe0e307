"""Rows whose shape is right: as many cells as headers, none too large, no control characters."""

import re
from collections.abc import Sequence

from ingest.read.raw import RawBatch
from ingest.reasons import Fault, Reason
from ingest.typed import FaultyRow

LARGEST_CELL = 1 << 20
"""In characters. A row with a larger cell is rejected and reported with the cell cut to this."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHOWN = 80


def sound_rows(headers: Sequence[str], batch: RawBatch) -> tuple[RawBatch, list[FaultyRow]]:
    """Return the rows of the right shape, and the others with what is wrong. Blank cells too many are cut."""
    width = len(headers)
    if _all_sound(width, batch.rows):
        return batch, []
    lines: list[int] = []
    rows: list[Sequence[str]] = []
    faulty: list[FaultyRow] = []
    for line, row in zip(batch.lines, batch.rows, strict=True):
        cells = row[:width] if len(row) > width and not any(row[width:]) else row
        text = "".join(cells)
        fault = None
        if len(cells) != width or len(text) > LARGEST_CELL or not text.isprintable():
            fault = _fault(headers, cells)
        if fault is None:
            lines.append(line)
            rows.append(cells)
        else:
            faulty.append(FaultyRow(line, fault, [cell[:LARGEST_CELL] for cell in cells]))
    return RawBatch(lines, rows), faulty


def _all_sound(width: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say at a glance whether nothing is wrong with any row; False where a closer look is needed."""
    texts = list(map("".join, rows))
    return (
        set(map(len, rows)) <= {width}
        and max(map(len, texts), default=0) <= LARGEST_CELL
        and "".join(texts).isprintable()
    )


def _fault(headers: Sequence[str], row: Sequence[str]) -> Fault | None:
    if len(row) != len(headers):
        return Fault(Reason.WRONG_CELL_COUNT, "", f"{len(row)} / {len(headers)}")
    for header, cell in zip(headers, row, strict=True):
        if len(cell) > LARGEST_CELL:
            return Fault(Reason.CELL_TOO_LARGE, header, cell[:_SHOWN])
        if _CONTROL.search(cell):
            return Fault(Reason.CONTROL_CHARACTER, header, _CONTROL.sub("�", cell[:_SHOWN]))
    return None
