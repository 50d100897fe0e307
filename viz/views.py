"""The pictures that people ask for: surroundings, one step from a party, paths, a ring."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.flagged import Flag, flagged
from analytics.neighbourhood import Path, expand, k_paths, k_paths_to
from analytics.rings.ring import Ring
from book.book import Book
from graph.arrays import F64
from graph.relationships import RelationshipKind
from graph.values import PartyId
from viz.picture import Picture
from viz.scene import Part, picture

MAX_EDGES = 2_000


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """A path by ids: parties from end to end and the keys of the ties between them."""

    parties: tuple[PartyId, ...]
    ties: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class DrawnPaths:
    paths: tuple[DrawnPath, ...]
    picture: Picture


def surroundings(
    book: Book, position: int, *, hops: int, max_nodes: int, kinds: Collection[RelationshipKind] | None
) -> Picture:
    """Return what is up to `hops` steps around a party, riskiest first within the caps."""
    return _expanded(book, position, hops=hops, max_nodes=max_nodes, kinds=kinds, risk=book.scores.value)


def neighbours(
    book: Book,
    position: int,
    *,
    kinds: Collection[RelationshipKind] | None,
    order: Literal["risk", "ties"],
    limit: int,
) -> Picture:
    """Return at most `limit` parties one step away, the riskiest or the most connected."""
    risk = book.scores.value if order == "risk" else None
    return _expanded(book, position, hops=1, max_nodes=limit + 1, kinds=kinds, risk=risk)


def paths(book: Book, start: int, end: int, *, k: int, max_hops: int) -> DrawnPaths:
    """Return the k strongest paths between two parties and the picture of all of them."""
    found = found_paths(book, start, end, k=k, max_hops=max_hops)
    return _drawn_paths(book, found, start, {start, end})


def flagged_paths(book: Book, start: int, flags: Collection[Flag], *, k: int, max_hops: int) -> DrawnPaths:
    """Return the k strongest paths from a party to any with one of these flags, and the picture of them."""
    found = found_flagged(book, start, flags, k=k, max_hops=max_hops)
    return _drawn_paths(book, found, start, {start})


def found_paths(book: Book, start: int, end: int, *, k: int, max_hops: int) -> Sequence[Path]:
    """Return the k strongest paths between two parties."""
    rates = book.rate_of_ties(np.arange(book.snapshot.ties.num_rows))
    return k_paths(book.network, start, end, k=k, max_hops=max_hops, rates=rates)


def found_flagged(
    book: Book, start: int, flags: Collection[Flag], *, k: int, max_hops: int
) -> Sequence[Path]:
    """Return the k strongest paths from a party to any with one of these flags."""
    rates = book.rate_of_ties(np.arange(book.snapshot.ties.num_rows))
    ends = flagged(book.solution, book.scores, flags)
    return k_paths_to(book.network, start, ends, k=k, max_hops=max_hops, rates=rates)


def ring(book: Book, found: Ring) -> Picture:
    """Return the members of a ring, the identifiers they share and the ties between them."""
    members = np.array([book.position(member) for member in found.members], np.int64)
    _, entry = book.network.around(members)
    inside = np.isin(book.network.neighbour[entry], members)
    rows = np.unique(book.network.row[entry[inside]])[:MAX_EDGES]
    part = Part(members.astype(np.int32), rows, centre=None, counts={}, shared=found.edges)
    return picture(book, part)


def _expanded(
    book: Book,
    position: int,
    *,
    hops: int,
    max_nodes: int,
    kinds: Collection[RelationshipKind] | None,
    risk: F64 | None,
) -> Picture:
    found = expand(
        book.network, position, hops=hops, max_nodes=max_nodes, max_edges=MAX_EDGES, kinds=kinds, risk=risk
    )
    part = Part(
        parties=found.parties,
        ties=found.ties,
        centre=position,
        counts=found.counts,
        more_nodes=found.more_nodes,
        more_edges=found.more_edges,
    )
    return picture(book, part)


def _drawn_paths(book: Book, found: Sequence[Path], start: int, shown: set[int]) -> DrawnPaths:
    """Return paths and the picture of them and of who is `shown` in any case."""
    parties = np.array(sorted(shown.union(*(path.parties for path in found))), np.int32)
    ties = np.array(sorted({each for path in found for each in path.ties}), np.int64)
    drawn = picture(book, Part(parties, ties, centre=start, counts=book.network.counts(start)))
    return DrawnPaths(tuple(_drawn(book, path) for path in found), drawn)


def _drawn(book: Book, path: Path) -> DrawnPath:
    keys = [str(key) for key in book.snapshot.ties["key"].take(np.array(path.ties, np.int64)).to_pylist()]
    return DrawnPath(tuple(book.party_id(each) for each in path.parties), tuple(keys), path.strength)
