"""Which texts contain a piece: pairs of signs for Chinese, triples for everything else, as arrays."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

U64: TypeAlias = npt.NDArray[np.uint64]
I64: TypeAlias = npt.NDArray[np.int64]
I32: TypeAlias = npt.NDArray[np.int32]

_FIRST_HAN = 0x2E80
_BITS = np.uint64(21)
_AT_ONCE = 131_072
"""Texts whose pieces are sorted together."""
_ROW_BITS = 20


class Postings(NamedTuple):
    """The texts with pieces[i] are rows[offsets[i]:offsets[i + 1]]; both ascend; (g,), (g + 1,), (p,)."""

    pieces: U64
    offsets: I64
    rows: I32


class _Part(NamedTuple):
    """The postings of some of the texts: how many rows each piece has, and the rows one after the other."""

    pieces: U64
    counts: I64
    rows: I32


def grams(text: str) -> U64:
    """Return the pieces of a text as numbers, ascending, each once; none in a text that is too short."""
    return np.unique(_numbered(text)[0])


def postings(texts: Any) -> Postings:
    """Return which of some Arrow texts have which pieces. No text holds a line break.

    O(signs · log signs) in time; beside the answer, memory for the pieces of `_AT_ONCE` texts.
    """
    starts = range(0, len(texts), _AT_ONCE)
    return _joined([_part(texts.slice(start, _AT_ONCE), start) for start in starts])


def _part(texts: Any, first: int) -> _Part:
    length = np.asarray(pc.utf8_length(texts), np.int64)
    numbers, starts = _numbered("\n".join(texts.to_pylist()))
    owner = np.repeat(np.arange(len(texts)), length + 1)[starts]
    encoded: Any = pc.dictionary_encode(pa.array(numbers))
    pieces = np.asarray(encoded.dictionary, np.uint64)
    order = np.argsort(pieces)
    rank = np.empty(len(pieces), np.int64)
    rank[order] = np.arange(len(pieces))
    held = (rank[np.asarray(encoded.indices)] << _ROW_BITS) | owner
    held.sort()
    held = held[np.diff(held, prepend=-1) != 0]
    counts = np.bincount(held >> _ROW_BITS, minlength=len(pieces))
    rows = (held & ((1 << _ROW_BITS) - 1)) + first
    return _Part(pieces[order], counts.astype(np.int64), rows.astype(np.int32))


def _joined(parts: Sequence[_Part]) -> Postings:
    """Put the rows of each piece together, part after part, so that they stay ascending."""
    pieces = np.unique(np.concatenate([np.empty(0, np.uint64), *(each.pieces for each in parts)]))
    places = [np.searchsorted(pieces, each.pieces) for each in parts]
    offsets = np.zeros(len(pieces) + 1, np.int64)
    for part, place in zip(parts, places, strict=True):
        offsets[1:][place] += part.counts
    np.cumsum(offsets, out=offsets)
    free = offsets[:-1].copy()
    rows = np.empty(int(offsets[-1]), np.int32)
    for part, place in zip(parts, places, strict=True):
        shift = free[place] - np.cumsum(part.counts) + part.counts
        rows[np.repeat(shift, part.counts) + np.arange(len(part.rows))] = part.rows
        free[place] += part.counts
    return Postings(pieces, offsets, rows)


def _numbered(text: str) -> tuple[U64, I64]:
    """Return the number of each piece and where it starts; a line break is in none."""
    signs: Any = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    if len(signs) < 2:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    breaks, han = signs == 10, signs >= _FIRST_HAN
    pair = (han[:-1] | han[1:]) & ~breaks[:-1] & ~breaks[1:]
    pairs = (signs[:-1] << _BITS) | signs[1:]
    plain = ~(han | breaks)
    triple = plain[:-2] & plain[1:-1] & plain[2:]
    triples = (signs[:-2] << (_BITS + _BITS)) | (signs[1:-1] << _BITS) | signs[2:]
    starts = np.r_[np.flatnonzero(pair), np.flatnonzero(triple)]
    return np.r_[pairs[pair], triples[triple]], starts.astype(np.int64)
