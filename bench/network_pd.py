"""How much does one sweep of the message kernel cost, against one product with the same ties as a CSR matrix?

python -m bench.network_pd [--parties N] [--ties M] [--full] [--json FILE]
"""

import argparse
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import scipy
from scipy import sparse

from analytics.contagion import solve
from analytics.kernels.messages import survival, sweep
from analytics.measures import OwnRisk, Transmission
from analytics.network_pd.blocks import strong_blocks
from analytics.network_pd.pairs import Pairs, paired
from graph.arrays import F64

ROUNDS = 5


def ties_between(rng: np.random.Generator, parties: int, ties: int) -> Transmission:
    """Return two-way ties between heavy-tailed ends, mean rate about .05; `ties` counts both ways."""
    weight = np.minimum(1 + rng.pareto(1.5, parties), 300)
    ends = rng.choice(parties, (2, ties // 2), p=weight / weight.sum()).astype(np.int32)
    rates = np.minimum(0.6, np.exp(rng.normal(np.log(0.05) - 0.72, 1.2, 2 * (ties // 2))))
    count = np.arange(ties // 2, dtype=np.int32)
    return Transmission(
        source=np.concatenate([ends[0], ends[1]]),
        target=np.concatenate([ends[1], ends[0]]),
        rate=rates,
        reverse=np.concatenate([count + ties // 2, count]),
        key=np.concatenate([count, count]),
        basis=np.zeros(2 * (ties // 2), np.uint8),
    )


def timed(step: Callable[[], object]) -> float:
    begin = time.perf_counter()
    step()
    return time.perf_counter() - begin


def measure(parties: int, ties: int) -> dict[str, Any]:
    """Return milliseconds of both, interleaved, and the seconds of a whole solution."""
    rng = np.random.default_rng(7)
    t = ties_between(rng, parties, ties)
    pd = np.clip(np.exp(rng.normal(np.log(0.02), 1.0, parties)), 1e-4, 0.5)
    pairs = paired(t, parties)
    one_sweep, product = _sweeping(pairs, pd), _product(pairs, parties)
    one_sweep()
    product()
    taken = [(timed(one_sweep) * 1e3, timed(product) * 1e3) for _ in range(ROUNDS)]
    begin = time.perf_counter()
    solved = solve(OwnRisk(pd, np.ones(parties), -np.log1p(-pd)[:, None]), t, tol=1e-9)
    seconds = time.perf_counter() - begin
    sweeps, products = ([each[way] for each in taken] for way in (0, 1))
    return {
        "parties": parties,
        "ties": len(t.rate),
        "pairs": len(pairs.near),
        "sweep_ms": statistics.median(sweeps),
        "sweep_spread_ms": [min(sweeps), max(sweeps)],
        "csr_matvec_ms": statistics.median(products),
        "csr_matvec_spread_ms": [min(products), max(products)],
        "ratio": statistics.median(sweeps) / statistics.median(products),
        "sweeps_to_1e-9": solved.sweeps,
        "solve_s": seconds,
    }


def _sweeping(pairs: Pairs, pd: F64) -> Callable[[], object]:
    state = np.ones((len(pairs.near), 4))
    state[:, :2] = pairs.rates
    start = np.empty(len(pd))
    start[pairs.rank] = 1 - pd
    failed = np.zeros(len(pd), np.bool_)
    no_blocks = strong_blocks(pairs, weakest=2.0).arrays
    alive = survival(pairs.near, pairs.far, state, no_blocks, start)
    return lambda: sweep(pairs.near, pairs.far, state, alive, failed)


def _product(pairs: Pairs, parties: int) -> Callable[[], object]:
    ends = np.concatenate([pairs.far, pairs.near]), np.concatenate([pairs.near, pairs.far])
    matrix = sparse.csr_array((pairs.rates.T.ravel(), ends), shape=(parties, parties))
    vector = np.full(parties, 0.5)
    return lambda: matrix @ vector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--full", action="store_true", help="also 1M parties and 10M ties")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sizes = [(given.parties, given.ties)] + ([(1_000_000, 10_000_000)] if given.full else [])
    rows = [measure(*size) for size in sizes]
    report = {
        "bench": "network_pd",
        "peer": f"scipy {scipy.__version__} csr_array @ vector",
        "versions": {
            "numba": numba.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "machine": f"{platform.machine()}, {platform.system()}",
        "rows": rows,
    }
    out = sys.stdout.write
    out(f"One sweep of messages against {report['peer']}, numba {numba.__version__}\n")
    out("  parties       ties   sweep ms   matvec ms   ratio   sweeps to 1e-9   solve s\n")
    for row in rows:
        out(
            "{parties:>9,} {ties:>10,} {sweep_ms:>10.1f} {csr_matvec_ms:>11.1f} {ratio:>7.2f}".format(**row)
            + f" {row['sweeps_to_1e-9']:>16} {row['solve_s']:>9.2f}\n"
        )
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
