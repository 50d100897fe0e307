"""What the graph is made of. Frozen values; rows become these in `ingest` or are rejected there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from graph.errors import InvalidRecord
from graph.values import FactId, Interval, Money, PartyId, RecordId, record_parts

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


class PartyKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    UNKNOWN = "unknown"


class Role(StrEnum):
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    GUARANTOR = "guarantor"
    PROSPECT = "prospect"
    HOUSE = "house"


class IdentifierKind(StrEnum):
    """`STRONG` kinds name one actor; the others may be shared by neighbours, families or agents."""

    COMPANY_NUMBER = "company_number"
    LEI = "lei"
    VAT = "vat"
    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BANK_ACCOUNT = "bank_account"
    DEVICE = "device"
    WEBSITE = "website"

    @property
    def strong(self) -> bool:
        return self in _STRONG


_STRONG = frozenset(
    {
        IdentifierKind.COMPANY_NUMBER,
        IdentifierKind.LEI,
        IdentifierKind.VAT,
        IdentifierKind.RESIDENT_ID,
        IdentifierKind.PASSPORT,
        IdentifierKind.NATIONAL_ID,
    }
)


class EventKind(StrEnum):
    OVERDUE = "overdue"
    COMPLAINT = "complaint"
    NEGATIVE_NEWS = "negative_news"
    SITE_VISIT = "site_visit"
    WATCHLIST_HIT = "watchlist_hit"
    CREDIT_REPORT = "credit_report"
    REGISTRATION = "registration"
    OTHER = "other"


class Origin(NamedTuple):
    """Where a row stands: file name as given, sheet of a workbook, line (1 = header or first row)."""

    file: str
    line: int
    sheet: str | None = None

    def __str__(self) -> str:
        sheet = f" sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet} line {self.line}"


@dataclass(frozen=True, slots=True)
class Record:
    """One company or person as one row tells it, or a *mention*: a name or id inside another row.

    `fields` holds the canonical columns of `ingest.tables` in JSON types: dates as ISO text, money
    as ``{"minor": 12, "currency": "CNY"}``, lists of text. Missing columns are absent.
    `mention` says that there is no row of its own: such a record alone leaves its party unrated.
    """

    id: RecordId
    kind: PartyKind
    name: str
    fields: Mapping[str, Json]
    origin: Origin
    mention: bool = False

    @property
    def source(self) -> str:
        return record_parts(self.id)[0]


class Identifier(NamedTuple):
    """A normalised identifier. Phones are E.164, e-mails lower case, ids upper case without blanks."""

    kind: IdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A record has an identifier. `failed` names the check it did not pass (kept as evidence)."""

    record: RecordId
    identifier: Identifier
    reported_by: str
    origin: Origin
    when: Interval = Interval()
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    id: FactId
    number: str
    reported_by: str
    origin: Origin
    type: str | None = None
    amount: Money | None = None
    credit_limit: Money | None = None
    signed: date | None = None
    starts: date | None = None
    ends: date | None = None
    status: str | None = None
    delivered_share: float | None = None
    prepaid_share: float | None = None
    clauses: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Lawsuit:
    id: FactId
    court: str
    case_number: str
    reported_by: str
    origin: Origin
    cause: str | None = None
    filed: date | None = None
    status: str | None = None
    claim: Money | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Tender:
    id: FactId
    number: str
    reported_by: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a party (relationship `ABOUT`) or a contract. `severity` in [0, 1]."""

    id: FactId
    kind: EventKind
    severity: float
    reported_by: str
    origin: Origin
    at: date | None = None
    text: str | None = None
    contract: FactId | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.severity <= 1.0:
            raise InvalidRecord(f"A severity lies between 0 and 1, not {self.severity}")


@dataclass(frozen=True, slots=True)
class Sourced:
    """A party's field and the record that it was taken from."""

    value: Json
    record: RecordId


@dataclass(frozen=True, slots=True)
class Party:
    """One real-world actor after resolution; `fields` as survivorship chose them from its records.

    `rated` is False where nothing but mentions speak of it.
    """

    id: PartyId
    kind: PartyKind
    name: str
    rated: bool
    other_names: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    fields: Mapping[str, Sourced] = field(default_factory=dict[str, Sourced])


@dataclass(frozen=True, slots=True)
class Moved:
    """A party id that no longer stands for itself: merged into one, split into several, or gone (none)."""

    id: PartyId
    into: tuple[PartyId, ...]
