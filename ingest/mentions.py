"""Typed rows -> records, holdings, relationships and facts, with ends keyed, identified or named.

A key that a row of the same source has wins, then a valid identifier, then the text is a name. The
last two make a mention: a record of its own that finds its party by resolution.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeAlias, cast

from graph.model import Origin
from ingest import fact_rows, party_rows, tie_rows
from ingest.gathering import Gathering
from ingest.reasons import Fault, Reason, RowRefused
from ingest.tables.column import Cell, End, TableRow, columns
from ingest.typed import FaultyRow, TypedRow

_Build: TypeAlias = Callable[[TableRow, Origin, Gathering], None]

_BUILDERS: Mapping[str, object] = {
    "companies": party_rows.company,
    "people": party_rows.person,
    "watchlist": party_rows.watchlist_entry,
    "supplies": tie_rows.supply,
    "partnerships": tie_rows.partnership,
    "ownership": tie_rows.ownership,
    "officers": tie_rows.officer,
    "guarantees": tie_rows.guarantee,
    "debts": tie_rows.debt,
    "payments": tie_rows.payment,
    "contracts": fact_rows.contract,
    "lawsuits": fact_rows.lawsuit,
    "events": fact_rows.event,
    "tenders": fact_rows.bid,
}


def gather(
    rows: Sequence[TypedRow],
    file: str,
    sheet: str | None,
    out: Gathering,
    *,
    before: Callable[[int], None] | None = None,
) -> Sequence[FaultyRow]:
    """Add the rows of one table to `out`; return those that contradict themselves or the load.

    A refused row leaves nothing behind. Another one is noted by its digest where nothing of it depends
    on other rows and it has one key of its own: then it need not be looked at when it comes again.
    before: is told the line of each row when it is its turn.
    """
    if not rows:
        return ()
    model = rows[0].row.model
    build = cast(_Build, _BUILDERS[model.table])
    out.keys.look_up(_texts_of_ends(model, rows))
    refused = []
    for each in rows:
        if before:
            before(each.line)
        mark, depends, keyed = out.mark(), out.depends, out.seen.keyed
        try:
            build(each.row, Origin(file, each.line, sheet), out)
        except RowRefused as refusal:
            out.roll_back(mark)
            refused.append(FaultyRow(each.line, _faults(refusal.fault, each.row, out), each.raw))
        else:
            if each.digest and out.depends == depends and out.seen.keyed == keyed + 1:
                out.payloads.add((file, sheet, each.line), each.digest, out.seen.last)
    return refused


def _faults(first: Fault, row: TableRow, out: Gathering) -> tuple[Fault, ...]:
    """Return why a row was refused, and which other ends of it could be several parties."""
    ambiguous = {
        column.name: Fault(Reason.AMBIGUOUS_END, column.name, end.text or "")
        for column in columns(row.model).values()
        if column.is_end and column.name != first.column
        for end in _ends_of(row, column.name)
        if out.is_ambiguous(end, column.limits.expects)
    }
    return (first, *ambiguous.values())


def _ends_of(row: TableRow, name: str) -> Sequence[End]:
    given: End | tuple[End, ...] | None = getattr(row, name)
    return (given,) if isinstance(given, End) else given or ()


def _texts_of_ends(model: type[TableRow], rows: Sequence[TypedRow]) -> set[str]:
    """Return every text that may be a key."""
    found: set[str | None] = set()
    typed = [each.row for each in rows]
    for column in columns(model).values():
        if column.is_end:
            given: Iterable[Any] = map(attrgetter(column.name), typed)
            ends = chain.from_iterable(given) if column.cell is Cell.ENDS else given
            found.update(end.text for end in ends if end)
    return set(filter(None, found))
