"""Reads of a Neo4j store. A row is visible by its load, a link by its stamps, both as of a version."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.changes import Link, LinkVerdict
from graph.model import Moved, Party, Record
from graph.moves import followed
from graph.neo4j_database import Database, Run, stored_version
from graph.neo4j_rows import named_row, native
from graph.published_rows import link_of, party_of
from graph.record_rows import record_of
from graph.relationship_rows import relationship_of
from graph.relationships import PARTY_KINDS, RelationshipKind
from graph.schema import Table
from graph.store import Neighbour, Neighbours
from graph.values import PartyId, RecordId, StoreVersion

PAGE = 10_000
Rows = list[list[Any]]


def loads_at(run: Run, version: StoreVersion) -> list[int]:
    ((loads,),) = run("read/loads_at", version=version)
    return list(loads)


def loads_finished(run: Run) -> list[int]:
    ((loads,),) = run("read/loads_finished")
    return list(loads)


def stream_unresolved(database: Database) -> Iterator[Sequence[Record]]:
    """Yield records of finished loads without a link, or whose content is newer than the last publication."""

    def page(run: Run) -> tuple[str | None, Rows]:
        loads, fresh, version = _waiting(run)
        ((last, rows),) = run(
            "read/unresolved", after=after, loads=loads, fresh=fresh, version=version, page=PAGE
        )
        return last, rows

    after = ""
    while True:
        last, rows = database.read(page)
        if last is None:
            return
        if rows:
            yield [record_of(named_row(Table.RECORDS, row)) for row in rows]
        after = last


def withdrawn(run: Run) -> Sequence[RecordId]:
    """Return linked records that finished, unpublished loads closed without a new version."""
    loads, fresh, version = _waiting(run)
    rows = run("read/withdrawn", loads=loads, fresh=fresh, version=version)
    return [RecordId(key) for (key,) in rows]


def _waiting(run: Run) -> tuple[list[int], list[int], StoreVersion]:
    """Return the loads that are finished, those of them that are not published yet, and the version."""
    loads, version = loads_finished(run), stored_version(run)
    return loads, sorted(set(loads) - set(loads_at(run, version))), version


def find_keys(run: Run, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
    """Ask for `source:table:key` in every table of the source: cheaper than one more index to write."""
    found: dict[str, tuple[RecordId, ...]] = {}
    ((loose,),) = run("read/loads_in_the_making")
    wanted = sorted(set(keys))
    for table in _tables_of(run, source):
        stem = f"{source}:{table}:"
        for (record,) in run("read/find_keys", ids=[stem + key for key in wanted], loose=loose):
            key = record.removeprefix(stem)
            found[key] = (*found.get(key, ()), RecordId(record))
    return found


def _tables_of(run: Run, source: str) -> Iterator[str]:
    """Yield the tables that a source's records come from, by leaps through the index; `;` follows `:`."""
    low, high = f"{source}:", f"{source};"
    while first := run("read/next_record", low=low, high=high):
        table = first[0][0].split(":", 2)[1]
        yield table
        low = f"{source}:{table};"


def links(run: Run, records: Sequence[RecordId]) -> Mapping[RecordId, Link]:
    rows = run("read/links", records=list(records), version=stored_version(run))
    found = [link_of(named_row(Table.LINKS, row)) for row in rows]
    return {link.record: link for link in found}


def verdicts(run: Run) -> Sequence[LinkVerdict]:
    rows = run("read/verdicts", version=stored_version(run))
    return [
        LinkVerdict(RecordId(a), RecordId(b), same, by, native(at), why) for a, b, same, by, at, why in rows
    ]


def parties(run: Run, ids: Sequence[PartyId]) -> Mapping[PartyId, Party | Moved]:
    """Return parties and moved ids; an id that is neither is absent."""
    version, wanted = stored_version(run), list(dict.fromkeys(ids))
    found: dict[PartyId, Party | Moved] = {}
    for party, successors in run("read/moves", ids=wanted, version=version):
        found[PartyId(party)] = Moved(PartyId(party), tuple(map(PartyId, successors)))
    for row in run("read/parties", ids=wanted, version=version):
        party = party_of(named_row(Table.PARTIES, row))
        found[party.id] = party
    return found


def records_of(run: Run, party: PartyId) -> Sequence[Record]:
    version = stored_version(run)
    loads = loads_at(run, version)
    rows = run("read/records_of", party=party, loads=loads, version=version)
    return [record_of(named_row(Table.RECORDS, row)) for row in rows]


def neighbours(run: Run, party: PartyId, kinds: frozenset[RelationshipKind], *, limit: int) -> Neighbours:
    """Return the ties of a party to others; `PartyNotFound` when nobody has its id.

    The ties that people see lead to others in one step, where rows take three; they serve while they are
    those of this version.
    """
    current = followed(party, partial(parties, run))
    version = stored_version(run)
    loads = loads_at(run, version)
    if _drawn(run, version):
        found = _drawn_neighbours(run, current, kinds, loads, limit)
        if _drawn(run, version):  # still
            return found
    rows = run(
        "read/neighbours", party=current, kinds=sorted(kinds), loads=loads, version=version, most=limit
    )
    counts = {RelationshipKind(kind): count for kind, count, _ in rows}
    return Neighbours(tuple(_neighbour(*tie) for _, _, ties in rows for tie in ties), counts)


def _drawn(run: Run, version: StoreVersion) -> bool:
    ((whole,),) = run("read/drawn", version=version)
    return bool(whole)


def _drawn_neighbours(
    run: Run, party: PartyId, kinds: frozenset[RelationshipKind], loads: Sequence[int], limit: int
) -> Neighbours:
    found = run("read/drawn_neighbours", party=party, kinds=sorted(kinds), most=limit)
    keys = {**dict.fromkeys(PARTY_KINDS, ()), **{kind: keys for kind, _, _, keys in found}}
    rows = {tie[0]: tie for (tie,) in run("read/ties_of_keys", keys=keys, loads=loads)}
    ties = tuple(
        _neighbour(other, *rows[key])
        for _, _, others, keys in found
        for other, key in zip(others, keys, strict=True)
    )
    return Neighbours(ties, {RelationshipKind(kind): count for kind, count, _, _ in found})


def _neighbour(other: str, *columns: Any) -> Neighbour:
    return Neighbour(PartyId(other), relationship_of(named_row(Table.RELATIONSHIPS, columns)))
