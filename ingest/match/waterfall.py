"""Why each record belongs to its party: the evidence behind every link, strongest first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.changes import Link, LinkReason
from graph.values import PartyId, RecordId
from ingest.match.matching import Group, Matching
from ingest.match.profile import source_key
from ingest.match.score import Match

_BY_KEY = 30.0


def links(matching: Matching, groups: Sequence[Sequence[RecordId]], ids: Sequence[PartyId]) -> Iterator[Link]:
    """Yield the link of every record, group by group.

    decided_by: `alone` (nothing else speaks of its party), `evidence`, `wording` (a bare name written
    exactly like another), `source_key`, `person`. Weight in bits, 0 where it stands alone.
    """
    told = _told_same(matching)
    for group, records, party in zip(matching.groups, groups, ids, strict=True):
        evidence = _evidence(matching, group)
        for record in records:
            decided_by, reasons = _why(record, matching, evidence, told)
            yield Link(record, party, round(sum(each.weight for each in reasons), 2), decided_by, reasons)


def _why(
    record: RecordId,
    matching: Matching,
    evidence: Mapping[RecordId, tuple[LinkReason, ...]],
    told: Mapping[RecordId, RecordId],
) -> tuple[str, tuple[LinkReason, ...]]:
    if record in matching.keyed:
        target = matching.keyed[record]
        key = source_key(target)[1]
        return "source_key", (LinkReason("same_source_key", _BY_KEY, key, key, target),)
    if record in told:
        return "person", (LinkReason("told_same", _BY_KEY, other=told[record]), *evidence.get(record, ()))
    reasons = evidence.get(record, ())
    if not reasons:
        return "alone", ()
    return ("wording" if reasons[0].code == "same_wording" else "evidence"), reasons


def _evidence(matching: Matching, group: Group) -> Mapping[RecordId, tuple[LinkReason, ...]]:
    """Return the reasons of each record of a group: those of its strongest match."""
    matches: dict[int, list[Match]] = defaultdict(list)
    for each in sorted(group.matches, key=lambda match: -match.weight):
        matches[each.left].append(each)
        matches[each.right].append(each)
    found: dict[RecordId, tuple[LinkReason, ...]] = {}
    for member in group.members:
        profile = matching.profiles[member]
        strongest = matches[member][:1]
        reasons = tuple(reason for each in strongest for reason in _seen_from(matching, each, member))
        for record in profile.records:
            found[record] = reasons
        if not reasons:
            same = LinkReason("same_wording", _BY_KEY, other=profile.records[0])
            found.update(dict.fromkeys(profile.records[1:], (same,)))
    return found


def _seen_from(matching: Matching, match: Match, member: int) -> Iterator[LinkReason]:
    if member == match.left:
        yield from match.reasons
        return
    other = matching.profiles[match.left].id
    for each in match.reasons:
        yield replace(each, left=each.right, right=each.left, other=other)


def _told_same(matching: Matching) -> Mapping[RecordId, RecordId]:
    """Return the records that a person put together, each with one other of its group."""
    found: dict[RecordId, RecordId] = {}
    for a, b in sorted(matching.word.same):
        found.setdefault(a, b)
        found.setdefault(b, a)
    return found
