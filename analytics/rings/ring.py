"""A ring of identities: who belongs to it, what speaks for it and what against."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from graph.values import PartyId

RingId = NewType("RingId", str)


class Typology(StrEnum):
    RECOMBINED = "recombined_identities"
    STRONG_STAR = "strong_id_star"
    FORGED = "synthetic_or_forged"
    BURST = "registration_burst"
    SHARED = "shared_identifiers"


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the log-odds of a ring: positive speaks for it. `values` are what a sentence needs."""

    code: str
    value: float
    values: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class EvidenceEdge:
    """Two members have an identifier (row of `Snapshot.identifiers`); `weight` > 0, larger if rarer."""

    a: PartyId
    b: PartyId
    identifier: int
    weight: float


@dataclass(frozen=True, slots=True)
class Ring:
    """`terms` (`innocent` among them, the best harmless explanation) sum to the log-odds of `probability`.

    members ascend; membership, one in (0, 1] for each, says how firmly a member hangs with the others.
    """

    id: RingId
    typology: Typology
    members: tuple[PartyId, ...]
    membership: tuple[float, ...]
    probability: float
    terms: tuple[Term, ...]
    innocent: Term
    edges: tuple[EvidenceEdge, ...]


def mint_ring_id(members: tuple[PartyId, ...]) -> RingId:
    """Return the id of a ring that begins with these members."""
    digest = hashlib.sha256("\x1f".join(sorted(members)).encode()).hexdigest()
    return RingId(f"r_{digest[:12]}")
