"""An applicant's identifiers against the rings of a Book, without looking for rings again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.rings.ring import Ring, RingId
from graph.model import Identifier, IdentifierKind
from graph.snapshot import Snapshot
from graph.values import PartyId


@dataclass(frozen=True, slots=True)
class RingAttachment:
    """What ties an applicant to a ring: the shared identifiers and who holds them.

    membership in (0, 1]: weight of the shared identifiers against that of a member in the middle.
    """

    ring: RingId
    probability: float
    membership: float
    identifiers: tuple[Identifier, ...]
    members: tuple[PartyId, ...]


@dataclass(frozen=True, eq=False)
class RingIndex:
    """Which identifiers stand behind which rings: identifier -> (place of the ring, weight, holders)."""

    rings: tuple[Ring, ...]
    behind: Mapping[Identifier, Sequence[tuple[int, float, frozenset[PartyId]]]]

    @classmethod
    def of(cls, rings: Sequence[Ring], s: Snapshot) -> "RingIndex":
        """Index the evidence of the rings of a snapshot."""
        behind: dict[Identifier, list[tuple[int, float, frozenset[PartyId]]]] = {}
        for place, ring in enumerate(rings):
            held: dict[int, set[PartyId]] = {}
            weight = {edge.identifier: edge.weight for edge in ring.edges}
            for edge in ring.edges:
                held.setdefault(edge.identifier, set()).update((edge.a, edge.b))
            for row, holders in held.items():
                found = Identifier(
                    IdentifierKind(s.identifiers["kind"][row].as_py()), s.identifiers["value"][row].as_py()
                )
                behind.setdefault(found, []).append((place, weight[row], frozenset(holders)))
        return cls(tuple(rings), behind)


def attach(holdings: Sequence[Identifier], index: RingIndex) -> Sequence[RingAttachment]:
    """Return the rings that share an identifier with the applicant, by falling P(ring) · membership."""
    shared: dict[int, list[tuple[Identifier, float, frozenset[PartyId]]]] = {}
    for identifier in dict.fromkeys(holdings):
        for place, weight, holders in index.behind.get(identifier, ()):
            shared.setdefault(place, []).append((identifier, weight, holders))
    found = [_attachment(index.rings[place], parts) for place, parts in shared.items()]
    return sorted(found, key=lambda each: (-each.probability * each.membership, each.ring))


def _attachment(ring: Ring, parts: Sequence[tuple[Identifier, float, frozenset[PartyId]]]) -> RingAttachment:
    strength: dict[PartyId, float] = dict.fromkeys(ring.members, 0.0)
    for edge in ring.edges:
        strength[edge.a] += edge.weight
        strength[edge.b] += edge.weight
    middle = sorted(strength.values())[len(strength) // 2]
    mine = sum(weight * len(holders) for _, weight, holders in parts)
    return RingAttachment(
        ring=ring.id,
        probability=ring.probability,
        membership=min(1.0, mine / middle) if middle > 0 else 1.0,
        identifiers=tuple(identifier for identifier, _, _ in parts),
        members=tuple(sorted(frozenset[PartyId]().union(*(holders for _, _, holders in parts)))),
    )
