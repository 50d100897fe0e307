"""Everything computed from one snapshot, side by side: what scores and explanations are read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from analytics.freshness import newest_day
from analytics.inputs import Inputs
from analytics.local.standing import Standing
from analytics.losses import DebtorExposures
from analytics.measures import Basis, Contagion, OwnRisk, Transmission
from analytics.network_pd.contributions import Inflow
from analytics.own.facts import Facts
from analytics.own.indicators import watchlist
from analytics.own.scorecard import indicator_points
from analytics.parties import with_role
from analytics.rings.ring import Ring
from analytics.ties.exposures import exposures
from graph.arrays import F64, Mask, positions_in
from graph.model import Role
from graph.snapshot import Snapshot

_CERTAIN = 0.999
_DOUBT_OF_DEFAULTS = 0.3
"""Part of the confidence that is lost where all network risk stands on default rates."""


@dataclass(frozen=True, eq=False)
class Solution:
    """Own risk, ties, contagion and rings of a snapshot; derived indexes are made when first asked for."""

    snapshot: Snapshot
    inputs: Inputs
    own: OwnRisk
    ties: Transmission
    contagion: Contagion
    rings: Sequence[Ring]

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.snapshot, self.inputs)

    @cached_property
    def inflow(self) -> Inflow:
        """Transmissions by head."""
        return Inflow.of(self.contagion, self.ties)

    @cached_property
    def standing(self) -> Standing:
        """What every party sends, to follow a change from; seconds at a million parties."""
        return Standing.of(self.own, self.ties, start=self.contagion)

    @cached_property
    def exposures(self) -> DebtorExposures:
        """Money at stake by debtor."""
        return DebtorExposures.of(exposures(self.snapshot, self.inputs), len(self.snapshot))

    @cached_property
    def house(self) -> Mask:
        """Which parties are our own firms, (n,)."""
        return with_role(self.snapshot, Role.HOUSE)

    @cached_property
    def known(self) -> Mask:
        """Whether each indicator of the scorecard is known of each party, (n, k)."""
        answered = [indicator_points(self.facts, each)[1] for each in self.inputs.card.indicators]
        return np.stack(answered, 1) if answered else np.empty((len(self.snapshot), 0), np.bool_)

    @cached_property
    def listed(self) -> Mask:
        """Which parties a watch list speaks of, (n,)."""
        return watchlist(self.facts) > 0

    @cached_property
    def confidence(self) -> F64:
        """Confidence of each party in [0, 1], (n,), lowered by hazard that stands on default rates."""
        hazard, parties = self.contagion.edge_hazard, len(self.snapshot)
        guessed = np.bincount(self.ties.target, hazard * (self.ties.basis == Basis.DEFAULT), parties)
        return self.own.confidence * (1.0 - _DOUBT_OF_DEFAULTS * guessed / self.inflow.hazard)

    @cached_property
    def newest_day(self) -> F64:
        """The newest day that a row behind each party speaks of, (n,); see `freshness.newest_day`."""
        return newest_day(self.snapshot)

    @cached_property
    def ring_of(self) -> Mapping[int, tuple[Ring, float]]:
        """The ring that weighs most for each member, by position, with its P(ring) · membership."""
        found: dict[int, tuple[Ring, float]] = {}
        for ring in self.rings:
            for position, membership in zip(self._positions(ring), ring.membership, strict=True):
                weight = ring.probability * membership
                if position >= 0 and weight > found.get(position, (ring, 0.0))[1]:
                    found[position] = ring, weight
        return found

    @cached_property
    def fraud_hazard(self) -> F64:
        """-ln(1 - P(ring) · membership) of each party, (n,); 0 outside of rings."""
        weight = np.zeros(len(self.snapshot))
        for position, (_, heaviest) in self.ring_of.items():
            weight[position] = min(heaviest, _CERTAIN)
        return -np.log1p(-weight)

    def _positions(self, ring: Ring) -> list[int]:
        found: list[int] = positions_in(
            pa.array(ring.members, pa.string()), self.snapshot.parties["key"]
        ).tolist()
        return found
