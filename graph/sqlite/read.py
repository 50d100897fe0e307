"""Reads of a SQLite store. A loaded row is visible by its load, a published one by its versions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import apsw

from graph.changes import Link, LinkVerdict
from graph.model import Moved, Party, Record
from graph.published_rows import link_of, party_of
from graph.record_rows import record_of
from graph.row_cells import json_text
from graph.schema import LOADED, Table
from graph.sqlite.cells import moment, row_of
from graph.sqlite.database import View
from graph.sqlite.loads import any_complete, loose_loads
from graph.sqlite.statements import sql
from graph.values import PartyId, RecordId, StoreVersion

_PAGE = 10_000
_LOADED = "SELECT $columns FROM $t WHERE $visible ORDER BY $key"
_PUBLISHED = """
    SELECT $columns FROM $t
    WHERE opened <= :version AND (closed IS NULL OR closed > :version) ORDER BY $key"""
_UNRESOLVED = """
    SELECT $columns FROM $t
    WHERE $visible AND (load IN (SELECT id FROM loads WHERE version IS NULL) OR NOT EXISTS (
      SELECT 1 FROM links WHERE links.record = $t.$key AND links.closed IS NULL))
    ORDER BY $key"""
_WITHDRAWN = """
    SELECT DISTINCT old.$key
    FROM $t AS old JOIN links ON links.record = old.$key AND links.closed IS NULL
    WHERE old.closed_by IN (SELECT id FROM loads WHERE finished_at IS NOT NULL AND version IS NULL)
      AND NOT EXISTS (SELECT 1 FROM $t WHERE $t.$key = old.$key AND $visible)
    ORDER BY old.$key"""
_NEXT_ID = "SELECT min($key) FROM $t WHERE $key >= ? AND $key < ?"
_PARTY_RECORDS = """
    SELECT wanted.value, $t.$key, load, closed_by
    FROM json_each(:keys) AS wanted CROSS JOIN $t ON $t.$key = :stem || wanted.value
    WHERE NOT mention"""
_OPEN = "SELECT $columns FROM $t WHERE $key = ? AND closed IS NULL"
_LATEST = "SELECT $columns, closed IS NOT NULL FROM $t WHERE $key = ? ORDER BY opened DESC LIMIT 1"
_SUCCESSORS = "SELECT id, successor FROM moves WHERE id = ? AND closed IS NULL ORDER BY position"
_RECORDS_OF = """
    SELECT $columns FROM links JOIN $t ON $t.$key = links.record
    WHERE links.party = :party AND links.closed IS NULL AND $visible ORDER BY $t.$key, $t.load"""


def loads_at(connection: apsw.Connection, version: StoreVersion) -> str:
    """Return the loads that are visible at a version, as a JSON list."""
    return _list(connection.execute("SELECT id FROM loads WHERE version <= ?", (version,)))


def loads_finished(connection: apsw.Connection) -> str:
    """Return the loads that the next publication shows or an earlier one showed, as a JSON list."""
    return _list(connection.execute("SELECT id FROM loads WHERE finished_at IS NOT NULL"))


def rows_at(connection: apsw.Connection, table: Table, version: StoreVersion) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of a table as of a version, ascending."""
    if table in LOADED:
        return connection.execute(sql(_LOADED, table), {"loads": loads_at(connection, version)})
    return connection.execute(sql(_PUBLISHED, table), {"version": version})


def rows_pending(connection: apsw.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of a loaded table as the next publication will show it, ascending."""
    return connection.execute(sql(_LOADED, table), {"loads": loads_finished(connection)})


def unresolved(connection: apsw.Connection) -> Iterator[Sequence[Record]]:
    rows = connection.execute(sql(_UNRESOLVED, Table.RECORDS), {"loads": loads_finished(connection)})
    while page := list(islice(rows, _PAGE)):
        yield [record_of(row_of(Table.RECORDS, row)) for row in page]


def withdrawn(connection: apsw.Connection) -> Sequence[RecordId]:
    rows = connection.execute(sql(_WITHDRAWN, Table.RECORDS), {"loads": loads_finished(connection)})
    return [RecordId(key) for (key,) in rows]


def find_keys(
    connection: apsw.Connection, source: str, keys: Sequence[str]
) -> Mapping[str, tuple[RecordId, ...]]:
    """Ask for `source:table:key` in every table of the source: cheaper than one more index to write.

    Nobody is asked before the first load is complete.
    """
    if not any_complete(connection):
        return {}
    found: dict[str, tuple[RecordId, ...]] = {}
    wanted, loose = json_text(sorted(set(keys))), loose_loads(connection)
    for table in _tables_of(connection, source):
        asked = {"keys": wanted, "stem": f"{source}:{table}:"}
        records = connection.execute(sql(_PARTY_RECORDS, Table.RECORDS), asked)
        for key, record, load, closed_by in records:
            if load not in loose and (closed_by is None or closed_by in loose):
                found[key] = (*found.get(key, ()), RecordId(record))
    return found


def _tables_of(connection: apsw.Connection, source: str) -> Iterator[str]:
    """Yield the tables that a source's records come from, by leaps through the index; `;` follows `:`."""
    low, high = f"{source}:", f"{source};"
    while first := connection.execute(sql(_NEXT_ID, Table.RECORDS), (low, high)).get:
        table = first.split(":", 2)[1]
        yield table
        low = f"{source}:{table};"


def links(connection: apsw.Connection, records: Sequence[RecordId]) -> Mapping[RecordId, Link]:
    rows = connection.executemany(sql(_OPEN, Table.LINKS), ((each,) for each in records))
    found = (link_of(row_of(Table.LINKS, row)) for row in rows)
    return {link.record: link for link in found}


def verdicts(connection: apsw.Connection) -> Sequence[LinkVerdict]:
    rows = connection.execute("SELECT a, b, same, given_by, at, why FROM verdicts ORDER BY id")
    return [
        LinkVerdict(RecordId(a), RecordId(b), bool(same), by, moment(at), why)
        for a, b, same, by, at, why in rows
    ]


def parties(connection: apsw.Connection, ids: Sequence[PartyId]) -> Mapping[PartyId, Party | Moved]:
    """Return parties and moved ids; an id that never was published is absent."""
    wanted = [(each,) for each in dict.fromkeys(ids)]
    found: dict[PartyId, Party | Moved] = {}
    into: dict[PartyId, list[PartyId]] = {}
    for *columns, closed in connection.executemany(sql(_LATEST, Table.PARTIES), wanted):
        if closed:
            into[PartyId(columns[0])] = []
        else:
            party = party_of(row_of(Table.PARTIES, columns))
            found[party.id] = party
    for gone, successor in connection.executemany(_SUCCESSORS, [(each,) for each in into]):
        into[gone].append(PartyId(successor))
    found.update({gone: Moved(gone, tuple(each)) for gone, each in into.items()})
    return found


def records_of(view: View, party: PartyId) -> Sequence[Record]:
    """Return the visible records of a party by id."""
    named = {"party": party, "loads": loads_at(view.connection, view.version)}
    rows = view.connection.execute(sql(_RECORDS_OF, Table.RECORDS), named)
    return [record_of(row_of(Table.RECORDS, row)) for row in rows]


def _list(rows: apsw.Cursor) -> str:
    return json_text([number for (number,) in rows])
