"""From groups of records to a publication: ids that stay, links with reasons, and only what changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import exp2
from typing import TypeVar

from graph.changes import Link, LinkVerdict, PossibleMatch, Resolution
from graph.model import Moved, Party, Record
from graph.published_rows import party_row
from graph.store import GraphStore
from graph.values import PartyId, RecordId
from ingest.match.matching import Matching, Undecided
from ingest.match.party_ids import name_groups
from ingest.match.score import LINKED
from ingest.match.waterfall import links
from ingest.survivorship import surviving_party

_AT_ONCE = 20_000
_SUREST = 0.95
_Item = TypeVar("_Item")


def resolution(
    store: GraphStore,
    matching: Matching,
    records: Mapping[RecordId, Record],
    *,
    priority: Sequence[str] = (),
    verdicts: Sequence[LinkVerdict] = (),
) -> Resolution:
    """Return what must be published so that the store says what `matching` says.

    records: every record that will be visible. A link is written anew when its party or the kind of
    its reasons changed, not when a weight moved a little because the book grew.
    """
    groups = _groups(matching, records)
    current = _current_links(store, [*records, *store.withdrawn()])
    parties = {record: link.party for record, link in current.items()}
    naming = name_groups(groups, parties, lambda ids: _moved_among(store, ids))
    made = (
        surviving_party(party, [records[each] for each in group], priority=priority)
        for party, group in zip(naming.ids, groups, strict=True)
    )
    linked = links(matching, groups, naming.ids)
    return Resolution(
        parties=list(_changed(store, made)),
        links=[each for each in linked if _told(current.get(each.record)) != _told(each)],
        closed=sorted(record for record in current if record not in records),
        moved=naming.moved,
        possible=list(_possible(matching, naming.ids)),
        verdicts=verdicts,
    )


def _groups(matching: Matching, records: Mapping[RecordId, Record]) -> list[list[RecordId]]:
    """Return the records of each group, rows before mentions, ascending."""
    by_target: dict[RecordId, list[RecordId]] = defaultdict(list)
    for mention, target in matching.keyed.items():
        by_target[target].append(mention)
    found = []
    for group in matching.groups:
        own = [record for member in group.members for record in matching.profiles[member].records]
        everyone = [*own, *(mention for record in own for mention in by_target.get(record, ()))]
        found.append(sorted(everyone, key=lambda record: (records[record].mention, record)))
    return found


def _current_links(store: GraphStore, records: Sequence[RecordId]) -> dict[RecordId, Link]:
    found: dict[RecordId, Link] = {}
    for some in _batches(iter(records)):
        found.update(store.links(some))
    return found


def _moved_among(store: GraphStore, ids: Sequence[PartyId]) -> set[PartyId]:
    found: set[PartyId] = set()
    for some in _batches(iter(ids)):
        found.update(each for each, known in store.parties(some).items() if isinstance(known, Moved))
    return found


def _changed(store: GraphStore, made: Iterator[Party]) -> Iterator[Party]:
    for some in _batches(made):
        known = store.parties([each.id for each in some])
        for each in some:
            stored = known.get(each.id)
            if not isinstance(stored, Party) or party_row(stored) != party_row(each):
                yield each


def _told(link: Link | None) -> object:
    return link and (link.party, link.decided_by, {each.code for each in link.reasons})


def _possible(matching: Matching, ids: Sequence[PartyId]) -> Iterator[PossibleMatch]:
    """Yield undecided pairs; reasons as seen from the first of the two in the match."""
    party_of = {group.members[0]: party for group, party in zip(matching.groups, ids, strict=True)}
    for each in matching.undecided:
        a, b = sorted((party_of[each.left], party_of[each.right]))
        yield PossibleMatch(a, b, _probability(each), each.match.reasons)


def _probability(pair: Undecided) -> float:
    """Return the posterior of `bits` with even odds at the weight that links rows, at most 0.95."""
    return round(min(_SUREST, 1.0 / (1.0 + exp2(LINKED - pair.bits))), 4)


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while some := list(islice(items, _AT_ONCE)):
        yield some
