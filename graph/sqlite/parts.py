"""Where the parts of a row stand in a SQLite store: in ranges of indexes that are there anyway."""

import sys
from collections.abc import Iterable, Iterator, Sequence

import apsw

from graph.differences import Making
from graph.holding_rows import record_part
from graph.row_cells import json_text
from graph.row_parts import Brought, Part, ended
from graph.schema import Table
from graph.sqlite.payloads import forget_rows
from graph.sqlite.schema import index_ends
from graph.sqlite.statements import sql
from graph.values import RecordId
from graph.wide_cells import Place

_PLACES = "SELECT $key, file, sheet, line FROM $t WHERE $key = ?"
_PART = "SELECT $t.rowid, $t.$key, $t.load, :of, $t.file, $t.sheet, $t.line"
_OPEN = "($t.closed_by IS NULL OR $t.closed_by IN (SELECT value FROM json_each(:others)))"
_MENTIONS = f"""
    {_PART}, '' FROM $t WHERE $t.$key >= :low AND $t.$key < :high AND $t.mention AND {_OPEN}"""
_HOLDINGS = f"""
    {_PART}, $t.reported_by FROM $t
    WHERE $t.$key >= :low AND $t.$key < :high AND $t.record = :of AND {_OPEN}"""
_TIES = f"{_PART}, $t.reported_by FROM $t WHERE {_OPEN} AND"
_OF_FACTS = (
    f"{_TIES} $t.target = :of AND $t.kind IN ('SIGNED', 'PLAINTIFF_IN', 'DEFENDANT_IN')",
    f"{_TIES} $t.source = :of AND $t.kind = 'ABOUT'",
)
_REPRESENTATIVES = (
    f"{_TIES} $t.target = :of AND $t.kind = 'OFFICER_OF' AND $t.subject = 'legal_representative'",
)
_OF_MENTIONS = (f"{_TIES} $t.source = :of", f"{_TIES} $t.target = :of")
_LAST = chr(sys.maxunicode)
"""Sorts after every character that a key may go on with."""
_CLOSE = "UPDATE $t SET closed_by = ? WHERE rowid = ?"
_ERASE = "DELETE FROM $t WHERE rowid = ?"


def end_parts(connection: apsw.Connection, making: Making, brought: Brought) -> int:
    """Close what the rows of a batch no longer say, erase what nobody saw; return how many were closed."""
    closed = 0
    for table, parts in ended(_SqliteParts(connection, making), brought).items():
        ids = [each.id for each in parts]
        forget_rows(connection, table, ids)
        unseen = [each.id for each in parts if each.load in making.loose]
        seen = sorted(set(ids).difference(unseen))
        connection.executemany(sql(_ERASE, table), ((each,) for each in unseen))
        connection.executemany(sql(_CLOSE, table), ((making.load, each) for each in seen))
        closed += len(seen)
    return closed


class _SqliteParts:
    """See `graph.row_parts.PartRows`."""

    def __init__(self, connection: apsw.Connection, making: Making) -> None:
        self._connection = connection
        self._others = json_text(sorted(making.loose - {making.load}))

    def places(self, records: Sequence[str]) -> Iterator[tuple[str, Place]]:
        rows = self._connection.executemany(sql(_PLACES, Table.RECORDS), ((each,) for each in records))
        return ((str(key), (str(file), sheet, line)) for key, file, sheet, line in rows)

    def mentions(self, stems: Sequence[str]) -> Iterator[Part[int]]:
        """Look at what begins with the stem."""
        return self._parts(Table.RECORDS, _MENTIONS, ((each, each) for each in stems))

    def holdings(self, records: Sequence[str]) -> Iterator[Part[int]]:
        beside = ((each, record_part(RecordId(each))) for each in records)
        return self._parts(Table.HOLDINGS, _HOLDINGS, beside)

    def ties_of_facts(self, facts: Sequence[str]) -> Iterator[Part[int]]:
        return self._ties(_OF_FACTS, facts)

    def representatives(self, records: Sequence[str]) -> Iterator[Part[int]]:
        return self._ties(_REPRESENTATIVES, records)

    def ties_of(self, mentions: Sequence[str]) -> Iterator[Part[int]]:
        return self._ties(_OF_MENTIONS, mentions)

    def _ties(self, texts: Iterable[str], ends: Sequence[str]) -> Iterator[Part[int]]:
        index_ends(self._connection)
        for text in texts:
            yield from self._parts(Table.RELATIONSHIPS, text, ((each, "") for each in ends))

    def _parts(self, table: Table, text: str, names: Iterable[tuple[str, str]]) -> Iterator[Part[int]]:
        """Yield the parts `of` each name; the second text is what their keys begin with."""
        bindings = (
            {"of": of, "low": stem, "high": stem + _LAST, "others": self._others} for of, stem in names
        )
        for row, key, load, of, *place, source in self._connection.executemany(sql(text, table), bindings):
            yield Part(row, key, load, of, tuple(place), source)
