"""Seconds by what was done: of the clock, and of the processor of this process and of the server."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Clock:
    """Adds up what happens inside ``with clock("first load"):``; the rest of a run is not counted."""

    server: int | None
    wall: dict[str, float] = field(default_factory=dict[str, float])
    cpu: dict[str, float] = field(default_factory=dict[str, float])

    @contextmanager
    def __call__(self, what: str) -> Iterator[None]:
        began, used = time.perf_counter(), self._used()
        try:
            yield
        finally:
            self.wall[what] = self.wall.get(what, 0.0) + time.perf_counter() - began
            self.cpu[what] = self.cpu.get(what, 0.0) + self._used() - used

    def _used(self) -> float:
        return time.process_time() + _used_by(self.server)


def _used_by(process: int | None) -> float:
    """Return the processor seconds of another process; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / _TICKS
