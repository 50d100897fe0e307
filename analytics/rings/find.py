"""Rings of a snapshot: rare shared identifiers, bundles, groups, log-odds."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from analytics.inputs import RingInputs
from analytics.rings.candidates import candidates
from analytics.rings.identity import RingHistory, match_rings
from analytics.rings.links import links
from analytics.rings.rank import probability, terms, typology
from analytics.rings.ring import EvidenceEdge, Ring, mint_ring_id
from analytics.rings.suspects import Suspects, Watcher
from graph.snapshot import Snapshot

__all__ = ["Ring", "RingHistory", "find_rings", "match_rings"]


def find_rings(s: Snapshot, inputs: RingInputs) -> Sequence[Ring]:
    """Return the rings that alert, most probable first; equal snapshots give equal rings."""
    found = links(s, inputs)
    watcher = Watcher(s, found)
    rings = []
    for members, membership in candidates(found, len(s), inputs):
        group = watcher.suspects(members)
        told, innocent = terms(group, inputs)
        chance = probability(told)
        if chance >= inputs.threshold:
            rings.append(
                Ring(
                    id=mint_ring_id(group.ids),
                    typology=typology(group),
                    members=group.ids,
                    membership=tuple(membership.tolist()),
                    probability=chance,
                    terms=told,
                    innocent=innocent,
                    edges=tuple(_edges(group)),
                )
            )
    return sorted(rings, key=lambda ring: (-ring.probability, ring.id))


def _edges(group: Suspects) -> Iterator[EvidenceEdge]:
    """Yield every two members that share an identifier."""
    ids = dict(zip(group.members, group.ids, strict=True))
    for shared in group.shared:
        for a, b in combinations(shared.holders, 2):
            yield EvidenceEdge(ids[a], ids[b], shared.identifier, shared.weight)
