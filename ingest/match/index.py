"""The search of the product: type-ahead over names in both scripts, sounds, short forms and numbers.

An inverted index of pieces beside the sorted texts, as Arrow files that workers map into memory.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph.arrays import codes, flags
from graph.model import PartyKind
from graph.snapshot_files import read_arrays, read_table, write_arrays, write_table
from graph.snapshot_tables import Holdings
from ingest.match.compare import nearness
from ingest.match.entries import entries
from ingest.match.grams import I32, I64, U64, grams, postings
from ingest.match.search_texts import WEIGHT, On, asked

_KINDS = tuple(PartyKind)
_WEIGHTS = np.array([WEIGHT[each] for each in On])
_MOST_LOOKED_AT = 2_000
_MOST_NEAR = 60
_BLOCK = 65_536
_NEAR_ENOUGH = 0.6
_RATED = 0.02
_OTHERWISE = 0.94
"""What a hit on the query counts when it was taken in another sense than written."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A party by position, the text of it that was matched, what that text is, and a score in [0, 1].

    matched_on: name, other_name, core (a name without place and legal form), reading, initials,
    identifier, phone or email.
    """

    party_position: int
    matched: str
    matched_on: str
    score: float


@dataclass(frozen=True, eq=False)
class MatchIndex:
    """texts: as `entries.entries` returns them. parties: kind, rated.

    The pieces of the texts are as `grams.postings` returns them.
    """

    texts: pa.Table
    parties: pa.Table
    pieces: U64
    offsets: I64
    rows: I32

    @classmethod
    def build(cls, parties: pa.Table, identifiers: pa.Table, holdings: Holdings) -> "MatchIndex":
        """Index parties in the order of their positions; identifiers and holdings as a Snapshot has them."""
        texts = entries(parties, identifiers, holdings)
        kind, known = codes(parties["kind"])
        number = np.array([_KINDS.index(PartyKind(str(each))) for each in known] or [0], np.uint8)
        marks = pa.table(
            {"kind": pa.array(number[kind]), "rated": pa.array(flags(parties["rated"]).astype(np.uint8))}
        )
        return cls(texts, marks, *postings(texts["text"].combine_chunks()))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        write_table(self.texts, folder / "texts.arrow")
        write_table(self.parties, folder / "parties.arrow")
        write_arrays({"piece": self.pieces, "offset": self.offsets[:-1]}, folder / "pieces.arrow")
        write_arrays({"row": self.rows}, folder / "rows.arrow")

    @classmethod
    def open(cls, folder: Path) -> "MatchIndex":
        """Map what `save` wrote; raises `BookDamaged` when a file is missing or unreadable."""
        pieces, rows = read_arrays(folder / "pieces.arrow"), read_arrays(folder / "rows.arrow")["row"]
        offsets = np.append(pieces["offset"], len(rows)).astype(np.int64)
        texts, parties = read_table(folder / "texts.arrow"), read_table(folder / "parties.arrow")
        return cls(texts, parties, pieces["piece"], offsets, rows)

    def __len__(self) -> int:
        return self.parties.num_rows

    def find(self, text: str, *, limit: int, kinds: Collection[PartyKind] | None = None) -> Sequence[Hit]:
        """Return the parties that a text may mean, best first, each once; `limit` of them at most.

        A text that equals, begins or is part of a name or number; where nothing does, one that is
        near. A blank text finds nothing.
        """
        variants = asked(text)
        found = [
            (score * (_OTHERWISE if turn else 1.0), row)
            for turn, variant in enumerate(variants)
            for score, row in self._containing(variant)
        ]
        if not found and variants:
            found = list(self._near(variants[0]))
        return self._best(found, limit, kinds)

    def _containing(self, query: str) -> Iterator[tuple[float, int]]:
        """Yield (score, row) of texts that hold the query: equal 1, beginning from .8, else from .6."""
        begins = self._beginning(query)
        first = np.arange(begins.start, min(begins.stop, begins.start + _MOST_LOOKED_AT))
        for rows, floor in ((first, 0.8), (self._with_all(grams(query), besides=begins), 0.6)):
            taken: Any = self.texts["text"].take(rows)
            size = np.asarray(pc.utf8_length(taken), np.float64)
            holds = np.asarray(pc.match_substring(taken, query), np.bool_) if len(taken) else size > 0
            whole = size == len(query)
            score = np.where(whole & (floor > 0.7), 1.0, floor + 0.19 * len(query) / np.maximum(size, 1))
            yield from zip(score[holds].tolist(), rows[holds].tolist(), strict=True)

    def _beginning(self, query: str) -> range:
        texts: Any = self.texts["text"]
        first = bisect_left(range(len(texts)), query, key=lambda row: texts[row].as_py())
        last = bisect_left(range(len(texts)), query + "\U0010ffff", key=lambda row: texts[row].as_py())
        return range(first, last)

    def _with_all(self, wanted: U64, *, besides: range) -> I32:
        """Return the first rows that have every piece, looking through those of the rarest by blocks."""
        lists = sorted(self._rows_of(wanted), key=len)
        found, count = [np.empty(0, np.int32)], 0
        for start in range(0, len(lists[0]) if lists else 0, _BLOCK):
            rows = lists[0][start : start + _BLOCK]
            rows = rows[(rows < besides.start) | (rows >= besides.stop)]
            for each in lists[1:]:
                at = np.minimum(np.searchsorted(each, rows), len(each) - 1)
                rows = rows[each[at] == rows]
            found.append(rows)
            count += len(rows)
            if count >= _MOST_LOOKED_AT:
                break
        return np.concatenate(found)[:_MOST_LOOKED_AT]

    def _rows_of(self, wanted: U64) -> Iterator[I32]:
        at = np.searchsorted(self.pieces, wanted)
        for piece, place in zip(wanted, at, strict=True):
            known = place < len(self.pieces) and self.pieces[place] == piece
            yield self.rows[self.offsets[place] : self.offsets[place + 1]] if known else self.rows[:0]

    def _near(self, query: str) -> Iterator[tuple[float, int]]:
        """Yield texts that share most pieces with the query, by how near they are."""
        texts: Any = self.texts["text"]
        for row in self._sharing_most(grams(query)).tolist():
            alike = nearness(query, texts[row].as_py())
            if alike >= _NEAR_ENOUGH:
                yield 0.6 * alike, row

    def _sharing_most(self, wanted: U64) -> npt.NDArray[np.int64]:
        """Return the rows that have the most of these pieces, those first; O(texts + rows of the pieces)."""
        shared = np.zeros(len(self.texts), np.uint16)
        for rows in self._rows_of(wanted):
            shared[rows] += 1
        found = np.empty(0, np.int64)
        for least in range(int(shared.max(initial=0)), 0, -1):
            found = np.flatnonzero(shared >= least)
            if len(found) >= _MOST_NEAR:
                break
        return found[np.argsort(-shared[found].astype(np.int64), kind="stable")][:_MOST_NEAR]

    def _best(
        self, found: Sequence[tuple[float, int]], limit: int, kinds: Collection[PartyKind] | None
    ) -> Sequence[Hit]:
        """Weigh hits by what they are on, keep the best of each party, and order them."""
        if not found:
            return ()
        rows = np.array([row for _, row in found], np.int64)
        on = np.asarray(self.texts["on"].take(rows), np.uint8)
        party = np.asarray(self.texts["party"].take(rows), np.int32)
        rated = np.asarray(self.parties["rated"].take(party), np.float64)
        score = (np.array([score for score, _ in found]) * _WEIGHTS[on] + _RATED * rated) / (1 + _RATED)
        order = np.lexsort((rows, party, -score))
        if kinds is not None:
            wanted = [_KINDS.index(each) for each in kinds]
            kind = np.asarray(self.parties["kind"].take(party), np.uint8)
            order = order[np.isin(kind[order], wanted)]
        _, first = np.unique(party[order], return_index=True)
        return [
            Hit(
                int(party[each]),
                str(self.texts["shown"][int(rows[each])].as_py()),
                On(int(on[each])).name.lower(),
                round(float(score[each]), 4),
            )
            for each in order[np.sort(first)][:limit].tolist()
        ]
