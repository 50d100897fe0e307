"""Publishing in Neo4j: stamps of the coming version in batches, then one small transaction that flips it.

Readers look for stamps up to the version they know, so nothing of an unfinished publication is seen.
A killed one leaves stamps; the next one takes them back before it starts, whatever its command.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

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
Step = Callable[[Run], object]


def publish(
    database: Database, change: Resolution, *, command: CommandId, token: FencingToken
) -> StoreVersion:
    """Make `change` and the finished loads visible as a new version; the same command again does nothing."""
    known = fenced(database, token, lambda run: run("read/publication", command=command))
    if known:
        return StoreVersion(known[0][0])
    ((version, leftover),) = fenced(
        database, token, lambda run: run("write/begin_publication", command=command)
    )
    if leftover:
        _take_back(database, token, version)
    for steps in _stages(change, version):
        together(database, token, list(steps))
    fenced(database, token, lambda run: run("write/finish_publication", command=command, version=version))
    return StoreVersion(version)


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
    yield [lambda run: _replace_possible(run, change.possible, version)]
    if change.verdicts:
        yield [lambda run: run("write/create_verdicts", rows=_verdict_rows(change.verdicts), version=version)]


def _party_steps(parties: dict[PartyId, Party], version: int) -> Iterator[Step]:
    for ids in portions(sorted(parties)):
        rows = [party_row(parties[each]) for each in ids]
        yield partial(_replace_parties, ids=ids, rows=rows, version=version)


def _replace_parties(run: Run, ids: Sequence[PartyId], rows: Sequence[Row], version: int) -> None:
    ((known,),) = run("read/known_parties", ids=ids)
    if known:
        run("write/close_parties", ids=known, version=version)
        standing = frozenset(known)
        later = [row for row in rows if row["key"] in standing]
        run("write/create_party_versions", rows=later, version=version)
        rows = [row for row in rows if row["key"] not in standing]
    run("write/create_parties", rows=rows, version=version)


def _move_steps(change: Resolution, version: int) -> Iterator[Step]:
    for ids in portions(list(change.moved)):
        rows = [
            {"id": party, "into": successor, "position": position}
            for party in ids
            for position, successor in enumerate(change.moved[party])
        ]
        yield partial(_replace_moves, ids=ids, rows=rows, version=version)


def _replace_moves(run: Run, ids: Sequence[PartyId], rows: Sequence[dict[str, object]], version: int) -> None:
    _complete(run("write/close_parties", ids=ids, version=version), ids, "A moved party")
    _complete(run("write/create_moves", rows=rows, version=version), rows, "The successor of a moved party")


def _closing_steps(records: Sequence[RecordId], version: int) -> Iterator[Step]:
    for closed in portions(records):
        yield partial(_close_links, records=closed, version=version)


def _link_steps(links: dict[RecordId, Link], version: int) -> Iterator[Step]:
    for records in portions(list(links)):
        rows = [link_row(links[each]) for each in records]
        yield partial(_replace_links, rows=rows, version=version)


def _close_links(run: Run, records: Sequence[RecordId], version: int) -> None:
    run("write/close_links", records=records, version=version)


def _replace_links(run: Run, rows: Sequence[Row], version: int) -> None:
    run("write/close_links", records=[row["record"] for row in rows], version=version)
    _complete(run("write/create_links", rows=rows, version=version), rows, "The record or party of a link")


def _replace_possible(run: Run, possible: Sequence[PossibleMatch], version: int) -> None:
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
        _complete(
            run("write/create_possible", rows=rows, version=version), rows, "A party of an undecided pair"
        )


def _verdict_rows(verdicts: Sequence[LinkVerdict]) -> list[dict[str, object]]:
    return [
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


def _complete(answer: Sequence[Sequence[int]], rows: Sequence[object], what: str) -> None:
    if answer[0][0] != len(rows):
        raise InvalidRecord(f"{what} is not in the store; nothing was published")
