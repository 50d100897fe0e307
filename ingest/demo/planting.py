"""Planting: single firms, people and rows that a story needs, added to the ordinary rows of each system."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from graph.values import RecordId, record_id
from ingest.demo import ids, words
from ingest.demo.columns import Text, joined, take, text
from ingest.demo.places import CITIES, REGIONS, ROADS
from ingest.demo.scene import Scene
from ingest.demo.sources import Sheet
from ingest.demo.world import AS_OF

PREFIXES = {
    ("crm", "companies"): "KH",
    ("erp", "companies"): "SUP-",
    ("registry", "companies"): "QY",
    ("registry", "people"): "RY",
    ("bank", "companies"): "DG",
    ("bank", "people"): "GR",
    ("watch", "watchlist"): "W",
}


@dataclass(frozen=True)
class Actor:
    """A planted firm or person; `number` is a company number or a resident id, all of them valid."""

    entity: str
    name: str
    city: int
    number: str
    phone: str
    account: str
    address: str
    records: dict[str, RecordId] = field(default_factory=dict[str, RecordId], compare=False)

    def key(self, source: str) -> str:
        """Return this actor's source key in a system that has a row of it."""
        return self.records[source].split(":", 2)[2]


@dataclass(frozen=True)
class Story:
    """What was planted: who takes part as what, and what a right analysis must say."""

    name: str
    title: str
    members: Mapping[str, Sequence[Actor]]
    expect: Mapping[str, object]
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class Channel:
    """How the sampled future spreads over a planted tie: distress of `tail` reaches `head` at this rate."""

    tail: str
    head: str
    rate: float


class Planting:
    """Collects planted rows; hands out serials beyond those of the ordinary world."""

    def __init__(self, scene: Scene, sheets: Sequence[Sheet]) -> None:
        self.scene = scene
        self.frailty: dict[str, float] = {}
        self.channels: list[Channel] = []
        self.broken: list[dict[str, str]] = []
        self._rows: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
        self._entities: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Mapping[str, Actor]]] = defaultdict(list)
        self._next = {(sheet.source, sheet.table): len(sheet) for sheet in sheets}
        self._firms, self._people = len(scene.world.companies), len(scene.world.people)
        self._contacts = self._firms + self._people

    @property
    def firms(self) -> int:
        """How many firms there are, ordinary and planted."""
        return self._firms

    @property
    def people(self) -> int:
        return self._people

    def firm(self, name: str, city: str, *, frailty: float = 0.0) -> Actor:
        """Return a new Chinese firm of this full name."""
        place, serial = np.array([CITIES.index(city)]), np.array([self._firms])
        self._firms += 1
        entity = _only(ids.numbered("c", serial))
        self.frailty[entity] = frailty
        return self._actor(entity, name, int(place[0]), _only(ids.company_numbers(place, serial)))

    def person(self, name: str, city: str, born: str, *, man: bool) -> Actor:
        """Return a new person with a valid resident id of that place and day."""
        place, serial = np.array([CITIES.index(city)]), np.array([self._people])
        self._people += 1
        day = np.array([(date.fromisoformat(born) - date(1970, 1, 1)).days])
        sequence = np.array([962 + int(serial[0]) % 18 * 2 + man])
        identity = _only(ids.resident_ids(place, day, sequence))
        return self._actor(_only(ids.numbered("p", serial)), name, int(place[0]), identity)

    def _actor(self, entity: str, name: str, city: int, number: str) -> Actor:
        serial = np.array([self._contacts])
        self._contacts += 1
        place = f"{REGIONS[city]}{ROADS[self._contacts % len(ROADS)]}路{6000 + self._contacts % 900}号"
        phone, account = _only(ids.phones(serial)), _only(ids.accounts(serial))
        return Actor(entity, name, city, number, phone, account, place)

    def party(self, source: str, table: str, actor: Actor, **cells: str) -> str:
        """Give the actor a row of its own in a system; return the source key."""
        where = (source, table)
        self._next[where] += 1
        key = f"{PREFIXES[where]}{self._next[where]:07}"
        named = {"entry_id": key} if table == "watchlist" else {"source_key": key, "name": actor.name}
        self._rows[where].append({**named, **cells})
        self._entities[where].append(actor.entity)
        actor.records[source] = record_id(source, table, key)
        return key

    def row(self, source: str, table: str, **cells: str) -> None:
        """Add one row that is no party of its own."""
        self.paper(source, table, {}, **cells)

    def paper(self, source: str, table: str, named: Mapping[str, Actor], **cells: str) -> None:
        """Add one row that names its parties; `named` says whom it means, by end (`defendants0`)."""
        self._rows[source, table].append(cells)
        self._named[source, table].append(named)

    def transmits(self, tail: Actor, head: Actor, rate: float) -> None:
        """Let the sampled future carry distress from `tail` to `head`."""
        self.channels.append(Channel(tail.entity, head.entity, rate))

    def added_to(self, sheet: Sheet, rng: np.random.Generator) -> Sheet:
        """Return the sheet with the planted rows among the ordinary ones."""
        rows = self._rows[sheet.source, sheet.table]
        unknown = {name for row in rows for name in row} - set(sheet.columns)
        if unknown:
            raise KeyError(f"{sheet.source}/{sheet.table} has no column {sorted(unknown)}")
        order = rng.permutation(len(sheet) + len(rows))
        columns = {
            name: take(_after(column, [row.get(name) for row in rows]), order)
            for name, column in sheet.columns.items()
        }
        entity = sheet.entity
        if entity is not None:
            entity = take(_after(entity, self._entities[sheet.source, sheet.table]), order)
        meant = self._named[sheet.source, sheet.table]
        named = {
            end: take(_after(column, [row[end].entity if end in row else None for row in meant]), order)
            for end, column in sheet.named.items()
        }
        return Sheet(sheet.source, sheet.table, columns, entity, named)


def days_before(days: int) -> str:
    """Return the ISO date so many days before the book's day."""
    return (date(1970, 1, 1) + timedelta(days=AS_OF - days)).isoformat()


def sector(trade: str) -> str:
    """Return the sector of a trade word such as 仪器仪表."""
    return words.SECTORS[words.TRADES.index(trade)]


def _after(column: Text, cells: Sequence[str | None]) -> Text:
    return joined(column, text(cells))


def _only(column: Text) -> str:
    return str(column[0].as_py())
