"""The thread that keeps saying that a worker lives, while its main thread works."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Heartbeat:
    """A claim on a job: the attempt that it is, and its thread."""

    attempt: int
    _ended: threading.Event = field(default_factory=threading.Event)

    def beat(self, alive: Callable[[], bool], *, every_s: float) -> None:
        """Call `alive` again and again until it says no or the heart is stopped."""

        def keep_on() -> None:
            while not self._ended.wait(every_s) and alive():
                pass

        threading.Thread(target=keep_on, name="job heartbeat", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
