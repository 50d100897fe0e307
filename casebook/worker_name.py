"""Names of workers, from which another process of the same machine sees whether they still live."""

import os
import socket
from pathlib import Path

_NAMESPACE = Path("/proc/self/ns/pid")
"""Where Linux says which processes we can see: containers of one host may share its name."""


def this_worker() -> str:
    """Return this process's name, `place/number`."""
    return f"{_place()}/{os.getpid()}"


def is_gone(worker: str) -> bool:
    """Return whether the process of this name ended for certain; False for one of another machine."""
    place, _, number = worker.rpartition("/")
    if place != _place() or os.name == "nt":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False


def _place() -> str:
    try:
        namespace = str(_NAMESPACE.readlink())
    except OSError:
        namespace = ""
    return f"{socket.gethostname()} {namespace}".strip()
