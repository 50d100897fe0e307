"""Does the Neo4j store meet its goals beside a naive loop and `database import full`?

python -m bench.neo4j [--size N] [--ties M] [--repeat R] [--times T] [--json FILE]

Each round starts a server of its own for either side: heap 1.5 g, page cache 1 g, HotSpot as it comes.
The first load is done once a round, everything else --times (3) on the same server. Seconds are medians
of all times; "first" is the ratio of the first times alone, when a server still compiles what it runs.
Under the clock are the calls of the store, and of the naive loop the statements it sends; making the
rows that the store is given, and the maps and pairs that the naive loop sends, is outside for both.
The store keeps history, hashes, a lease and a check of every end; the naive loop keeps none of them.
"""

import argparse
import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j

from bench.neo4j_book import TiedFirms
from bench.neo4j_clock import Clock
from bench.neo4j_rounds import SIZES, import_round, naive_round, store_round
from tests.servers.neo4j_jars import VERSION

GOALS = {
    "first load": 1.3,
    "load again, nothing changed": 5.0,
    "load again, 10 % changed": 3.0,
    "relationships to columns": 4.0,
    "parties to columns": 4.0,
    "scores written back": 6.0,
    "re-point merged parties": 10.0,
}
"""How many times as fast as the naive loop each piece of work has to be."""
IMPORT_TIMES = 4.0
"""The first load may take so many times as long as `database import full`."""


@dataclass
class Found:
    """What each round took, by side."""

    naive: list[Clock] = field(default_factory=list[Clock])
    store: list[Clock] = field(default_factory=list[Clock])
    imported: list[float] = field(default_factory=list[float])
    reads: list[dict[str, float]] = field(default_factory=list[dict[str, float]])


def measure(book: TiedFirms, rounds: int, times: int) -> Found:
    """Do all the work `rounds` times, the sides in turns."""
    found = Found()
    for number in range(rounds):
        found.naive.append(naive_round(book, times))
        clock, reads = store_round(book, times)
        found.store.append(clock)
        found.reads.append(reads)
        found.imported.append(import_round(book))
        print(f"round {number + 1} of {rounds} done", flush=True)
    return found


def figures(found: Found) -> list[dict[str, Any]]:
    """Return a row for each piece of work: medians and spreads of both sides, ratio and goal."""
    rows = [_compared(what, found.store, found.naive, goal) for what, goal in GOALS.items()]
    rows.append(_against_import(found))
    alone = [what for what in found.store[0].wall if what not in GOALS]
    return rows + [_only_ours(what, found.store) for what in alone]


def _compared(what: str, ours: Sequence[Clock], theirs: Sequence[Clock], goal: float) -> dict[str, Any]:
    mine, naive = (_times(side, what) for side in (ours, theirs))
    cpu = [statistics.median(_times(side, what, of_cpu=True)) for side in (ours, theirs)]
    first = [statistics.median(each.wall[what][0] for each in side) for side in (ours, theirs)]
    ratio = statistics.median(naive) / statistics.median(mine)
    return {
        **_told(what, mine, naive),
        "peer": "naive loop",
        "ratio": ratio,
        "ratio_first": first[1] / first[0],
        "ratio_cpu": cpu[1] / cpu[0],
        "goal": f">= {goal:g}",
        "met": ratio >= goal,
    }


def _times(side: Sequence[Clock], what: str, *, of_cpu: bool = False) -> list[float]:
    return [each for clock in side for each in (clock.cpu if of_cpu else clock.wall)[what]]


def _against_import(found: Found) -> dict[str, Any]:
    mine = _times(found.store, "first load")
    ratio = statistics.median(mine) / statistics.median(found.imported)
    return {
        **_told("first load", mine, found.imported),
        "peer": "database import full",
        "ratio": ratio,
        "goal": f"<= {IMPORT_TIMES:g}",
        "met": ratio <= IMPORT_TIMES,
    }


def _only_ours(what: str, ours: Sequence[Clock]) -> dict[str, Any]:
    return _told(what, _times(ours, what), [])


def _told(what: str, mine: Sequence[float], theirs: Sequence[float]) -> dict[str, Any]:
    told = {"what": what, "seconds": statistics.median(mine), "spread": [min(mine), max(mine)]}
    if theirs:
        told |= {"peer_seconds": statistics.median(theirs), "peer_spread": [min(theirs), max(theirs)]}
    return told


def _line(row: dict[str, Any]) -> str:
    low, high = row["spread"]
    line = f"{row['what']:<30}{row['seconds']:>8.1f} {low:>7.1f}..{high:<7.1f}"
    if "peer" not in row:
        return line
    low, high = row["peer_spread"]
    others = "".join(
        f"{row[name]:>7.2f}" if name in row else " " * 7 for name in ("ratio_first", "ratio_cpu")
    )
    verdict = "met" if row["met"] else "NOT MET"
    return (
        f"{line}{row['peer_seconds']:>8.1f} {low:>7.1f}..{high:<7.1f}{row['ratio']:>7.2f}{others}"
        f"  {row['goal']:<7} {verdict:<8}{row['peer']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.neo4j", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", type=int, default=300_000, help="firms")
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3, help="rounds")
    parser.add_argument("--times", type=int, default=3, help="of everything but the first load")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    book = TiedFirms.make(given.size, given.ties)
    found = measure(book, given.repeat, given.times)
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    versions = {"python": platform.python_version(), "driver": neo4j.__version__, "neo4j": VERSION}
    print(
        f"{given.size:,} firms, {given.ties:,} ties, largest hub {book.largest_hub:,}; "
        f"{given.repeat} rounds of {given.times}"
    )
    print(f"{machine}; heap {SIZES.heap}, page cache {SIZES.pages}; {versions}")
    print(_HEAD)
    rows = figures(found)
    print("\n".join(map(_line, rows)))
    reads = {name: [each[name] for each in found.reads] for name in found.reads[0]}
    for name, values in reads.items():
        print(f"{name:<30}{statistics.median(values):>8.1f} {min(values):>7.1f}..{max(values):<7.1f}")
    if given.json:
        document = {
            "bench": "neo4j",
            "size": given.size,
            "ties": given.ties,
            "largest_hub": book.largest_hub,
            "times": given.times,
            "machine": machine,
            "versions": versions,
            "figures": rows,
            "reads": reads,
        }
        given.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


_HEAD = (
    f"{'what':<30}{'s':>8} {'spread':^16}{'peer s':>8} {'spread':^16}{'ratio':>7}{'first':>7}{'cpu':>7}"
    f"  {'goal':<7} {'':<8}peer"
)

if __name__ == "__main__":
    main()
