"""How near is network PD to what sampling possible worlds finds?

python -m bench.truth [--size N] [--seeds S] [--worlds W] [--stress X] [--json FILE]

Three generators of books, S fresh seeds each. Every book is sampled twice, W worlds each time; the share of
worlds in which a firm is in distress is the truth but for the sampling error. Beside the product stand
plain messages, which are what it would be without blocks, and the node fixed point that most systems
compute. Columns: "mean" distance from the first sampling; "beyond", less what sampling alone explains, and
"worst bk", that of the worst book; "circles", the mean distance of firms in guarantee circles; "worst", that
of the worst firm; "top", how many of the 100 riskiest firms are the same, "two", how many two samplings have
in common, and "least", the difference of the worst book.
"""

import argparse
import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import numpy as np

from analytics.contagion import solve
from analytics.kernels.worlds import distressed
from analytics.network_pd.blocks import WEAKEST, strong_blocks
from analytics.network_pd.pairs import paired
from bench.truth_books import GENERATORS, TruthBook, make
from graph.arrays import F64, I64, starts

TOP = 100
THREADS = 2
TOLERANCE = 1e-10
CROSSINGS = 20
"""Ties within groups that are made as strong as those around them."""


def sampled(book: TruthBook, worlds: int, seed: int) -> F64:
    """Return the share of worlds in which each firm is in distress."""
    order = np.argsort(book.ties.source, kind="stable")
    start = starts(np.bincount(book.ties.source, minlength=book.size))
    target, rate = book.ties.target[order], book.ties.rate[order]

    def part(number: int) -> F64:
        each = worlds // THREADS
        count = distressed(start, target, rate, book.own.pd, each, (seed << 16) + number)
        return np.asarray(count / each)

    with ThreadPoolExecutor(THREADS) as pool:
        return np.asarray(np.mean(list(pool.map(part, range(THREADS))), axis=0), np.float64)


def node_fixed_point(book: TruthBook) -> F64:
    """Return X = 1 - (1 - p) · Π (1 - a X) solved from below: own risk echoes back over two-way ties."""
    source, target = book.ties.source, book.ties.target
    risk = book.own.pd
    for _ in range(10_000):
        hazard = np.bincount(target, np.log1p(-book.ties.rate * risk[source]), book.size)
        fresh = 1.0 - (1.0 - book.own.pd) * np.exp(hazard)
        if np.abs(fresh - risk).max() < TOLERANCE:
            return fresh
        risk = fresh
    return risk


Method = Callable[[TruthBook], F64]
METHODS: dict[str, Method] = {
    "Riskweave": lambda book: solve(book.own, book.ties, tol=TOLERANCE).pd,
    "plain messages": lambda book: solve(book.own, book.ties, tol=TOLERANCE, weakest=2.0).pd,
    "node fixed point": node_fixed_point,
}


def compared(book: TruthBook, worlds: int, seed: int) -> dict[str, dict[str, float]]:
    """Return what each method is off by on one book."""
    first, second = (sampled(book, worlds, 2 * seed + each) for each in (1, 2))
    noise = float(np.mean(np.sqrt(2.0 / np.pi * first * (1.0 - first) / worlds)))
    both = _common(first, second)
    return {
        name: {
            "mean": float(np.abs(found - first).mean()),
            "beyond": float(np.abs(found - first).mean()) - noise,
            "circles": float(np.abs(found - first)[book.circled].mean()),
            "worst": float(np.abs(found - first).max()),
            "top": _common(found, first),
            "two_samplings": both,
            "seconds": seconds,
        }
        for name, (found, seconds) in ((name, _timed(method, book)) for name, method in METHODS.items())
    }


def largest_jump(book: TruthBook) -> float:
    """Return the largest change of a network PD when a tie within a group passes what may change the groups.

    Both its ways pass the weakest rate of groups, and the rates of the ties at its ends.
    """
    pairs = paired(book.ties, book.size)
    inside, strength = strong_blocks(pairs).inside, pairs.rates.max(1)
    chosen = np.random.default_rng(0).choice(inside, min(CROSSINGS, len(inside)), replace=False)
    solution = solve(book.own, book.ties, tol=TOLERANCE)

    def at(ways: I64, rate: float) -> F64:
        changed = book.ties.rate.copy()
        changed[ways] = rate
        return solve(book.own, book.ties._replace(rate=changed), tol=TOLERANCE, start=solution).pd

    def largest(pair: int) -> float:
        ways, ends = pairs.used[pairs.pair == pair], [pairs.near[pair], pairs.far[pair]]
        beside = strength[np.isin(pairs.near, ends) | np.isin(pairs.far, ends)]
        rates = {WEAKEST, *beside[beside > WEAKEST].tolist()}
        return max(float(np.abs(at(ways, rate + 1e-12) - at(ways, rate - 1e-12)).max()) for rate in rates)

    with ThreadPoolExecutor(THREADS) as pool:
        return max(pool.map(largest, chosen.tolist()))


def _timed(method: Method, book: TruthBook) -> tuple[F64, float]:
    began = perf_counter()
    found = method(book)
    return found, perf_counter() - began


def _common(one: F64, other: F64) -> float:
    riskiest = [set(np.argsort(-each, kind="stable")[:TOP].tolist()) for each in (one, other)]
    return float(len(riskiest[0] & riskiest[1]))


def line(kind: str, name: str, found: Sequence[dict[str, float]]) -> str:
    mean = {what: statistics.mean(each[what] for each in found) for what in found[0]}
    most = max(each["beyond"] for each in found)
    least = min(each["top"] - each["two_samplings"] for each in found)
    return (
        f"{kind:<12}{name:<18}{mean['mean']:>9.5f}{mean['beyond']:>10.5f}{most:>10.5f}{mean['circles']:>10.5f}"
        f"{mean['worst']:>9.4f}{mean['top']:>7.1f}{mean['two_samplings']:>7.1f}{least:>6.0f}"
        f"{mean['seconds']:>8.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.truth", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", type=int, default=10_000, help="firms of a book")
    parser.add_argument("--seeds", type=int, default=5, help="books of each generator")
    parser.add_argument("--first-seed", type=int, default=100)
    parser.add_argument("--worlds", type=int, default=300_000, help="of each sampling")
    parser.add_argument("--stress", type=float, default=1.0, help="all rates times this")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    print(f"{given.size:,} firms, {given.seeds} books a generator, {given.worlds:,} worlds a sampling")
    print(f"stress {given.stress:g}; {platform.machine()}, {os.cpu_count()} cores; numpy {np.__version__}")
    print(
        f"{'book':<12}{'method':<18}{'mean':>9}{'beyond':>10}{'worst bk':>10}{'circles':>10}"
        f"{'worst':>9}{'top':>7}{'two':>7}{'least':>6}{'s':>8}"
    )
    found: dict[str, dict[str, list[dict[str, float]]]] = {}
    for kind in GENERATORS:
        rows: dict[str, list[dict[str, float]]] = {name: [] for name in METHODS}
        jumps: list[float] = []
        for seed in range(given.first_seed, given.first_seed + given.seeds):
            book = make(kind, given.size, seed, stress=given.stress)
            for name, off in compared(book, given.worlds, seed).items():
                rows[name].append(off)
            jumps.append(largest_jump(book))
        found[kind] = rows
        for name, books in rows.items():
            print(line(kind, name, books), flush=True)
        print(f"{kind:<12}largest jump where a tie passes those around it: {max(jumps):.5f}", flush=True)
    if given.json:
        document = {"bench": "truth", "stress": given.stress, "books": found}
        given.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
