"""The typed door to numba: kernels are compiled once and cached beside their source."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """Return `kernel` compiled to machine code on first use, its types kept for the reader."""
    return cast(Callable[P, R], njit(cache=True, nogil=True)(kernel))
