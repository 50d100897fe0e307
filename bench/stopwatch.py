"""Seconds and peak memory of each step of something long, told as it goes."""

import time
from dataclasses import dataclass, field
from pathlib import Path

_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_PEAK, _NOW = "VmHWM", "VmRSS"


@dataclass
class Stopwatch:
    """A progress that notes of each step how long it took and how much memory the process held at most.

    CPU seconds are those of all threads, but not of other processes. Memory in MiB is what is resident,
    mapped files that were looked at included; it is only known on Linux, and 0 elsewhere.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    _name: str = ""
    _begun: tuple[float, float] = (0.0, 0.0)

    def step(self, name: str, total: int | None = None) -> None:
        del total
        self.stop()
        forget_peak()
        self._name, self._begun = name, (time.perf_counter(), time.process_time())

    def advance(self, count: int = 1) -> None:
        del count

    def stop(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._begun[0]
            self.cpu[self._name] = time.process_time() - self._begun[1]
            self.peaks[self._name] = peak_mib()
        self._name = ""

    @property
    def peak(self) -> float:
        return max(self.peaks.values(), default=0.0)


def peak_mib() -> float:
    """Return the most memory that this process held since `forget_peak`."""
    return _told(_PEAK)


def held_mib() -> float:
    """Return the memory that this process holds now."""
    return _told(_NOW)


def forget_peak() -> None:
    """Let the peak begin anew at what is held now; where that cannot be done it stays the whole run's."""
    try:
        _FORGET.write_text("5")
    except OSError:
        return


def _told(name: str) -> float:
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)
