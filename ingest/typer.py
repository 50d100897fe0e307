"""Raw rows -> typed rows of a table, a column at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import repeat
from typing import TypeAlias

from ingest.binding import SAID, Binding
from ingest.cells import NO_CURRENCY, REMEMBERED, Bad, Reader, money, plain_words, reader
from ingest.faults import RowFaults
from ingest.read.raw import RawBatch, RawTable
from ingest.reasons import Fault, Reason
from ingest.sound import sound_rows
from ingest.spoilt import spoilt, spoilt_cells
from ingest.tables.column import Cell, Column, End, columns, row_class
from ingest.typed import FaultyRow, FedBatch, TypedBatch, TypedRow
from ingest.values import word, words

_Fed: TypeAlias = dict[str, Sequence[str]]
_TEXTS = (Cell.TEXT, Cell.TEXTS, Cell.END, Cell.ENDS)
_LISTS = (Cell.TEXTS, Cell.ROLES, Cell.ENDS)


class RowTyper:
    """Types the rows of one binding. Keeps its readers, so that a value that repeats is read once."""

    def __init__(
        self, table: RawTable, binding: Binding, *, today: date, currency: str, currencies: frozenset[str]
    ) -> None:
        self._headers, self._binding, self._today = table.headers, binding, today
        self._columns = [each for each in columns(binding.model).values() if _is_fed(each, binding)]
        self._amounts = [each.name for each in self._columns if each.cell is Cell.MONEY]
        self._currency = binding.currency or currency
        self._currencies = currencies
        self._readers: dict[tuple[str, str], Reader] = {}
        self._ends: dict[str, End | None] = {}

    def typed(self, batch: RawBatch) -> TypedBatch:
        """Return the typed rows of a batch; the rows that the binding does not mean are left out."""
        return self.typed_rows(self.fed(batch))

    def fed(self, batch: RawBatch) -> FedBatch:
        """Return the rows that are meant with the texts of their fields."""
        sound = sound_rows(self._headers, batch)
        meant, unsure = self._meant(sound.batch, may_be_spoilt=sound.may_be_spoilt)
        cells = list(zip(*meant.rows, strict=True))
        fed = {field: extract(cells) for field, extract in self._binding.fed.items()} if cells else {}
        faulty = [*batch.faulty, *sound.faulty, *unsure]
        return FedBatch(meant.lines, meant.rows, fed, faulty, may_be_spoilt=sound.may_be_spoilt)

    def typed_rows(self, batch: FedBatch) -> TypedBatch:
        """Return the typed rows of fed ones."""
        faulty = self._with_all_faults(batch.faulty)
        good: Sequence[TypedRow] = ()
        assumed = 0
        if batch.rows:
            fed, faults = dict(batch.fed), RowFaults()
            if batch.may_be_spoilt:
                self._find_spoilt(fed, faults)
            assumed = self._fill_currency(fed, faults, len(batch.rows))
            good = self._good(batch, self._read(fed, faults), faults)
            faulty.extend(
                FaultyRow(batch.lines[at], faults.of(at, self._headers), batch.rows[at]) for at in faults
            )
        return TypedBatch(good, sorted(faulty, key=lambda each: each.line), assumed)

    def _read(self, fed: _Fed, faults: RowFaults) -> dict[str, Sequence[object]]:
        """Return the values of the columns; those of rows with faults stand among them."""
        values = {
            each.name: self._complete(each, self._values(each, fed, faults), faults) for each in self._columns
        }
        self._find_early_ends(values, faults)
        return values

    def _with_all_faults(self, rows: Sequence[FaultyRow]) -> list[FaultyRow]:
        """Return rows that could not be typed, with what is wrong with their other cells as well."""
        known = [(row, row.cells) for row in rows if row.cells is not None]
        if not known:
            return list(rows)
        faults = RowFaults()
        for at, (row, _) in enumerate(known):
            for fault in row.faults:
                faults.add(at, fault)
        cells = list(zip(*(cells for _, cells in known), strict=True))
        fed = {field: extract(cells) for field, extract in self._binding.fed.items()}
        self._find_spoilt(fed, faults)
        self._fill_currency(fed, faults, len(known))
        self._read(fed, faults)
        told = [replace(row, faults=faults.of(at, self._headers)) for at, (row, _) in enumerate(known)]
        return [*told, *(row for row in rows if row.cells is None)]

    def _find_spoilt(self, fed: _Fed, faults: RowFaults) -> None:
        """Find texts that a spreadsheet spoilt; other cells are read by what refuses them."""
        for column in self._columns:
            if column.cell in _TEXTS:
                for field in (column.name + said for said in (SAID if column.is_end else ("",))):
                    cells = fed.get(field, ())
                    for at, reason in spoilt_cells(cells, lists=column.cell in _LISTS):
                        faults.add(at, self._fault(reason, field, cells[at]))

    def _meant(self, batch: RawBatch, *, may_be_spoilt: bool) -> tuple[RawBatch, Sequence[FaultyRow]]:
        """Return the rows that are meant, and those of which nobody can say because a cell is spoilt."""
        where = self._binding.where
        if where is None or not batch.rows:
            return batch, ()
        wanted = where(list(zip(*batch.rows, strict=True)))
        kept = [at for at, each in enumerate(wanted) if each]
        left = [at for at, each in enumerate(wanted) if not each] if may_be_spoilt else []
        unsure = [
            FaultyRow(batch.lines[at], faults, batch.rows[at])
            for at in left
            if (faults := tuple(self._spoilt_answers(batch.rows[at])))
        ]
        return RawBatch([batch.lines[at] for at in kept], [batch.rows[at] for at in kept]), unsure

    def _spoilt_answers(self, row: Sequence[str]) -> Iterator[Fault]:
        for at in self._binding.asked:
            if reason := spoilt(row[at]):
                yield Fault(reason, self._headers[at], row[at])

    def _fill_currency(self, fed: _Fed, faults: RowFaults, count: int) -> int:
        """Give every row a currency; return how many rows with money did not say theirs."""
        if not self._amounts:
            return 0
        given = [word(cell) for cell in fed.get("currency", [""] * count)]
        upper = [self._currency if cell is None else cell.upper() for cell in given]
        for at, currency in enumerate(upper):
            if currency not in self._currencies:
                faults.add(at, self._fault(Reason.UNKNOWN_CURRENCY, "currency", currency))
                upper[at] = NO_CURRENCY
        fed["currency"] = upper
        if self._binding.currency is not None:
            return 0
        amounts = zip(*(fed[name] for name in self._amounts), strict=True)
        return sum(cell is None and any(row) for cell, row in zip(given, amounts, strict=True))

    def _values(self, column: Column, fed: _Fed, faults: RowFaults) -> Sequence[object]:
        if column.is_end:
            return _ends(column, fed, self._ends)
        cells = fed[column.name]
        if column.cell is Cell.TEXT:
            return plain_words(cells)
        if not any(cells):
            return [None] * len(cells)
        if column.cell is Cell.MONEY:
            currencies = fed["currency"]
            readers = {each: self._reader(column, each) for each in set(currencies)}
            found = [readers[currency][cell] for cell, currency in zip(cells, currencies, strict=True)]
        else:
            readers = {"": self._reader(column, "")}
            known = readers[""]
            found = [known[cell] for cell in cells]
        if any(each.met_bad for each in readers.values()):
            self._find_bad(column, cells, found, faults)
        return found

    def _find_bad(
        self, column: Column, cells: Sequence[str], found: Sequence[object], faults: RowFaults
    ) -> None:
        for at, value in enumerate(found):
            if type(value) is Bad:
                faults.add(at, self._fault(value.reason, column.name, cells[at]))

    def _complete(self, column: Column, found: Sequence[object], faults: RowFaults) -> Sequence[object]:
        """Return the column with empty lists where lists are missing; a needed value missing is a fault."""
        if column.required and not all(found):
            for at, value in enumerate(found):
                if not value:
                    faults.add(at, self._fault(Reason.MISSING_VALUE, column.name, ""))
        return [() if value is None else value for value in found] if column.cell in _LISTS else found

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

    def _good(
        self, batch: FedBatch, values: dict[str, Sequence[object]], faults: RowFaults
    ) -> list[TypedRow]:
        kind = row_class(self._binding.model)
        names = kind._fields  # type: ignore[attr-defined]  # a named tuple
        absent = kind.absent  # type: ignore[attr-defined]
        full = [values[name] if name in values else repeat(absent[name]) for name in names]
        digests = batch.digests or repeat(None)
        rows = zip(batch.lines, map(kind._make, zip(*full)), batch.rows, digests)  # type: ignore[attr-defined]  # noqa: B905
        if not faults:
            return list(map(TypedRow._make, rows))
        return [TypedRow._make(row) for at, row in enumerate(rows) if at not in faults]

    def _find_early_ends(self, values: dict[str, Sequence[object]], faults: RowFaults) -> None:
        since, until = self._binding.model.interval or ("", "")
        if since not in values or until not in values:
            return
        if not any(values[until]):
            return
        for at, (start, end) in enumerate(zip(values[since], values[until], strict=True)):
            if isinstance(start, date) and isinstance(end, date) and end < start:
                faults.add(at, self._fault(Reason.ENDS_BEFORE_START, until, end.isoformat()))

    def _fault(self, reason: Reason, field: str, value: str) -> Fault:
        return Fault(reason, self._binding.shown.get(field, field), value)


def _is_fed(column: Column, binding: Binding) -> bool:
    return any(column.name + said in binding.fed for said in (SAID if column.is_end else ("",)))


def _ends(column: Column, fed: _Fed, known: dict[str, End | None]) -> Sequence[object]:
    """Return the ends of each row out of the plain column, `_name` and `_id`; None where all are empty."""
    given = [fed.get(column.name + said) for said in SAID]
    if column.cell is Cell.END and given[1:] == [None, None] and given[0] is not None:
        return _plain_ends(given[0], known)
    count = max(len(cells) for cells in given if cells is not None)
    filled = [cells if cells is not None else [""] * count for cells in given]
    if column.cell is Cell.ENDS:
        return [_several(*row) for row in zip(*filled, strict=True)]
    rows = zip(*(plain_words(cells) for cells in filled), strict=True)
    return [End(*row) if any(row) else None for row in rows]


def _plain_ends(cells: Sequence[str], known: dict[str, End | None]) -> Sequence[object]:
    """Return the ends of one column. The same party stands in many rows: `known` remembers the last ones."""
    new = {cell for cell in cells if cell not in known}
    if len(known) + len(new) > REMEMBERED:
        known.clear()
        new = set(cells)
    for cell in new:
        text = word(cell)
        known[cell] = None if text is None else End(text)
    return [known[cell] for cell in cells]


def _several(text: str, name: str, identifier: str) -> tuple[End, ...]:
    """Return the ends of list cells; the first name belongs to the first text, and so on."""
    lists = [words(text), words(name), words(identifier)]
    longest = max(len(each) for each in lists)
    padded = [[*each, *[None] * (longest - len(each))] for each in lists]
    return tuple(End(*row) for row in zip(*padded, strict=True))
