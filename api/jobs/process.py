"""The job process of a server: started beside it, and started anew when it dies."""

import threading
from dataclasses import dataclass, field
from itertools import chain, repeat
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

from api.jobs.worker import run_worker
from api.settings import Settings

_GOODBYE_S = 5.0
_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)
"""How long to wait before the next start, longer each time: what kills it may do so again."""


@dataclass
class JobProcess:
    """Keeps one worker running until `stop`. It may have children of its own, so it is no daemon."""

    settings: Settings
    _stopping: threading.Event = field(default_factory=threading.Event)
    _process: SpawnProcess | None = None

    def start(self) -> None:
        self._process = self._started()
        threading.Thread(target=self._keep, name="job process", daemon=True).start()

    def stop(self) -> None:
        """Let the worker hand its job back and end; one that does not listen in time is killed."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
            self._process.join(timeout=_GOODBYE_S)
            self._process.kill()

    def _keep(self) -> None:
        for pause in chain(_PAUSES_S, repeat(_PAUSES_S[-1])):
            if self._process is not None:
                self._process.join()
            if self._stopping.wait(pause):
                return
            self._process = self._started()

    def _started(self) -> SpawnProcess:
        process = get_context("spawn").Process(target=run_worker, args=(self.settings,))
        process.start()
        return process
