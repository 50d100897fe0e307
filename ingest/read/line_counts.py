"""How many lines a text has, counted in its bytes: so that one can say how long reading it will take."""

import codecs
from pathlib import Path

_CHUNK = 1 << 22
"""A multiple of four, so that no character of UTF-16 or UTF-32 is cut in two."""
_WIDTHS = {"utf-16": 2, "utf-32": 4}


def lines_of(path: Path, encoding: str | None) -> int | None:
    """Return about how many lines there are, the last one also where nothing ends it; None where none ends.

    A gigabyte takes a second or two. In UTF-16 two letters side by side may look like the end of a line.
    """
    end = None
    count, last = 0, b""
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            end = end or _line_end(chunk, encoding or "")
            count += chunk.count(end)
            last = chunk
    return count + (not last.endswith(end)) if end and count else None


def _line_end(head: bytes, encoding: str) -> bytes:
    width = next((width for name, width in _WIDTHS.items() if encoding.startswith(name)), 1)
    big = encoding.endswith("be") or head.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    return b"\n".rjust(width, b"\0") if big else b"\n".ljust(width, b"\0")
