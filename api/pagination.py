"""Opaque cursors: where the next page starts, and in which Book it was counted."""

import base64
import binascii

from graph.errors import InvalidInput


def cursor(book: str, offset: int) -> str:
    """Return the cursor of the page that starts at `offset` of this Book's list."""
    return base64.urlsafe_b64encode(f"{offset}:{book}".encode()).decode().rstrip("=")


def offset_of(text: str | None) -> int:
    """Return where the page starts; a cursor of an earlier Book goes on at the same place of this one."""
    if text is None:
        return 0
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        offset = int(plain.partition(":")[0])
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise InvalidInput("The cursor is not one that was given out; start without it") from error
    if offset < 0:
        raise InvalidInput("The cursor is not one that was given out; start without it")
    return offset
