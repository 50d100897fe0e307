"""What the indicators look at: the snapshot, the settings, and what both of them imply once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analytics.contracts import Gap, gaps
from analytics.inputs import Inputs
from analytics.parties import epoch_day
from analytics.same_facts import lawsuits_that_count
from analytics.ties.lawsuits import losing
from graph.arrays import F64, I64, equals, numbers
from graph.model import EventKind
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot


@dataclass(frozen=True)
class Facts:
    """A snapshot read with the settings of a run; derived parts are made when first asked for."""

    snapshot: Snapshot
    inputs: Inputs
    answers: dict[str, F64] = field(default_factory=dict[str, F64], repr=False, compare=False)
    """Numbers of all parties that somebody asked for, by indicator; kept for the next one who asks."""

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap of every contract."""
        return gaps(self.snapshot, self.inputs.clauses)

    @cached_property
    def gaps_of(self) -> Mapping[int, Sequence[Gap]]:
        """The gaps in the contracts of each party that has any, by position."""
        found: dict[int, list[Gap]] = {}
        for gap in self.gaps:
            for party in gap.parties:
                found.setdefault(party, []).append(gap)
        return found

    @cached_property
    def loss(self) -> F64:
        """Probability that each lawsuit is lost, (l,); a judgment fades with the half-life of lawsuits.

        One that is filed after the day of the snapshot is none yet, nor does one count that another
        source tells as well (`same_facts`).
        """
        card = self.inputs.scorecard
        chance, judged = losing(self.snapshot, card.lawsuits)
        filed = numbers(self.snapshot.facts(Table.LAWSUITS)["filed"])
        faded = np.where(judged > 0, chance * self._faded(filed, card.lawsuit_half_life_days), chance)
        counts = lawsuits_that_count(self.snapshot) & ~(filed > epoch_day(self.snapshot))
        return np.where(counts, faded, 0.0)

    @cached_property
    def severity(self) -> F64:
        """Severity of each event in [0, 1], (e,), halved every half-life; undated ones as if of today."""
        events = self.snapshot.facts(Table.EVENTS)
        half_life = self.inputs.scorecard.event_half_life_days
        return numbers(events["severity"]) * self._faded(numbers(events["at"]), half_life)

    def about(self, kind: EventKind) -> I64:
        """Return the edge numbers of ABOUT whose event is of this kind and not of a later day."""
        events = self.snapshot.facts(Table.EVENTS)
        chosen = equals(events["kind"], kind.value) & ~(numbers(events["at"]) > epoch_day(self.snapshot))
        return np.flatnonzero(chosen[self.snapshot.relationships(RelationshipKind.ABOUT).source])

    def _faded(self, day: F64, half_life: float) -> F64:
        age = np.clip(epoch_day(self.snapshot) - day, 0, None)
        faded: F64 = 0.5 ** (np.where(np.isnan(age), 0.0, age) / half_life)
        return faded
