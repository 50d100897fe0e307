"""Loads in Neo4j: opened, finished, listed and dropped."""

from collections.abc import Sequence

from graph.changes import Counts, LoadManifest, LoadState
from graph.errors import LoadNotFound
from graph.neo4j_database import Run, portions
from graph.neo4j_rows import manifest_of, manifest_text, native
from graph.neo4j_write import Making
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
    return Making(load, tuple({*loose, load}), manifest.replace)


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
    loose = list(making.loose)
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
    """Erase the load's rows. Where a later load closed one, that one also closes its predecessor now."""
    brought = run(f"read/brought_{what}", load=load)
    later = {(kind, key): by for _, kind, key, by in brought if by is not None}
    closed = run(f"read/closed_{what}", load=load)
    for identity, kind, key in closed:
        if (kind, key) in later:
            run(f"write/close_{what}", ids=[identity], load=later[kind, key])
    reopened = [identity for identity, kind, key in closed if (kind, key) not in later]
    for ids in portions(reopened):
        run(f"write/reopen_{what}", ids=ids)
    for ids in portions([each[0] for each in brought]):
        run(f"write/erase_{what}", ids=ids)
    return Counts(closed=len(brought), changed=len(reopened))
