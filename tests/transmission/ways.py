"""Worlds of a few firms, and in which ways distress travels between them."""

from analytics.transmission import transmission
from graph.changes import Batch
from graph.model import Json, Origin, Record
from graph.relationships import Relationship
from graph.snapshot import Snapshot
from tests.scoring.shipped import shipped
from tests.worlds import company, position, world

ORIGIN = Origin("x.csv", 2)
Way = tuple[float, int]


def money(amount: float) -> Json:
    return {"minor": round(amount * 100), "currency": "CNY"}


def firm(key: str, **more: Json) -> Record:
    figures = {"equity": money(1_000), "revenue": money(10_000), "costs": money(8_000)}
    return company(key, **(figures | more))


A, B = firm("a"), firm("b")


def ways(s: Snapshot) -> dict[tuple[int, int], Way]:
    """Return (source, target) -> (rate, basis)."""
    t = transmission(s, shipped())
    ends = zip(t.source.tolist(), t.target.tolist(), strict=True)
    return dict(zip(ends, zip(t.rate.tolist(), t.basis.tolist(), strict=True), strict=True))


def between(
    *ties: Relationship, records: tuple[Record, ...] = (A, B), facts: Batch | None = None
) -> dict[tuple[str, str], Way]:
    """Return the ways between the records by their source keys."""
    s = world(records, ties, facts=facts or Batch())
    names = {position(s, each): each.id.split(":")[2] for each in records}
    return {(names[source], names[target]): way for (source, target), way in ways(s).items()}
