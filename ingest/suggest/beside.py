"""What a file feeds beside its main table: parties at the ends of its rows, ties of the parties it lists."""

from collections.abc import Mapping, Sequence

from ingest.suggest.chosen import PARTIES, SAID, Chosen, assigned, missing, names_part
from ingest.suggest.column import ColumnView
from ingest.suggest.fields import PARTIES_OF, FieldSign, field_signs
from ingest.suggest.fit import Context, Fit, about_of
from ingest.suggest.shape import Shape
from ingest.suggest.vocabulary import ROLES, Vocabulary
from ingest.tables import TABLES
from ingest.tables.column import columns

OWN_END: Mapping[str, Mapping[str, Sequence[str]]] = {
    "companies": {
        "contracts": ("buyer", "seller"), "guarantees": ("debtor",), "debts": ("debtor",),
        "ownership": ("owned",), "officers": ("company",), "lawsuits": ("defendants",),
        "tenders": ("bidder",),
    },
    "people": {"officers": ("person",), "ownership": ("owner",), "guarantees": ("guarantor",)},
}  # fmt: skip
"""Tables that a list of parties may hold beside them, and the ends that the party of the row may be."""


def others(first: Chosen, views: Sequence[ColumnView], known: Vocabulary) -> Sequence[Chosen]:
    """Return what else a file may feed beside its main table, parties before what ties them."""
    if first.table not in PARTIES:
        ends = PARTIES_OF.get(first.table, {})
        return [each for end in ends if (each := _party_of(first, end, views, known))]
    used = {each.column.at for each in first.fits}
    unused = [each for each in views if each.at not in used]
    person = _party_of(first, "legal_representative", views, known) if first.table == "companies" else None
    beside = [
        assigned(unused, Context(table, about_of(table) - ROLES, known), own=ends)
        for table, ends in OWN_END.get(first.table, {}).items()
    ]
    found = [each for each in beside if not missing(each, OWN_END[first.table][each.table]) and _speaks(each)]
    more = [person] if person else []
    for each in sorted(found, key=lambda each: -each.score):
        parties = [_party_of(each, end, unused, known) for end in PARTIES_OF[each.table]]
        more.extend([each, *(party for party in parties if party)])
    return more


def _speaks(more: Chosen) -> bool:
    """Return whether headers outright say something that only this table has."""
    return any(
        each.header >= SAID
        and each.column.filled
        and (names_part(each, more.table) if each.sign.party else each.sign.central)
        for each in more.fits
    )


def _party_of(first: Chosen, end: str, views: Sequence[ColumnView], known: Vocabulary) -> Chosen | None:
    """Return the companies or people at an end of a table, where the file tells more of them than their name.

    Where the rows have several parties of the kind, only columns that say whose they are count.
    """
    named, keyed = first.columns_of(f"{end}_name"), first.columns_of(end)
    if not named:
        return None
    table = _table_of(first.table, end, named[0])
    part = frozenset(PARTIES_OF[first.table][end][1].split())
    alike = [each for each in PARTIES_OF[first.table] if _expects(first.table, each) in (None, table)]
    only = len(alike) == 1 and first.table not in PARTIES
    used = {each.column.at for each in first.fits if each.sign.party != end}
    free = [
        each
        for each in views
        if each.at not in used and (only or any(word.means & part for word in each.header.words))
    ]
    own = assigned(free, Context(table, part | about_of(table), known))
    kept = [each for each in own.fits if each.sign.field not in ("name", "source_key")]
    kept = [each for each in kept if each.column not in (*named, *keyed)]
    if not kept:
        return None
    signs: dict[str, FieldSign] = {each.field: each for each in field_signs(table)}
    ends = [Fit(named[0], signs["name"], 1.0, 1.0, 1.0)]
    if keyed and keyed[0].settles(named[0]):
        ends.append(Fit(keyed[0], signs["source_key"], 1.0, 1.0, 1.0))
    return Chosen(table, (*ends, *kept), end, first.table)


def _table_of(table: str, end: str, named: ColumnView) -> str:
    """Return which table the parties at an end are of, by what is expected there or by their names."""
    people = named.share(Shape.PERSON) > named.share(Shape.COMPANY)
    return _expects(table, end) or ("people" if people else "companies")


def _expects(table: str, end: str) -> str | None:
    expects = columns(TABLES[table])[end].limits.expects
    return None if expects is None else {"person": "people", "company": "companies"}[expects.value]
