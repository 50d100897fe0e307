"""What a writer hands to a store: batches of rows, and resolutions that make them visible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, NewType

from graph.model import Contract, Event, Holding, Lawsuit, Party, Record, Tender
from graph.relationships import Relationship
from graph.values import LoadId, PartyId, RecordId, Sha256, StoreVersion

FencingToken = NewType("FencingToken", int)
"""Rises by one with each lease; a write with an older one is refused."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    name: str
    sha256: Sha256
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class LoadManifest:
    """What is being loaded. Two equal manifests are the same load: the second resumes the first.

    `replace` closes, on finish, this source's rows that the load did not bring again.
    """

    source: str
    files: tuple[FileDigest, ...]
    mapping: Sha256
    replace: bool = False


@dataclass(frozen=True, slots=True)
class LoadState:
    """A load as the store knows it. `version` is None until it was published."""

    id: LoadId
    manifest: LoadManifest
    started_at: datetime
    finished_at: datetime | None
    version: StoreVersion | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows to write together, see `GraphStore.write`. Ends must be in the store or in the batch."""

    records: Sequence[Record] = ()
    holdings: Sequence[Holding] = ()
    contracts: Sequence[Contract] = ()
    lawsuits: Sequence[Lawsuit] = ()
    tenders: Sequence[Tender] = ()
    events: Sequence[Event] = ()
    relationships: Sequence[Relationship] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a call added, changed (a new version), left as they were, and closed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.closed + other.closed,
        )


@dataclass(frozen=True, slots=True)
class LinkReason:
    """Why a record belongs to its party: a stable code, the two values compared, a weight in bits."""

    code: str
    weight: float
    left: str | None = None
    right: str | None = None
    other: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`record` RESOLVED_TO `party`. `weight` in bits, `decided_by` rule, model or person."""

    record: RecordId
    party: PartyId
    weight: float
    decided_by: str
    reasons: tuple[LinkReason, ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Two parties that may be one; `probability` in [0, 1]. It transmits nothing."""

    a: PartyId
    b: PartyId
    probability: float
    reasons: tuple[LinkReason, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """A person's word on two records: the same actor, or not. Later resolutions obey it."""

    a: RecordId
    b: RecordId
    same: bool
    by: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """One publication; also what an undo produces.

    parties: new ones and those whose fields changed, whole. links: each record's new party (its
    former link is closed). closed: records that lose their link without a new one. moved: party ids
    that cease to be, with their successors; an id that comes back among `parties` is no longer moved.
    possible: every undecided pair as of now; it replaces the former list. verdicts: new ones only.
    """

    parties: Sequence[Party] = ()
    links: Sequence[Link] = ()
    closed: Sequence[RecordId] = ()
    moved: Mapping[PartyId, tuple[PartyId, ...]] = field(default_factory=dict[PartyId, tuple[PartyId, ...]])
    possible: Sequence[PossibleMatch] = ()
    verdicts: Sequence[LinkVerdict] = ()


class KnownRow(NamedTuple):
    """A row of a file that a store has as it is: the mark of its key, and how many rows it made."""

    mark: int
    rows: int
