"""How long does a whole new Book take, step by step, and what would pandas take for the first step?

python -m bench.refresh [--size N] [--store] [--json FILE]

The book is made by numpy: N companies, 3 N ties. With --store it is first written into a SQLite store
and read back from there; without, its tables stay in memory.
"""

import argparse
import json
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analytics.warm import warm
from bench.numbered import TODAY, NumberedBook, numbered_book
from bench.pandas_peer import pandas_edges
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import Scored, refresh
from graph.changes import Batch, FencingToken, FileDigest, LoadManifest, Resolution
from graph.model import Event, EventKind, Origin
from graph.published_rows import link_of, party_of
from graph.rates import Rates
from graph.rows import holding_of, record_of, relationship_of
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from graph.values import CommandId, Sha256

ROUNDS = 3
_BATCH = 5_000


@dataclass
class Stopwatch:
    """A progress that notes how long each step took."""

    seconds: dict[str, float] = field(default_factory=dict)
    _name: str = ""
    _begun: float = 0.0

    def step(self, name: str, total: int | None = None) -> None:
        del total
        self.stop()
        self._name, self._begun = name, time.perf_counter()

    def advance(self, count: int = 1) -> None:
        del count

    def stop(self) -> None:
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._begun
        self._name = ""


def measure(size: int, *, through_store: bool) -> dict[str, Any]:
    """Return seconds by step of one refresh, and medians of snapshot and peer, interleaved."""
    warm()
    book, inputs = numbered_book(size), RunInputs.read()
    with tempfile.TemporaryDirectory(prefix="riskweave-bench-") as folder:
        watch = Stopwatch()
        with _opened(book, Path(folder), through_store=through_store) as (store, token):
            begun = time.perf_counter()
            built = refresh(
                store,
                Shelf(Path(folder) / "books"),
                inputs,
                token=token,
                valid_on=TODAY,
                now=datetime.now(UTC),
                progress=watch,
            )
            whole = time.perf_counter() - begun
        watch.stop()
        saved = sum(file.stat().st_size for file in (Path(folder) / "books").rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "parties": len(built.snapshot),
        "ties": built.snapshot.ties.num_rows,
        "store": "sqlite" if through_store else "memory",
        "steps_s": watch.seconds,
        "whole_s": whole,
        "book_mib": saved / 2**20,
        "peak_rss_mib": peak,
        **against_pandas(book, inputs.rates),
    }


def against_pandas(book: NumberedBook, rates: Rates) -> dict[str, Any]:
    """Return medians and ratio of columns → snapshot here and of the same ends, facts and CSR by pandas."""
    taken = [
        (
            _timed(lambda: Snapshot.of(book, valid_on=TODAY, rates=rates)),
            _timed(lambda: pandas_edges(book, rates)),
        )
        for _ in range(ROUNDS)
    ]
    mine, peer = ([each[side] for each in taken] for side in (0, 1))
    return {
        "snapshot_s": statistics.median(mine),
        "snapshot_spread_s": [min(mine), max(mine)],
        "pandas_s": statistics.median(peer),
        "pandas_spread_s": [min(peer), max(peer)],
        "ratio": statistics.median(peer) / statistics.median(mine),
    }


@contextmanager
def _opened(
    book: NumberedBook, folder: Path, *, through_store: bool
) -> Iterator[tuple[Scored, FencingToken]]:
    if not through_store:
        yield book, FencingToken(1)
        return
    store = SqliteStore(folder / "book.db")
    store.init()
    with store.lease("bench", wait_s=1.0) as token:
        _write(store, book, token)
        yield store, token
    store.close()


def _write(store: SqliteStore, book: NumberedBook, token: FencingToken) -> None:
    file = FileDigest("numbered.csv", Sha256("0" * 64))
    load = store.begin_load(LoadManifest("crm", (file,), Sha256("0" * 64)), token=token)
    for rows in _rows(book, Table.RECORDS):
        store.write(load, Batch(records=[record_of(row) for row in rows]), token=token)
    for rows in _rows(book, Table.HOLDINGS):
        store.write(load, Batch(holdings=[holding_of(row) for row in rows]), token=token)
    for rows in _rows(book, Table.EVENTS):
        store.write(load, Batch(events=[_event(row) for row in rows]), token=token)
    for rows in _rows(book, Table.RELATIONSHIPS):
        store.write(load, Batch(relationships=[relationship_of(row) for row in rows]), token=token)
    store.finish_load(load, token=token)
    parties = [party_of(row) for rows in _rows(book, Table.PARTIES) for row in rows]
    links = [link_of(row) for rows in _rows(book, Table.LINKS) for row in rows]
    store.publish(Resolution(parties=parties, links=links), command=CommandId("bench"), token=token)


def _event(row: Mapping[str, Any]) -> Event:
    origin = Origin(row["file"], row["line"])
    return Event(row["key"], EventKind(row["kind"]), row["severity"], row["reported_by"], origin, row["at"])


def _rows(book: NumberedBook, table: Table) -> Iterator[list[dict[str, Any]]]:
    for batch in book.tables[table].to_batches(max_chunksize=_BATCH):
        yield batch.to_pylist()


def _timed(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="companies")
    parser.add_argument("--store", action="store_true", help="through a SQLite store")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    row = measure(given.size, through_store=given.store)
    report = {
        "bench": "refresh",
        "peer": f"pandas {pd.__version__} merge pipeline",
        "versions": {"numpy": np.__version__, "python": platform.python_version()},
        "machine": f"{platform.machine()}, {platform.system()}",
        "row": row,
    }
    out = sys.stdout.write
    out(f"A new Book of {row['parties']:,} parties and {row['ties']:,} ties ({row['store']})\n")
    for name, seconds in row["steps_s"].items():
        out(f"  {name:<14}{seconds:>8.2f} s\n")
    out(f"  {'whole':<14}{row['whole_s']:>8.2f} s   {row['book_mib']:,.0f} MiB on disk\n")
    out(f"  peak memory   {row['peak_rss_mib']:>8,.0f} MiB\n")
    out(
        f"columns → snapshot {row['snapshot_s']:.2f} s, {report['peer']} {row['pandas_s']:.2f} s: "
        f"ratio {row['ratio']:.1f} (medians of {ROUNDS})\n"
    )
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
