"""A party's history in lines: what was shown, which rows and links made it so, when, and by which file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from api.schemas.history import (
    BroughtByOut,
    ChangeOut,
    KnownOut,
    LinkHistoryOut,
    MoveOut,
    PartyHistoryOut,
    RecordHistoryOut,
    VerdictOut,
    VersionOut,
)
from api.schemas.plain import OriginOut

_WHY = 3
"""Reasons of a link that are told."""
_HASH = 12
"""Digits of a file's hash that are told."""


def history_lines(told: PartyHistoryOut) -> Iterator[str]:
    """Yield everything; times are UTC, a dash leads to the present."""
    yield f"{told.name} · {told.id}"
    for move in told.path:
        yield f"({_moved(move)})"
    if not told.stands:
        yield "(nobody has this id now)"
    yield from _section("Shown as", _shown(told))
    yield from _section("Merged and taken apart", map(_moved, told.moves))
    yield from _section("What people said", map(_verdict, told.verdicts))
    yield from _section(
        _title("Records", len(told.records), told.record_count),
        (line for each in told.records for line in _record(each, told.id)),
    )
    yield from _section(
        "Identifiers",
        (
            line
            for each in told.identifiers
            for line in _versions(f"{each.kind} {each.value} · {each.record}", each.versions)
        ),
    )
    yield from _section(
        _title("Ties", len(told.ties), told.tie_count),
        (
            line
            for each in told.ties
            for line in _versions(
                f"{each.source.name} {each.kind} {each.target.name} · {each.key}", each.versions
            )
        ),
    )
    yield from _section(
        "Contracts, lawsuits, tenders and events",
        (line for each in told.facts for line in _versions(f"{each.table} {each.title}", each.versions)),
    )
    yield from _section("Loads", map(_load, told.loads))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield nothing where there are no lines."""
    for number, line in enumerate(lines):
        if number == 0:
            yield title
        yield f"  {line}"


def _title(what: str, shown: int, count: int) -> str:
    return what if shown == count else f"{what} ({shown} of {count})"


def _shown(told: PartyHistoryOut) -> Iterator[str]:
    for each in told.shown:
        yield _spell(each.known)
        yield from _changes(each.changes)


def _record(record: RecordHistoryOut, party: str) -> Iterator[str]:
    mention = " (mentioned in another row)" if record.mention else ""
    yield from _versions(f"{record.name} · {record.id}{mention}", record.versions)
    for each in record.links:
        yield f"  {_linked(each, party)}"


def _linked(link: LinkHistoryOut, party: str) -> str:
    whose = "part of it" if link.party.id == party else f"part of {link.party.name} {link.party.id}"
    why = ", ".join(
        f"{each.code} {each.left or ''}".rstrip() + f" ({each.weight:+.1f})" for each in link.reasons[:_WHY]
    )
    return f"{whose} {_spell(link.known)}, by {link.decided_by}{': ' if why else ''}{why}"


def _versions(title: str, versions: Sequence[VersionOut]) -> Iterator[str]:
    yield title
    for each in versions:
        ended = f", ended by load {each.closed_by}" if each.closed_by is not None else ""
        yield f"  {_spell(each.known)}  {_place(each.origin)}, load {each.load}{ended}"
        yield from (f"  {line}" for line in _changes(each.changes))


def _changes(changes: Sequence[ChangeOut]) -> Iterator[str]:
    for each in changes:
        if each.before is None:
            yield f"  {each.name}: {each.after}"
        else:
            yield f"  {each.name}: {each.before} → {each.after if each.after is not None else '(gone)'}"


def _moved(move: MoveOut) -> str:
    match len(move.into):
        case 0:
            what = f"{move.id} is nobody: all its records are gone"
        case 1:
            what = f"{move.id} was merged into {move.into[0]}"
        case _:
            what = f"{move.id} was split into {', '.join(move.into)}"
    undone = "" if move.known.until is None else f", undone {_time(move.known.until)}"
    return f"{what} {_time(move.known.since)}{undone}"


def _verdict(verdict: VerdictOut) -> str:
    what = "the same" if verdict.same else "not the same"
    why = f": {verdict.why}" if verdict.why else ""
    return f"{_time(verdict.at)} {verdict.by}: {verdict.a} and {verdict.b} are {what}{why}"


def _load(load: BroughtByOut) -> str:
    files = ", ".join(f"{each.name} (SHA-256 {each.sha256[:_HASH]}…)" for each in load.files)
    return f"{load.id}: {load.source}, published {_time(load.published_at)}, {files}"


def _place(origin: OriginOut) -> str:
    sheet = f" sheet {origin.sheet}" if origin.sheet else ""
    return f"{origin.file}{sheet} line {origin.line}"


def _spell(known: KnownOut) -> str:
    return f"{_time(known.since)} –{'' if known.until is None else f' {_time(known.until)}'}"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
