"""Which tables a file feeds: those that together explain most of its columns."""

from collections.abc import Mapping, Sequence

from ingest.suggest.beside import others
from ingest.suggest.chosen import MADE_UP, PARTIES, Chosen, assigned, missing
from ingest.suggest.column import ColumnView
from ingest.suggest.fields import STANDS_FOR, field_signs
from ingest.suggest.fit import COMMON, Context, about_of, fit
from ingest.suggest.likes import SURE
from ingest.suggest.vocabulary import Vocabulary
from ingest.tables import TABLES

_TRIED = 4
"""So many likely main tables are looked at with what they leave to others."""
_NAMED_FILE, _NEW = 0.5, 0.5
_ANYBODYS = frozenset({*MADE_UP, "name", "names", "currency", "key", "other_names"})
"""Fields that do not tell one table from another."""
_LISTING = frozenset({"list", "listed"})
"""What a watch list has that a list of parties has not."""
_ANYWHERE = COMMON | {"status", "currency", "start", "end", "year", "annual", "company", "person"}
"""Concepts that do not either."""
_ABOUT_FILE: Mapping[str, str] = {
    "companies": "company customer supplier", "people": "person", "contracts": "contract",
    "lawsuits": "lawsuit court", "ownership": "owner share owned", "officers": "officer position",
    "guarantees": "guarantee guarantor", "debts": "debt overdue outstanding", "events": "event",
    "payments": "transaction payer payee bank", "watchlist": "list", "tenders": "tender submitted bidder",
    "supplies": "product buyer annual", "partnerships": "partner",
}  # fmt: skip


def choose(
    views: Sequence[ColumnView], known: Vocabulary, subject: frozenset[str], *, first: str | None = None
) -> Sequence[Chosen]:
    """Return the tables that a file feeds, the main one first; none where nothing fits.

    subject: what the name of the file means. first: the table that it must be, where that is known.
    """
    tables = (first,) if first else tuple(TABLES)
    found = [assigned(views, Context(each, about_of(each), known, subject)) for each in tables]
    whole = [each for each in found if not missing(each) and (first or _evident(each, subject))]
    if not whole:
        return ()
    likely = sorted(whole, key=lambda each: -each.score)[:_TRIED]
    ways = [_with_others(each, views, known) for each in likely]
    return max(ways, key=lambda way: _explained(way) + _NAMED_FILE * bool(subject & _words(way[0].table)))


def _with_others(first: Chosen, views: Sequence[ColumnView], known: Vocabulary) -> Sequence[Chosen]:
    """Return a main table and those beside it that explain columns which it does not."""
    chosen = [first]
    for more in others(first, views, known):
        if more.of not in (None, *(each.table for each in chosen)):
            continue
        used = {each.column.at for one in chosen for each in one.fits}
        if sum(each.score for each in more.fits if each.column.at not in used) >= _NEW:
            chosen.append(more)
    return chosen


def _explained(chosen: Sequence[Chosen]) -> float:
    """Return the sum over columns of how well the tables explain each."""
    best: dict[int, float] = {}
    for each in (each for one in chosen for each in one.fits):
        best[each.column.at] = max(each.score, best.get(each.column.at, 0.0))
    return sum(best.values())


def nearest_field(view: ColumnView, known: Vocabulary) -> tuple[str, float] | None:
    """Return the field that a column fits best, whatever the table, and how well; None where nothing does."""
    fits = [
        (each.score, f"{table}.{STANDS_FOR.get(sign.field, sign.field)}")
        for table in TABLES
        for sign in field_signs(table)
        for each in [fit(view, sign, Context(table, about_of(table), known))]
        if each.score > 0
    ]
    if not fits:
        return None
    score, field = max(fits, key=lambda each: each[0])
    return field, score


def _words(table: str) -> frozenset[str]:
    return frozenset(_ABOUT_FILE[table].split())


def _evident(chosen: Chosen, subject: frozenset[str]) -> bool:
    """Return whether something of its own speaks for a table: the file's name, a header, telling values."""
    if chosen.table in PARTIES or subject & _words(chosen.table):
        return True
    if chosen.table == "watchlist":
        return any(each.column.header.concepts & _LISTING for each in chosen.fits)
    return any(
        each.sign.field not in _ANYBODYS
        and each.score >= _NEW
        and (each.column.header.concepts - _ANYWHERE or each.sign.likes in SURE)
        for each in chosen.fits
    )
