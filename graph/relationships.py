"""Directed relationships and the natural keys that keep a changed amount from becoming a second tie."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from graph.model import Origin
from graph.values import FactId, Interval, Money, RecordId, Share

RelationshipKey = NewType("RelationshipKey", str)
"""A stable id of a relationship: a hash of everything but its measures."""


class NodeKind(StrEnum):
    RECORD = "record"
    CONTRACT = "contract"
    LAWSUIT = "lawsuit"
    TENDER = "tender"
    EVENT = "event"


class RelationshipKind(StrEnum):
    """Direction is the direction of the words: `a SUPPLIES b`."""

    SUPPLIES = "SUPPLIES"
    PARTNERS_WITH = "PARTNERS_WITH"
    GUARANTEES = "GUARANTEES"
    OWNS = "OWNS"
    OFFICER_OF = "OFFICER_OF"
    OWES = "OWES"
    TRANSFERRED = "TRANSFERRED"
    SIGNED = "SIGNED"
    PLAINTIFF_IN = "PLAINTIFF_IN"
    DEFENDANT_IN = "DEFENDANT_IN"
    BID_IN = "BID_IN"
    ABOUT = "ABOUT"


ENDS: Mapping[RelationshipKind, tuple[NodeKind, NodeKind]] = {
    RelationshipKind.SUPPLIES: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.PARTNERS_WITH: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.GUARANTEES: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.OWNS: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.OFFICER_OF: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.OWES: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.TRANSFERRED: (NodeKind.RECORD, NodeKind.RECORD),
    RelationshipKind.SIGNED: (NodeKind.RECORD, NodeKind.CONTRACT),
    RelationshipKind.PLAINTIFF_IN: (NodeKind.RECORD, NodeKind.LAWSUIT),
    RelationshipKind.DEFENDANT_IN: (NodeKind.RECORD, NodeKind.LAWSUIT),
    RelationshipKind.BID_IN: (NodeKind.RECORD, NodeKind.TENDER),
    RelationshipKind.ABOUT: (NodeKind.EVENT, NodeKind.RECORD),
}
PARTY_KINDS = frozenset(kind for kind, ends in ENDS.items() if ends == (NodeKind.RECORD, NodeKind.RECORD))
"""The kinds that tie a party to a party."""


class Terms(NamedTuple):
    """The measures of a relationship; which of them mean something depends on its kind.

    amount: a year for SUPPLIES, outstanding for OWES, guaranteed, transferred, bid.
    overdue, days_overdue, as_of: OWES. share: OWNS. substitutability in [0, 1] and essential: SUPPLIES.
    at: TRANSFERRED and BID_IN (UTC where the source had no zone). won: BID_IN.
    """

    amount: Money | None = None
    overdue: Money | None = None
    days_overdue: int | None = None
    as_of: date | None = None
    share: Share | None = None
    essential: bool | None = None
    substitutability: float | None = None
    at: datetime | None = None
    won: bool | None = None


@dataclass(frozen=True, slots=True)
class Relationship:
    """A directed tie, one row of one source. Its ends are records or facts, never parties.

    The party at an end is whoever that record resolves to, so a merge or an undo re-points it.
    `subject` tells parallel ties apart: product, contract role, officer's role, kind of partnership.
    """

    key: RelationshipKey
    kind: RelationshipKind
    source: RecordId | FactId
    target: RecordId | FactId
    reported_by: str
    origin: Origin
    subject: str | None = None
    when: Interval = Interval()
    terms: Terms = Terms()


def relationship_key(
    kind: RelationshipKind, reported_by: str, *natural: str | date | None
) -> RelationshipKey:
    """Return the key for these natural parts: ends as the row gives them, subject, since, occurrence."""
    parts = [part if type(part) is str else "" if part is None else str(part) for part in natural]
    text = "\x1f".join((kind._value_, reported_by, *parts))
    return RelationshipKey(hashlib.sha256(text.encode()).hexdigest()[:32])
