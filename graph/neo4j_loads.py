"""Loads in Neo4j: opened, finished, listed and dropped."""

from collections.abc import Sequence

from graph.changes import Counts, LoadManifest, LoadState
from graph.differences import Making
from graph.errors import LoadNotFound
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import filed_of, manifest_of, manifest_text, native
from graph.neo4j_write import standing
from graph.values import LoadId, StoreVersion

ROWS = ("ties", "versions")


def begin_load(run: Run, manifest: LoadManifest) -> LoadId:
    """Return the unpublished load of this manifest, or a new one."""
    text = manifest_text(manifest)
    known = run("read/open_load", manifest=text)
    rows = known or run("write/create_load", manifest=text, source=manifest.source)
    return LoadId(rows[0][0])


def making_of(run: Run, load: LoadId) -> Making:
    """Return what a writer must know of its load; `LoadNotFound` when it is unknown or published."""
    manifest = open_manifest(run, load)
    ((loose,),) = run("read/loads_in_the_making")
    return Making(load, frozenset({*loose, load}), manifest.replace)


def open_manifest(run: Run, load: LoadId) -> LoadManifest:
    rows = run("read/load", load=load)
    if not rows:
        raise LoadNotFound(f"There is no unpublished load {load}; begin one, or look at the list of loads")
    return manifest_of(rows[0][1])


def all_loads(run: Run) -> Sequence[LoadState]:
    return [
        LoadState(
            LoadId(number),
            manifest_of(manifest),
            native(started),
            native(finished),
            None if version is None else StoreVersion(version),
        )
        for number, manifest, started, finished, version in run("read/loads")
    ]


def finish_load(run: Run, load: LoadId) -> Counts:
    """Declare a load complete and, where it replaces its source, close what it did not bring."""
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


def drop_load(run: Run, load: LoadId) -> Counts:
    """Forget an unpublished load; what it brought goes and what it had closed is open again."""
    open_manifest(run, load)
    counts = Counts()
    for what in ROWS:
        counts += _drop_rows(run, load, what)
    run("write/forget_lonely_identifiers")
    run("write/forget_load", load=load)
    return counts


def _drop_rows(run: Run, load: LoadId, what: str) -> Counts:
    """Erase the load's rows and undo its closings; what a later load superseded is closed by that one."""
    brought = run(f"read/brought_{what}", load=load)
    closed = run(f"read/closed_{what}", load=load)
    later = {(kind, key): by for _, kind, key, by in brought if by is not None}
    later |= _superseded(run, load, {(kind, key) for _, kind, key in closed} - later.keys())
    for identity, kind, key in closed:
        if (kind, key) in later:
            run(f"write/close_{what}", ids=[identity], load=later[kind, key])
    for ids in portions([identity for identity, kind, key in closed if (kind, key) not in later]):
        run(f"write/reopen_{what}", ids=ids)
    for ids in portions([each[0] for each in brought]):
        run(f"write/erase_{what}", ids=ids)
    return Counts(closed=len(brought), changed=len(closed))


def _superseded(run: Run, load: LoadId, rows: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return, for rows by (kind, key), the other load that brought an open version of them, if one did."""
    found: dict[tuple[str, str], int] = {}
    for kind in sorted({kind for kind, _ in rows}):
        for keys in portions([key for each, key in rows if each == kind]):
            for key, versions in standing(run, filed_of(kind), keys, frozenset()).items():
                others = [each.load for each in versions if each.load != load]
                found.update(((kind, key), other) for other in others)
    return found
