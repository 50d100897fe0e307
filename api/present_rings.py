"""From the rings of a Book to the answers of `api.schemas.rings`."""

import numpy as np

from analytics import wording
from analytics.rings.ring import Ring, Term
from api.present import network_out, party_rows
from api.schemas.plain import Bilingual
from api.schemas.rings import IdentifierOut, RingOut, RingRow, TermOut
from book.book import Book
from viz import views


def ring_row(book: Book, rank: int, ring: Ring) -> RingRow:
    """Return a line of the list of rings."""
    return RingRow(
        id=ring.id,
        rank=rank,
        typology=ring.typology.value,
        probability=ring.probability,
        size=len(ring.members),
        names=[book.name(book.position(member)) for member in ring.members],
    )


def ring_out(book: Book, rank: int, ring: Ring) -> RingOut:
    """Return a ring with the matrix of who has which shared identifier, and its picture."""
    positions = [book.position(member) for member in ring.members]
    identifiers = np.unique(np.array([edge.identifier for edge in ring.edges], np.int64))
    shown = book.snapshot.identifiers.select(["kind", "value"]).take(identifiers).to_pylist()
    return RingOut(
        **ring_row(book, rank, ring).model_dump(),
        members=party_rows(book, positions),
        identifiers=[IdentifierOut(kind=each["kind"], value=each["value"]) for each in shown],
        matrix=_matrix(book, positions, identifiers.tolist()),
        terms=[_term(term) for term in ring.terms],
        innocent=_term(ring.innocent),
        network=network_out(views.ring(book, ring)),
        book=book.manifest.id,
    )


def _matrix(book: Book, positions: list[int], identifiers: list[int]) -> list[list[bool]]:
    holdings = book.snapshot.holdings
    held = np.isin(holdings.party, positions) & np.isin(holdings.identifier, identifiers)
    pairs = set(zip(holdings.party[held].tolist(), holdings.identifier[held].tolist(), strict=True))
    return [[(position, identifier) in pairs for identifier in identifiers] for position in positions]


def _term(term: Term) -> TermOut:
    text = Bilingual(en=wording.term_text(term, "en"), zh=wording.term_text(term, "zh"))
    return TermOut(code=term.code, value=term.value, text=text)
