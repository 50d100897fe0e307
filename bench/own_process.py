"""Steps that run where their memory is not that of the measurement."""

from collections.abc import Callable
from multiprocessing import get_context


def in_own_process(step: Callable[..., None], *given: object) -> None:
    """Run a step in a new process and wait for it; its failure ends this one."""
    process = get_context("spawn").Process(target=step, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)
