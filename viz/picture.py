"""A picture: the drawn part of a Book with positions, the one thing every view and export is made from."""

from dataclasses import dataclass
from datetime import date

from graph.values import PartyId


@dataclass(frozen=True, slots=True)
class DrawnParty:
    """`x`, `y` in about [-1000, 1000]; `degree` counts all its ties in the Book; score in [0, 100]."""

    id: PartyId
    name: str
    kind: str
    grade: str | None
    score: float | None
    rated: bool
    roles: tuple[str, ...]
    degree: int
    hub: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DrawnTie:
    """A relationship between two drawn parties and the row it came from.

    `amount` in major units of `currency` (the book currency); `rate` is its larger transmission.
    """

    key: str
    source: PartyId
    target: PartyId
    kind: str
    amount: float | None
    currency: str | None
    share: float | None
    subject: str | None
    since: date | None
    until: date | None
    rate: float | None
    file: str
    sheet: str | None
    line: int
    reported_by: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`counts`: ties of the centre by kind, exact; `more_nodes`, `more_edges`: what the caps left out."""

    book: str
    valid_on: date
    centre: PartyId | None
    parties: tuple[DrawnParty, ...]
    ties: tuple[DrawnTie, ...]
    counts: dict[str, int]
    more_nodes: int
    more_edges: int
