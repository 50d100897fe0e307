"""The same ring over time: ids stay while at least half of the members do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from analytics.rings.ring import Ring, RingId
from graph.arrays import F64

SAME = 0.5


class Change(StrEnum):
    BORN = "born"
    SAME = "same"
    GREW = "grew"
    SHRANK = "shrank"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RingHistory:
    """The current rings under their lasting ids, in their order, and what became of each id."""

    rings: tuple[Ring, ...]
    changes: Mapping[RingId, Change]


def match_rings(previous: Sequence[Ring], current: Sequence[Ring]) -> RingHistory:
    """Give each current ring the id of the previous one it continues: one to one, most alike in all.

    Alike is Jaccard of the members, at least .5. The others keep the id they were minted with.
    """
    from scipy.optimize import linear_sum_assignment  # all of its solvers come along

    alike = _jaccard(previous, current)
    former = {
        int(now): previous[int(then)]
        for then, now in zip(*linear_sum_assignment(-alike), strict=True)
        if alike[then, now] >= SAME
    }
    rings, changes = [], dict.fromkeys((ring.id for ring in previous), Change.GONE)
    for place, ring in enumerate(current):
        kept = replace(ring, id=former[place].id) if place in former else ring
        changes[kept.id] = _change(former.get(place), ring)
        rings.append(kept)
    return RingHistory(tuple(rings), changes)


def _jaccard(previous: Sequence[Ring], current: Sequence[Ring]) -> F64:
    where: dict[str, list[int]] = {}
    for place, ring in enumerate(current):
        for member in ring.members:
            where.setdefault(member, []).append(place)
    common = np.zeros((len(previous), len(current)))
    for row, ring in enumerate(previous):
        for member in ring.members:
            common[row, where.get(member, [])] += 1
    sizes = [np.array([len(ring.members) for ring in rings], float) for rings in (previous, current)]
    alike: F64 = common / np.maximum(1.0, sizes[0][:, None] + sizes[1][None, :] - common)
    alike[alike < SAME] = 0.0
    return alike


def _change(former: Ring | None, now: Ring) -> Change:
    if former is None:
        return Change.BORN
    before, after = set(former.members), set(now.members)
    if before == after:
        return Change.SAME
    if before < after:
        return Change.GREW
    return Change.SHRANK if after < before else Change.CHANGED
