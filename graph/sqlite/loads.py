"""Loads: opened, finished, listed and dropped."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import apsw

from graph.changes import Counts, LoadManifest, LoadState
from graph.differences import Making
from graph.manifests import manifest_of, manifest_text
from graph.row_cells import json_text, microseconds
from graph.schema import LOADED
from graph.sqlite.cells import moment
from graph.sqlite.payloads import forget_load, forget_source, keep
from graph.sqlite.schema import index_ends
from graph.sqlite.statements import sql
from graph.unpublished import no_open_load, refuse_drop, taken_up
from graph.values import LoadId, StoreVersion

_CLOSE_ABSENT = """
    UPDATE $t SET closed_by = :load
    WHERE $of_source AND load <> :load AND load NOT IN (SELECT value FROM json_each(:loose))
      AND (closed_by IS NULL OR closed_by <> :load AND closed_by IN (SELECT value FROM json_each(:loose)))
      AND $key NOT IN (SELECT row FROM seen WHERE load = :load AND tab = '$t')"""
_ERASE_ABANDONED = """
    DELETE FROM $t
    WHERE $of_source AND load <> :load AND load IN (SELECT value FROM json_each(:loose))"""
_REOPEN = "UPDATE $t SET closed_by = NULL WHERE closed_by = :load"
_ERASE = "DELETE FROM $t WHERE load = :load"
_BROUGHT = """
    SELECT load, count(*) FROM $t WHERE load IN (SELECT value FROM json_each(?)) GROUP BY load"""
_FINISH = """
    UPDATE loads SET finished_at = max(:now, 1 + coalesce((SELECT max(finished_at) FROM loads), 0))
    WHERE id = :load"""
_LOADS = "SELECT id, manifest, started_at, finished_at, version FROM loads"


def begin_load(connection: apsw.Connection, manifest: LoadManifest) -> LoadId:
    """Return the unpublished load that this manifest goes on with, or a new one."""
    known = taken_up(manifest, unpublished(connection))
    if known is not None:
        return known
    connection.execute(
        "INSERT INTO loads (manifest, source, started_at) VALUES (?, ?, ?)",
        (manifest_text(manifest), manifest.source, _now()),
    )
    return LoadId(connection.last_insert_rowid())


def making_of(connection: apsw.Connection, load: LoadId) -> Making:
    """Return what a writer must know of its load; see `graph.unpublished.no_open_load`."""
    manifest = _open_manifest(connection, load)
    return Making(load, loose_loads(connection) | {load}, manifest.replace)


def loose_loads(connection: apsw.Connection) -> frozenset[int]:
    """Return the loads that are neither finished nor published: their rows may be taken over."""
    loose = connection.execute("SELECT id FROM loads WHERE finished_at IS NULL AND version IS NULL")
    return frozenset(each for (each,) in loose)


def any_complete(connection: apsw.Connection) -> bool:
    """Say whether any load was finished or published: the rows of all others may be taken over."""
    complete = "SELECT EXISTS (SELECT 1 FROM loads WHERE finished_at IS NOT NULL OR version IS NOT NULL)"
    return bool(connection.execute(complete).get)


def finish_load(connection: apsw.Connection, load: LoadId) -> Counts:
    """Declare a load complete, the last one so far also by a clock that was set back.

    If it replaces its source, what that no longer brings is closed.
    """
    making, source = making_of(connection, load), _open_manifest(connection, load).source
    connection.execute(_FINISH, {"now": _now(), "load": load})
    index_ends(connection)
    keep(connection, load)
    if not making.replace:
        return Counts()
    forget_source(connection, source)
    return _close_absent(connection, making, source)


def _close_absent(connection: apsw.Connection, making: Making, source: str) -> Counts:
    named = {"source": source, "load": making.load, "loose": json_text(sorted(making.loose))}
    closed = 0
    for table in LOADED:
        before = connection.total_changes()
        connection.execute(sql(_CLOSE_ABSENT, table), named)
        closed += connection.total_changes() - before
        connection.execute(sql(_ERASE_ABANDONED, table), named)
    return Counts(closed=closed)


def drop_load(connection: apsw.Connection, load: LoadId) -> Counts:
    """Erase what a load brought and undo its closings."""
    _open_manifest(connection, load)
    refuse_drop(load, unpublished(connection))
    reopened = erased = 0
    for table in LOADED:
        start = connection.total_changes()
        connection.execute(sql(_REOPEN, table), {"load": load})
        middle = connection.total_changes()
        connection.execute(sql(_ERASE, table), {"load": load})
        reopened += middle - start
        erased += connection.total_changes() - middle
    connection.execute("DELETE FROM seen WHERE load = ?", (load,))
    forget_load(connection, load)
    connection.execute("DELETE FROM loads WHERE id = ?", (load,))
    return Counts(changed=reopened, closed=erased)


def all_loads(connection: apsw.Connection) -> Sequence[LoadState]:
    return _states(connection.execute(f"{_LOADS} ORDER BY id"))


def unpublished(connection: apsw.Connection) -> Sequence[LoadState]:
    return _states(connection.execute(f"{_LOADS} WHERE version IS NULL ORDER BY id"))


def unpublished_rows(connection: apsw.Connection) -> Mapping[LoadId, int]:
    rows = {each.id: 0 for each in unpublished(connection)}
    for table in LOADED if rows else ():
        for load, count in connection.execute(sql(_BROUGHT, table), (json_text(list(rows)),)):
            rows[load] += count
    return rows


def _states(rows: apsw.Cursor) -> Sequence[LoadState]:
    return [
        LoadState(
            LoadId(number),
            manifest_of(manifest),
            moment(started),
            None if finished is None else moment(finished),
            None if version is None else StoreVersion(version),
        )
        for number, manifest, started, finished, version in rows
    ]


def _open_manifest(connection: apsw.Connection, load: LoadId) -> LoadManifest:
    found = connection.execute("SELECT manifest, version FROM loads WHERE id = ?", (load,)).fetchone()
    if found is None or found[1] is not None:
        raise no_open_load(load, found and found[1])
    return manifest_of(found[0])


def _now() -> int:
    return microseconds(datetime.now(UTC))
