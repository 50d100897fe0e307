"""The typed door to numba: kernels are compiled once and cached beside their source."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """Return `kernel` compiled to machine code on first use, its types kept for the reader."""
    made = njit(cache=True, nogil=True)(kernel)
    _forgive(made._cache)  # type: ignore[attr-defined]
    return cast(Callable[P, R], made)


def _forgive(cache: Any) -> None:
    """Let a kernel be compiled anew where what is cached names a class that is gone.

    numba reads the whole index of a kernel, the types of its arguments included, before it sees that the
    source is another one; it would end with an error after an upgrade that renamed such a type.
    """
    load = cache.load_overload

    def load_or_flush(signature: Any, context: Any) -> Any:
        try:
            return load(signature, context)
        except (AttributeError, ImportError):
            cache.flush()
            return None

    cache.load_overload = load_or_flush
