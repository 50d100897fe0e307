"""How long does a what-if of one failed party take, and the explanation of one, against solving everything
again?

python -m bench.whatif [--parties N | --folder FOLDER] [--ties M] [--asked N] [--json FILE]

Two books. "arrays": N parties and M ties of heavy-tailed ends with a mean rate of .05 (`bench.network_pd`),
only messages. "snapshot": the numbered book of N companies (FOLDER: one that `NumberedBook.save` wrote),
whole answers with money and grades. Parties that fail are drawn at random; the hub is the party with the
most ties of those with a network PD below .5. The first what-if of a book lays its messages out and is not
among the others. Peer: `analytics.contagion.solve` with the same party failed.
"""

import argparse
import json
import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numba
import numpy as np

from analytics.contagion import solve
from analytics.local.spreading import spread
from analytics.local.standing import Standing
from analytics.measures import OwnRisk
from analytics.own.scorecard import own_risk
from analytics.score import explain
from analytics.solution import Solution
from analytics.transmission import transmission
from analytics.whatif.supposed import Supposed
from analytics.whatif.what_if import what_if
from bench.network_pd import ties_between
from bench.numbered import TODAY, NumberedFiles, numbered_book
from bench.stopwatch import forget_peak, peak_mib
from book.inputs import RunInputs
from graph.snapshot import Snapshot

_SOLVES = 3
_FALLING = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds of the clock and, cpu_*, of the processor. reached: how many moved, at the median."""

    book: str
    what: str
    asked: int
    p50: float
    p99: float
    cpu_p50: float
    cpu_p99: float
    reached: float


def arrays(parties: int, ties: int, asked: int) -> tuple[list[Figure], dict[str, float]]:
    """Return figures of a book of arrays, and how far a what-if was from the peer."""
    rng = np.random.default_rng(7)
    t = ties_between(rng, parties, ties)
    pd = np.clip(np.exp(rng.normal(np.log(0.02), 1.0, parties)), 1e-4, 0.5)
    own = OwnRisk(pd, np.ones(parties), -np.log1p(-pd)[:, None])
    begun = perf_counter()
    standing = Standing.of(own, t)
    laid_out = perf_counter() - begun
    hub = _hub(t, 1.0 - standing.alive[standing.pairs.rank])
    drawn = rng.choice(parties, asked, replace=False).tolist()

    def ask(party: int) -> int:
        return len(spread(standing, failed=_one(party)).party)

    ask(drawn[0])
    figures = [_figure("arrays", "what-if", ask, drawn), _figure("arrays", "what-if, hub", ask, [hub])]
    whole = _figure(
        "arrays",
        "solve again (peer)",
        lambda party: len(solve(own, t, failed=_one(party)).pd),
        drawn[:_SOLVES],
    )
    off = _off(own, t, standing, drawn[: _SOLVES - 1])
    return [*figures, whole], {"laid_out_s": laid_out, **off}


def _off(own: OwnRisk, t: Any, standing: Standing, drawn: Sequence[int]) -> dict[str, float]:
    """Return how far a network PD, and the sum of all, are from the peer's, and what was left out."""
    stood = solve(own, t).pd
    most, summed, left = 0.0, 0.0, 0.0
    for party in drawn:
        found = spread(standing, failed=_one(party))
        after = stood.copy()
        after[found.party] += found.rise
        missing = solve(own, t, failed=_one(party)).pd - after
        most, summed = max(most, float(np.abs(missing).max())), max(summed, abs(float(missing.sum())))
        left = max(left, found.left_out)
    return {"largest_distance": most, "distance_of_sums": summed, "left_out": left}


def snapshot(folder: Path | None, parties: int, asked: int) -> list[Figure]:
    """Return figures of whole answers over the numbered book."""
    inputs = RunInputs.read()
    store = NumberedFiles(folder) if folder else numbered_book(parties)
    s = Snapshot.of(store, valid_on=TODAY, rates=inputs.rates)
    own, ties = own_risk(s, inputs.settings), transmission(s, inputs.settings)
    solution = Solution(s, inputs.settings, own=own, ties=ties, contagion=solve(own, ties), rings=())
    rng = np.random.default_rng(7)
    drawn = rng.choice(len(s), asked, replace=False).tolist()
    hub = _hub(ties, solution.contagion.pd)

    def ask(party: int) -> int:
        return len(what_if(solution, Supposed(failed=(party,))).changes.party)

    first = _figure("snapshot", "what-if, the first", ask, drawn[:1])
    explain(solution, drawn[0])
    return [
        first,
        _figure("snapshot", "what-if", ask, drawn),
        _figure("snapshot", "what-if, hub", ask, [hub]),
        _figure("snapshot", "explain", lambda party: len(explain(solution, party).reasons), drawn),
        _figure("snapshot", "explain, hub", lambda party: len(explain(solution, party).reasons), [hub]),
        _figure(
            "snapshot",
            "solve again (peer)",
            lambda party: len(solve(own, ties, failed=_one(party)).pd),
            drawn[:_SOLVES],
        ),
    ]


def _hub(ties: Any, pd: Any) -> int:
    """Return the party with the most ties of those whose failure is not as good as certain already."""
    outward = np.bincount(ties.source, minlength=len(pd))
    return int(np.where(pd < _FALLING, outward, -1).argmax())


def _one(party: int) -> Any:
    return np.array([party], np.int32)


def _figure(book: str, what: str, ask: Callable[[int], int], parties: Sequence[int]) -> Figure:
    taken, spent, reached = list[float](), list[float](), list[int]()
    for party in parties:
        begun = perf_counter(), process_time()
        reached.append(ask(party))
        taken.append((perf_counter() - begun[0]) * 1000)
        spent.append((process_time() - begun[1]) * 1000)
    (p50, p99), (cpu_p50, cpu_p99) = (np.percentile(each, [50, 99]).tolist() for each in (taken, spent))
    return Figure(book, what, len(parties), p50, p99, cpu_p50, cpu_p99, statistics.median(reached))


def lines(report: dict[str, Any]) -> Iterator[str]:
    yield f"{report['parties']:,} parties; {report['machine']}; {report['versions']}"
    head = "".join(f"{name:>10}" for name in ("p50", "p99", "CPU p50", "CPU p99", "reached"))
    yield f"  {'book':<10}{'ms':<22}{'asked':>6}{head}"
    for each in report["figures"]:
        times = "".join(f"{each[name]:>10.1f}" for name in ("p50", "p99", "cpu_p50", "cpu_p99"))
        yield f"  {each['book']:<10}{each['what']:<22}{each['asked']:>6}{times}{each['reached']:>10,.0f}"
    for name, value in report["off"].items():
        yield f"  {name}: {value:.3g}"
    yield f"  peak {report['peak_mib']:,.0f} MiB"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.whatif", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--ties", type=int, help="three a party where it is not given")
    parser.add_argument("--folder", type=Path, help="a numbered book that was saved")
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--only", choices=("arrays", "snapshot"))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    forget_peak()
    figures, off = list[Figure](), dict[str, float]()
    if given.only != "snapshot":
        figures, off = arrays(given.parties, given.ties or 3 * given.parties, given.asked)
    if given.only != "arrays":
        figures += snapshot(given.folder, given.parties, given.asked)
    report = {
        "bench": "whatif",
        "parties": given.parties,
        "figures": [asdict(each) for each in figures],
        "off": off,
        "peak_mib": peak_mib(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "versions": f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}",
    }
    for line in lines(report):
        print(line)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
