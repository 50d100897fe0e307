"""Loads: opened, finished, listed and dropped."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import apsw

from graph.changes import Counts, FileDigest, LoadManifest, LoadState
from graph.differences import Making
from graph.errors import LoadNotFound
from graph.row_cells import json_text
from graph.schema import LOADED
from graph.sqlite.cells import microseconds, moment
from graph.sqlite.statements import sql
from graph.values import LoadId, Sha256, StoreVersion

_CLOSE_ABSENT = """
    UPDATE $t SET closed_by = :load
    WHERE $of_source AND load <> :load AND load NOT IN (SELECT value FROM json_each(:loose))
      AND (closed_by IS NULL OR closed_by <> :load AND closed_by IN (SELECT value FROM json_each(:loose)))
      AND $key NOT IN (SELECT row FROM seen WHERE load = :load AND tab = '$t')"""
_ERASE_ABANDONED = """
    DELETE FROM $t
    WHERE $of_source AND load <> :load AND load IN (SELECT value FROM json_each(:loose))"""
_REOPEN = """
    UPDATE $t SET closed_by = coalesce(
      (SELECT mine.closed_by FROM $t AS mine WHERE mine.$key = $t.$key AND mine.load = :load),
      (SELECT other.load FROM $t AS other
       WHERE other.$key = $t.$key AND other.closed_by IS NULL AND other.load <> :load))
    WHERE closed_by = :load"""
_ERASE = "DELETE FROM $t WHERE load = :load"


def begin_load(connection: apsw.Connection, manifest: LoadManifest) -> LoadId:
    """Return the unpublished load of this manifest, or a new one."""
    text = json_text(asdict(manifest))
    query = "SELECT id FROM loads WHERE manifest = ? AND version IS NULL ORDER BY id LIMIT 1"
    known = connection.execute(query, (text,)).get
    if known is None:
        connection.execute(
            "INSERT INTO loads (manifest, source, started_at) VALUES (?, ?, ?)",
            (text, manifest.source, _now()),
        )
        known = connection.last_insert_rowid()
    return LoadId(known)


def making_of(connection: apsw.Connection, load: LoadId) -> Making:
    """Return what a writer must know of its load; `LoadNotFound` when it is unknown or published."""
    manifest = _open_manifest(connection, load)
    loose = connection.execute("SELECT id FROM loads WHERE finished_at IS NULL AND version IS NULL")
    return Making(load, frozenset({load}.union(each for (each,) in loose)), manifest.replace)


def finish_load(connection: apsw.Connection, load: LoadId) -> Counts:
    """Declare a load complete and close what its source no longer brings, if it replaces it."""
    making, source = making_of(connection, load), _open_manifest(connection, load).source
    connection.execute("UPDATE loads SET finished_at = ? WHERE id = ?", (_now(), load))
    return _close_absent(connection, making, source) if making.replace else Counts()


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
    """Erase what a load brought and undo its closings; what a later load closed stays closed by that one."""
    _open_manifest(connection, load)
    reopened = erased = 0
    for table in LOADED:
        start = connection.total_changes()
        connection.execute(sql(_REOPEN, table), {"load": load})
        middle = connection.total_changes()
        connection.execute(sql(_ERASE, table), {"load": load})
        reopened += middle - start
        erased += connection.total_changes() - middle
    connection.execute("DELETE FROM seen WHERE load = ?", (load,))
    connection.execute("DELETE FROM loads WHERE id = ?", (load,))
    return Counts(changed=reopened, closed=erased)


def all_loads(connection: apsw.Connection) -> Sequence[LoadState]:
    rows = connection.execute("SELECT id, manifest, started_at, finished_at, version FROM loads ORDER BY id")
    return [
        LoadState(
            LoadId(number),
            _manifest_of(manifest),
            moment(started),
            None if finished is None else moment(finished),
            None if version is None else StoreVersion(version),
        )
        for number, manifest, started, finished, version in rows
    ]


def _open_manifest(connection: apsw.Connection, load: LoadId) -> LoadManifest:
    text = connection.execute("SELECT manifest FROM loads WHERE id = ? AND version IS NULL", (load,)).get
    if text is None:
        raise LoadNotFound(f"There is no unpublished load {load}; begin one, or look at the list of loads")
    return _manifest_of(text)


def _manifest_of(text: str) -> LoadManifest:
    told = json.loads(text)
    files = tuple(FileDigest(each["name"], Sha256(each["sha256"]), each["rows"]) for each in told["files"])
    return LoadManifest(told["source"], files, Sha256(told["mapping"]), told["replace"])


def _now() -> int:
    return microseconds(datetime.now(UTC))
