"""All party-party ties as one undirected CSR."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.arrays import I32, I64, U8, Mask, frozen, starts
from graph.relationships import PARTY_KINDS, RelationshipKind
from graph.snapshot import Snapshot

HUB_TIES = 150
KINDS = tuple(sorted(PARTY_KINDS))


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """Ties of party i are `start[i]:start[i + 1]`, each tie stands at both of its ends.

    start (n + 1,); neighbour (2m,): the other end; row (2m,): row of `Snapshot.ties`, ascending
    within a party; kind (2m,): place in `KINDS`; degree (n,): ties of a party, parallel ones included.
    """

    start: I64
    neighbour: I32
    row: I64
    kind: U8
    degree: I64

    @classmethod
    def of(cls, s: Snapshot) -> "Network":
        """Join the ties of all kinds that tie a party to a party; O(m log m)."""
        tables = [s.relationships(kind) for kind in KINDS]
        source = np.concatenate([edges.source for edges in tables])
        target = np.concatenate([edges.target for edges in tables])
        row = np.concatenate([edges.row for edges in tables])
        kind = np.repeat(np.arange(len(KINDS), dtype=np.uint8), [len(edges) for edges in tables])
        near = np.concatenate([source, target])
        order = np.lexsort((np.tile(row, 2), near))
        degree = np.bincount(near, minlength=len(s)).astype(np.int64)
        return cls(
            start=frozen(starts(degree)),
            neighbour=frozen(np.concatenate([target, source])[order].astype(np.int32)),
            row=frozen(np.tile(row, 2)[order].astype(np.int64)),
            kind=frozen(np.tile(kind, 2)[order]),
            degree=frozen(degree),
        )

    def __len__(self) -> int:
        return len(self.degree)

    def is_hub(self, position: int) -> bool:
        return bool(self.degree[position] > HUB_TIES)

    def hubs(self, positions: I64) -> Mask:
        """Return which of these parties are hubs."""
        return np.asarray(self.degree[positions] > HUB_TIES, np.bool_)

    def around(self, positions: I64, kinds: Collection[RelationshipKind] | None = None) -> tuple[I64, I64]:
        """Return (which of `positions` by its place, entry of `neighbour`) for every tie of these parties."""
        count = self.degree[positions]
        whose = np.repeat(np.arange(len(positions)), count)
        step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        entry = self.start[positions][whose] + step
        if kinds is not None:
            wanted = np.array([kind in kinds for kind in KINDS])
            keep = wanted[self.kind[entry]]
            whose, entry = whose[keep], entry[keep]
        return whose.astype(np.int64), entry.astype(np.int64)

    def counts(self, position: int) -> dict[RelationshipKind, int]:
        """Return how many ties of each kind a party has; kinds without one are left out."""
        mine = np.bincount(self.kind[self.start[position] : self.start[position + 1]], minlength=len(KINDS))
        return {kind: int(count) for kind, count in zip(KINDS, mine, strict=True) if count}
