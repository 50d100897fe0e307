"""How fast are files loaded? Millions of rows, typed rows a second, the demo book beside the plain way.

python -m bench.load [--size N] [--book N] [--stores sqlite,neo4j] [--json FILE]

--size: companies of the files for the SQLite store, with three ties each; 0 leaves that out. --book: firms
of the demo book; 0 leaves that out.

The peers read with the same code and write the plain way: one upsert a row (sqlite3), or
`UNWIND … MERGE` (Neo4j). They keep no history, check no lease and cannot resume.
"""

import argparse
import csv
import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import apsw
import neo4j
import pandas as pd
import pydantic
from pydantic import BaseModel

from bench.load_peers import Nowhere, PlainNeo4j, PlainSqlite, PlainStore
from bench.load_scale import Scale, scales
from graph.changes import FencingToken
from graph.neo4j_store import Neo4jStore
from graph.sqlite.store import SqliteStore
from ingest.binding import matched
from ingest.demo.generate import generate
from ingest.load import LoadOptions, Target, load
from ingest.read.detect import input_file, raw_tables
from ingest.tables.companies import Company
from ingest.typer import RowTyper
from tests.servers.neo4j import Server, find_server

ROUNDS = 3
TODAY = date(2026, 11, 24)
CURRENCIES = frozenset({"CNY", "USD", "EUR"})


@dataclass(frozen=True)
class Figure:
    """Seconds are medians of `ROUNDS` interleaved rounds; spread is slowest minus quickest."""

    what: str
    rows: int
    seconds: float
    spread: float
    peer: str
    peer_seconds: float

    @property
    def rows_per_second(self) -> float:
        return self.rows / self.seconds

    @property
    def ratio(self) -> float:
        """How many times as fast as the peer."""
        return self.peer_seconds / self.seconds


def compared(
    what: str, rows: int, ours: Callable[[], float], peer: str, theirs: Callable[[], float]
) -> Figure:
    """Return the figure of two things that time themselves, measured in turns."""
    times = [(ours(), theirs()) for _ in range(ROUNDS)]
    own = [each for each, _ in times]
    return Figure(what, rows, median(own), max(own) - min(own), peer, median(each for _, each in times))


def typed_companies(folder: Path, count: int) -> Figure:
    """Return how fast a CSV of companies becomes typed rows."""
    path = folder / "companies.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_PLAIN)
        for n in range(count):
            writer.writerow(_company(n))
    peer = f"csv.DictReader + pydantic {pydantic.VERSION}"
    return compared("typed companies", count, lambda: _typed(path), peer, lambda: _plainly_typed(path))


_PLAIN = [
    *("source_key", "name", "company_number", "roles", "industry", "region", "registered_on", "status"),
    *("registered_capital", "revenue", "costs", "equity", "staff", "cooperation_since", "phones", "emails"),
    *("address", "currency"),
]


def _company(n: int) -> list[object]:
    money = (n * 7919 % 100_000, n * 104_729 % 1_000_000, n * 1299 % 900_000, n * 31 % 50_000)
    amounts = [f"{each}0000" for each in money]
    day = f"20{n % 20:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    who = [f"C{n:07d}", f"株洲远方{n}陶瓷有限公司", f"91430203MA4L{n:06d}", "customer"]
    where = [f"行业{n % 40}", f"城市{n % 300}", day, "存续"]
    reach = [f"0731-{n:08d}", f"info{n}@example.com", f"天元区黄河路{n}号", "CNY"]
    return [*who, *where, *amounts, n % 900, day, *reach]


class _PlainCompany(BaseModel):
    """The plain way: pydantic turns texts into numbers and dates by itself."""

    source_key: str
    name: str
    company_number: str | None
    roles: str | None
    registered_on: date | None
    registered_capital: float | None
    revenue: float | None
    costs: float | None
    equity: float | None
    staff: int | None
    cooperation_since: date | None
    phones: str | None
    emails: str | None
    address: str | None
    currency: str | None


def _typed(path: Path) -> float:
    began = perf_counter()
    (table,) = raw_tables(input_file(path, path.name, None))
    binding = matched(table, Company, today=TODAY)
    typer = RowTyper(table, binding, today=TODAY, currency="CNY", currencies=CURRENCIES)
    good = sum(len(typer.typed(batch).good) for batch in table.batches())
    seconds = perf_counter() - began
    if not good:
        raise RuntimeError("No row was good; the figure would mean nothing")
    return seconds


def _plainly_typed(path: Path) -> float:
    began = perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_PlainCompany.model_validate(row) for row in csv.DictReader(file)]
    del rows
    return perf_counter() - began


def book_into(
    folder: Path, what: str, ours: Callable[[Path], float], theirs: Callable[[Path], float]
) -> Figure:
    """Return how fast the files below `folder` are loaded by both."""
    rows = _load_all(Nowhere(), folder, FencingToken(0))[1]
    peers = {
        "sqlite": f"one upsert a row, sqlite3 {sqlite3.sqlite_version}",
        "neo4j": f"UNWIND … MERGE, driver {neo4j.__version__}",
    }
    return compared(f"demo book into {what}", rows, lambda: ours(folder), peers[what], lambda: theirs(folder))


