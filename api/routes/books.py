"""The Book being read, and the stream that tells pages when it was switched."""

from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.book_watch import book_events
from api.present import book_out
from api.routes.dependencies import CurrentBook, TheProduct
from api.schemas.parties import BookOut
from graph.errors import NoBook

router = APIRouter(prefix="/v1/book", tags=["book"])


@router.get("")
def current(book: CurrentBook, product: TheProduct) -> BookOut:
    """Return what is being read: version, dates, how many parties per grade."""
    return book_out(book, pending=product.pending(book))


@router.get("/events")
async def events(product: TheProduct) -> StreamingResponse:
    """Stream `book` events: one at once, then whenever the Book is switched or newer data is due."""

    def look() -> BookOut | None:
        try:
            book = product.shelf.current()
        except NoBook:
            return None
        return book_out(book, pending=product.pending(book))

    stream: AsyncIterator[str] = book_events(look)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
