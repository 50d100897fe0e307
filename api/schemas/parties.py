"""Parties, their scores and the reasons, down to the rows of files."""

from datetime import date, datetime
from typing import Literal, TypeAlias

from pydantic import BaseModel

from api.schemas.money import PartyMoneyOut
from api.schemas.network import Grade
from api.schemas.plain import Bilingual, OriginOut, StepOut

BasisName: TypeAlias = Literal["measured", "default"]


class VersionsOut(BaseModel):
    """What an answer rests on: Book, program, model of own risk and constants of transmission.

    The last two are named by the hash of their file.
    """

    book: str
    engine: str
    model: str
    constants: str


class ContagionOut(BaseModel):
    """How the network PDs of a Book were solved.

    radius: spectral radius of the rates, a diagnostic: above 1, circles of ties feed themselves. residual:
    the largest change of a factor in the last sweep.
    """

    sweeps: int
    residual: float
    radius: float


class BookOut(BaseModel):
    """What is being read. `pending` says that a newer load or refresh is under way."""

    id: str
    versions: VersionsOut
    store_version: int
    built_at: datetime
    valid_on: date
    currency: str
    parties: int
    rated: int
    relationships: int
    grades: dict[str, int]
    rings: int
    contagion: ContagionOut
    pending: bool


class ReasonOut(BaseModel):
    """Points of all reasons sum to the score. `path` runs from the cause to the party itself.

    basis: what the transmission along the path stands on, "default" if one of its ties has no amounts.
    """

    code: str
    category: str
    points: float
    text: Bilingual
    path: list[StepOut]
    relationships: list[str]
    origins: list[OriginOut]
    basis: BasisName | None
    delta_if_removed: float | None


class PartyRow(BaseModel):
    """A line of the portfolio. `standalone_pd`, `network_pd` in [0, 1]; `score` in [0, 100].

    data_age_days: of the newest row behind the party, on the Book's day; None where no row says a day.
    """

    id: str
    name: str
    kind: Literal["company", "person", "unknown"]
    roles: list[str]
    rated: bool
    grade: Grade | None
    score: float | None
    standalone_pd: float
    network_pd: float
    confidence: float
    data_age_days: int | None
    top_reason: Bilingual | None
    versions: VersionsOut


class PartyPage(BaseModel):
    """`next` is the cursor of the following page, None on the last."""

    items: list[PartyRow]
    total: int
    next: str | None


class SearchHit(BaseModel):
    id: str
    name: str
    kind: Literal["company", "person", "unknown"]
    grade: Grade | None
    score: float | None
    matched: str
    matched_on: str


class SearchOut(BaseModel):
    items: list[SearchHit]


class FieldOut(BaseModel):
    name: str
    value: str
    origin: OriginOut


class NameOut(BaseModel):
    """A name and the rows that bear it; none where it only stands in a row's list of other names."""

    name: str
    origins: list[OriginOut]


class IdentifierOut(BaseModel):
    """An identifier that a row gives the party; `failed` names the check that it did not pass."""

    kind: str
    value: str
    since: date | None
    until: date | None
    failed: str | None
    origin: OriginOut


class LinkReasonOut(BaseModel):
    code: str
    weight: float
    left: str | None
    right: str | None


class RecordOut(BaseModel):
    """One row behind the party and why it belongs to it; `weight` in bits."""

    origin: OriginOut
    name: str
    mention: bool
    weight: float
    decided_by: str
    reasons: list[LinkReasonOut]


class FactOut(BaseModel):
    """A contract, lawsuit or event: `title` names it, `details` are label and text."""

    table: str
    title: str
    role: str
    details: dict[str, str]
    origin: OriginOut


class PossibleOut(BaseModel):
    id: str
    name: str
    probability: float


class PartyOut(PartyRow):
    moved_from: str | None
    other_names: list[str]
    names: list[NameOut]
    fields: list[FieldOut]
    identifiers: list[IdentifierOut]
    reasons: list[ReasonOut]
    counts: dict[str, int]
    facts: list[FactOut]
    records: list[RecordOut]
    rings: list[str]
    possible: list[PossibleOut]
    money: PartyMoneyOut | None
    book: str


class TransmissionOut(BaseModel):
    """The distress of `source` reaches `target` with probability `rate` within a year."""

    source: str
    target: str
    rate: float
    basis: BasisName


class RelationshipOut(BaseModel):
    """One tie with everything its row said, and what it carries."""

    key: str
    kind: str
    source: StepOut
    target: StepOut
    details: dict[str, str]
    transmission: list[TransmissionOut]
    origin: OriginOut
