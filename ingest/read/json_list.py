"""The elements of a JSON list as texts, one after the other, never the whole list in memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ingest.read.json_text import DECODER

_CHUNK = 1 << 20
_LARGEST = 64 << 20
_BEFORE = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")


def elements(text: IO[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each element. A broken one ends where the next object begins.

    What follows the list's end is one more element, so that nothing is left out.
    """
    buffer = _Buffer(text)
    buffer.skip(_BEFORE)
    buffer.take(1)
    while buffer.skip(_BETWEEN) != "]":
        if not buffer.here:
            return
        yield buffer.line, buffer.take(_length(buffer))
    buffer.take(1)
    if buffer.skip(_BETWEEN):
        yield buffer.line, buffer.rest()


def _length(buffer: "_Buffer") -> int:
    """Return how long the element is that begins here, or the broken one."""
    while True:
        try:
            end = DECODER.raw_decode(buffer.text, buffer.at)[1]
            if end < len(buffer.text) or not buffer.more():
                return end - buffer.at
            continue
        except json.JSONDecodeError as error:
            cut = error.pos >= len(buffer.text) - 8 or error.msg.startswith("Unterminated string")
            if cut and buffer.more():
                continue
        except (ValueError, RecursionError):
            pass
        return _broken_length(buffer)


def _broken_length(buffer: "_Buffer") -> int:
    while True:
        found = _NEXT.search(buffer.text, buffer.at)
        if found:
            return found.start() + 1 - buffer.at
        if not buffer.more():
            return len(buffer.text.rstrip(" \t\r\n]")) - buffer.at or 1


@dataclass
class _Buffer:
    """A window on a text: `at` is where reading stands, on line `line`."""

    source: IO[str]
    text: str = ""
    at: int = 0
    line: int = 1

    @property
    def here(self) -> str:
        """Return the next character, nothing at the end."""
        return self.text[self.at : self.at + 1]

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what fits, however long it is; return the character after it."""
        while True:
            found = pattern.match(self.text, self.at)
            self._pass(found.end() if found else self.at)
            if self.at < len(self.text) or not self.more():
                return self.here

    def take(self, length: int) -> str:
        taken = self.text[self.at : self.at + length]
        self._pass(self.at + length)
        return taken

    def rest(self) -> str:
        while self.more():
            pass
        return self.take(len(self.text) - self.at)

    def more(self) -> bool:
        """Read on; False at the end, or when 64 MiB are waiting already."""
        if len(self.text) - self.at >= _LARGEST:
            return False
        chunk = self.source.read(_CHUNK)
        self.text, self.at = self.text[self.at :] + chunk, 0
        return bool(chunk)

    def _pass(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end
