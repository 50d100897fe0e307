"""Versions of rows and parties with what changed from one to the next, as `api.schemas.history` has them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeAlias, TypeVar

from api.schemas.history import BroughtByOut, ChangeOut, KnownOut, LoadedFileOut, ShownOut, VersionOut
from api.schemas.plain import OriginOut
from book.said import Change, changes, said
from graph.changes import LoadState
from graph.history import Dated, Fact, Known, Version
from graph.model import Holding, Party, Record
from graph.relationships import Relationship
from graph.values import LoadId, record_parts

_Row: TypeAlias = Record | Holding | Relationship | Fact
_R = TypeVar("_R", bound=_Row)


def grouped(versions: Sequence[Version[_R]], name: Callable[[_R], object]) -> Iterator[Sequence[Version[_R]]]:
    """Yield the versions of one thing after those of the other; they stand side by side."""
    for _, group in groupby(versions, key=lambda each: name(each.value)):
        yield list(group)


def versions_out(versions: Sequence[Version[_R]]) -> list[VersionOut]:
    before: Mapping[str, str] = {}
    found = []
    for each in versions:
        after = said(each.value)
        found.append(
            VersionOut(
                known=known_out(each.known),
                origin=_origin(each.value),
                load=each.load,
                closed_by=each.closed_by,
                changes=_changes_out(changes(before, after)),
            )
        )
        before = after
    return found


def shown_out(parties: Sequence[Dated[Party]]) -> Iterator[ShownOut]:
    before: Mapping[str, str] = {}
    for each in parties:
        after = said(each.value)
        yield ShownOut(known=known_out(each.known), changes=_changes_out(changes(before, after)))
        before = after


def _changes_out(found: Iterable[Change]) -> list[ChangeOut]:
    return [ChangeOut(name=each.name, before=each.before, after=each.after) for each in found]


def known_out(known: Known) -> KnownOut:
    return KnownOut(since=known.since, until=known.until)


def _origin(row: _Row) -> OriginOut:
    name: str
    match row:
        case Holding():
            name, source = row.record, row.reported_by
        case Record():
            name, source = row.id, record_parts(row.id)[0]
        case Relationship():
            name, source = row.key, row.reported_by
        case _:
            name, source = row.id, row.reported_by
    at = row.origin
    return OriginOut(record=name, source=source, file=at.file, sheet=at.sheet, line=at.line)


def loads_out(loads: Mapping[LoadId, LoadState], versions: Iterable[Version[_Row]]) -> list[BroughtByOut]:
    """Return the loads that brought or closed these versions, by id, with the moment that showed them."""
    published: dict[LoadId, datetime] = {}
    for each in versions:
        published[each.load] = each.known.since
        if each.closed_by is not None and each.known.until is not None:
            published[each.closed_by] = each.known.until
    return [
        BroughtByOut(
            id=load,
            source=loads[load].manifest.source,
            started_at=loads[load].started_at,
            published_at=at,
            files=[LoadedFileOut(name=each.name, sha256=each.sha256) for each in loads[load].manifest.files],
        )
        for load, at in sorted(published.items())
    ]
