"""Who may have been meant by a name that was given where an id is needed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from book.book import Book
from graph.errors import BookDamaged, NoBook, PartyNotFound
from graph.values import PartyId

_MOST = 5
_ID = re.compile(r"p_[a-z2-7]{16}")


@contextmanager
def offering_ids(asked: str, current: Callable[[], Book]) -> Iterator[PartyId]:
    """Give what was asked for as an id; where nobody has it, the error offers the ids that a search finds.

    current: the Book to search, opened only then. An id that is well formed is not searched for: as a
    name it would mean nobody.
    """
    try:
        yield PartyId(asked)
    except PartyNotFound as unknown:
        found = "" if _ID.fullmatch(asked) else _found(asked, current)
        if not found:
            raise
        raise PartyNotFound(
            f"No party has the id {asked}; give one that the search finds: {found}"
        ) from unknown


def _found(asked: str, current: Callable[[], Book]) -> str:
    """Return the best of them with their names, `p_… (Acme Ltd), p_… (Acme Inc)`; nothing without a Book."""
    try:
        book = current()
    except (NoBook, BookDamaged):
        return ""
    positions = [hit.party_position for hit in book.index.find(asked, limit=_MOST)]
    return ", ".join(f"{book.party_id(each)} ({book.name(each)})" for each in positions)
