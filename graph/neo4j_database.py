"""What the Neo4j store's parts need of a database: run statements by name, in one transaction or read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from graph.changes import FencingToken
from graph.errors import FencedOut, StoreNotReady, StoreRefused, StoreTooNew
from graph.store import SCHEMA_VERSION, TOO_OLD
from graph.values import StoreVersion

T = TypeVar("T")
Result = TypeVar("Result", covariant=True)
LARGEST_BATCH = 5000
"""Rows that one statement writes."""


class Run(Protocol):
    """Runs `cypher/<name>.cypher` in the transaction at hand and returns its rows, values in order."""

    def __call__(self, name: str, /, **parameters: object) -> list[list[Any]]: ...


class Database(Protocol):
    """A Neo4j database. `read` and `write` run their work in one transaction, again if it was transient."""

    lease_s: float

    def read(self, work: Callable[[Run], T], /) -> T: ...

    def write(self, work: Callable[[Run], T], /) -> T: ...


def stored_version(run: Run) -> StoreVersion:
    """Return the version that readers see; `StoreNotReady` or `StoreTooNew` when this code cannot read it."""
    rows = run("read/store")
    if not rows:
        raise StoreNotReady("The Neo4j database holds no store yet; run `riskweave init` first")
    schema, version = rows[0]
    refuse_unknown(schema)
    return StoreVersion(version)


def refuse_unknown(schema: int) -> None:
    """Raise `StoreTooNew` or `StoreRefused` for a schema that this code does not know."""
    if schema > SCHEMA_VERSION:
        raise StoreTooNew(
            f"The Neo4j store has schema {schema}, this program knows {SCHEMA_VERSION}; update riskweave"
        )
    if schema < SCHEMA_VERSION:
        raise StoreRefused(f"The Neo4j store {TOO_OLD.format(found=schema, known=SCHEMA_VERSION)}")


def fenced(database: Database, token: FencingToken, work: Callable[[Run], T]) -> T:
    """Do `work` in one transaction under the store's lock; `FencedOut` when the token is not the newest."""

    def under_the_lease(run: Run) -> T:
        rows = run("write/fence", token=token, seconds=database.lease_s)
        if not rows:
            raise StoreNotReady("The Neo4j database holds no store yet; run `riskweave init` first")
        newest, schema, _ = rows[0]
        refuse_unknown(schema)
        if newest != token:
            raise FencedOut(f"Lease {token} was lost to lease {newest}; start the command again")
        return work(run)

    return database.write(under_the_lease)


def portions(rows: Sequence[T], size: int = LARGEST_BATCH) -> Iterator[Sequence[T]]:
    """Cut rows into runs of at most `size`; no rows, no portions."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
