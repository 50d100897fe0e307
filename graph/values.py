"""Typed values at the door: money, shares, intervals and ids."""

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NewType

from graph.errors import InvalidRecord

PartyId = NewType("PartyId", str)
RecordId = NewType("RecordId", str)
FactId = NewType("FactId", str)
LoadId = NewType("LoadId", int)
StoreVersion = NewType("StoreVersion", int)
CommandId = NewType("CommandId", str)
RunId = NewType("RunId", str)
Sha256 = NewType("Sha256", str)

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_MINOR_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND"), 0),
    **dict.fromkeys(("VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_LARGEST_MINOR = 2**63 - 1


def minor_digits(currency: str) -> int:
    """Return how many decimal places the ISO 4217 `currency` has: 2 unless the standard says otherwise."""
    return _MINOR_DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in integer minor units (fen, cents) of an ISO 4217 currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not (len(self.currency) == 3 and self.currency.isupper() and self.currency.isascii()):
            raise InvalidRecord(f"{self.currency!r} is no ISO 4217 currency code; write CNY, EUR, USD …")
        if not -_LARGEST_MINOR <= self.minor <= _LARGEST_MINOR:
            raise InvalidRecord(f"An amount of {self.minor} minor units does not fit 64 bits")

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """Round `amount` (major units) half-even to the currency's minor unit."""
        scaled = amount.scaleb(minor_digits(currency)).to_integral_value(ROUND_HALF_EVEN)
        return cls(int(scaled), currency)

    def major(self) -> Decimal:
        """Return the amount in major units (yuan, euros), exactly."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1], known exactly or only as an interval `low..high`."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.high <= 1.0:
            raise InvalidRecord(f"A share lies between 0 and 1, not {self.low}..{self.high}")

    @classmethod
    def exactly(cls, value: float) -> "Share":
        return cls(value, value)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Interval:
    """When something was so in the world: `[since, until)`, open where None."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise InvalidRecord(f"It ends on {self.until}, before it starts on {self.since}")

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def data_source(name: str) -> str:
    """Return `name` if it can name a data source: lower-case letters, digits, `_`, `-`, at most 63."""
    if not _SLUG.fullmatch(name):
        raise InvalidRecord(f"{name!r} cannot name a source; use lower-case letters, digits, '_' and '-'")
    return name


def record_id(source: str, table: str, key: str) -> RecordId:
    """Return `source:table:key`; only the key may hold further colons."""
    return RecordId(f"{data_source(source)}:{data_source(table)}:{key}")


def record_parts(record: RecordId) -> tuple[str, str, str]:
    """Return (source, table, key) of a record id."""
    source, table, key = record.split(":", 2)
    return source, table, key


def mint_party_id(founder: RecordId) -> PartyId:
    """Return the id of the party founded by this record: `p_` and 16 characters, the same every time."""
    digest = hashlib.sha256(founder.encode()).digest()
    return PartyId("p_" + b32encode(digest[:10]).decode().lower())
