"""A suggested table is tried on the rows it was made from: what they refuse is mended or left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import RiskError
from ingest.binding import mapped
from ingest.mapping import TableMapping
from ingest.read.raw import RawBatch, RawTable
from ingest.suggest.cell_words import CURRENCIES
from ingest.suggest.suggestion import TableSuggestion
from ingest.tables import TABLES
from ingest.tables.column import columns
from ingest.typer import RowTyper

_MOST_REFUSED, _HALF = 0.2, 0.5
_CURRENCIES = frozenset(CURRENCIES.values())


@dataclass(frozen=True, slots=True)
class Tried:
    """The table as far as it can be read, None for one beside another that most rows are not; `given_up`
    are headers with what their values are not."""

    table: TableSuggestion | None
    given_up: dict[str, str]


def tried(table: TableSuggestion, raw: RawTable, sample: RawBatch, today: date) -> Tried:
    """Return the table without the fields that more than a fifth of the rows refuse; needed ones stay."""
    given_up: dict[str, str] = {}
    notes: list[str] = []
    needed = {each.name for each in columns(TABLES[table.table]).values() if each.required}
    left = table
    for _ in table.fields:
        refused = _refused(left, raw, sample, today)
        worst, (count, reason) = max(refused.items(), key=lambda each: each[1], default=("", (0, "")))
        if count <= _MOST_REFUSED * len(sample.rows):
            break
        found = next((each for each in left.fields if each.field == worst), None)
        if table.beside and count > _HALF * len(sample.rows):
            return Tried(None, given_up)
        if found is None or worst in needed:
            notes.append(f"{count:,} of {len(sample.rows):,} rows looked at are refused: {reason}")
            break
        given_up.update(dict.fromkeys(found.headers, f"{worst}? {reason}"))
        left = replace(left, fields=tuple(each for each in left.fields if each.field != worst))
    return Tried(replace(left, notes=(*left.notes, *notes)), given_up)


def _refused(
    table: TableSuggestion, raw: RawTable, sample: RawBatch, today: date
) -> dict[str, tuple[int, str]]:
    """Return field -> how many rows are refused for it, and the first sentence about it."""
    try:
        mapping = TableMapping.model_validate(table.entry())
        binding = mapped(raw, mapping, currency=None, today=today)
    except (RiskError, ValueError):
        return {}
    binding = replace(binding, shown={})
    typer = RowTyper(raw, binding, today=today, currency="CNY", currencies=_CURRENCIES)
    faulty = typer.typed(sample).faulty
    faults = [fault for each in faulty for fault in each.faults]
    counts = Counter(fault.column for fault in faults)
    said: dict[str, str] = {}
    for fault in faults:
        said.setdefault(fault.column, fault.sentences()[0])
    return {column: (count, said[column]) for column, count in counts.items()}


def sample_of(raw: RawTable, rows: int) -> RawBatch:
    """Return the first rows of a table, those of the header's width."""
    lines: list[int] = []
    cells: list[Sequence[str]] = []
    for batch in raw.batches():
        for line, row in zip(batch.lines, batch.rows, strict=True):
            if len(row) == len(raw.headers):
                lines.append(line)
                cells.append(row)
            if len(lines) >= rows:
                return RawBatch(lines, cells)
    return RawBatch(lines, cells)
