"""How long does a whole new Book take, step by step, and what would others take for the heavy steps?

python -m bench.refresh [--size N] [--store] [--rounds N] [--json FILE]

The book is made by numpy in a process of its own: N companies, as many records, 3 N ties. With --store it is
written into a SQLite store and read back from there; without, its tables are read from Arrow files.
Peers: a pandas merge pipeline for columns → snapshot, SQLite's trigrams of its texts for the match index.
"""

import argparse
import json
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analytics.warm import warm
from bench.numbered import TODAY, NumberedBook, NumberedFiles, numbered_book
from bench.numbered_store import stored
from bench.own_process import in_own_process
from bench.pandas_peer import pandas_edges
from bench.stopwatch import Stopwatch, held_mib
from bench.trigram_peer import build_seconds
from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import Scored, refresh
from graph.changes import FencingToken
from graph.rates import Rates
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from ingest.match.index import MatchIndex

_BESIDE = ("rings", "index")


def measure(size: int, *, through_store: bool, rounds: int) -> dict[str, Any]:
    """Return seconds and memory by step of one refresh, and the figures beside the peers."""
    with tempfile.TemporaryDirectory(prefix="riskweave-bench-") as name:
        folder = Path(name)
        in_own_process(prepare, size, folder, through_store)
        warm()
        row, built = refreshed(folder, through_store=through_store)
        row["store"] = "SQLite" if through_store else "Arrow files"
        if rounds:
            book = NumberedBook.open(folder / "numbered")
            row |= against_pandas(book, RunInputs.read().rates, rounds) | against_trigrams(built, folder)
        return row


def prepare(size: int, folder: Path, through_store: bool) -> None:
    """Make the book and write it as files and, if wanted, into a store."""
    book = numbered_book(size)
    book.save(folder / "numbered")
    if through_store:
        stored(book, folder / "book.db")


def refreshed(folder: Path, *, through_store: bool) -> tuple[dict[str, Any], Book]:
    """Build the Book once; return its figures and itself."""
    inputs, watch, held = RunInputs.read(), Stopwatch(), held_mib()
    with _opened(folder, through_store=through_store) as (store, token):
        begun = time.perf_counter()
        built = refresh(
            store,
            Shelf(folder / "books"),
            inputs,
            token=token,
            valid_on=TODAY,
            now=datetime.now(UTC),
            progress=watch,
        )
        watch.stop()
        whole = time.perf_counter() - begun
    saved = sum(file.stat().st_size for file in (folder / "books").rglob("*") if file.is_file())
    return {
        "parties": len(built.snapshot),
        "records": built.snapshot.records.num_rows,
        "ties": built.snapshot.ties.num_rows,
        "steps_s": watch.seconds,
        "steps_cpu_s": watch.cpu,
        "steps_peak_mib": watch.peaks,
        "whole_s": whole,
        "without_rings_and_index_s": whole - sum(watch.seconds[name] for name in _BESIDE),
        "book_mib": saved / 2**20,
        "before_mib": held,
        "peak_mib": watch.peak,
    }, built


def against_pandas(book: NumberedBook, rates: Rates, rounds: int) -> dict[str, Any]:
    """Return medians and ratio of columns → snapshot here and of the same ends, facts and CSR by pandas."""
    taken = [
        (
            _timed(lambda: Snapshot.of(book, valid_on=TODAY, rates=rates)),
            _timed(lambda: pandas_edges(book, rates)),
        )
        for _ in range(rounds)
    ]
    mine, peer = ([each[side] for each in taken] for side in (0, 1))
    return {
        "snapshot_s": statistics.median(mine),
        "snapshot_spread_s": [min(mine), max(mine)],
        "pandas_s": statistics.median(peer),
        "pandas_spread_s": [min(peer), max(peer)],
        "ratio": statistics.median(peer) / statistics.median(mine),
    }


def against_trigrams(built: Book, folder: Path) -> dict[str, Any]:
    """Return how long the whole index takes, texts made and saved, and the trigrams of its texts alone."""
    s, file = built.snapshot, folder / "trigrams.db"

    def index() -> None:
        MatchIndex.build(s.parties, s.identifiers, s.holdings).save(folder / "index")

    mine, texts = _timed(index), built.index.texts["text"].combine_chunks()
    peer = build_seconds(texts, file)
    return {"texts": len(texts), "index_s": mine, "trigrams_s": peer, "index_ratio": peer / mine}


@contextmanager
def _opened(folder: Path, *, through_store: bool) -> Iterator[tuple[Scored, FencingToken]]:
    if not through_store:
        yield NumberedFiles(folder / "numbered"), FencingToken(1)
        return
    store = SqliteStore(folder / "book.db")
    with store.lease("bench", wait_s=1.0) as token:
        yield store, token
    store.close()


def _timed(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def table(report: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that a person reads."""
    row = report["row"]
    yield (
        f"A new Book of {row['parties']:,} parties, {row['records']:,} records and {row['ties']:,} ties "
        f"({row['store']}); {row['before_mib']:,.0f} MiB held before"
    )
    yield f"  {'':<28}{'seconds':>9}{'CPU s':>9}{'peak MiB':>10}"
    for name, seconds in row["steps_s"].items():
        cpu, peak = row["steps_cpu_s"][name], row["steps_peak_mib"][name]
        yield f"  {name:<28}{seconds:>9.2f}{cpu:>9.2f}{peak:>10,.0f}"
    yield f"  {'without rings and index':<28}{row['without_rings_and_index_s']:>9.2f}"
    whole = sum(row["steps_cpu_s"].values())
    yield f"  {'whole':<28}{row['whole_s']:>9.2f}{whole:>9.2f}{row['peak_mib']:>10,.0f}"
    yield f"  {row['book_mib']:,.0f} MiB on disk"
    if "ratio" not in row:
        return
    frame, trigrams = report["peers"]["snapshot"], report["peers"]["index"]
    yield f"columns → snapshot {row['snapshot_s']:.2f} s"
    yield f"{frame} {row['pandas_s']:.2f} s: ratio {row['ratio']:.1f}"
    yield f"index of {row['texts']:,} texts {row['index_s']:.2f} s"
    yield f"{trigrams} of them {row['trigrams_s']:.2f} s: ratio {row['index_ratio']:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="companies")
    parser.add_argument("--store", action="store_true", help="through a SQLite store")
    parser.add_argument("--rounds", type=int, default=3, help="of the comparison with pandas; 0: no peers")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    report = {
        "bench": "refresh",
        "peers": {
            "snapshot": f"pandas {pd.__version__} merge pipeline",
            "index": f"SQLite {sqlite3.sqlite_version} FTS5 trigrams",
        },
        "versions": {"numpy": np.__version__, "python": platform.python_version()},
        "machine": f"{platform.machine()}, {platform.system()}",
        "row": measure(given.size, through_store=given.store, rounds=given.rounds),
    }
    sys.stdout.write("\n".join(table(report)) + "\n")
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
