"""Rows whose shape is right: as many cells as headers, none too large, no control characters."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.read.raw import RawBatch
from ingest.reasons import Fault, Reason
from ingest.spoilt import may_be_spoilt
from ingest.typed import FaultyRow

LARGEST_CELL = 1 << 20
"""In characters. A row with a larger cell is rejected and reported with the cell cut to this."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHOWN = 80


class Sound(NamedTuple):
    """Rows of the right shape, the others with what is wrong, and whether any cell may be spoilt."""

    batch: RawBatch
    faulty: list[FaultyRow]
    may_be_spoilt: bool


def sound_rows(headers: Sequence[str], batch: RawBatch) -> Sound:
    """Part the rows of the right shape from the others. Blank cells too many are cut."""
    width = len(headers)
    texts = list(map("".join, batch.rows))
    whole = "".join(texts)
    marked = may_be_spoilt(whole)
    if (
        set(map(len, batch.rows)) <= {width}
        and max(map(len, texts), default=0) <= LARGEST_CELL
        and whole.isprintable()
    ):
        return Sound(batch, [], marked)
    lines: list[int] = []
    rows: list[Sequence[str]] = []
    faulty: list[FaultyRow] = []
    for line, row in zip(batch.lines, batch.rows, strict=True):
        cells = row[:width] if len(row) > width and not any(row[width:]) else row
        text = "".join(cells)
        faults: tuple[Fault, ...] = ()
        if len(cells) != width or len(text) > LARGEST_CELL or not text.isprintable():
            faults = _faults(headers, cells)
        if faults:
            raw = [cell[:LARGEST_CELL] for cell in cells]
            faulty.append(FaultyRow(line, faults, raw, cells=raw if len(raw) == width else None))
        else:
            lines.append(line)
            rows.append(cells)
    return Sound(RawBatch(lines, rows), faulty, marked)


def _faults(headers: Sequence[str], row: Sequence[str]) -> tuple[Fault, ...]:
    if len(row) != len(headers):
        return (Fault(Reason.WRONG_CELL_COUNT, "", f"{len(row)} / {len(headers)}"),)
    faults = map(_fault, headers, row)
    return tuple(fault for fault in faults if fault)


def _fault(header: str, cell: str) -> Fault | None:
    if len(cell) > LARGEST_CELL:
        return Fault(Reason.CELL_TOO_LARGE, header, cell[:_SHOWN])
    if _CONTROL.search(cell):
        return Fault(Reason.CONTROL_CHARACTER, header, _CONTROL.sub("�", cell[:_SHOWN]))
    return None
