"""Tells open pages that the Book was switched or that newer data is on its way."""

import asyncio
from collections.abc import AsyncIterator, Callable

from api.schemas.parties import BookOut

_EVERY_S = 1.0
_HEARTBEAT_AFTER = 15


async def book_events(look: Callable[[], BookOut | None]) -> AsyncIterator[str]:
    """Yield server-sent events: `book` with the new BookOut at first and whenever it differs.

    `look` is called once a second in a thread; None (no Book yet) sends nothing but heartbeats.
    """
    sent: BookOut | None = None
    silent = 0
    while True:
        now = await asyncio.to_thread(look)
        if now is not None and now != sent:
            sent, silent = now, 0
            yield f"event: book\ndata: {now.model_dump_json()}\n\n"
        else:
            silent += 1
            if silent % _HEARTBEAT_AFTER == 0:
                yield ": still here\n\n"
        await asyncio.sleep(_EVERY_S)
