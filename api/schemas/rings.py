"""Rings and the evidence for and against them."""

from pydantic import BaseModel

from api.schemas.network import NetworkOut
from api.schemas.parties import PartyRow
from api.schemas.plain import Bilingual


class TermOut(BaseModel):
    """A term of the log-odds: positive speaks for a ring, negative against."""

    code: str
    value: float
    text: Bilingual


class RingRow(BaseModel):
    id: str
    rank: int
    typology: str
    probability: float
    size: int
    names: list[str]


class RingsOut(BaseModel):
    items: list[RingRow]
    total: int


class IdentifierOut(BaseModel):
    kind: str
    value: str


class RingOut(RingRow):
    """`matrix[i][j]` says whether `members[i]` has `identifiers[j]`."""

    members: list[PartyRow]
    identifiers: list[IdentifierOut]
    matrix: list[list[bool]]
    terms: list[TermOut]
    innocent: TermOut
    network: NetworkOut
    book: str
