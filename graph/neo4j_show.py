"""What people see in Neo4j Browser: current columns on nodes, and ties from party to party, from the rows.

It follows each publication, redrawn only where something changed, and a publication that was killed
before it got here is caught up by the next one. Of the product only `neighbours` reads it, while it is whole.
"""

from collections.abc import Callable, Sequence

from graph.changes import FencingToken
from graph.neo4j_database import Database, Run, fenced, portions, together, together_once
from graph.neo4j_publish import Published, Touched
from graph.neo4j_read import loads_at
from graph.values import StoreVersion

PARTIES = 500
"""Parties whose ties are hidden in one transaction."""
HUB_TIES = 150
"""With more ties to others a party is a hub: people follow no path through it."""


def show(database: Database, token: FencingToken, published: Published) -> None:
    """Bring what people see up to the current version, just `published`."""
    ((shown, version),) = database.read(lambda run: run("read/shown"))
    if shown == version:
        return
    ((leftover,),) = fenced(database, token, lambda run: run("write/begin_showing"))
    touched = published.touched
    if touched is None or leftover or (shown, version) != (published.version - 1, published.version):
        touched = _touched_since(database, shown)
    loads = database.read(lambda run: loads_at(run, StoreVersion(version)))
    before = database.read(lambda run: loads_at(run, StoreVersion(shown)))
    fresh = sorted(set(loads) - set(before))
    _show_versions(database, token, loads, fresh)
    _show_parties(database, token, touched.parties, version)
    drawn, hidden = _fresh_rows(database, loads, fresh) if fresh else (set[int](), set[int]())
    if shown:
        drawn |= _relinked_rows(database, loads, touched)
    _change(database, token, "write/hide_ties_of", touched.shrunk, size=PARTIES)
    _change(database, token, "write/hide_ties", sorted(hidden | drawn if leftover else hidden))
    drawing = [_work("write/draw_ties", ids=ids, version=version) for ids in portions(sorted(drawn))]
    together_once(database, token, drawing)
    fenced(database, token, lambda run: run("write/mark_hubs", most=HUB_TIES))
    fenced(database, token, lambda run: run("write/shown", version=version))


def _show_versions(
    database: Database, token: FencingToken, loads: Sequence[int], fresh: Sequence[int]
) -> None:
    """Let records and facts say what their newest version does; only then their first one gives way."""
    ids = _ids(database, "read/unshown_versions", loads=loads, fresh=fresh)
    _change(database, token, "write/split_versions", ids)
    _change(database, token, "write/show_versions", ids)


def _touched_since(database: Database, shown: int) -> Touched:
    """Look through all parties and links for what publications after a version touched."""
    names = ("read/unshown_parties", "read/shrunk_parties", "read/relinked_records")
    return Touched(*(_ids(database, name, shown=shown) for name in names))


def _show_parties(database: Database, token: FencingToken, ids: Sequence[int], version: int) -> None:
    _change(database, token, "write/split_parties", ids)
    _change(database, token, "write/show_parties", ids, version=version)


def _ids(database: Database, name: str, **parameters: object) -> list[int]:
    return [each for (each,) in database.read(lambda run: run(name, **parameters))]


def _fresh_rows(database: Database, loads: Sequence[int], fresh: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return the rows that new loads brought and those that they closed."""
    ((brought, closed),) = database.read(lambda run: run("read/fresh_rows", loads=loads, fresh=fresh))
    return set(brought), set(closed)


def _relinked_rows(database: Database, loads: Sequence[int], touched: Touched) -> set[int]:
    """Return the rows that stand at records whose party is another one now, or lost another record."""
    ((ids,),) = database.read(
        lambda run: run("read/relinked_rows", loads=loads, records=touched.records, parties=touched.shrunk)
    )
    return set(ids)


def _change(
    database: Database,
    token: FencingToken,
    name: str,
    ids: Sequence[int],
    *,
    size: int = 5000,
    **parameters: object,
) -> None:
    works = [_work(name, ids=portion, **parameters) for portion in portions(ids, size)]
    together(database, token, works)


def _work(name: str, **parameters: object) -> Callable[[Run], None]:
    def work(run: Run) -> None:
        run(name, **parameters)

    return work
