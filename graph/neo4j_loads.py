"""Loads in Neo4j: opened, finished, listed and dropped."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from graph.changes import Counts, FencingToken, LoadManifest, LoadState
from graph.differences import Making
from graph.manifests import manifest_of, manifest_text
from graph.neo4j_database import LARGEST_BATCH, Database, Run, fenced, portions
from graph.neo4j_rows import native
from graph.unpublished import no_open_load, refuse_drop, taken_up
from graph.values import LoadId, StoreVersion

ROWS = ("ties", "versions")


def begin_load(run: Run, manifest: LoadManifest) -> LoadId:
    """Return the unpublished load that this manifest goes on with, or a new one."""
    known = taken_up(manifest, unpublished(run))
    if known is not None:
        return known
    ((number,),) = run("write/create_load", manifest=manifest_text(manifest), source=manifest.source)
    return LoadId(number)


def making_of(run: Run, load: LoadId) -> Making:
    """Return what a writer must know of its load; see `graph.unpublished.no_open_load`."""
    manifest = open_manifest(run, load)
    return Making(load, loose_loads(run) | {load}, manifest.replace)


def loose_loads(run: Run) -> frozenset[int]:
    """Return the loads that are neither finished nor published: their rows may be taken over."""
    ((loose,),) = run("read/loads_in_the_making")
    return frozenset(loose)


def open_manifest(run: Run, load: LoadId) -> LoadManifest:
    rows = run("read/load", load=load)
    if not rows or rows[0][1] is not None:
        raise no_open_load(load, rows[0][1] if rows else None)
    return manifest_of(rows[0][0])


def all_loads(run: Run) -> Sequence[LoadState]:
    return _states(run("read/loads"))


def unpublished(run: Run) -> Sequence[LoadState]:
    return _states(each for each in run("read/loads") if each[-1] is None)


def unpublished_rows(run: Run) -> Mapping[LoadId, int]:
    rows = {each.id: 0 for each in unpublished(run)}
    for what in ROWS if rows else ():
        for load, count in run(f"read/count_brought_{what}", loads=list(rows)):
            rows[load] += count
    return rows


def _states(rows: Iterable[list[Any]]) -> Sequence[LoadState]:
    return [
        LoadState(
            LoadId(number),
            manifest_of(manifest),
            native(started),
            native(finished),
            None if version is None else StoreVersion(version),
        )
        for number, manifest, started, finished, version in rows
    ]


def finish_load(run: Run, load: LoadId) -> Counts:
    """Declare a load complete, the last one so far also by a clock that was set back.

    If it replaces its source, what that no longer brings is closed.
    """
    manifest = open_manifest(run, load)
    counts = _close_absent(run, manifest.source, making_of(run, load)) if manifest.replace else Counts()
    run("write/finish_load", load=load)
    return counts


def _close_absent(run: Run, source: str, making: Making) -> Counts:
    """Close the rows of `source` that the load did not bring; rows of abandoned loads are erased."""
    closed = 0
    loose = sorted(making.loose - {making.load})
    for what in ROWS:
        found = run(f"read/absent_{what}", source=source, load=making.load, loose=loose)
        for ids in portions([each for each, load in found if load in loose]):
            run(f"write/erase_{what}", ids=ids)
        standing = [each for each, load in found if load not in loose]
        for ids in portions(standing):
            run(f"write/close_{what}", ids=ids, load=making.load)
        closed += len(standing)
    return Counts(closed=closed)


def drop_load(database: Database, token: FencingToken, load: LoadId) -> Counts:
    """Forget an unpublished load; what it brought goes and what it had closed is open again.

    In many transactions, so that a load of any size fits: it becomes an unfinished one first, which a
    drop that was killed leaves to the next one or to be resumed.
    """
    fenced(database, token, lambda run: _unfinish(run, load))
    counts = Counts()
    for what in ROWS:
        brought = _change_all(database, token, f"read/brought_{what}", f"write/erase_{what}", load)
        closed = _change_all(database, token, f"read/closed_{what}", f"write/reopen_{what}", load)
        counts += Counts(closed=brought, changed=closed)
    while fenced(database, token, lambda run: run("write/forget_bare_nodes", page=LARGEST_BATCH))[0][0]:
        pass
    fenced(database, token, lambda run: _forget(run, load))
    return counts


def _unfinish(run: Run, load: LoadId) -> None:
    open_manifest(run, load)
    refuse_drop(load, unpublished(run))
    run("write/unfinish_load", load=load)


def _forget(run: Run, load: LoadId) -> None:
    run("write/forget_lonely_identifiers")
    run("write/forget_load", load=load)


def _change_all(database: Database, token: FencingToken, found: str, change: str, load: LoadId) -> int:
    """Run `change` on the ids that `found` yields, a portion a transaction, and return their number."""
    ids = [identity for (identity,) in database.read(lambda run: run(found, load=load))]
    for portion in portions(ids):
        fenced(database, token, partial(_by_id, change, portion))
    return len(ids)


def _by_id(change: str, ids: Sequence[int], run: Run) -> None:
    run(change, ids=ids)
