"""The columns that feed one table: each the best for its field, and no field twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ingest.suggest.column import ColumnView
from ingest.suggest.fields import PARTIES_OF, STANDS_FOR, field_signs
from ingest.suggest.fit import ENOUGH, Context, Fit, fit
from ingest.tables import TABLES
from ingest.tables.column import columns

PARTIES = ("companies", "people")
MADE_UP = frozenset({"source_key", "entry_id"})
"""Needed fields that can be made of others."""
SAID = 0.6
"""How well a header fits that says it outright."""
_MANY = 0.85
"""How well further columns of a field must fit it by their headers."""
_ANY_PARTY = frozenset({"company", "person", "customer", "supplier"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table that a file feeds. party: whom its rows are about, where that is an end of the table `of`."""

    table: str
    fits: tuple[Fit, ...]
    party: str | None = None
    of: str | None = None

    @property
    def score(self) -> float:
        return sum(each.score for each in self.fits)

    def columns_of(self, *fields: str) -> Sequence[ColumnView]:
        """Return the columns that feed these fields, in the order of the fields."""
        return [each.column for field in fields for each in self.fits if each.sign.field == field]

    def feeds(self, field: str) -> bool:
        """Return whether a column feeds a field, an end or a name in any of its ways."""
        parts = [part for part, of in STANDS_FOR.items() if of == field]
        return bool(self.columns_of(field, f"{field}_name", f"{field}_id", *parts))


def assigned(
    views: Sequence[ColumnView],
    context: Context,
    *,
    own: Collection[str] | None = None,
) -> Chosen:
    """Return the best fits of a table: a column feeds one field, a field mostly one column.

    A key of companies or people is a column that settles their name. own: of a table beside others, the
    ends that the row's own party may be at; headers must then say who else is.
    """
    table = context.table
    fits = [fit(view, sign, context) for sign in field_signs(table) for view in views]
    enough = [each for each in fits if each.score >= ENOUGH and (own is None or says_who(each, table, own))]
    ranked = sorted(enough, key=lambda each: -each.score)
    chosen = Chosen(table, _taken(ranked))
    keys, names = chosen.columns_of("source_key"), chosen.columns_of("name")
    if keys and names and not keys[0].settles(names[0]):
        others = [each for each in ranked if each.sign.field != "source_key" or each.column is not keys[0]]
        chosen = replace(chosen, fits=_taken(others))
    return _with_short_name(chosen) if table in PARTIES else chosen


def _with_short_name(chosen: Chosen) -> Chosen:
    """Return the table with its parties called by a short name where there is no other."""
    if chosen.feeds("name") or not chosen.feeds("other_names"):
        return chosen
    name = next(each for each in field_signs(chosen.table) if each.field == "name")
    short = next(each for each in chosen.fits if each.sign.field == "other_names")
    called = replace(short, sign=name, score=min(short.score, ENOUGH))
    return replace(chosen, fits=tuple(called if each is short else each for each in chosen.fits))


def _taken(ranked: Sequence[Fit]) -> tuple[Fit, ...]:
    """Return the fits that can stand beside each other, better ones first chosen, in the order of columns."""
    taken: dict[int, Fit] = {}
    fed: set[str] = set()
    for each in ranked:
        field = each.sign.field
        if each.column.at in taken or (field in fed and not (each.sign.many and each.header >= _MANY)):
            continue
        taken[each.column.at] = each
        fed.add(field)
    return tuple(taken[at] for at in sorted(taken))


def missing(chosen: Chosen, filled: Collection[str] = ()) -> Sequence[str]:
    """Return the needed fields of a table that no column feeds and that cannot be made of others."""
    needed = [each.name for each in columns(TABLES[chosen.table]).values() if each.required]
    return [each for each in needed if each not in (*MADE_UP, *filled) and not chosen.feeds(each)]


def says_who(fit: Fit, table: str, own: Collection[str]) -> bool:
    """Return whether a header says that a party is there, and at an end of the row's own that it is not."""
    party = fit.sign.party
    return party is None or (fit.header >= SAID and (party not in own or names_part(fit, table)))


def names_part(fit: Fit, table: str) -> bool:
    """Return whether a header has the word for a party's part, not only that it is a company or a person."""
    part = frozenset(PARTIES_OF[table][fit.sign.party or ""][1].split()) - _ANY_PARTY
    return bool(fit.column.header.concepts & part)
