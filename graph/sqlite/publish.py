"""Publishing: one transaction writes the resolution under the next version and shows the finished loads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import apsw
import pyarrow as pa

from graph.changes import Link, LinkVerdict, PossibleMatch, Resolution
from graph.errors import InvalidRecord
from graph.model import Party
from graph.published_rows import link_row, party_row, possible_row
from graph.row_cells import microseconds
from graph.schema import Table
from graph.sqlite.cells import named_cells
from graph.sqlite.database import View
from graph.sqlite.statements import sql
from graph.values import CommandId, PartyId, RecordId, RunId, StoreVersion

_CLOSE = "UPDATE $t SET closed = ? WHERE $key = ? AND closed IS NULL"
_CREATE = "INSERT INTO $t ($names, opened) VALUES ($marks, ?)"
_KNOWN = "SELECT $key FROM $t WHERE $key = ? LIMIT 1"
_CLOSE_PAIR = "UPDATE possible SET closed = ? WHERE a = ? AND b = ? AND closed IS NULL"
_CLOSE_MOVES = "UPDATE moves SET closed = ? WHERE id = ? AND closed IS NULL"
_FORGET_SEEN = "DELETE FROM seen WHERE load IN (SELECT id FROM loads WHERE finished_at IS NOT NULL)"
_SHOW_LOADS = "UPDATE loads SET version = ? WHERE finished_at IS NOT NULL AND version IS NULL"


def publish(view: View, change: Resolution, command: CommandId) -> StoreVersion:
    """Write `change` and show the finished loads; a command that was published already does nothing again."""
    connection = view.connection
    known = connection.execute("SELECT version FROM publications WHERE command = ?", (command,)).get
    if known is not None:
        return StoreVersion(known)
    version = StoreVersion(view.version + 1)
    _replace_parties(connection, {each.id: each for each in change.parties}, version)
    _move(connection, change.moved, version)
    _replace_links(connection, {each.record: each for each in change.links}, change.closed, version)
    _replace_possible(connection, change.possible, version)
    _add_verdicts(connection, change.verdicts)
    connection.execute(_FORGET_SEEN)
    connection.execute(_SHOW_LOADS, (version,))
    at = microseconds(datetime.now(UTC))
    connection.execute("INSERT INTO publications VALUES (?, ?, ?)", (command, version, at))
    connection.execute("UPDATE store SET version = ?", (version,))
    return version


def write_scores(connection: apsw.Connection, run: RunId, scores: pa.Table) -> None:
    """Replace the scores of all parties by those of one run."""
    names = ["party", "score", "grade", "standalone_pd", "network_pd"]
    columns = [scores.column(name).to_pylist() for name in names]
    connection.execute("DELETE FROM scores")
    rows = zip(*columns, strict=True)
    connection.executemany("INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?)", ((*row, run) for row in rows))


def _replace_parties(
    connection: apsw.Connection, parties: Mapping[PartyId, Party], version: StoreVersion
) -> None:
    """An id that comes back after a merge is a party again and no longer moved."""
    connection.executemany(sql(_CLOSE, Table.PARTIES), ((version, each) for each in parties))
    connection.executemany(_CLOSE_MOVES, ((version, each) for each in parties))
    rows = named_cells(Table.PARTIES, (party_row(parties[each]) for each in sorted(parties)))
    connection.executemany(sql(_CREATE, Table.PARTIES), ((*row, version) for row in rows))


def _move(
    connection: apsw.Connection, moved: Mapping[PartyId, tuple[PartyId, ...]], version: StoreVersion
) -> None:
    successors = {each for into in moved.values() for each in into}
    _refuse_unknown(connection, Table.PARTIES, successors.union(moved), "A moved party or its successor")
    connection.executemany(sql(_CLOSE, Table.PARTIES), ((version, each) for each in moved))
    connection.executemany(_CLOSE_MOVES, ((version, each) for each in moved))
    connection.executemany(
        "INSERT INTO moves (id, successor, position, opened) VALUES (?, ?, ?, ?)",
        (
            (party, successor, position, version)
            for party, into in moved.items()
            for position, successor in enumerate(into)
        ),
    )


def _replace_links(
    connection: apsw.Connection,
    links: Mapping[RecordId, Link],
    closed: Sequence[RecordId],
    version: StoreVersion,
) -> None:
    _refuse_unknown(connection, Table.RECORDS, links, "The record of a link")
    _refuse_unknown(connection, Table.PARTIES, {each.party for each in links.values()}, "The party of a link")
    gone = sorted(set(links).union(closed))
    connection.executemany(sql(_CLOSE, Table.LINKS), ((version, each) for each in gone))
    rows = named_cells(Table.LINKS, (link_row(links[each]) for each in sorted(links)))
    connection.executemany(sql(_CREATE, Table.LINKS), ((*row, version) for row in rows))


def _replace_possible(
    connection: apsw.Connection, possible: Sequence[PossibleMatch], version: StoreVersion
) -> None:
    """Close the pairs that are gone or changed and add the others; equal ones stay as they are."""
    ends = {party for each in possible for party in (each.a, each.b)}
    _refuse_unknown(connection, Table.PARTIES, ends, "A party of an undecided pair")
    pairs = {(each.a, each.b): possible_row(each) for each in possible}
    wanted = {tuple(row) for row in named_cells(Table.POSSIBLE, pairs.values())}
    standing = set(connection.execute(sql("SELECT $columns FROM $t WHERE closed IS NULL", Table.POSSIBLE)))
    connection.executemany(_CLOSE_PAIR, ((version, a, b) for a, b, *_ in sorted(standing - wanted)))
    new = sorted(wanted - standing)
    connection.executemany(sql(_CREATE, Table.POSSIBLE), ((*row, version) for row in new))


def _add_verdicts(connection: apsw.Connection, verdicts: Sequence[LinkVerdict]) -> None:
    connection.executemany(
        "INSERT INTO verdicts (a, b, same, given_by, at, why) VALUES (?, ?, ?, ?, ?, ?)",
        ((each.a, each.b, each.same, each.by, microseconds(each.at), each.why) for each in verdicts),
    )


def _refuse_unknown(connection: apsw.Connection, table: Table, keys: Iterable[str], what: str) -> None:
    wanted = sorted(set(keys))
    known = {key for (key,) in connection.executemany(sql(_KNOWN, table), ((key,) for key in wanted))}
    if len(known) < len(wanted):
        missing = next(key for key in wanted if key not in known)
        raise InvalidRecord(f"{what} is not in the store: {missing}; nothing was published")
