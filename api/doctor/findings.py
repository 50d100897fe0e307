"""What an examination finds: one sentence each, with how bad it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """WRONG needs a hand; NOTE is worth knowing, such as what is waiting or stale."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """`area` is what was looked at; `text` is one sentence, with the remedy where there is one."""

    area: str
    level: Level
    text: str


Findings = Iterator[Finding]


def size(count: float) -> str:
    """Return a number of bytes for a person, such as ``1.5 GiB``."""
    for unit in ("B", "KiB", "MiB"):
        if count < 1024:
            return f"{count:,.0f} {unit}"
        count /= 1024
    return f"{count:,.1f} GiB"
