"""The one writer of a Neo4j store: a lease in the database that ends by itself when its holder dies."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

from graph.changes import FencingToken
from graph.errors import StoreBusy, StoreUnavailable
from graph.neo4j_database import Database, Run, stored_version

_PAUSE_S = 0.2
_LEAST_S = 5.0
"""How long a lease is asked for at least: a server that has just started plans the statements for a second
or two, and it looks for what takes too long every other second."""
_BEATS = 3
"""How many times a lease is renewed before it would end."""


@contextmanager
def lease(database: Database, holder: str, *, wait_s: float) -> Iterator[FencingToken]:
    """Hold the lease until the context ends; a thread beside the writer prolongs it."""
    token = _wait_for_lease(database, holder, wait_s)
    released = threading.Event()
    heart = threading.Thread(target=_beat, args=(database, token, released), daemon=True)
    heart.start()
    try:
        yield token
    finally:
        released.set()
        heart.join()
        _release(database, token)


def _wait_for_lease(database: Database, holder: str, wait_s: float) -> FencingToken:
    deadline = time.monotonic() + wait_s
    attempt = uuid4().hex

    def ask(run: Run) -> tuple[int, bool, str]:
        stored_version(run)
        ((token, who, free),) = run("read/lease", attempt=attempt)
        if not free:
            return token, False, who
        rows = run("write/take_lease", holder=holder, attempt=attempt, seconds=database.lease_s)
        token, taken, who = rows[0]
        return token, taken, who

    while True:
        who = "A writer that does not answer"
        with suppress(StoreBusy):
            token, taken, who = database.write(ask, within_s=max(_LEAST_S, deadline - time.monotonic()))
            if taken:
                return FencingToken(token)
        if time.monotonic() >= deadline:
            raise StoreBusy(f"{who} is writing to the store; wait until it has finished and try again")
        time.sleep(_PAUSE_S)


def _beat(database: Database, token: FencingToken, released: threading.Event) -> None:
    """Renew the lease until it is released or lost; while the server is away there is nothing to renew."""
    while not released.wait(database.lease_s / _BEATS):
        try:
            ((held,),) = database.write(
                lambda run: run("write/prolong_lease", token=token, seconds=database.lease_s)
            )
        except StoreUnavailable:
            continue
        if not held:
            return


def _release(database: Database, token: FencingToken) -> None:
    """Give the lease back; a server that is away ends it by its time-out."""
    try:
        database.write(lambda run: run("write/release_lease", token=token))
    except StoreUnavailable:
        return
