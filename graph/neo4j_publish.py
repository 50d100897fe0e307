"""Publishing in Neo4j: stamps of the coming version in batches, then one small transaction that flips it.

Readers look for stamps up to the version they know, so nothing of an unfinished publication is seen.
A killed one leaves stamps; the next one takes them back before it starts, whatever its command.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from graph.changes import FencingToken, Link, LinkVerdict, PossibleMatch, Resolution
from graph.errors import InvalidRecord
from graph.model import Party
from graph.neo4j_database import Database, Run, fenced, portions, together
from graph.published_rows import link_row, party_row, possible_row
from graph.row_cells import Row
from graph.values import CommandId, PartyId, RecordId, StoreVersion

_UNDOING = (
    "write/undo_stamped_links",
    "write/undo_closed_links",
    "write/undo_stamped_parties",
    "write/undo_closed_parties",
)
_PAGE = 10_000


class Touched(NamedTuple):
    """The nodes that a publication touches.

    parties: those that were there and have another version now, or none. shrunk: parties that lost a record.
    records: those that were linked.
    """

    parties: Sequence[int] = ()
    shrunk: Sequence[int] = ()
    records: Sequence[int] = ()

    @classmethod
    def by_all(cls, steps: Sequence["Touched"]) -> "Touched":
        """Return what these steps touch, each node once."""
        return cls(
            parties=sorted({node for each in steps for node in each.parties}),
            shrunk=sorted({node for each in steps for node in each.shrunk}),
            records=sorted({node for each in steps for node in each.records}),
        )


class Published(NamedTuple):
    """The version that a publication made. `touched` is None where an earlier try of it had made it."""

    version: StoreVersion
    touched: Touched | None


Step = Callable[[Run], Touched]


def publish(database: Database, change: Resolution, *, command: CommandId, token: FencingToken) -> Published:
    """Make `change` and the finished loads visible as a new version; the same command again does nothing."""
    known = fenced(database, token, lambda run: run("read/publication", command=command))
    if known:
        return Published(StoreVersion(known[0][0]), None)
    ((version, leftover),) = fenced(
        database, token, lambda run: run("write/begin_publication", command=command)
    )
    if leftover:
        _take_back(database, token, version)
    touched = [each for steps in _stages(change, version) for each in together(database, token, list(steps))]
    fenced(database, token, lambda run: run("write/finish_publication", command=command, version=version))
    return Published(StoreVersion(version), Touched.by_all(touched))


def _take_back(database: Database, token: FencingToken, version: int) -> None:
    for name in _UNDOING:
        _until_none(database, token, name, version=version, page=_PAGE)


def _until_none(database: Database, token: FencingToken, name: str, **parameters: object) -> None:
    while fenced(database, token, lambda run: run(name, **parameters))[0][0]:
        pass


def _stages(change: Resolution, version: int) -> Iterator[Iterable[Step]]:
    """Yield what transactions do that may run at once: parties first, then what points at them."""
    yield _party_steps({each.id: each for each in change.parties}, version)
    yield _move_steps(change, version)
    links: dict[RecordId, Link] = {each.record: each for each in change.links}
    yield _closing_steps([each for each in change.closed if each not in links], version)
    yield _link_steps(links, version)
    yield [partial(_replace_possible, possible=change.possible, version=version)]
    if change.verdicts:
        yield [partial(_add_verdicts, verdicts=change.verdicts, version=version)]


def _party_steps(parties: dict[PartyId, Party], version: int) -> Iterator[Step]:
    for ids in portions(sorted(parties)):
        rows = [party_row(parties[each]) for each in ids]
        yield partial(_replace_parties, ids=ids, rows=rows, version=version)


def _replace_parties(run: Run, ids: Sequence[PartyId], rows: Sequence[Row], version: int) -> Touched:
    ((known,),) = run("read/known_parties", ids=ids)
    nodes: Sequence[int] = ()
    if known:
        ((_, nodes),) = run("write/close_parties", ids=known, version=version)
        standing = frozenset(known)
        later = [row for row in rows if row["key"] in standing]
        run("write/create_party_versions", rows=later, version=version)
        rows = [row for row in rows if row["key"] not in standing]
    run("write/create_parties", rows=rows, version=version)
    return Touched(parties=nodes)


def _move_steps(change: Resolution, version: int) -> Iterator[Step]:
    for ids in portions(list(change.moved)):
        rows = [
            {"id": party, "into": successor, "position": position}
            for party in ids
            for position, successor in enumerate(change.moved[party])
        ]
        yield partial(_replace_moves, ids=ids, rows=rows, version=version)


def _replace_moves(
    run: Run, ids: Sequence[PartyId], rows: Sequence[dict[str, object]], version: int
) -> Touched:
    ((count, nodes),) = run("write/close_parties", ids=ids, version=version)
    _complete(count, ids, "A moved party")
    ((count,),) = run("write/create_moves", rows=rows, version=version)
    _complete(count, rows, "The successor of a moved party")
    return Touched(parties=nodes)


def _closing_steps(records: Sequence[RecordId], version: int) -> Iterator[Step]:
    for closed in portions(records):
        yield partial(_close_links, records=closed, version=version)


def _link_steps(links: dict[RecordId, Link], version: int) -> Iterator[Step]:
    for records in portions(list(links)):
        rows = [link_row(links[each]) for each in records]
        yield partial(_replace_links, rows=rows, version=version)


def _close_links(run: Run, records: Sequence[RecordId], version: int) -> Touched:
    ((shrunk,),) = run("write/close_links", records=records, version=version)
    return Touched(shrunk=shrunk)


def _replace_links(run: Run, rows: Sequence[Row], version: int) -> Touched:
    closed = _close_links(run, [RecordId(str(row["record"])) for row in rows], version)
    ((count, records),) = run("write/create_links", rows=rows, version=version)
    _complete(count, rows, "The record or party of a link")
    return closed._replace(records=records)


def _replace_possible(run: Run, possible: Sequence[PossibleMatch], version: int) -> Touched:
    """Close the pairs that are gone or changed and add the others; equal ones stay as they are."""
    wanted = {(each.a, each.b): possible_row(each) for each in possible}
    gone = []
    for identity, a, b, probability, reasons in run("read/possible"):
        row = wanted.get((a, b))
        if row and (row["probability"], row["reasons"]) == (probability, reasons):
            del wanted[a, b]
        else:
            gone.append(identity)
    for ids in portions(gone):
        run("write/close_possible", ids=ids, version=version)
    for rows in portions(list(wanted.values())):
        ((count,),) = run("write/create_possible", rows=rows, version=version)
        _complete(count, rows, "A party of an undecided pair")
    return Touched()


def _add_verdicts(run: Run, verdicts: Sequence[LinkVerdict], version: int) -> Touched:
    rows = [
        {
            "position": position,
            "a": each.a,
            "b": each.b,
            "same": each.same,
            "by": each.by,
            "at": each.at,
            "why": each.why,
        }
        for position, each in enumerate(verdicts)
    ]
    run("write/create_verdicts", rows=rows, version=version)
    return Touched()


def _complete(count: int, rows: Sequence[object], what: str) -> None:
    if count != len(rows):
        raise InvalidRecord(f"{what} is not in the store; nothing was published")
