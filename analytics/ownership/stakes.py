"""Who holds how much of whom, directly: one stake for each owner and owned, within bounds."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.arrays import F64, I32, I64, starts
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot, Way


@dataclass(frozen=True, eq=False)
class Stakes:
    """Direct stakes, k of them, ascending by owner and then by owned, among n parties.

    owner, owned (k,): parties. low, high (k,): the share in [0, 1] lies between them; equal where it is
    known. whole (n,): what all owners of a party are told to hold, by the low ends; above 1 where the
    data say too much.
    """

    owner: I32
    owned: I32
    low: F64
    high: F64
    whole: F64

    @classmethod
    def of(cls, s: Snapshot) -> "Stakes":
        """Take the stakes that are valid on the snapshot's day. O(ties · log ties).

        Several rows for one owner and owned add up. Ties of a party with itself are left out by the snapshot.
        """
        edges = s.relationships(RelationshipKind.OWNS)
        shares = edges.values["share_low"], edges.values["share_high"]
        return cls.between(edges.source, edges.target, *shares, parties=len(s))

    @classmethod
    def between(cls, owner: I32, owned: I32, low: F64, high: F64, *, parties: int) -> "Stakes":
        """Add up rows (m,) for the same owner and owned; NaN is a share that nobody knows.

        Such a one lies between nothing and what the others leave of a whole; no high end goes beyond that.
        """
        pairs, place = np.unique(owner.astype(np.int64) * parties + owned, return_inverse=True)
        surely = added_up(place, np.nan_to_num(low), len(pairs))
        told = added_up(place, np.where(np.isnan(high), np.inf, high), len(pairs))
        near, far = (pairs // max(1, parties)).astype(np.int32), (pairs % max(1, parties)).astype(np.int32)
        whole = added_up(far, surely, parties)
        likely = np.minimum(told, surely + np.maximum(0.0, 1.0 - whole[far]))
        return cls(near, far, surely, np.maximum(surely, likely), whole)

    def __len__(self) -> int:
        return len(self.owner)

    @property
    def parties(self) -> int:
        return len(self.whole)

    @property
    def exact(self) -> bool:
        """Say whether every share is known."""
        return bool(np.array_equal(self.low, self.high))

    @property
    def left(self) -> F64:
        """Return what of each party nobody is told to hold, (n,), at least 0."""
        return np.maximum(0.0, 1.0 - self.whole)

    @cached_property
    def out(self) -> I64:
        """Where the stakes of each owner begin, and where the last ends, (n + 1,)."""
        return starts(np.bincount(self.owner, minlength=self.parties))

    @cached_property
    def into(self) -> I64:
        """Where the stakes in each owned party begin in `by_owned`, and where the last ends, (n + 1,)."""
        return starts(np.bincount(self.owned, minlength=self.parties))

    @cached_property
    def by_owned(self) -> I64:
        """Places of the stakes by owned and then by owner, (k,)."""
        return np.argsort(self.owned, kind="stable").astype(np.int64)

    @cached_property
    def owner_by_owned(self) -> I32:
        """The owners of `by_owned`, (k,)."""
        return self.owner[self.by_owned]

    def held_by(self, owner: int) -> slice:
        """Return the places of the stakes of an owner."""
        return slice(int(self.out[owner]), int(self.out[owner + 1]))

    def held_in(self, owned: int) -> I64:
        """Return the places of the stakes in a party."""
        return self.by_owned[self.into[owned] : self.into[owned + 1]]


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """Stakes among some parties only, which are numbered anew: party i of `stakes` is `party[i]`, ascending.

    `stakes.whole` is still that of all owners, so what others hold is not free to be held.
    """

    party: I32
    stakes: Stakes

    def place(self, party: int) -> int:
        """Return the new number of a party that is in this part."""
        return int(np.searchsorted(self.party, party))


def above(stakes: Stakes, party: int) -> Part:
    """Return a party with all that own it over whatever chain. O(n + their stakes)."""
    from analytics.kernels.components import reached  # numba takes longer than to read a Book

    nodes = np.sort(reached(stakes.into, stakes.owner_by_owned, np.array([party])))
    return _part(stakes, nodes, stakes.by_owned[_ranges(stakes.into, nodes)])


def below(stakes: Stakes, party: int) -> Part:
    """Return a party with all that it owns over whatever chain. O(n + their stakes)."""
    from analytics.kernels.components import reached

    nodes = np.sort(reached(stakes.out, stakes.owned, np.array([party])))
    return _part(stakes, nodes, _ranges(stakes.out, nodes))


def _part(stakes: Stakes, nodes: I32, places: I64) -> Part:
    kept = np.sort(places)
    ends = stakes.owner[kept], stakes.owned[kept]
    owner, owned = (np.searchsorted(nodes, end).astype(np.int32) for end in ends)
    return Part(nodes, Stakes(owner, owned, stakes.low[kept], stakes.high[kept], stakes.whole[nodes]))


def _ranges(start: I64, nodes: I32) -> I64:
    """Return all places between `start[i]` and `start[i + 1]` for these nodes."""
    count = start[nodes + 1] - start[nodes]
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    found: I64 = np.repeat(start[nodes], count) + step
    return found


def added_up(where: I32 | I64, amount: F64, count: int) -> F64:
    """Return the sum of the amounts (m,) that belong to each of `count` places, (count,)."""
    return np.bincount(where, amount, count).astype(np.float64)


def stake_rows(s: Snapshot, owner: int, owned: int) -> list[int]:
    """Return the rows of `Snapshot.ties` that tell a direct stake."""
    edges, ways = s.relationships(RelationshipKind.OWNS), s.csr(RelationshipKind.OWNS, Way.OUT)
    mine = slice(int(ways.indptr[owner]), int(ways.indptr[owner + 1]))
    rows: list[int] = edges.row[ways.data[mine][ways.indices[mine] == owned]].tolist()
    return rows
