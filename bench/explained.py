"""Do the points of every party of a large book sum to its score, and do its paths add up to its hazard?

python -m bench.explained [--size N] [--every K] [--json FILE]

The book is made by numpy: N companies, 3 N ties. Of every K-th party the reasons are made anew: their points
are summed, and every path of its try is followed once more from the hazards alone, by numpy. Seconds are
those of one explanation. The peer is what one would do without paths: the whole book solved again without
one of the party's ties, which tells what this tie brings and nothing of where it came from.
"""

import argparse
import json
import platform
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from analytics.contagion import solve
from analytics.network_pd.contributions import Contribution, contribution_paths
from analytics.own.scorecard import own_risk
from analytics.score import explain, score_all
from analytics.solution import Solution
from analytics.transmission import transmission
from analytics.warm import warm
from bench.numbered import TODAY, numbered_book
from book.inputs import RunInputs
from graph.arrays import F64
from graph.snapshot import Snapshot

COVERAGE = 0.98


def solved(size: int) -> Solution:
    inputs = RunInputs.read()
    s = Snapshot.of(numbered_book(size), valid_on=TODAY, rates=inputs.rates)
    own, ties = own_risk(s, inputs.settings), transmission(s, inputs.settings)
    return Solution(s, inputs.settings, own=own, ties=ties, contagion=solve(own, ties), rings=())


def measure(size: int, every: int) -> dict[str, Any]:
    """Return the largest gaps that were found, and how long explanations take."""
    warm()
    solution = solved(size)
    scores, inflow = score_all(solution), solution.inflow
    explain(solution, 0)
    took, gap, reasons = [], 0.0, 0
    off, share = [0.0], []
    for party in range(0, size, every):
        begun = time.perf_counter()
        told = explain(solution, party)
        took.append(time.perf_counter() - begun)
        gap = max(gap, abs(sum(each.points for each in told.reasons) - scores.value[party]))
        reasons += len(told.reasons)
        paths = contribution_paths(
            solution.contagion, solution.ties, party, coverage=COVERAGE, inflow=inflow, max_steps=300
        )
        again = sum(followed(solution, each) for each in paths.paths)
        off.append(abs(again + paths.residual - inflow.hazard[party]) / inflow.hazard[party])
        share.append(paths.covered / inflow.hazard[party])
    return {
        "parties": size,
        "ties": len(solution.ties.rate),
        "explained": len(took),
        "reasons": reasons / len(took),
        "largest_gap_of_points": gap,
        "largest_gap_of_paths": max(off),
        "share_covered_mean": float(np.mean(share)),
        "share_covered_least": min(share),
        "explain_ms": _quantiles(took),
        "resolve_ms": _leave_one_out(solution),
    }


def followed(solution: Solution, path: Contribution) -> float:
    """Return the hazard of a path from the hazards of its ties alone, from the last party back."""
    inflow, carried = solution.inflow, solution.contagion.edge_hazard
    if not path.ties:
        return float(inflow.own[path.parties[0]])
    hazard = float(carried[path.ties[-1]])
    for place in range(len(path.ties) - 1, -1, -1):
        party, ahead = path.parties[place], path.parties[place + 1]
        into = inflow.into(party)
        received = inflow.own[party] + inflow.carried[into][inflow.source[into] != ahead].sum()
        brought = carried[path.ties[place - 1]] if place else inflow.own[party]
        hazard *= float(brought / received)
    return hazard


def _quantiles(seconds: list[float]) -> dict[str, float]:
    p50, p99 = np.quantile(seconds, [0.5, 0.99])
    return {"p50": float(p50 * 1e3), "p99": float(p99 * 1e3), "worst": max(seconds) * 1e3}


def _leave_one_out(solution: Solution) -> float:
    """Return the milliseconds of one whole solution without one tie."""
    rate: F64 = solution.ties.rate.copy()
    rate[0] = 0.0
    begun = time.perf_counter()
    solve(solution.own, solution.ties._replace(rate=rate))
    return (time.perf_counter() - begun) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1, help="explain one party of so many")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    row = measure(given.size, given.every)
    took = row["explain_ms"]
    sys.stdout.write(
        f"{row['explained']:,} of {row['parties']:,} parties, {row['ties']:,} transmissions; "
        f"numpy {np.__version__}\n"
        f"points of the reasons less the score: at most {row['largest_gap_of_points']:.1e}\n"
        f"paths and residual less the hazard: at most {row['largest_gap_of_paths']:.1e} of it; "
        f"paths tell {row['share_covered_mean']:.1%} on average, {row['share_covered_least']:.1%} at least\n"
        f"one explanation ({row['reasons']:.1f} reasons) {took['p50']:.1f} ms, p99 {took['p99']:.1f}, "
        f"worst {took['worst']:.0f}\n"
        f"the book solved again without one tie {row['resolve_ms']:.0f} ms: "
        f"ratio {row['resolve_ms'] / took['p50']:.0f}\n"
    )
    if given.json:
        row |= {"bench": "explained", "python": platform.python_version(), "numpy": np.__version__}
        given.json.write_text(json.dumps(row, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
