"""Starting a loader, killing it after a while or letting it end, and what it told until then."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from graph.changes import Counts
from tests.crash.loader import Acknowledged, Done, Refused, Step, Told, Work, load_and_tell

LONGEST_S = 100.0
_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.crash.warmed"])


@dataclass
class Run:
    """A loader under way, and everything that was heard of it so far."""

    process: BaseProcess
    pipe: Connection
    began: float = field(default_factory=time.monotonic)
    told: list[Told] = field(default_factory=list[Told])

    @property
    def steps(self) -> list[str]:
        return [each.name for each in self.told if isinstance(each, Step)]

    @property
    def acknowledged(self) -> dict[int, Counts]:
        return {each.number: each.counts for each in self.told if isinstance(each, Acknowledged)}

    @property
    def done(self) -> bool:
        return any(isinstance(each, Done) for each in self.told)

    @property
    def refused(self) -> Refused | None:
        return next((each for each in self.told if isinstance(each, Refused)), None)

    def hear(self, *, for_s: float = LONGEST_S, enough: Callable[[], bool] = lambda: False) -> None:
        """Listen until the process ends, it is enough, or the time is over."""
        deadline = time.monotonic() + for_s
        while not enough() and self.pipe.poll(max(0.0, deadline - time.monotonic())):
            try:
                self.told.append(self.pipe.recv())
            except EOFError:
                self.process.join()
                return

    def hear_step(self, name: str) -> None:
        """Listen until a step begins, or the process ends without it."""
        self.hear(enough=lambda: name in self.steps)

    def hear_batches(self, count: int) -> None:
        """Listen until so many batches were acknowledged, or the process ends with fewer."""
        self.hear(enough=lambda: len(self.acknowledged) >= count)

    def stop(self) -> None:
        """Freeze the process, as a laptop that is closed does."""
        os.kill(self._number, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._number, signal.SIGCONT)

    @property
    def children(self) -> list[int]:
        """Return the processes that the loader has started."""
        told = Path(f"/proc/{self._number}/task/{self._number}/children").read_text(encoding="utf-8")
        return [int(each) for each in told.split()]

    @property
    def _number(self) -> int:
        assert self.process.pid
        return self.process.pid

    def kill(self) -> None:
        """Kill the process and hear what it had told before."""
        self.process.kill()
        self.hear()


@contextmanager
def started(work: Work) -> Iterator[Run]:
    """Start a loader; at the end of the context it is killed if it still runs."""
    hears, tells = _FORKING.Pipe(duplex=False)
    process = _FORKING.Process(target=load_and_tell, args=(work, tells))
    process.start()
    tells.close()
    run = Run(process, hears)
    try:
        yield run
    finally:
        run.kill()
        hears.close()


def whole(work: Work) -> Run:
    """Run a loader to its end, which has to be a good one."""
    with started(work) as run:
        run.hear()
    assert run.done, run.told[-1:]
    return run


def killed(work: Work, *, after_s: float) -> Run:
    """Run a loader and kill it so long after its first word; it may have been quicker."""
    with started(work) as run:
        run.pipe.poll(LONGEST_S)
        run.hear(for_s=after_s)
    return run


def lost(earlier: Run, later: Run) -> list[tuple[int, Counts, Counts]]:
    """Return the batches that a store acknowledged to a run and did not wholly know in the later one."""
    return [
        (number, before, after)
        for number, after in later.acknowledged.items()
        if (before := earlier.acknowledged.get(number))
        and after != Counts(unchanged=before.new + before.changed + before.unchanged)
    ]
