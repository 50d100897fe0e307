"""From a part of a Book to a picture: who is drawn, where, and with which numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.rings.ring import EvidenceEdge
from book.book import Book
from graph.relationships import RelationshipKind
from graph.snapshot import I32, I64
from viz.layout import layout
from viz.picture import DrawnParty, DrawnTie, Picture

SHARES = "SHARES"
"""The kind of a drawn tie that stands for an identifier which two parties share."""


@dataclass(frozen=True, slots=True)
class Part:
    """What to draw: positions of parties, rows of `Snapshot.ties` and shared identifiers among them, and
    how much was left out."""

    parties: I32
    ties: I64
    centre: int | None
    counts: Mapping[RelationshipKind, int]
    shared: Sequence[EvidenceEdge] = ()
    more_nodes: int = 0
    more_edges: int = 0


def picture(book: Book, part: Part) -> Picture:
    """Lay out and label a part of a Book. Equal parts of equal Books give equal pictures."""
    ties = [*_ties(book, part.ties), *_shared(book, part.shared)]
    seat = {book.party_id(position): row for row, position in enumerate(part.parties.tolist())}
    source = np.array([seat[tie.source] for tie in ties], np.int64)
    target = np.array([seat[tie.target] for tie in ties], np.int64)
    return Picture(
        book=book.manifest.id,
        valid_on=book.snapshot.valid_on,
        centre=None if part.centre is None else book.party_id(part.centre),
        parties=tuple(_parties(book, part.parties, layout(len(seat), source, target))),
        ties=tuple(ties),
        counts={kind.value: count for kind, count in part.counts.items()},
        more_nodes=part.more_nodes,
        more_edges=part.more_edges,
    )


def _ties(book: Book, rows: I64) -> Iterator[DrawnTie]:
    found = book.snapshot.ties.take(rows).to_pylist()
    for row, rate in zip(found, book.rate_of_ties(rows).tolist(), strict=True):
        yield _tie(book, row, rate)


def _shared(book: Book, edges: Sequence[EvidenceEdge]) -> Iterator[DrawnTie]:
    """Yield a tie for each identifier that two drawn parties share, with one row that says so."""
    holdings = book.snapshot.holdings
    for edge in edges:
        held = (holdings.party == book.position(edge.a)) & (holdings.identifier == edge.identifier)
        row = book.snapshot.holding_rows.slice(int(holdings.row[held][0]), 1).to_pylist()[0]
        yield DrawnTie(
            key=f"{edge.identifier}:{edge.a}:{edge.b}",
            source=edge.a,
            target=edge.b,
            kind=SHARES,
            amount=None,
            currency=None,
            share=None,
            subject=f"{row['kind']} {row['value']}",
            since=row["since"],
            until=row["until"],
            rate=None,
            file=row["file"],
            sheet=row["sheet"],
            line=row["line"],
            reported_by=row["reported_by"],
        )


def _parties(book: Book, positions: I32, places: Any) -> Sequence[DrawnParty]:
    rows = book.snapshot.parties.select(["key", "name", "kind", "rated", "roles"]).take(positions).to_pylist()
    degrees = book.network.degree[positions]
    return [
        DrawnParty(
            id=row["key"],
            name=row["name"],
            kind=row["kind"],
            grade=book.scores.grade_of(position).value if row["rated"] else None,
            score=book.scores.value_of(position),
            rated=row["rated"],
            roles=tuple(row["roles"] or ()),
            degree=int(degree),
            hub=book.network.is_hub(position),
            x=float(x),
            y=float(y),
        )
        for position, row, degree, (x, y) in zip(positions.tolist(), rows, degrees, places, strict=True)
    ]


def _tie(book: Book, row: Mapping[str, Any], rate: float) -> DrawnTie:
    low, high = row["share_low"], row["share_high"]
    return DrawnTie(
        key=row["key"],
        source=book.party_id(row["source_index"]),
        target=book.party_id(row["target_index"]),
        kind=row["kind"],
        amount=row["amount"],
        currency=None if row["amount"] is None else book.snapshot.currency,
        share=None if low is None or high is None else (low + high) / 2,
        subject=row["subject"],
        since=row["since"],
        until=row["until"],
        rate=rate or None,
        file=row["file"],
        sheet=row["sheet"],
        line=row["line"],
        reported_by=row["reported_by"],
    )
