"""Which texts contain a piece: pairs of signs for Chinese, triples for everything else, as arrays."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

U64: TypeAlias = npt.NDArray[np.uint64]
I64: TypeAlias = npt.NDArray[np.int64]

_FIRST_HAN = 0x2E80
_BITS = np.uint64(21)


def grams(text: str) -> U64:
    """Return the pieces of a text as numbers, ascending, each once; none in a text that is too short."""
    return np.unique(_numbered(text)[0])


def postings(texts: list[str]) -> tuple[U64, I64, I64]:
    """Return (pieces ascending (g,), offsets (g+1,), rows (p,)): rows[offsets[i]:offsets[i+1]] have piece i.

    Rows ascend within a piece. O(signs · log signs).
    """
    numbers, starts = _numbered("\n".join(texts))
    row = np.cumsum([0, *(len(text) + 1 for text in texts)])
    owner = np.searchsorted(row, starts, side="right") - 1
    order = np.lexsort((owner, numbers))
    numbers, owner = numbers[order], owner[order]
    if len(numbers):
        fresh = np.r_[True, (numbers[1:] != numbers[:-1]) | (owner[1:] != owner[:-1])]
        numbers, owner = numbers[fresh], owner[fresh]
    pieces, first = np.unique(numbers, return_index=True)
    return pieces, np.r_[first, len(numbers)].astype(np.int64), owner.astype(np.int64)


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