def _load_all(store: Target, folder: Path, token: FencingToken) -> tuple[float, int]:
    began, rows = perf_counter(), 0
    with TemporaryDirectory() as rejects:
        options = LoadOptions(report_folder=Path(rejects), currencies=CURRENCIES)
        for source in sorted(each for each in folder.iterdir() if each.is_dir() and each.name != "truth"):
            rows += load(store, [source], options, token=token, today=TODAY).total.rows
    return perf_counter() - began, rows


def _into_sqlite(folder: Path) -> float:
    with TemporaryDirectory() as room, closing(SqliteStore(Path(room, "book.db"))) as store:
        store.init()
        with store.lease("bench", wait_s=1) as token:
            return _load_all(store, folder, token)[0]


def _into_plain_sqlite(folder: Path) -> float:
    with TemporaryDirectory() as room:
        return _load_all(PlainSqlite(Path(room, "plain.db")), folder, FencingToken(0))[0]


def _into_neo4j(server: Server, folder: Path) -> float:
    server.wipe()
    store = Neo4jStore(server.uri, user=server.user, password=server.password, database="neo4j")
    with closing(store):
        store.init()
        with store.lease("bench", wait_s=1) as token:
            return _load_all(store, folder, token)[0]


def _into_plain_neo4j(server: Server, folder: Path) -> float:
    server.wipe()
    with _plain_neo4j(server) as store:
        return _load_all(store, folder, FencingToken(0))[0]


@contextmanager
def _plain_neo4j(server: Server) -> Iterator[PlainStore]:
    with closing(PlainNeo4j(server.uri, server.user, server.password)) as store:
        yield store


def figures(size: int, stores: Sequence[str]) -> list[Figure]:
    """Return all figures for a book of `size` companies; a store that is not to be had is told of."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "book")
        generate(folder, companies=size)
        found = [typed_companies(Path(temporary), 20 * size)]
        if "sqlite" in stores:
            found.append(book_into(folder, "sqlite", _into_sqlite, _into_plain_sqlite))
        server = find_server() if "neo4j" in stores else None
        if server is not None:
            found.append(
                book_into(
                    folder,
                    "neo4j",
                    lambda files: _into_neo4j(server, files),
                    lambda files: _into_plain_neo4j(server, files),
                )
            )
        elif "neo4j" in stores:
            print("No Neo4j server is to be had here: its figures are missing")
        return found


def print_scale(found: Sequence[Scale], told: str) -> None:
    """Print the measurements at scale beside the first one; the last one is the peer's."""
    if not found:
        return
    print(f"{found[0].rows:,} rows into SQLite, one process each; {told}; peer pandas {pd.__version__}")
    print("{:<26} {:>8} {:>7} {:>9} {:>10} {:>10} {:>10} {:>8}".format(*_SCALE_HEADS))
    for each in found:
        print(
            f"{each.what:<26} {each.seconds:>8.1f} {each.seconds / found[0].seconds:>7.2f}"
            f" {each.peak_mib:>9,} {each.new:>10,} {each.changed:>10,} {each.unchanged:>10,}"
            f" {each.rejected:>8,}"
        )
    print(f"first load / pandas without any check: {found[0].seconds / found[-1].seconds:.1f}")


def main() -> None:
    """Print a table, and the same figures as JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="companies at scale (default 100000)")
    parser.add_argument("--book", type=int, default=3000, help="firms of the demo book (default 3000)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--stores", default="sqlite,neo4j", help="stores to measure, parted by commas")
    asked = parser.parse_args()
    at_scale = scales(asked.size) if asked.size else []
    found = figures(asked.book, asked.stores.split(",")) if asked.book else []
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    versions = {"python": platform.python_version(), "apsw": apsw.apsw_version(), "neo4j": neo4j.__version__}
    print_scale(at_scale, f"{machine}; {versions}")
    print(f"Loading, median of {ROUNDS} in turns; {machine}; {versions}")
    print("{:<24} {:>9} {:>8} {:>6} {:>9} {:>8} {:>6}  {}".format(*_HEADS))
    for each in found:
        print(
            f"{each.what:<24} {each.rows:>9,} {each.seconds:>8.2f} {each.spread:>6.2f}"
            f" {each.rows_per_second:>9,.0f} {each.peer_seconds:>8.2f} {each.ratio:>6.2f}  {each.peer}"
        )
    if asked.json:
        told = [
            {**asdict(each), "rows_per_second": each.rows_per_second, "ratio": each.ratio} for each in found
        ]
        document = {
            "bench": "load",
            "machine": machine,
            "versions": versions,
            "figures": told,
            "scale": [asdict(each) for each in at_scale],
        }
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


_SCALE_HEADS = ("what", "seconds", "÷ first", "peak MiB", "new", "changed", "unchanged", "rejected")
_HEADS = ("what", "rows", "seconds", "±", "rows/s", "peer s", "ratio", "peer")

if __name__ == "__main__":
    main()
