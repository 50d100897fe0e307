"""How fast is the demo book written? Rows a second, beside the plain way to write equal files.

The peer is what one would write first: `csv.DictWriter` and `random.Random`, a row at a time, same
files, same headers, same number of rows. It has it easier: no check digits, no ties that fit, no truth.
"""

import argparse
import csv
import json
import os
import platform
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pyarrow as pa

from ingest.demo.generate import generate
from ingest.demo.words import GIVEN, SIMPLIFIED

ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """Seconds are medians of `ROUNDS` interleaved rounds; spread is slowest minus quickest."""

    companies: int
    rows: int
    seconds: float
    spread: float
    rows_per_second: float
    peer_seconds: float
    peer_rows_per_second: float

    @property
    def ratio(self) -> float:
        return self.rows_per_second / self.peer_rows_per_second


def measure(companies: int) -> Figure:
    """Return the figures for a book of so many firms; both sides write to a temporary folder."""
    ours, theirs, rows, peer_rows = [], [], 0, 0
    with TemporaryDirectory() as temporary:
        folder, copy = Path(temporary, "book"), Path(temporary, "peer")
        rows = generate(folder, companies=companies).row_count
        sheets = _sheets(folder)
        for _ in range(ROUNDS):
            ours.append(_seconds(lambda: generate(folder, companies=companies)))
            theirs.append(_seconds(lambda: _plain(copy, sheets)))
        peer_rows = sum(count for _, _, count in sheets)
    quick, slow = median(ours), median(theirs)
    return Figure(companies, rows, quick, max(ours) - min(ours), rows / quick, slow, peer_rows / slow)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _sheets(folder: Path) -> list[tuple[str, Sequence[str], int]]:
    """Return (file, headers, rows) of every text file of the book."""
    found: list[tuple[str, Sequence[str], int]] = []
    for path in sorted(folder.glob("[!t]*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            found.append((str(path.relative_to(folder)), next(reader), sum(1 for _ in reader)))
    return found


def _plain(folder: Path, sheets: Sequence[tuple[str, Sequence[str], int]]) -> None:
    """Write equal files the plain way: each cell a short random name or number."""
    chance = random.Random(7)
    for name, headers, count in sheets:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headers)
            writer.writeheader()
            for _ in range(count):
                writer.writerow({header: _cell(chance, place) for place, header in enumerate(headers)})


def _cell(chance: random.Random, place: int) -> str:
    if place % 2:
        return chance.choice(SIMPLIFIED) + chance.choice(GIVEN)
    return str(chance.randrange(10**9))


def main() -> None:
    """Print a table, and the same figures as JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.book", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="companies; may be given several times")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    asked = parser.parse_args()
    figures = [measure(size) for size in asked.size or (3_000, 30_000)]
    versions = {"python": platform.python_version(), "numpy": np.__version__, "pyarrow": pa.__version__}
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"The demo book, median of {ROUNDS}; peer: csv.DictWriter + random of Python {versions['python']}")
    print(f"{machine}; numpy {versions['numpy']}, pyarrow {versions['pyarrow']}")
    heads = ("companies", "rows", "seconds", "±", "rows/s", "peer rows/s", "ratio")
    print("{:>10} {:>10} {:>8} {:>6} {:>9} {:>11} {:>6}".format(*heads))
    for each in figures:
        print(
            f"{each.companies:>10,} {each.rows:>10,} {each.seconds:>8.2f} {each.spread:>6.2f} "
            f"{each.rows_per_second:>9,.0f} {each.peer_rows_per_second:>11,.0f} {each.ratio:>6.1f}"
        )
    if asked.json:
        told = [{**asdict(each), "ratio": each.ratio} for each in figures]
        document = {"bench": "book", "machine": machine, "versions": versions, "figures": told}
        asked.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
