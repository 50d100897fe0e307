"""What the match index holds: every text that a party may be searched by, as one sorted table."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.arrays import Mask, equals
from graph.model import IdentifierKind, PartyKind
from graph.snapshot_tables import Holdings
from ingest.match.search_texts import On, texts_of_identifiers, texts_of_names

_AT_ONCE = 65_536
"""Names or numbers that are taken apart together."""
_TEXT = pa.large_string()
_COLUMNS = ("text", "party", "on", "shown")
_Numbers: TypeAlias = npt.NDArray[np.integer[Any]]


def entries(parties: pa.Table, identifiers: pa.Table, holdings: Holdings) -> pa.Table:
    """Return text, party, on, shown (as the source wrote it); ascending by all of them in this order.

    Each row stands once, no text is empty, `shown` is a dictionary column. O(rows · log rows), and
    no object stays for a party.
    """
    names = _names(parties)
    written, numbers = _encoded(names["written"]), _encoded(identifiers["value"])
    found = pa.concat_tables(
        [
            *_of_names(names, written),
            *_of_identifiers(identifiers, numbers, holdings, first=len(written.dictionary)),
        ]
    ).combine_chunks()
    return _sorted(found, pa.concat_arrays([written.dictionary, numbers.dictionary]))


def _names(parties: pa.Table) -> pa.Table:
    """Return written, party, person, main: each name of each party, the others where they differ."""
    main, others = parties["name"].combine_chunks(), parties["other_names"].combine_chunks()
    owner = pc.list_parent_indices(others)
    other = pc.list_flatten(others)
    differs = pc.not_equal(other, main.take(owner))
    party = np.r_[np.arange(len(main)), np.asarray(owner.filter(differs))]
    return pa.table(
        {
            "written": pa.concat_arrays([main.cast(_TEXT), other.filter(differs).cast(_TEXT)]),
            "party": pa.array(party.astype(np.int32)),
            "person": pa.array(equals(parties["kind"], PartyKind.PERSON.value)[party]),
            "main": pa.array(np.arange(len(party)) < len(main)),
        }
    )


def _of_names(names: pa.Table, written: Any) -> Iterator[pa.Table]:
    """Yield the texts of all names, each distinct one taken apart once as a person's and once as a firm's."""
    shown, party = np.asarray(written.indices), np.asarray(names["party"])
    person, main = np.asarray(names["person"]), np.asarray(names["main"])
    for people in (False, True):
        rows = np.flatnonzero(person == people)
        used, at = np.unique(shown[rows], return_inverse=True)
        texts = _apart(written.dictionary.take(used), partial(texts_of_names, people=people))
        for kind, text in texts.items():
            on = np.where(main[rows] | (kind is not On.NAME), kind, On.OTHER_NAME)
            yield _rows(text.take(at), party[rows], on, shown[rows])


def _of_identifiers(
    identifiers: pa.Table, numbers: Any, holdings: Holdings, *, first: int
) -> Iterator[pa.Table]:
    """Yield the texts of all identifiers that somebody has."""
    shown = np.asarray(numbers.indices) + first
    for kind in IdentifierKind:
        of_kind = np.flatnonzero(equals(identifiers["kind"], kind.value))
        place = np.full(len(shown), -1)
        place[of_kind] = np.arange(len(of_kind))
        held = np.flatnonzero(place[holdings.identifier] >= 0)
        which = holdings.identifier[held]
        values = identifiers["value"].take(of_kind)
        for on, text in _apart(values, partial(texts_of_identifiers, kind)).items():
            yield _rows(text.take(place[which]), holdings.party[held], np.full(len(held), on), shown[which])


def _apart(texts: Any, step: Callable[[list[str]], Mapping[On, list[str]]]) -> Mapping[On, Any]:
    """Return what `step` makes of the texts, some at once, as one Arrow column for each kind of text."""
    parts: dict[On, list[Any]] = {}
    for start in range(0, max(1, len(texts)), _AT_ONCE):
        for on, made in step(texts.slice(start, _AT_ONCE).to_pylist()).items():
            parts.setdefault(on, []).append(pa.array(made, _TEXT))
    return {on: pa.concat_arrays(made) for on, made in parts.items()}


def _rows(text: Any, party: _Numbers, on: _Numbers, shown: _Numbers) -> pa.Table:
    columns = [text, party.astype(np.int32), on.astype(np.uint8), shown.astype(np.int32)]
    told = pa.table(dict(zip(_COLUMNS, columns, strict=True)))
    return told.filter(pc.not_equal(text, pa.scalar("", _TEXT)))


def _encoded(column: Any) -> Any:
    """Return a column as one dictionary array."""
    encoded = pc.dictionary_encode(column.cast(_TEXT))
    return encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded


def _sorted(rows: pa.Table, shown: Any) -> pa.Table:
    """Return the rows in order, each once."""
    rows = rows.take(pc.sort_indices(rows, [(name, "ascending") for name in _COLUMNS])).combine_chunks()
    again = _like_the_one_before(rows)
    order = _by_what_is_shown(again, rows["shown"], shown)
    code = np.asarray(rows["shown"])[order]
    kept = order[~again | (np.diff(code, prepend=-1) != 0)]
    rows = rows.take(kept)
    place = rows["shown"].combine_chunks()
    return rows.set_column(3, "shown", pa.DictionaryArray.from_arrays(place, shown))


def _like_the_one_before(rows: pa.Table) -> Mask:
    """Return which rows have the text, party and kind of the row before."""
    alike = np.zeros(len(rows), np.bool_)
    if len(rows):
        alike[1:] = True
        for name in _COLUMNS[:3]:
            column = rows[name].combine_chunks()
            alike[1:] &= np.asarray(pc.equal(column.slice(1), column.slice(0, len(column) - 1)))
    return alike


def _by_what_is_shown(again: Mask, code: Any, shown: Any) -> npt.NDArray[np.int64]:
    """Return the order that brings rows which differ in nothing else into the order of what they show."""
    order = np.arange(len(again))
    several = np.flatnonzero(again | np.r_[again[1:], False])
    texts = shown.take(code.combine_chunks().take(several))
    group = pa.array(np.cumsum(~again)[several])
    by = pc.sort_indices(
        pa.table({"group": group, "text": texts}), [("group", "ascending"), ("text", "ascending")]
    )
    order[several] = several[np.asarray(by)]
    return order
