"""Control groups: parties that one of them controls, and connected clients, who stand or fall together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.inputs import Inputs
from analytics.ownership.control import pairs, top_controllers
from analytics.ownership.stakes import Stakes
from analytics.ties.balance import Balance
from graph.arrays import I32, I64, starts
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot

DEPENDENT = 0.5
"""A supplier that sells so much of its revenue to one buyer depends on it (EBA/GL/2017/15, paragraph 23)."""


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """Every party is in one group, most alone in theirs.

    group (n,): number of each party's group. member (n,): parties by group and then ascending; those of
    group g are `start[g]:start[g + 1]`. head (groups,): who controls most of it, the first of equals.
    """

    group: I32
    member: I32
    start: I64
    head: I32

    def of(self, party: int) -> I32:
        """Return the members of a party's group, ascending, itself among them."""
        return self.members(int(self.group[party]))

    def members(self, group: int) -> I32:
        return self.member[self.start[group] : self.start[group + 1]]

    def head_of(self, party: int) -> int:
        return int(self.head[self.group[party]])

    @property
    def sizes(self) -> I64:
        return np.diff(self.start)


def control_groups(stakes: Stakes, also: Sequence[tuple[I32, I32]] = ()) -> Groups:
    """Join everybody with whom they control; `also` joins further pairs.

    O(stakes), and more only where firms are controlled twice, by shares above 100 %.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    found = pairs(stakes, top_controllers(stakes))
    near = np.concatenate([found.controller, *(each[0] for each in also)])
    far = np.concatenate([found.controlled, *(each[1] for each in also)])
    joined = coo_array((np.ones(len(near), np.int8), (near, far)), shape=(stakes.parties, stakes.parties))
    count, group = connected_components(joined, directed=False)
    member = np.argsort(group, kind="stable").astype(np.int32)
    reach = np.bincount(found.controller, minlength=stakes.parties)
    by_reach = np.lexsort((np.arange(stakes.parties), -reach, group))
    start = starts(np.bincount(group, minlength=count))
    return Groups(group.astype(np.int32), member, start, by_reach[start[:-1]].astype(np.int32))


def dependent_pairs(s: Snapshot, inputs: Inputs, share: float = DEPENDENT) -> tuple[I32, I32]:
    """Return (supplier, buyer) where sales to the buyer are `share` of the supplier's revenue or more.

    Only where both are known: neither money nor dependence is guessed.
    """
    supplies = s.relationships(RelationshipKind.SUPPLIES)
    revenue = Balance.of(s, inputs.calibration).revenue
    pair, place = np.unique(supplies.source.astype(np.int64) * len(s) + supplies.target, return_inverse=True)
    sold = np.bincount(place, np.nan_to_num(supplies.values["amount"]), len(pair))
    supplier, buyer = (pair // max(1, len(s))).astype(np.int32), (pair % max(1, len(s))).astype(np.int32)
    depends = sold >= share * np.nan_to_num(revenue[supplier], nan=np.inf)
    return supplier[depends], buyer[depends]
