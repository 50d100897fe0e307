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
    """Adds up what happens inside ``with clock("first load"):``; the rest of a run is not counted.

    What is done several times is told apart by `lap`. wall, cpu: seconds of each time, by what was done.
    """

    server: int | None
    wall: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    cpu: dict[str, list[float]] = field(default_factory=dict[str, list[float]])

    def lap(self, what: str) -> None:
        """Begin another time of doing it."""
        for seconds in (self.wall, self.cpu):
            seconds.setdefault(what, []).append(0.0)

    @contextmanager
    def __call__(self, what: str) -> Iterator[None]:
        if what not in self.wall:
            self.lap(what)
        began, used = time.perf_counter(), self._used()
        try:
            yield
        finally:
            self.wall[what][-1] += time.perf_counter() - began
            self.cpu[what][-1] += self._used() - used

    def _used(self) -> float:
        return time.process_time() + _used_by(self.server)


def _used_by(process: int | None) -> float:
    """Return the processor seconds of another process; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / _TICKS
