"""Through which tie a party moved: the reason whose points changed most, and what is new behind it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from analytics.score import Reason
from book.book import Book
from book.compare import Comparison
from book.sources import rows_of
from graph.arrays import place_of
from graph.edges import MEASURES
from graph.errors import PartyNotFound
from graph.relationships import RelationshipKey, RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.values import FactId, PartyId, RecordId

_Key = tuple[str, tuple[PartyId, ...]]
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Cause:
    """The reason that explains most of a move, as it is now, or as it was where it is gone (`over`).

    points: by how many points its part of the score changed. came, ended, changed: ties behind it that
    did not count before, that count no more, whose measures differ. facts: rows and facts behind it that
    are new, such as a lawsuit.
    """

    reason: Reason
    points: float
    over: bool
    came: tuple[RelationshipKey, ...]
    ended: tuple[RelationshipKey, ...]
    changed: tuple[RelationshipKey, ...]
    facts: tuple[RecordId | FactId, ...]


@dataclass(slots=True)
class _Told:
    """Reasons of one code and path, with their points together."""

    points: float = 0.0
    reasons: list[Reason] = field(default_factory=list[Reason])


def cause_of(comparison: Comparison, position: int) -> Cause | None:
    """Return through what a party of both Books moved, None where no reason moved the same way.

    Costs two explanations, which both Books remember.
    """
    former, now = comparison.former, comparison.now
    then = _told(former.explain(int(comparison.was[position])).reasons, _now(now))
    told = _told(now.explain(position).reasons, lambda each: each)
    way = 1.0 if comparison.change[position] > 0 else -1.0
    nothing = _Told()
    moves = {
        key: told.get(key, nothing).points - then.get(key, nothing).points
        for key in dict.fromkeys((*told, *then))
    }
    key = max(moves, key=lambda each: way * moves[each])
    if way * moves[key] <= _LEAST:
        return None
    return _cause(comparison, told.get(key, nothing).reasons, then.get(key, nothing).reasons, moves[key])


def _cause(comparison: Comparison, told: list[Reason], then: list[Reason], points: float) -> Cause:
    before, after = comparison.former.snapshot, comparison.now.snapshot
    ties = dict.fromkeys(key for each in told for key in each.relationships)
    ties_then = dict.fromkeys(key for each in then for key in each.relationships)
    records = dict.fromkeys(key for each in told for key in each.records)
    return Cause(
        reason=max(told or then, key=lambda each: abs(each.points)),
        points=points,
        over=not told,
        came=tuple(key for key in ties if not _counts(before, key)),
        ended=tuple(key for key in ties_then if not _counts(after, key)),
        changed=tuple(key for key in ties if _differs(before, after, key)),
        facts=tuple(key for key in records if not _known(before, key)),
    )


def _told(reasons: tuple[Reason, ...], named: Callable[[PartyId], PartyId]) -> Mapping[_Key, _Told]:
    found: dict[_Key, _Told] = {}
    for reason in reasons:
        same = found.setdefault((reason.code, tuple(map(named, reason.path))), _Told())
        same.points += reason.points
        same.reasons.append(reason)
    return found


def _now(book: Book) -> Callable[[PartyId], PartyId]:
    """Return the function from an id of then to the id that it has now; who is gone keeps it."""

    def named(party: PartyId) -> PartyId:
        try:
            return book.party_id(book.position(party))
        except PartyNotFound:
            return party

    return named


def _counts(s: Snapshot, key: RelationshipKey) -> bool:
    """Return whether a tie is there and counts on the day."""
    row = place_of(s.ties["key"], key)
    if row is None:
        return False
    edges = s.relationships(RelationshipKind(s.ties["kind"][row].as_py())).row
    place = int(edges.searchsorted(row))
    return place < len(edges) and int(edges[place]) == row


def _differs(before: Snapshot, after: Snapshot, key: RelationshipKey) -> bool:
    """Return whether a tie that counted before and counts now says something else."""
    if not (_counts(before, key) and _counts(after, key)):
        return False
    one, other = (_measures(s, key) for s in (before, after))
    return one != other


def _measures(s: Snapshot, key: RelationshipKey) -> list[dict[str, object]]:
    measures: list[dict[str, object]] = [
        {name: row[name] for name in MEASURES} for row in rows_of(s.ties, [key])
    ]
    return measures


def _known(s: Snapshot, key: RecordId | FactId) -> bool:
    return any(place_of(table["key"], key) is not None for table in _tables(s))


def _tables(s: Snapshot) -> Iterator[pa.Table]:
    yield s.records
    yield from (s.facts(each) for each in Table if each in s.fact_tables)
