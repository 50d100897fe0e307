"""What was known of a party or a tie, and when: every version down to the row of a file and its load."""

from datetime import datetime

from pydantic import BaseModel

from api.schemas.parties import LinkReasonOut
from api.schemas.plain import OriginOut, StepOut


class KnownOut(BaseModel):
    """From the publication that showed it (UTC) to the one that no longer did: null while it stands."""

    since: datetime
    until: datetime | None


class ChangeOut(BaseModel):
    """A value that came (`before` is null), went (`after` is null) or changed."""

    name: str
    before: str | None
    after: str | None


class VersionOut(BaseModel):
    """What a row said. `changes` are against the version before it; of the first one, everything.

    `load` brought it; `closed_by` brought other content, or no longer had the row.
    """

    known: KnownOut
    origin: OriginOut
    load: int
    closed_by: int | None
    changes: list[ChangeOut]


class ShownOut(BaseModel):
    """The party as its records made it, against how it was before."""

    known: KnownOut
    changes: list[ChangeOut]


class LinkHistoryOut(BaseModel):
    """While which party a record was part of, and why; `weight` in bits."""

    party: StepOut
    known: KnownOut
    weight: float
    decided_by: str
    reasons: list[LinkReasonOut]


class RecordHistoryOut(BaseModel):
    id: str
    name: str
    mention: bool
    links: list[LinkHistoryOut]
    versions: list[VersionOut]


class IdentifierHistoryOut(BaseModel):
    """An identifier that a record of the party had."""

    kind: str
    value: str
    record: str
    versions: list[VersionOut]


class TieHistoryOut(BaseModel):
    """A tie; its ends are the parties of today, or the record or fact itself."""

    key: str
    kind: str
    source: StepOut
    target: StepOut
    versions: list[VersionOut]


class FactHistoryOut(BaseModel):
    id: str
    table: str
    title: str
    versions: list[VersionOut]


class MoveOut(BaseModel):
    """A party id that led to others; `known.until` says when that was undone."""

    id: str
    into: list[str]
    known: KnownOut


class VerdictOut(BaseModel):
    """A person's word on two records: the same actor, or not."""

    a: str
    b: str
    same: bool
    by: str
    at: datetime
    why: str


class LoadedFileOut(BaseModel):
    name: str
    sha256: str


class BroughtByOut(BaseModel):
    """A load: whose files, which, and when they became visible."""

    id: int
    source: str
    started_at: datetime
    published_at: datetime
    files: list[LoadedFileOut]


class PartyHistoryOut(BaseModel):
    """`moved_from` is the id asked for where that is another one, `path` how it led here.

    `stands` says whether the id is a party's today, and not one that was split or whose records are
    gone. `records` and `ties` are cut at the limit: `record_count` and `tie_count` are exact. Ties that
    changed last come first.
    """

    id: str
    name: str
    stands: bool
    moved_from: str | None
    path: list[MoveOut]
    shown: list[ShownOut]
    moves: list[MoveOut]
    verdicts: list[VerdictOut]
    records: list[RecordHistoryOut]
    identifiers: list[IdentifierHistoryOut]
    ties: list[TieHistoryOut]
    facts: list[FactHistoryOut]
    record_count: int
    tie_count: int
    loads: list[BroughtByOut]


class RelationshipHistoryOut(BaseModel):
    """Every version of one tie."""

    key: str
    kind: str
    source: StepOut
    target: StepOut
    versions: list[VersionOut]
    loads: list[BroughtByOut]
