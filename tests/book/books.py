"""A small world that has everything a Book computes, published in a store or refreshed onto a shelf."""

from datetime import UTC, date, datetime
from pathlib import Path

from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from graph.changes import Batch
from graph.model import Event, EventKind, Holding, IdentifierKind, Origin
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.store import GraphStore
from graph.values import FactId
from tests.contract.worlds import publish
from tests.worlds import TODAY, cny, company, holding, person, resolution, tie

NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
INPUTS = RunInputs.read()
MILL = company(
    "mill", name="宁川精密机械有限公司", industry="机械", equity={"minor": 5_000_000, "currency": "CNY"}
)
SHOP = company(
    "shop", name="Bolt Trading Ltd", costs={"minor": 9_000_000, "currency": "CNY"}, roles=["customer"]
)
TWIN = company("shop", source="erp", name="Bolt Trading")
APPLICANTS = [
    person(f"p{n}", name=f"李{name}", applied_on=f"2026-10-0{n + 1}", handled_by="s1")
    for n, name in enumerate("一二三四五六")
]
NEWS = Event(
    FactId("event:news:1"), EventKind.NEGATIVE_NEWS, 0.9, "news", Origin("news.csv", 2), at=date(2026, 10, 1)
)
RECORDS = [MILL, SHOP, TWIN, *APPLICANTS]
SAME = [[SHOP, TWIN]]


def ties(amount: int = 80_000) -> list[Relationship]:
    return [
        tie(RelationshipKind.SUPPLIES, MILL, SHOP, subject="steel", terms=Terms(amount=cny(amount))),
        tie(RelationshipKind.OWES, SHOP, MILL, terms=Terms(amount=cny(20_000), days_overdue=62, as_of=TODAY)),
        tie(RelationshipKind.ABOUT, NEWS.id, MILL, by="news"),
    ]


def holdings() -> list[Holding]:
    """Six applicants recombined from two phones, two devices and one forged id."""
    kinds = (IdentifierKind.PHONE, IdentifierKind.DEVICE)
    shared = [holding(each, kind, f"{kind}-{n % 2}") for n, each in enumerate(APPLICANTS) for kind in kinds]
    forged = [holding(each, IdentifierKind.RESIDENT_ID, "F1", failed="checksum") for each in APPLICANTS[:3]]
    return [*shared, *forged]


def publish_world(store: GraphStore, amount: int = 80_000) -> None:
    """Publish the world; a second time with another amount, it is a new version of that tie."""
    publish(
        store,
        RECORDS,
        ties(amount),
        change=resolution(RECORDS, same=SAME),
        holdings=holdings(),
        events=Batch(events=[NEWS]).events,
    )


def refreshed(store: GraphStore, folder: Path, *, now: datetime = NOW, inputs: RunInputs = INPUTS) -> Book:
    with store.lease("test", wait_s=5.0) as token:
        return refresh(store, Shelf(folder), inputs, token=token, valid_on=TODAY, now=now)
