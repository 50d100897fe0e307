"""The reasons behind a score: own findings, paths of distress, fraud; their points sum to the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from analytics.inputs import Category
from graph.relationships import RelationshipKey
from graph.values import FactId, PartyId, RecordId

LITTLE_KNOWN, BASE_RATE, FURTHER, FRAUD = "little_known", "base_rate", "further_network", "fraud_ring"


class Grade(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a score. `code` is stable; `wording.text` makes a sentence of it and `values`.

    path: from the cause to the party itself, which stands alone for its own findings. relationships
    and records (or facts): what is behind it. delta_if_removed: by how many points the score would
    fall without it (a path: without the tie at its end), None where that has no meaning.
    """

    code: str
    category: Category
    points: float
    path: tuple[PartyId, ...]
    relationships: tuple[RelationshipKey, ...]
    records: tuple[RecordId | FactId, ...]
    values: Mapping[str, str | float]
    delta_if_removed: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """Points of the reasons, largest first, sum to `value` in [0, 100)."""

    party: PartyId
    value: float
    grade: Grade
    confidence: float
    rated: bool
    reasons: tuple[Reason, ...]
