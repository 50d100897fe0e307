"""The protocol that both stores fulfil; `tests/contract` says the same in tests."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pyarrow as pa

from graph.changes import (
    Batch,
    Counts,
    FencingToken,
    KnownRow,
    Link,
    LinkVerdict,
    LoadManifest,
    LoadState,
    Resolution,
)
from graph.history import PartyHistory, RelationshipHistory
from graph.model import Moved, Party, Record
from graph.relationships import Relationship, RelationshipKey, RelationshipKind
from graph.row_batch import RowBatch
from graph.schema import Table
from graph.values import CommandId, LoadId, PartyId, RecordId, RunId, StoreVersion

SCHEMA_VERSION = 2
"""What this code writes. A store with another number is refused: `StoreTooNew`, or with what to do."""
TOO_OLD = "was made by an earlier program (schema {found}, not {known}); load its files into a new store"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One tie of a party and who is at its other end."""

    party: PartyId
    relationship: Relationship


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`ties` riskiest other end first, at most the limit a kind; `counts` are exact."""

    ties: tuple[Neighbour, ...]
    counts: Mapping[RelationshipKind, int]


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What `check` found.

    counts: rows of what is visible; empty where a table is missing. problems: sentences about what is
    wrong, with a remedy. unpublished: loads that are not finished or wait to be published. engine: the
    database and its version. bytes: what it takes on the disk, None where only its server knows.
    """

    version: StoreVersion
    schema: int
    counts: Mapping[Table, int]
    problems: tuple[str, ...]
    unpublished: tuple[LoadState, ...]
    engine: str
    bytes: int | None


class GraphStore(Protocol):
    """Truth and history. One writer at a time, under a lease; readers are never blocked.

    Every method raises `StoreUnavailable` when the database does not answer in time,
    `StoreRefused` when it refuses, `StoreTooNew` and `StoreNotReady` about its schema.
    Every method that takes a `token` raises `FencedOut`, having written nothing, when it is not the
    newest one handed out.

    Visibility: a row belongs to the load that brought it, and is closed by the load that superseded
    it. Loads become visible all at once, when `publish` raises the version. What was visible at a
    version stays readable at that version (`columns`), also while a writer works.

    write_rows: about how many rows `write` is best given at once.
    """

    @property
    def write_rows(self) -> int: ...

    def init(self) -> int:
        """Make or complete the schema and return its version. Safe to repeat; loses nothing."""
        ...

    def lease(self, holder: str, *, wait_s: float) -> AbstractContextManager[FencingToken]:
        """Become the one writer until the context ends; `StoreBusy` names the holder after `wait_s`.

        A holder that died frees the lease: at once for SQLite, after its time-out for Neo4j.
        """
        ...

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId:
        """Open a load, or return the unpublished one with an equal manifest to resume it.

        A finished one is resumed only while no other load was finished after it.
        """
        ...

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts:
        """Write a batch durably: once this returns, all of it is there. The same batch again changes nothing.

        What is refused as `InvalidRecord` or because of the lease or the load leaves nothing of its batch.
        When the database fails in the middle, a part of a large batch may be there, unseen as everything
        of an unpublished load: write the batch again, or drop the load.

        A row whose key is known with the same content is unchanged; with other content it becomes
        a new version and the current one is closed by this load. Within one load the last write of
        a key wins. An end that is neither in the batch nor was brought by this load or a finished one
        raises `InvalidRecord`.

        Raises
        ------
        LoadNotFound, LoadPublished
            When the load does not exist, or cannot be changed any more.
        """
        ...

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        """Return which rows of files, by the digests of their payloads, the store has as they are.

        Writing them again in `load` would change nothing. A store may know fewer than it has: an
        empty answer is never wrong.
        """
        ...

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        """Declare a load complete. With `manifest.replace`, close what the source no longer brings."""
        ...

    def loads(self) -> Sequence[LoadState]:
        """Return every load that was not dropped, oldest first."""
        ...

    def unpublished_rows(self) -> Mapping[LoadId, int]:
        """Return how many rows each unpublished load brought that are still there; a look at every row."""
        ...

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        """Forget an unpublished load: its rows go, what it had closed is open again.

        Raises
        ------
        LoadInUse
            When the load is finished and another unpublished one is not, or was finished later: that one
            may have left rows unwritten because this one had brought them. It has to be dropped first.
        LoadNotFound, LoadPublished
            When the load does not exist, or cannot be dropped any more.
        """
        ...

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
        """Return the party records (not mentions) of a source by source key, unpublished ones included.

        Those of unfinished loads are left out: nobody knows whether they will ever be seen. Keys without
        a record are absent from the answer; a key in two tables has two records.
        """
        ...

    def unresolved(self) -> Iterator[Sequence[Record]]:
        """Yield records of finished loads that have no link, or whose content changed since, in batches."""
        ...

    def withdrawn(self) -> Sequence[RecordId]:
        """Return linked records that finished, unpublished loads closed without a new version."""
        ...

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]:
        """Stream a loaded table as it will be when all finished loads are published. See `columns`."""
        ...

    def links(self, records: Sequence[RecordId]) -> Mapping[RecordId, Link]:
        """Return the current links of these records; those without one are absent."""
        ...

    def verdicts(self) -> Sequence[LinkVerdict]:
        """Return every verdict ever given, oldest first."""
        ...

    def publish(self, change: Resolution, *, command: CommandId, token: FencingToken) -> StoreVersion:
        """Make the resolution and all finished loads visible at once, under a new version.

        The same `command` again returns the version it made and does nothing.
        """
        ...

    def version(self) -> StoreVersion:
        """Return the last finished publish, 0 before the first."""
        ...

    def versions(self) -> Mapping[StoreVersion, datetime]:
        """Return when each version was published (UTC)."""
        ...

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        """Stream a table as of `version` in its schema, in ascending order of its first column(s)."""
        ...

    def parties(self, ids: Sequence[PartyId]) -> Mapping[PartyId, Party | Moved]:
        """Return the parties of these ids as of now; unknown ids are absent.

        An id that stands for nobody any more is `Moved`; into nothing where all its records are gone.
        """
        ...

    def records_of(self, party: PartyId) -> Sequence[Record]:
        """Return the records that resolve to a party, by id."""
        ...

    def history(self, party: PartyId, *, limit: int) -> PartyHistory:
        """Return what was known of a party id and when: at most `limit` records and `limit` ties of it.

        A moved id is not followed: its history is its own. What was never published is not in it.

        Raises
        ------
        PartyNotFound
            When nobody has or had this id.
        """
        ...

    def relationship_history(self, key: RelationshipKey) -> RelationshipHistory:
        """Return what was known of a relationship and when; `NotFound` when it never was published."""
        ...

    def neighbours(self, party: PartyId, kinds: frozenset[RelationshipKind], *, limit: int) -> Neighbours:
        """Return who is one step away, riskiest first, at most `limit` a kind.

        Only ties between parties. Direction is ignored while looking and kept in what is returned;
        the count of each kind is exact even where the list was cut. A moved id is followed where it
        has one successor. No kinds, no neighbours.

        Raises
        ------
        PartyNotFound
            When no party has this id.
        """
        ...

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
        """Replace the latest scores: columns party, score, grade, standalone_pd, network_pd."""
        ...

    def check(self, *, deep: bool = False) -> StoreReport:
        """Count what is visible and look for what is missing or leads nowhere; it reads everything once.

        deep: also have the database look for damage to its files, where it can; that takes much longer.
        """
        ...

    def close(self) -> None:
        """Let go of connections and files. The store cannot be used afterwards."""
        ...
