"""The list by risk: which parties of a Book fit a filter, riskiest first."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from book.book import Book
from graph.arrays import I64, Mask, equals
from graph.model import PartyKind, Role

_FOUND_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Filter:
    """What a party must be; None asks nothing. `text` is looked up in the match index."""

    text: str | None = None
    grade: str | None = None
    kind: PartyKind | None = None
    role: Role | None = None
    rated: bool | None = None


def riskiest(book: Book, wanted: Filter) -> I64:
    """Return positions of the parties that fit: rated before unrated, by falling score, then by id."""
    fit = np.ones(len(book.snapshot), np.bool_)
    parties = book.snapshot.parties
    if wanted.rated is not None:
        fit &= book.scores.rated == wanted.rated
    if wanted.grade is not None:
        fit &= book.scores.has_grade(wanted.grade)
    if wanted.kind is not None:
        fit &= equals(parties["kind"], wanted.kind.value)
    if wanted.role is not None:
        fit &= _has_role(book, wanted.role)
    if wanted.text is not None and wanted.text.strip():
        fit &= _found(book, wanted.text)
    return book.by_risk[fit[book.by_risk]]


def _has_role(book: Book, role: Role) -> Mask:
    roles = book.snapshot.parties["roles"].combine_chunks()
    rows = np.asarray(pc.list_parent_indices(roles))
    values = equals(pc.list_flatten(roles), role.value)
    fit = np.zeros(len(book.snapshot), np.bool_)
    fit[rows[values]] = True
    return fit


def _found(book: Book, text: str) -> Mask:
    fit = np.zeros(len(book.snapshot), np.bool_)
    fit[[hit.party_position for hit in book.index.find(text, limit=_FOUND_AT_MOST)]] = True
    return fit
