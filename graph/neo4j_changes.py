"""What one part of a batch changes in Neo4j, in the transaction at hand: versions of nodes, or ties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.differences import Difference, Making, Standing, difference
from graph.errors import InvalidRecord
from graph.flat_rows import FlatRows
from graph.neo4j_database import Run
from graph.neo4j_memory import Known
from graph.neo4j_sent import end_ids, part_of, sent

Versions = dict[str, list[Standing[int]]]
"""The versions that the database has of each key, by the ids of their nodes or relationships."""
Stood = dict[str, Standing[int]]
"""The open version of keys of which it is known, so that it need not be asked for.

Each is taken out once it is used: what a transaction does again it looks at again.
"""


@dataclass(slots=True)
class _Stand:
    """What stands of some rows: the positions of those that stand as they are, and versions of others."""

    equal: set[int] = field(default_factory=set[int])
    versions: Versions = field(default_factory=Versions)


def write_versions(
    run: Run, *, making: Making, name: str, rows: FlatRows, stood: Stood, known: Known
) -> Difference[int]:
    """Write rows of records or facts. One that is new is its own first version; others get a node each."""
    versions, places = _known(name, rows, stood, known)
    nodes, stand = _standing_versions(run, making, name, rows, places)
    nodes.update({key: known.ids[rows.table][key] for key in versions})
    stand.versions.update(versions)
    changes = _changed(run, "versions", making, rows, stand)
    new = [place for place in changes.create if rows.keys[place] not in nodes]
    later = part_of(rows, [place for place in changes.create if rows.keys[place] in nodes])
    if new:
        created = part_of(rows, new)
        ((made,),) = run(f"write/create/{name}", **sent(created, making))
        nodes.update(zip(created.keys, made, strict=True))
    if later.keys:
        of = [nodes[key] for key in later.keys]
        _complete(run(f"write/later/{name}", nodes=of, **sent(later, making)), later)
    known.ids[rows.table].update(nodes)
    return changes


def write_ties(
    run: Run, *, making: Making, name: str, rows: FlatRows, stood: Stood, known: Known
) -> Difference[int]:
    """Write holdings, or relationships of one kind; the nodes at their ends are known by id."""
    versions, places = _known(name, rows, stood, known)
    stand = _standing_ties(run, making, name, rows, places)
    stand.versions.update(versions)
    changes = _changed(run, "ties", making, rows, stand)
    created = part_of(rows, changes.create)
    if created.keys:
        _complete(
            run(f"write/create/{name}", **end_ids(created, known.ids), **sent(created, making)), created
        )
    return changes


def _known(name: str, rows: FlatRows, stood: Stood, known: Known) -> tuple[Versions, Sequence[int]]:
    """Return the versions that are known, and the positions of the rows that have to be asked for."""
    versions = {key: [stood.pop(key)] for key in rows.keys if key in stood}
    places = known.maybe_standing(name, rows.keys)
    return versions, [each for each in places if rows.keys[each] not in versions] if versions else places


def _standing_ties(run: Run, making: Making, name: str, rows: FlatRows, places: Sequence[int]) -> _Stand:
    stand = _Stand()
    if places:
        ((equal, found),) = run(f"read/open/{name}", **_asked(making, rows, places))
        stand.equal.update(places[each] for each in equal)
        for key, *values in found:
            stand.versions.setdefault(key, []).append(Standing(*values))
    return stand


def _standing_versions(
    run: Run, making: Making, name: str, rows: FlatRows, places: Sequence[int]
) -> tuple[dict[str, int], _Stand]:
    """Return the node of each key, and what stands; a node may have no version that was not taken back."""
    nodes: dict[str, int] = {}
    stand = _Stand()
    if places:
        ((equal, found),) = run(f"read/open/{name}", **_asked(making, rows, places))
        for each, node in equal:
            place: int = places[each]
            nodes[rows.keys[place]] = node
            stand.equal.add(place)
        for key, node, *values in found:
            nodes[key] = node
            standing = Standing[int](*values)
            if standing.load is not None:
                stand.versions.setdefault(key, []).append(standing)
    return nodes, stand


def _asked(making: Making, rows: FlatRows, places: Sequence[int]) -> dict[str, object]:
    """Return the parameters of `read/open/…`; a load that replaces marks every row, so it hears of all."""
    hashes = [] if making.replace else [rows.hashes[each] for each in places]
    return {"keys": [rows.keys[each] for each in places], "hashes": hashes, "loose": sorted(making.loose)}


def _changed(run: Run, what: str, making: Making, rows: FlatRows, stand: _Stand) -> Difference[int]:
    """Take back, close and reopen what the rows supersede, and return what is still to create."""
    changes = difference(making, rows.keys, rows.hashes, stand.versions, stand.equal)
    if changes.erase:
        run(f"write/erase_{what}", ids=changes.erase)
    if changes.close:
        run(f"write/close_{what}", ids=changes.close, load=making.load)
    if changes.reopen:
        run(f"write/reopen_{what}", ids=changes.reopen)
    if making.replace and changes.seen:
        run(f"write/see_{what}", ids=list(_left_open(rows, changes, stand.versions)), load=making.load)
    return changes


def _left_open(rows: FlatRows, changes: Difference[int], versions: Versions) -> Iterator[int]:
    """Yield the id of the version that stays or comes back for each row that was seen again."""
    erased, reopened = set(changes.erase), set(changes.reopen)
    for row in changes.seen:
        for each in versions[rows.keys[row]]:
            if each.id in reopened or (each.closed_by is None and each.id not in erased):
                yield each.id


def _complete(answer: Sequence[Sequence[int]], rows: FlatRows) -> None:
    if answer[0][0] != len(rows.keys):
        raise InvalidRecord(f"Rows of {rows.table} could not be stored because one of their ends is missing")
