"""What a row or a party says, name by name, as a person reads it; and what changed from one to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from graph.history import Fact
from graph.model import Contract, Event, Holding, Lawsuit, Party, Record, Tender
from graph.relationships import Relationship, Terms
from graph.schema import Table
from graph.values import Money, Share

_NOT_SAID = frozenset({"id", "origin", "reported_by"})
_TABLES = {Contract: Table.CONTRACTS, Lawsuit: Table.LAWSUITS, Tender: Table.TENDERS, Event: Table.EVENTS}
_EMPTY: tuple[object, ...] = (None, (), [], "", frozenset())


@dataclass(frozen=True, slots=True)
class Change:
    """One value that came (`before` is None), went (`after` is None) or changed."""

    name: str
    before: str | None
    after: str | None


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what is different, in the order of `after`, then what is gone."""
    names = dict.fromkeys((*after, *before))
    return tuple(
        Change(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def said(what: Record | Party | Holding | Relationship | Fact) -> dict[str, str]:
    """Return what is filled in, each value as a person reads it; where it stands is not part of it."""
    return {name: plain(value) for name, value in _values(what) if value not in _EMPTY}


def plain(value: object) -> str:
    """Return a value as a person reads it."""
    match value:
        case {"minor": int() as minor, "currency": str() as currency}:
            return plain(Money(minor, currency))
        case Money():
            return f"{value.major():,f} {value.currency}"
        case Share():
            return f"{value.low:.4g}" if value.exact else f"{value.low:.4g}–{value.high:.4g}"
        case float():
            return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}"
        case list() | tuple():
            return "; ".join(plain(each) for each in value)
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def title_of(fact: Fact) -> str:
    """Return what people call a fact by."""
    match fact:
        case Lawsuit():
            return f"{fact.case_number} {fact.court}"
        case Event():
            return f"{fact.kind.value} {fact.at}" if fact.at else fact.kind.value
        case _:
            return fact.number


def table_of(fact: Fact) -> Table:
    """Return the table that a fact stands in."""
    return _TABLES[type(fact)]


def _values(what: Record | Party | Holding | Relationship | Fact) -> Iterator[tuple[str, object]]:
    match what:
        case Record():
            yield from (("name", what.name), ("kind", what.kind.value))
            yield from ((name, value) for name, value in what.fields.items() if name != "name")
        case Party():
            yield from (("name", what.name), ("kind", what.kind.value), ("other_names", what.other_names))
            yield "roles", sorted(role.value for role in what.roles)
            yield from ((name, field.value) for name, field in what.fields.items())
        case Holding():
            yield from (("since", what.when.since), ("until", what.when.until), ("failed", what.failed))
        case Relationship():
            yield from (("source", what.source), ("target", what.target), ("subject", what.subject))
            yield from (("since", what.when.since), ("until", what.when.until))
            yield from zip(Terms._fields, what.terms, strict=True)
        case _:
            yield from (
                (each.name, getattr(what, each.name)) for each in fields(what) if each.name not in _NOT_SAID
            )
