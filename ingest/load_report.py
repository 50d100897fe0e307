"""What is asked of a load, and what it tells afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from graph.changes import Batch, Counts, FencingToken, FileDigest, KnownRow, LoadManifest
from graph.row_batch import RowBatch
from graph.schema import Table
from graph.values import LoadId, RecordId


class Target(Protocol):
    """What a load needs of a `GraphStore`; see there."""

    @property
    def write_rows(self) -> int: ...

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId: ...

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts: ...

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]: ...

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts: ...

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts: ...

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]: ...

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]: ...


class Progress(Protocol):
    """Is told which step is under way and how far it is."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step with a known or unknown number of things to do."""
        ...

    def advance(self, count: int = 1) -> None:
        """Count things done: rows, here."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, name: str, total: int | None = None) -> None:
        del name, total

    def advance(self, count: int = 1) -> None:
        del count


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load.

    table: what all files are, when headers and names are not to be trusted. source: whose files they
    are. reject_limit: the share of bad rows of a table, from 100 rows on, that stops the load.
    currencies: those with a rate; rows in any other are rejected. replace: close rows of the source
    that this load does not bring.
    """

    source: str | None = None
    table: str | None = None
    mappings: tuple[Path, ...] = ()
    dry_run: bool = False
    replace: bool = False
    reject_limit: float = 0.2
    report_folder: Path = Path("rejects")
    book_currency: str = "CNY"
    currencies: frozenset[str] = frozenset({"CNY"})


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: `rows = good + rejected`; `warnings` are things told about good ones."""

    rows: int = 0
    good: int = 0
    rejected: int = 0

    def __add__(self, other: "TableCount") -> "TableCount":
        return TableCount(self.rows + other.rows, self.good + other.good, self.rejected + other.rejected)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a load.

    loads: source -> load, empty for a dry run. tables: by table. reasons: reason code -> rejected
    rows, of which one may have several. examples: the first rejected rows with place and remedy.
    warnings: warning code -> how often. written: what the store counted. files: with digest and rows
    read, once for each table they feed. skipped: files that are no tables. unused: parts of given
    mappings that no file fits. reports: reject files, none when every row was good.
    """

    dry_run: bool
    loads: Mapping[str, LoadId] = field(default_factory=dict[str, LoadId])
    tables: Mapping[str, TableCount] = field(default_factory=dict[str, TableCount])
    reasons: Mapping[str, int] = field(default_factory=dict[str, int])
    warnings: Mapping[str, int] = field(default_factory=dict[str, int])
    written: Counts = Counts()
    files: tuple[FileDigest, ...] = ()
    skipped: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    reports: tuple[Path, ...] = ()
    examples: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def total(self) -> TableCount:
        """Return the counts over all tables."""
        return sum(self.tables.values(), TableCount())
