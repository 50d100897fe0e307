"""Raw rows -> typed rows of a table, a column at a time."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from ingest.binding import SAID, Binding
from ingest.cells import Bad, Reader, money, plain_words, reader
from ingest.read.raw import RawBatch, RawTable
from ingest.reasons import Fault, Reason
from ingest.sound import sound_rows
from ingest.tables.column import Cell, Column, End, columns
from ingest.typed import FaultyRow, TypedBatch, TypedRow
from ingest.values import word, words

_Fed: TypeAlias = dict[str, Sequence[str]]
_Faults: TypeAlias = dict[int, Fault]


class RowTyper:
    """Types the rows of one binding. Keeps its readers, so that a value that repeats is read once."""

    def __init__(
        self, table: RawTable, binding: Binding, *, today: date, currency: str, currencies: frozenset[str]
    ) -> None:
        self._headers, self._binding, self._today = table.headers, binding, today
        self._columns = [each for each in columns(binding.model).values() if _is_fed(each, binding)]
        self._required = [each.name for each in columns(binding.model).values() if each.required]
        self._amounts = [each.name for each in self._columns if each.cell is Cell.MONEY]
        self._currency = binding.currency or currency
        self._currencies = currencies
        self._readers: dict[tuple[str, str], Reader] = {}

    def typed(self, batch: RawBatch) -> TypedBatch:
        """Return the typed rows of a batch; the rows that the binding does not mean are left out."""
        sound, faulty = sound_rows(self._headers, batch)
        meant = self._meant(sound)
        if not meant.rows:
            return TypedBatch((), faulty)
        cells = list(zip(*meant.rows, strict=True))
        fed: _Fed = {field: extract(cells) for field, extract in self._binding.fed.items()}
        faults: _Faults = {}
        assumed = self._fill_currency(fed, faults, len(meant.rows))
        values = {each.name: self._values(each, fed, faults) for each in self._columns}
        good = self._good(meant, values, faults)
        faulty.extend(FaultyRow(meant.lines[at], fault, meant.rows[at]) for at, fault in faults.items())
        return TypedBatch(good, sorted(faulty, key=lambda each: each.line), assumed)

    def _meant(self, batch: RawBatch) -> RawBatch:
        where = self._binding.where
        if where is None or not batch.rows:
            return batch
        kept = [at for at, wanted in enumerate(where(list(zip(*batch.rows, strict=True)))) if wanted]
        return RawBatch([batch.lines[at] for at in kept], [batch.rows[at] for at in kept])

    def _fill_currency(self, fed: _Fed, faults: _Faults, count: int) -> int:
        """Give every row a currency; return how many rows with money did not say theirs."""
        if not self._amounts:
            return 0
        given = [word(cell) for cell in fed.get("currency", [""] * count)]
        upper = [self._currency if cell is None else cell.upper() for cell in given]
        for at, currency in enumerate(upper):
            if currency not in self._currencies:
                faults[at] = self._fault(Reason.UNKNOWN_CURRENCY, "currency", currency)
        fed["currency"] = upper
        if self._binding.currency is not None:
            return 0
        amounts = zip(*(fed[name] for name in self._amounts), strict=True)
        return sum(cell is None and any(row) for cell, row in zip(given, amounts, strict=True))

    def _values(self, column: Column, fed: _Fed, faults: _Faults) -> Sequence[object]:
        if column.is_end:
            return _ends(column, fed)
        cells = fed.get(column.name, ())
        if column.cell is Cell.TEXT:
            return plain_words(cells)
        if column.cell is Cell.MONEY:
            pairs = zip(cells, fed["currency"], strict=True)
            found = [self._reader(column, currency)[cell] for cell, currency in pairs]
        else:
            known = self._reader(column, "")
            found = [known[cell] for cell in cells]
        for at, value in enumerate(found):
            if type(value) is Bad:
                faults.setdefault(at, self._fault(value.reason, column.name, cells[at]))
        return found

    def _reader(self, column: Column, currency: str) -> Reader:
        found = self._readers.get((column.name, currency))
        if found is None:
            signed = column.limits.signed
            if column.cell is Cell.MONEY:
                found = Reader(lambda text: money(text, currency, signed=signed))
            else:
                found = reader(column, self._today)
            self._readers[column.name, currency] = found
        return found

    def _good(self, batch: RawBatch, values: dict[str, Sequence[object]], faults: _Faults) -> list[TypedRow]:
        names, build = tuple(values), self._binding.model.__pydantic_validator__.validate_python
        good = []
        for at, row in enumerate(zip(*values.values(), strict=True)):
            if at in faults:
                continue
            given = {name: value for name, value in zip(names, row, strict=True) if value is not None}
            fault = self._contradiction(given)
            if fault is None:
                good.append(TypedRow(batch.lines[at], build(given), batch.rows[at]))
            else:
                faults[at] = fault
        return good

    def _contradiction(self, given: dict[str, object]) -> Fault | None:
        for name in self._required:
            if not given.get(name):
                return self._fault(Reason.MISSING_VALUE, name, "")
        if self._binding.model.interval is None:
            return None
        since, until = (given.get(name) for name in self._binding.model.interval)
        if isinstance(since, date) and isinstance(until, date) and until < since:
            return self._fault(Reason.ENDS_BEFORE_START, self._binding.model.interval[1], until.isoformat())
        return None

    def _fault(self, reason: Reason, field: str, value: str) -> Fault:
        return Fault(reason, self._binding.shown.get(field, field), value)


def _is_fed(column: Column, binding: Binding) -> bool:
    return any(column.name + said in binding.fed for said in (SAID if column.is_end else ("",)))


def _ends(column: Column, fed: _Fed) -> Sequence[object]:
    """Return the ends of each row out of the plain column, `_name` and `_id`; None where all are empty."""
    given = [fed.get(column.name + said) for said in SAID]
    count = max(len(cells) for cells in given if cells is not None)
    filled = [cells if cells is not None else [""] * count for cells in given]
    if column.cell is Cell.ENDS:
        return [_several(*row) for row in zip(*filled, strict=True)]
    rows = zip(*(plain_words(cells) for cells in filled), strict=True)
    return [End(*row) if any(row) else None for row in rows]


def _several(text: str, name: str, identifier: str) -> tuple[End, ...]:
    """Return the ends of list cells; the first name belongs to the first text, and so on."""
    lists = [words(text), words(name), words(identifier)]
    longest = max(len(each) for each in lists)
    padded = [[*each, *[None] * (longest - len(each))] for each in lists]
    return tuple(End(*row) for row in zip(*padded, strict=True))
