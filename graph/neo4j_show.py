"""What people see in Neo4j Browser: names on nodes and ties from party to party, derived from the rows.

Nothing of the product reads it. It follows each publication, rebuilt only where something changed, and
a publication that was killed before it got here is caught up by the next one.
"""

from collections.abc import Sequence
from functools import partial

from graph.changes import FencingToken
from graph.neo4j_database import Database, Run, fenced, portions
from graph.neo4j_read import loads_at
from graph.values import StoreVersion

STARTS = 500
"""Parties whose outgoing ties are redrawn in one transaction."""


def show(database: Database, token: FencingToken) -> None:
    """Bring what people see up to the current version."""
    ((shown, version),) = database.read(lambda run: run("read/shown"))
    if shown == version:
        return
    loads = database.read(lambda run: loads_at(run, StoreVersion(version)))
    before = database.read(lambda run: loads_at(run, StoreVersion(shown)))
    fresh = sorted(set(loads) - set(before))
    for ids in portions(_ids(database, "read/unshown_versions", loads=loads, fresh=fresh)):
        fenced(database, token, partial(_run, "write/show_versions", ids=ids))
    for ids in portions(_ids(database, "read/unshown_parties", shown=shown)):
        fenced(database, token, partial(_run, "write/show_parties", ids=ids, version=version))
    for ids in portions(_ids(database, "read/unshown_starts", shown=shown, fresh=fresh), STARTS):
        fenced(database, token, partial(_redraw, ids=ids, loads=loads, version=version))
    fenced(database, token, lambda run: run("write/shown", version=version))


def _ids(database: Database, name: str, **parameters: object) -> list[str]:
    return [each for (each,) in database.read(lambda run: run(name, **parameters))]


def _run(name: str, run: Run, **parameters: object) -> None:
    run(name, **parameters)


def _redraw(run: Run, *, ids: Sequence[str], loads: list[int], version: int) -> None:
    run("write/hide_ties", ids=ids)
    run("write/show_ties", ids=ids, loads=loads, version=version)
