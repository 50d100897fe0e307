"""What the explorer draws: nodes with positions, edges, and how much was left out."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

Grade = Literal["green", "yellow", "red", "black"]


class NodeOut(BaseModel):
    """A party in a picture. `x`, `y` in about [-1000, 1000]; `degree` counts all its ties in the Book."""

    id: str
    name: str
    kind: Literal["company", "person", "unknown"]
    grade: Grade | None
    score: float | None
    rated: bool
    roles: list[str]
    degree: int
    hub: bool
    x: float
    y: float


class EdgeOut(BaseModel):
    """A relationship between two drawn parties. `rate` is the larger transmission of its two ways."""

    key: str
    source: str
    target: str
    kind: str
    amount: float | None = None
    currency: str | None = None
    share: float | None = None
    subject: str | None = None
    since: date | None = None
    until: date | None = None
    rate: float | None = None


class NetworkOut(BaseModel):
    """`more_nodes`, `more_edges`: what the caps left out. `counts`: ties of the centre by kind, exact."""

    book: str
    centre: str | None
    nodes: list[NodeOut]
    edges: list[EdgeOut]
    counts: dict[str, int]
    more_nodes: int
    more_edges: int


class PathOut(BaseModel):
    """One path, strongest first; `strength` is the product of the larger rates along it."""

    nodes: list[str]
    edges: list[str]
    strength: float


class PathsOut(BaseModel):
    paths: list[PathOut]
    network: NetworkOut
