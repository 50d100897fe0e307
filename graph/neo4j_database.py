"""What the Neo4j store's parts need of a database: run statements by name, in one transaction or several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from functools import partial
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from graph.changes import FencingToken
from graph.errors import FencedOut, StoreNotReady, StoreRefused, StoreTooNew
from graph.store import SCHEMA_VERSION, TOO_OLD
from graph.values import StoreVersion

T = TypeVar("T")
LARGEST_BATCH = 5000
"""Rows that one statement writes."""
SLOTS = 2
"""Transactions that one writer may have under way at once."""


class Run(Protocol):
    """Runs `cypher/<name>.cypher` in the transaction at hand and returns its rows, values in order."""

    def __call__(self, name: str, /, **parameters: object) -> list[list[Any]]: ...


class Database(Protocol):
    """A Neo4j database. `read` and `write` run their work in one transaction, again if it was transient.

    A write that takes longer than `within_s` is ended by the server; `StoreBusy` then. Without it a much
    longer time holds, after which even a frozen client's locks are gone.
    """

    lease_s: float

    def read(self, work: Callable[[Run], T], /) -> T: ...

    def write(self, work: Callable[[Run], T], /, *, within_s: float | None = None) -> T: ...


def stored_version(run: Run) -> StoreVersion:
    """Return the version that readers see; `StoreNotReady` or `StoreTooNew` when this code cannot read it."""
    version, _ = _store(run)
    return StoreVersion(version)


def refuse_fenced_out(run: Run, token: FencingToken) -> None:
    """Raise `FencedOut` when the token is not the newest; it may change as soon as this was read."""
    _, newest = _store(run)
    _refuse_older(token, newest)


def _store(run: Run) -> tuple[int, int]:
    rows = run("read/store")
    if not rows:
        raise _no_store()
    schema, version, token = rows[0]
    refuse_unknown(schema)
    return version, token


def _refuse_older(token: FencingToken, newest: int) -> None:
    if newest != token:
        raise FencedOut(f"Lease {token} was lost to lease {newest}; start the command again")


def refuse_unknown(schema: int) -> None:
    """Raise `StoreTooNew` or `StoreRefused` for a schema that this code does not know."""
    if schema > SCHEMA_VERSION:
        raise StoreTooNew(
            f"The Neo4j store has schema {schema}, this program knows {SCHEMA_VERSION}; update riskweave"
        )
    if schema < SCHEMA_VERSION:
        raise StoreRefused(f"The Neo4j store {TOO_OLD.format(found=schema, known=SCHEMA_VERSION)}")


def _no_store() -> StoreNotReady:
    return StoreNotReady("The Neo4j database holds no store yet; run `riskweave init` first")


def fenced(database: Database, token: FencingToken, work: Callable[[Run], T], *, slot: int = 0) -> T:
    """Do `work` in one transaction that locks a slot; `FencedOut` when the token is not the newest.

    A lease is taken with all slots locked, so the token cannot change before the transaction ends. When
    the answer to a commit is lost, the work is done again.
    """
    attempt = uuid4().hex

    def under_the_lease(run: Run) -> T:
        _locked(run, token, slot, attempt)
        return work(run)

    return database.write(under_the_lease)


def fenced_once(
    database: Database, token: FencingToken, work: Callable[[Run], None], *, slot: int = 0
) -> None:
    """Do `work` like `fenced`, but not again when it had been committed and only the answer was lost."""
    attempt = uuid4().hex

    def under_the_lease(run: Run) -> None:
        if not _locked(run, token, slot, attempt):
            work(run)

    database.write(under_the_lease)


def _locked(run: Run, token: FencingToken, slot: int, attempt: str) -> bool:
    """Lock a slot and return whether this attempt was committed before."""
    rows = run("write/fence", token=token, slot=slot, attempt=attempt)
    if not rows:
        raise _no_store()
    newest, schema, again = rows[0]
    refuse_unknown(schema)
    _refuse_older(token, newest)
    return bool(again)


def together(
    database: Database, token: FencingToken, works: Iterable[Callable[[Run], T]], *, at_once: int = SLOTS
) -> list[T]:
    """Do each work in a fenced transaction of its own, as many at once as there are slots, or fewer.

    Works must not wait for each other. After the first error no further one is begun, those under way
    are waited for, and it is raised.
    """
    return _in_slots([partial(_fenced_in, database, token, work) for work in works], at_once)


def together_once(database: Database, token: FencingToken, works: Iterable[Callable[[Run], None]]) -> None:
    """Do works `together`, each as `fenced_once`."""
    _in_slots([partial(_once_in, database, token, work) for work in works], SLOTS)


def _fenced_in(database: Database, token: FencingToken, work: Callable[[Run], T], slot: int) -> T:
    return fenced(database, token, work, slot=slot)


def _once_in(database: Database, token: FencingToken, work: Callable[[Run], None], slot: int) -> None:
    fenced_once(database, token, work, slot=slot)


def _in_slots(jobs: Sequence[Callable[[int], T]], slots: int) -> list[T]:
    """Call each job with the number of a free slot."""
    if len(jobs) == 1:
        return [jobs[0](0)]
    free: SimpleQueue[int] = SimpleQueue()
    for slot in range(slots):
        free.put(slot)

    def in_a_slot(job: Callable[[int], T]) -> T:
        slot = free.get()
        try:
            return job(slot)
        finally:
            free.put(slot)

    with ThreadPoolExecutor(slots) as pool:
        futures = [pool.submit(in_a_slot, job) for job in jobs]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
        finally:
            pool.shutdown(cancel_futures=True)
    return [each.result() for each in futures]


def portions(rows: Sequence[T], size: int = LARGEST_BATCH) -> Iterator[Sequence[T]]:
    """Cut rows into runs of at most `size`; no rows, no portions."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
