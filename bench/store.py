"""How long do questions to a store of a million parties take, and what stands beside the plain way?

python -m bench.store [--size N] [--stores sqlite,neo4j] [--rounds R] [--keep FOLDER] [--json FILE]

The book is made by numpy: N companies, as many records, 3 N ties, hubs among them; it goes in through the
operations of the store and is published. Then both sides answer the same questions in turns: a party, its
records, its ties (500 at most) for random parties and for the largest hubs; one record and one tie made
durable; the scores of all parties written back; every table as Arrow columns.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apsw

from bench.store_filled import SIDES, prepared
from bench.store_questions import POINTS, Times, percentiles, questions
from bench.store_sides import scores_of
from graph.schema import Table
from tests.servers.neo4j_jars import VERSION


def measure(name: str, folder: Path, size: int, rounds: int) -> dict[str, Any]:
    """Return the figures of one store and its peer, asked in turns."""
    book = prepared(folder, size)
    scores = scores_of(book.tables[Table.PARTIES]["key"].combine_chunks())
    with SIDES[name](folder, size) as (ours, plain):
        times = {ours.name: Times(), plain.name: Times()}
        for asked in questions(book, rounds):
            for side in (ours, plain):
                asked.ask(side, times[side.name], scores)
            times[ours.name].note("snapshot", [ours.snapshot])
            print(f"{ours.name}: a round of {rounds} is done", file=sys.stderr, flush=True)
    mine, theirs = times.values()
    rows = [row(what, rounds_of, theirs.of.get(what)) for what, rounds_of in mine.of.items()]
    worst = max(each["worst_ms"] for each in rows if each["what"] in POINTS)
    return {"store": ours.name, "peer": plain.name, "worst_point_ms": worst, "figures": rows}


def row(
    what: str, mine: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]] | None
) -> dict[str, Any]:
    """Return the percentiles over all rounds, how far the rounds' medians lie apart, and the peer's."""
    medians = [statistics.median(each) for each in mine]
    told: dict[str, Any] = {
        "what": what,
        **percentiles(mine),
        "median_spread_ms": [min(medians), max(medians)],
    }
    if theirs:
        peer = percentiles(theirs)
        told |= {f"peer_{name}": value for name, value in peer.items()}
        told["ratio"] = peer["p50_ms"] / percentiles(mine)["p50_ms"]
    return told


def table(found: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that a person reads."""
    yield f"{found['store']} beside {found['peer']}; ms"
    yield _HEAD
    for each in found["figures"]:
        line = f"{each['what']:<32}{each['p50_ms']:>11,.2f}{each['p99_ms']:>11,.2f}{each['worst_ms']:>11,.2f}"
        if "ratio" in each:
            line += f"{each['peer_p50_ms']:>11,.2f}{each['peer_p99_ms']:>11,.2f}{each['ratio']:>8.2f}"
        yield line
    yield f"worst point query {found['worst_point_ms']:,.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.store", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1_000_000, help="companies; three times as many ties")
    parser.add_argument("--stores", default="sqlite,neo4j", help="stores to measure, parted by commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the filled stores for the next time")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with ExitStack() as rooms:
        folder = given.keep or Path(rooms.enter_context(TemporaryDirectory(prefix="riskweave-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        measured = [measure(name, folder, given.size, given.rounds) for name in given.stores.split(",")]
    document = {
        "bench": "store",
        "size": given.size,
        "rounds": given.rounds,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "versions": {"python": platform.python_version(), "apsw": apsw.apsw_version(), "neo4j": VERSION},
        "stores": measured,
    }
    print(f"{given.size:,} parties, {3 * given.size:,} ties; {document['machine']}; {document['versions']}")
    for found in measured:
        print("\n".join(table(found)))
    if given.json:
        given.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


_HEAD = f"{'what':<32}{'p50':>11}{'p99':>11}{'worst':>11}{'peer p50':>11}{'peer p99':>11}{'ratio':>8}"

if __name__ == "__main__":
    main()
