"""How well a column fits a field: by its header, by its values, by both."""

from dataclasses import dataclass

from ingest.suggest.column import ColumnView
from ingest.suggest.fields import OWN, FieldSign, Phrase
from ingest.suggest.headers import Header
from ingest.suggest.likes import CHECKED, SURE, liking
from ingest.suggest.vocabulary import ROLES, SOMEBODY_ELSE, Vocabulary, folded

NOT_THIS = -1.0
"""A header speaks of somebody else than the field."""
ENOUGH = 0.4
"""A fit below this is no suggestion."""
_HEADER, _VALUES, _EMPTY = 0.55, 0.45, 0.45
_SURE, _SHOWN, _PROVEN = 0.8, 0.5, 0.7
_NO_WORD = 0.25
"""What a header must say of a field that others of the table look like."""
COMMON = frozenset({"name", "key", "date", "amount", "company", "person", "type", "text", "line"})
_COMMON_WEIGHT, _UNKNOWN_WEIGHT, _OWN_WEIGHT = 0.5, 0.7, 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """The table that columns are tried on.

    about: what its rows are about, which headers may say or not. implied: of that, what the name of the
    file says already.
    """

    table: str
    about: frozenset[str]
    known: Vocabulary
    implied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a column fits a field, 0..1: `header` and `values` are the two parts of it."""

    column: ColumnView
    sign: FieldSign
    score: float
    header: float
    values: float


def fit(column: ColumnView, sign: FieldSign, context: Context) -> Fit:
    """Return the fit of a column to a field of a table."""
    said = header_fit(column.header, sign, context)
    names_key = bool(column.keys_of) and sign.field == sign.party
    looks = 1.0 if names_key else liking(sign.likes, column)
    if looks <= -1.0 or said < 0.0:
        return Fit(column, sign, 0.0, said, looks)
    score = _HEADER * said + _VALUES * looks if column.values else _EMPTY * said
    shown = sign.likes in SURE and looks >= _SURE and (not sign.party or said >= _NO_WORD)
    if said < _NO_WORD and not (sign.central or shown or names_key):
        score = 0.0
    elif shown:
        least = _PROVEN if sign.likes in CHECKED else _SHOWN
        score = max(score, least + (1 - least) * said)
    return Fit(column, sign, max(0.0, min(1.0, score)), said, looks)


def header_fit(header: Header, sign: FieldSign, context: Context) -> float:
    """Return 0..1 by the best phrase of a field; -1 where the header speaks of somebody else."""
    base = sign.field.removesuffix("_name").removesuffix("_id") if sign.party else sign.field
    if f"{context.table}.{base}" in context.known.titles.get(folded(header.text), ()):
        return 1.0
    return max((_phrase_fit(header, phrase, context) for phrase in sign.phrases), default=0.0)


def _phrase_fit(header: Header, phrase: Phrase, context: Context) -> float:
    wanted = phrase.needed | phrase.maybe
    matched, met, all_words = 0.0, set[str](), 0.0
    for word in header.words:
        hits = word.means & wanted
        if hits:
            met |= hits
            matched += _weight(hits)
            all_words += _weight(hits)
        elif word.means & context.about:
            all_words += _OWN_WEIGHT
        elif word.means and word.means <= SOMEBODY_ELSE:
            return NOT_THIS
        else:
            all_words += _weight(word.means) if word.means else _UNKNOWN_WEIGHT * word.size
    implied = context.implied if not header.concepts & ROLES else context.implied - ROLES
    if phrase.part not in (None, *met, *implied):
        return 0.0
    needs = phrase.needed - (implied if phrase.part else implied - ROLES)
    needs = needs or phrase.maybe & {"name"} or phrase.needed | phrase.maybe
    telling = needs - COMMON
    if (telling and not telling & met) or not needs & met:
        return 0.0
    needed = sum(_weight(frozenset({each})) for each in needs)
    got = sum(_weight(frozenset({each})) for each in needs & met)
    recall = got / needed if needed else 1.0
    precision = matched / all_words if all_words else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _weight(concepts: frozenset[str]) -> float:
    return _COMMON_WEIGHT if concepts <= COMMON else 1.0


def about_of(table: str) -> frozenset[str]:
    """Return the concepts that headers of a table's own fields may have or leave out."""
    return frozenset(OWN[table].split())
