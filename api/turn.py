"""A turn as the store's one writer, and what takes no more than that."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.wiring import Product
from graph.changes import Counts, FencingToken
from graph.values import LoadId

if TYPE_CHECKING:
    from graph.store import GraphStore

_LEASE_WAIT_S = 16.0
"""A command that is made again after a kill waits longer than Neo4j keeps the dead writer's lease."""


@contextmanager
def writers_turn(product: Product, *, make: bool = False) -> Iterator[tuple["GraphStore", FencingToken]]:
    """Give the store and the token to write with, for as long as the context lasts.

    make: make or complete the store's schema first.

    Raises
    ------
    StoreBusy
        When somebody else writes, also after a while.
    """
    with product.store() as store:
        if make:
            store.init()
        with store.lease(_holder(), wait_s=_LEASE_WAIT_S) as token:
            yield store, token


def drop_load(product: Product, load: LoadId) -> Counts:
    """Forget an unpublished load; see `GraphStore.drop_load`."""
    with writers_turn(product) as (store, token):
        return store.drop_load(load, token=token)


def _holder() -> str:
    """Return who asks for the lease: host, process and program."""
    return f"riskweave on {socket.gethostname()}, process {os.getpid()}"
