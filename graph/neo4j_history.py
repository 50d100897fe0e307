"""The stamped rows of a history out of a Neo4j store."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.history import Timeline
from graph.history_rows import MoveRow, Stamped
from graph.neo4j_database import Run
from graph.neo4j_loads import all_loads
from graph.neo4j_rows import named_row, native
from graph.relationships import RelationshipKey
from graph.schema import SCHEMAS, Table
from graph.values import PartyId, RecordId, StoreVersion


class Neo4jHistory:
    """See `graph.history_rows.HistoryRows`."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._timeline = Timeline(
            versions={StoreVersion(version): native(at) for version, at in run("read/publications")},
            loads={each.id: each for each in all_loads(run)},
        )

    def timeline(self) -> Timeline:
        return self._timeline

    def records(self, party: PartyId, *, limit: int) -> tuple[Sequence[RecordId], int]:
        version = max(self._timeline.versions, default=0)
        ((count, records),) = self._run("read/history/records", party=party, version=version, most=limit)
        return [RecordId(each) for each in records], count

    def links(self, records: Sequence[RecordId]) -> Iterator[Stamped]:
        for columns, opened, closed in self._run("read/history/links", records=list(records)):
            yield Stamped(named_row(Table.LINKS, columns), opened, closed)

    def parties(self, party: PartyId) -> Iterator[Stamped]:
        return _stamped(Table.PARTIES, self._run("read/history/parties", party=party))

    def moves(self, party: PartyId) -> Iterator[MoveRow]:
        return (MoveRow(*row) for row in self._run("read/history/moves", party=party))

    def versions(self, table: Table, keys: Sequence[str]) -> Iterator[Stamped]:
        return _stamped(table, self._run("read/history/versions", keys=list(keys)))

    def holdings(self, records: Sequence[RecordId]) -> Iterator[Stamped]:
        return _stamped(Table.HOLDINGS, self._run("read/history/holdings", records=list(records)))

    def ties(self, records: Sequence[RecordId], *, limit: int) -> tuple[Sequence[Stamped], int]:
        loads = self._timeline.loads
        published = [self._timeline.published(each) for each in range(max(loads, default=0) + 1)]
        rows = self._run("read/history/ties", records=list(records), published=published, most=limit)
        found = _stamped(Table.RELATIONSHIPS, [values for _, *values in rows])
        return list(found), rows[0][0] if rows else 0

    def tie(self, key: RelationshipKey) -> Iterator[Stamped]:
        return _stamped(Table.RELATIONSHIPS, self._run("read/history/tie", key=key))


def _stamped(table: Table, rows: Sequence[Sequence[Any]]) -> Iterator[Stamped]:
    """Take the columns of the schema out of the properties; one that is missing is None."""
    for properties, opened, closed in rows:
        yield Stamped(_row(table, properties), opened, closed)


def _row(table: Table, properties: Mapping[str, Any]) -> dict[str, Any]:
    return named_row(table, [properties.get(name) for name in SCHEMAS[table].names])
