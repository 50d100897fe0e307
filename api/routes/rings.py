"""Rings of identities, best first, and the evidence for and against each."""

from fastapi import APIRouter

from api.present_rings import ring_out, ring_row
from api.routes.dependencies import CurrentBook
from api.schemas.rings import RingOut, RingsOut

router = APIRouter(prefix="/v1/rings", tags=["rings"])


@router.get("")
def rings(book: CurrentBook) -> RingsOut:
    """List the rings that alert, most probable first."""
    found = book.rings.rings
    return RingsOut(
        items=[ring_row(book, rank, ring) for rank, ring in enumerate(found, 1)], total=len(found)
    )


@router.get("/{ring_id}")
def ring(book: CurrentBook, ring_id: str) -> RingOut:
    """Return a ring: its members, who has which identifier, what speaks for it and against it."""
    return ring_out(book, *book.rings.find(ring_id))
