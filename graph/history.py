"""What was known when: versions of rows, links and parties with their known-at intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from graph.changes import Link, LoadState
from graph.model import Contract, Event, Holding, Lawsuit, Moved, Party, Record, Tender
from graph.relationships import Relationship
from graph.values import LoadId, PartyId, StoreVersion

T_co = TypeVar("T_co", covariant=True)
Fact: TypeAlias = Contract | Lawsuit | Tender | Event


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """When something was known, `[since, until)` in UTC; `until` is None while it still is.

    Both ends are moments of publications: `Snapshot.of(known_at=since)` shows it, with `until` it is gone.
    """

    since: datetime
    until: datetime | None = None

    def at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Dated(Generic[T_co]):
    """Something that a resolution made: a link, a party's fields, a move of an id."""

    value: T_co
    known: Known


@dataclass(frozen=True, slots=True)
class Version(Generic[T_co]):
    """What a row said: `load` brought it, `closed_by` brought other content or no longer had it."""

    value: T_co
    known: Known
    load: LoadId
    closed_by: LoadId | None = None


@dataclass(frozen=True, slots=True)
class PartyHistory:
    """Everything that was ever known of one party id, oldest first where nothing else is said.

    parties: its fields as its records made them. links: of every record that was ever part of it,
    also where they led elsewhere before or afterwards. moves: of this id, and of ids that led to it;
    a move that ended was undone. records, holdings: versions of those records, by key and then in
    time. ties: at those records, the latest change first, `tie_count` of them altogether. facts:
    what these ties lead to. loads: those that are named.
    """

    party: PartyId
    parties: tuple[Dated[Party], ...]
    links: tuple[Dated[Link], ...]
    moves: tuple[Dated[Moved], ...]
    records: tuple[Version[Record], ...]
    holdings: tuple[Version[Holding], ...]
    ties: tuple[Version[Relationship], ...]
    facts: tuple[Version[Fact], ...]
    record_count: int
    tie_count: int
    loads: Mapping[LoadId, LoadState]


@dataclass(frozen=True, slots=True)
class RelationshipHistory:
    """Every version of one relationship that was known, oldest first; loads: those that are named."""

    versions: tuple[Version[Relationship], ...]
    loads: Mapping[LoadId, LoadState]


@dataclass(frozen=True, slots=True)
class Timeline:
    """When loads and versions were published: turns the stamps of rows into intervals."""

    loads: Mapping[LoadId, LoadState]
    versions: Mapping[StoreVersion, datetime]

    def of_load(self, load: int, closed_by: int | None) -> Known | None:
        """Return when a row was known; None when it never was: unpublished, or superseded unseen."""
        opened, closed = self.published(load), self.published(closed_by)
        return None if opened == closed else self.of_versions(opened, closed)

    def of_versions(self, opened: int, closed: int | None) -> Known | None:
        """Return when something published was known; None when its version is still being made."""
        since = self.versions.get(StoreVersion(opened))
        return None if since is None else Known(since, self.versions.get(StoreVersion(closed or 0)))

    def published(self, load: int | None) -> StoreVersion:
        """Return the version that published a load, 0 where none did."""
        state = None if load is None else self.loads.get(LoadId(load))
        return StoreVersion(0) if state is None or state.version is None else state.version
