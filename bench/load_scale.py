"""Millions of rows into a SQLite store: the first time, again, and with a tenth changed, beside pandas.

Each measurement is a process of its own, so that its peak memory is its own.
"""

import json
import resource
import sqlite3
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pandas as pd

from bench.load_files import write_files
from graph.sqlite.store import SqliteStore
from ingest.apart import load_apart
from ingest.load import LoadOptions

TODAY = date(2026, 11, 24)
CHANGED = 0.1


@dataclass(frozen=True)
class Scale:
    """One measurement: seconds by the clock, peak memory of both processes in MiB, what the store counted."""

    what: str
    rows: int
    seconds: float
    peak_mib: int
    new: int
    changed: int
    unchanged: int
    rejected: int


def scales(size: int) -> list[Scale]:
    """Return the first load, the same files again, a tenth changed, and pandas' way of the first."""
    with TemporaryDirectory(prefix="riskweave-bench-") as room:
        first, other, store = Path(room, "first", "erp"), Path(room, "other", "erp"), Path(room, "book.db")
        write_files(first, size)
        write_files(other, size, changed=CHANGED)
        return [
            _measured("first load", first, store),
            _measured("the same files again", first, store),
            _measured(f"{CHANGED:.0%} of the rows changed", other, store),
            _measured("pandas", first, Path(room, "pandas.db")),
        ]


def _measured(what: str, folder: Path, store: Path) -> Scale:
    command = [sys.executable, "-m", "bench.load_scale", what, str(folder), str(store)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Scale(what=what, **json.loads(told))


def _load(folder: Path, path: Path) -> dict[str, float]:
    """Load the files as the product does, finished but not resolved; return what it took and made."""
    store = SqliteStore(path)
    began = perf_counter()
    store.init()
    with store.lease("bench", wait_s=1) as token:
        options = LoadOptions(report_folder=path.parent / "rejects", currencies=frozenset({"CNY", "USD"}))
        report = load_apart(store, partial(_reopened, path), [folder], options, token=token, today=TODAY)
    store.close()
    seconds, written = perf_counter() - began, report.written
    return {
        "rows": report.total.rows,
        "seconds": seconds,
        "new": written.new,
        "changed": written.changed,
        "unchanged": written.unchanged,
        "rejected": report.total.rejected,
    }


def _reopened(path: Path) -> AbstractContextManager[SqliteStore]:
    return closing(SqliteStore(path))


def _pandas(folder: Path, path: Path) -> dict[str, float]:
    """Append each file in chunks to a table, and index its first column: no check at all."""
    began, rows = perf_counter(), 0
    with sqlite3.connect(path) as connection:
        for file in sorted(folder.iterdir()):
            key = pd.read_csv(file, nrows=0).columns[0]
            for chunk in pd.read_csv(file, dtype=str, chunksize=100_000):
                chunk.to_sql(file.stem, connection, if_exists="append", index=False)
                rows += len(chunk)
            connection.execute(f'CREATE INDEX "{file.stem}_key" ON "{file.stem}" ("{key}")')
    seconds = perf_counter() - began
    return {"rows": rows, "seconds": seconds, "new": rows, "changed": 0, "unchanged": 0, "rejected": 0}


if __name__ == "__main__":
    asked, files, database = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    figures = (_pandas if asked == "pandas" else _load)(files, database)
    own, others = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    peak = (own + others) >> 10
    sys.stdout.write(json.dumps({**figures, "peak_mib": peak}))
