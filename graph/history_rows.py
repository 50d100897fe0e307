"""What a history asks of a store: rows with their stamps, within one read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from graph.history import Timeline
from graph.relationships import RelationshipKey
from graph.row_cells import Row
from graph.schema import Table
from graph.values import PartyId, RecordId


class Stamped(NamedTuple):
    """A row and its stamps: loads for what was loaded, versions for what was published."""

    row: Row
    opened: int
    closed: int | None


class MoveRow(NamedTuple):
    """One successor of a party id; those of one move share its stamps and come in their order."""

    id: str
    successor: str
    opened: int
    closed: int | None


class HistoryRows(Protocol):
    """What a history asks of a store, within one read. Order does not matter but where it is told."""

    def timeline(self) -> Timeline:
        """Return all loads and publications; rows with later stamps are left out of every history."""
        ...

    def records(self, party: PartyId, *, limit: int) -> tuple[Sequence[RecordId], int]:
        """Return the records that were ever linked to a party, at most `limit`, and how many there are.

        Those with a `#` in their id, as mentions have it, come last; then by id.
        """
        ...

    def links(self, records: Sequence[RecordId]) -> Iterable[Stamped]: ...

    def parties(self, party: PartyId) -> Iterable[Stamped]: ...

    def moves(self, party: PartyId) -> Iterable[MoveRow]:
        """Return the moves of this id and those that led to it, each with all its successors."""
        ...

    def versions(self, table: Table, keys: Sequence[str]) -> Iterable[Stamped]:
        """Return all versions of records or of a table of facts."""
        ...

    def holdings(self, records: Sequence[RecordId]) -> Iterable[Stamped]: ...

    def ties(self, records: Sequence[RecordId], *, limit: int) -> tuple[Sequence[Stamped], int]:
        """Return all versions, as they end at these records, of at most `limit` ties, and how many there are.

        The ties that were brought or closed by the latest version come first, then by key.
        """
        ...

    def tie(self, key: RelationshipKey) -> Iterable[Stamped]: ...
