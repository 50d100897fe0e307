"""Where the parts of a row stand in a Neo4j store, and how those end that a batch no longer brings."""

from collections.abc import Iterator, Sequence

from graph.differences import Making
from graph.neo4j_database import Run, portions
from graph.neo4j_memory import Known
from graph.neo4j_rows import NODE_TABLES
from graph.row_parts import Brought, Part, ended
from graph.wide_cells import Place


def end_parts(run: Run, *, making: Making, brought: Brought, known: Known) -> int:
    """Close what the rows of a batch no longer say, erase what nobody saw; return how many were closed."""
    closed = 0
    for table, parts in ended(_Neo4jParts(run, making), brought).items():
        known.forget(table, [each.key for each in parts])
        what = "versions" if table in NODE_TABLES else "ties"
        unseen = {each.id for each in parts if each.load in making.loose}
        seen = {each.id for each in parts} - unseen
        for ids in portions(sorted(unseen)):
            run(f"write/erase_{what}", ids=ids)
        for ids in portions(sorted(seen)):
            run(f"write/close_{what}", ids=ids, load=making.load)
        closed += len(seen)
    return closed


class _Neo4jParts:
    """See `graph.row_parts.PartRows`."""

    def __init__(self, run: Run, making: Making) -> None:
        self._run = run
        self._others = sorted(making.loose - {making.load})

    def places(self, records: Sequence[str]) -> Iterator[tuple[str, Place]]:
        for keys in portions(records):
            ((rows,),) = self._run("read/parts/places", keys=keys)
            yield from ((record, (file, sheet, line)) for record, file, sheet, line in rows)

    def mentions(self, stems: Sequence[str]) -> Iterator[Part[int]]:
        return self._parts("read/parts/mentions", stems)

    def holdings(self, records: Sequence[str]) -> Iterator[Part[int]]:
        return self._parts("read/parts/holdings", records)

    def ties_of_facts(self, facts: Sequence[str]) -> Iterator[Part[int]]:
        return self._parts("read/parts/ties_of_facts", facts)

    def representatives(self, records: Sequence[str]) -> Iterator[Part[int]]:
        return self._parts("read/parts/representatives", records)

    def ties_of(self, mentions: Sequence[str]) -> Iterator[Part[int]]:
        return self._parts("read/parts/ties_of", mentions)

    def _parts(self, name: str, wanted: Sequence[str]) -> Iterator[Part[int]]:
        for keys in portions(wanted):
            ((rows,),) = self._run(name, keys=keys, others=self._others)
            for row, key, load, of, source, *place in rows:
                yield Part(row, key, load, of, tuple(place), source)
