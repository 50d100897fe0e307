"""Owners and groups of a Book: made when first asked for, and remembered."""

from dataclasses import dataclass, field
from functools import cached_property

from analytics.inputs import Inputs
from analytics.ownership.answer import Holders, Ownership
from analytics.ownership.concentration import Concentration, concentration
from analytics.ownership.groups import Groups, control_groups, dependent_pairs
from analytics.parties import with_role
from analytics.ties.exposures import exposures
from graph.model import Role
from graph.snapshot import Snapshot

_REMEMBERED = 200


@dataclass(frozen=True, eq=False)
class Owners:
    """Who owns and controls whom in one Book, and what that means for what is at stake."""

    snapshot: Snapshot
    settings: Inputs
    _told: dict[int, Ownership] = field(default_factory=dict[int, Ownership], repr=False)

    @cached_property
    def holders(self) -> Holders:
        return Holders.of(self.snapshot)

    @cached_property
    def connected(self) -> Groups:
        """The groups of connected clients: under one control, or living on one buyer."""
        depends = dependent_pairs(self.snapshot, self.settings)
        return control_groups(self.holders.stakes, also=[depends])

    def of(self, position: int) -> Ownership:
        """Return the owners and holdings of the party at this position; the answer is remembered."""
        known = self._told.get(position)
        if known is None:
            known = self.holders.ownership(position)
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            self._told[position] = known
        return known

    def concentration(self, *, dependence: bool = False) -> Concentration:
        """Return what the `house` has at stake by control group, or by group of connected clients."""
        return self._of_connected if dependence else self._of_controlled

    @cached_property
    def _of_controlled(self) -> Concentration:
        return self._concentrated(self.holders.groups)

    @cached_property
    def _of_connected(self) -> Concentration:
        return self._concentrated(self.connected)

    def _concentrated(self, groups: Groups) -> Concentration:
        house = with_role(self.snapshot, Role.HOUSE)
        return concentration(groups, exposures(self.snapshot, self.settings), house)
