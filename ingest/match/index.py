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

from graph.model import IdentifierKind, PartyKind
from graph.snapshot_files import read_arrays, read_table, write_arrays, write_table
from graph.snapshot_tables import Holdings
from ingest.match.compare import nearness
from ingest.match.grams import I64, U64, grams, postings
from ingest.match.search_texts import WEIGHT, On, asked, text_of_identifier, texts_of_name

_KINDS = tuple(PartyKind)
_WEIGHTS = np.array([WEIGHT[each] for each in On])
_MOST_LOOKED_AT = 2_000
_MOST_NEAR = 60
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
    """texts: text, shown (as the source wrote it), party, on; ascending by text. parties: kind, rated.

    The pieces of the texts are as `grams.postings` returns them.
    """

    texts: pa.Table
    parties: pa.Table
    pieces: U64
    offsets: I64
    rows: I64

    @classmethod
    def build(cls, parties: pa.Table, identifiers: pa.Table, holdings: Holdings) -> "MatchIndex":
        """Index parties in the order of their positions; identifiers and holdings as a Snapshot has them."""
        entries = sorted({*_names(parties), *_numbers(identifiers, holdings)})
        columns = list(zip(*entries, strict=True)) or [(), (), (), ()]
        pieces, offsets, rows = postings([entry[0] for entry in entries])
        texts = pa.table(
            {
                "text": pa.array(columns[0], pa.large_string()),
                "shown": pa.array(columns[3], pa.large_string()),
                "party": pa.array(columns[1], pa.int32()),
                "on": pa.array(columns[2], pa.uint8()),
            }
        )
        kinds = [_KINDS.index(PartyKind(str(each))) for each in parties["kind"].to_pylist()]
        rated = [int(bool(each)) for each in parties["rated"].to_pylist()]
        marks = pa.table({"kind": pa.array(kinds, pa.uint8()), "rated": pa.array(rated, pa.uint8())})
        return cls(texts, marks, pieces, offsets, rows)

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
        inside = np.setdiff1d(self._with_all(grams(query)), begins)
        for rows, floor in ((begins, 0.8), (inside, 0.6)):
            taken: Any = self.texts["text"].take(rows[:_MOST_LOOKED_AT])
            size = np.asarray(pc.utf8_length(taken), np.float64)
            holds = np.asarray(pc.match_substring(taken, query), np.bool_) if len(taken) else size > 0
            whole = size == len(query)
            score = np.where(whole & (floor > 0.7), 1.0, floor + 0.19 * len(query) / np.maximum(size, 1))
            yield from zip(score[holds].tolist(), rows[:_MOST_LOOKED_AT][holds].tolist(), strict=True)

    def _beginning(self, query: str) -> npt.NDArray[np.int64]:
        texts: Any = self.texts["text"]
        first = bisect_left(range(len(texts)), query, key=lambda row: texts[row].as_py())
        last = bisect_left(range(len(texts)), query + "\U0010ffff", key=lambda row: texts[row].as_py())
        return np.arange(first, last, dtype=np.int64)

    def _with_all(self, wanted: U64) -> npt.NDArray[np.int64]:
        """Return the rows that have every piece, the rarest looked up first."""
        lists = sorted(self._rows_of(wanted), key=len)
        if not lists or not len(lists[0]):
            return np.empty(0, np.int64)
        found = lists[0]
        for each in lists[1:]:
            at = np.minimum(np.searchsorted(each, found), len(each) - 1)
            found = found[each[at] == found]
        return found

    def _rows_of(self, wanted: U64) -> Iterator[npt.NDArray[np.int64]]:
        at = np.searchsorted(self.pieces, wanted)
        for piece, place in zip(wanted, at, strict=True):
            known = place < len(self.pieces) and self.pieces[place] == piece
            yield self.rows[self.offsets[place] : self.offsets[place + 1]] if known else self.rows[:0]

    def _near(self, query: str) -> Iterator[tuple[float, int]]:
        """Yield texts that share most pieces with the query, by how near they are."""
        lists = [each for each in self._rows_of(grams(query)) if len(each)]
        if not lists:
            return
        texts: Any = self.texts["text"]
        rows, shared = np.unique(np.concatenate(lists), return_counts=True)
        for row in rows[np.argsort(-shared, kind="stable")][:_MOST_NEAR].tolist():
            alike = nearness(query, texts[row].as_py())
            if alike >= _NEAR_ENOUGH:
                yield 0.6 * alike, row

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


def _names(parties: pa.Table) -> Iterator[tuple[str, int, int, str]]:
    """Yield (text, party, what it is, as written) for every name."""
    columns = (parties[name].to_pylist() for name in ("kind", "name", "other_names"))
    for position, (kind, name, others) in enumerate(zip(*columns, strict=True)):
        for raw in dict.fromkeys((name, *(others or ()))):
            for text, on in texts_of_name(raw, PartyKind(kind), main=raw == name):
                if text:
                    yield text, position, int(on), raw


def _numbers(identifiers: pa.Table, holdings: Holdings) -> Iterator[tuple[str, int, int, str]]:
    """Yield (text, party, what it is, as normalised) for every identifier that somebody has."""
    kinds, values = identifiers["kind"].to_pylist(), identifiers["value"].to_pylist()
    for party, number in zip(holdings.party.tolist(), holdings.identifier.tolist(), strict=True):
        found = text_of_identifier(IdentifierKind(kinds[number]), values[number])
        if found and found[0]:
            yield found[0], party, int(found[1]), values[number]
