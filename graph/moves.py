"""Moved ids of parties, followed to who stands for them now."""

from collections.abc import Callable, Mapping, Sequence

from graph.errors import PartyNotFound
from graph.model import Moved, Party
from graph.values import PartyId

MOST_MOVES = 100
"""How long a chain of merges is followed."""


def followed(
    party: PartyId, parties: Callable[[Sequence[PartyId]], Mapping[PartyId, Party | Moved]]
) -> PartyId:
    """Return the id that stands for `party` now: itself, or its only successor.

    parties: what an id is, as `GraphStore.parties` tells it.

    Raises
    ------
    PartyNotFound
        When nobody has it, or it went to several.
    """
    for _ in range(MOST_MOVES):
        found = parties([party]).get(party)
        if isinstance(found, Party):
            return party
        if found is None or len(found.into) != 1:
            break
        party = found.into[0]
    raise PartyNotFound(f"No party has the id {party}; search for it by name")
