"""How long does the systemic importance (ESRI) of all firms take, and how near is it to the converged values?

python -m bench.importance [--firms N] [--ties M] [--told SHARE] [--full] [--json FILE]

Peers: the same by plain numpy, whole sweeps over all ties for a sample of firms, said for all; and networkx
for the little that it has of this, who is upstream of a failed firm (`ancestors`), on a small network.
Networks are as in the paper, where markets replace what is missing; with --told a share of the supplies says
how well it can be replaced, which no market dampens: losses run much further.
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import numba
import numpy as np

from analytics.importance import TOLERANCE, importance
from analytics.systemic.loss_network import LossNetwork, loss_network
from analytics.systemic.production import Production
from bench.production_books import Sweeps, network

SAMPLE = 12
PEER_EPS = 1e-7
SMALL = (1_000, 10_000)
EXACT = 1e-14


def nothing_at_stake(parties: int) -> LossNetwork:
    none = np.empty(0, np.int32)
    return loss_network(none, none, np.empty(0), equity=np.ones(parties))


def measure(firms: int, ties: int, seed: int, told: float) -> dict[str, Any]:
    """Return seconds of all firms, what a sample is off by, and the peer's seconds said for all."""
    p = network(firms, ties, seed, told_share=told)
    begin = time.perf_counter()
    len(p.reach)
    weighing = time.perf_counter() - begin
    begin, cpu = time.perf_counter(), time.process_time()
    found = importance(p, nothing_at_stake(firms))
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    rng = np.random.default_rng(seed)
    sample = np.concatenate([rng.choice(firms, SAMPLE), found.order[:SAMPLE]])
    sweeps = Sweeps.of(p)
    off = max(abs(float(found.esri[at]) - sweeps.esri(int(at), eps=EXACT)) for at in sample)
    begin = time.perf_counter()
    for at in sample[:SAMPLE]:
        sweeps.esri(int(at), eps=PEER_EPS)
    peer = (time.perf_counter() - begin) / SAMPLE * len(p.firms)
    return {
        "firms": firms,
        "ties": len(p.chains.buyer),
        "told_share": told,
        "weighing_s": weighing,
        "all_firms_s": seconds,
        "cpu_ms_a_firm": 1e3 * cpu / len(p.firms),
        "largest_error_of_sample": off,
        "largest_error_stated": float(found.error.max()),
        "unsettled": found.unsettled,
        "numpy_extrapolated_s": peer,
        "ratio": peer / seconds,
        "largest_esri": float(found.esri.max()),
        "median_esri": float(np.median(found.esri)),
    }


def against_networkx(firms: int, ties: int) -> dict[str, Any]:
    """Return seconds for who is upstream of each firm, and ours for all of ESRI."""
    p = network(firms, ties)
    graph = nx.DiGraph(zip(_suppliers(p).tolist(), p.chains.buyer.tolist(), strict=True))
    begin = time.perf_counter()
    for firm in list(graph)[:100]:
        nx.ancestors(graph, firm)
    theirs = (time.perf_counter() - begin) / 100 * len(graph)
    begin = time.perf_counter()
    importance(p, nothing_at_stake(firms))
    ours = time.perf_counter() - begin
    return {"firms": firms, "ties": ties, "networkx_s": theirs, "ours_s": ours, "ratio": theirs / ours}


def _suppliers(p: Production) -> Any:
    return np.repeat(np.arange(len(p)), np.diff(p.chains.start))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=10_000)
    parser.add_argument("--ties", type=int, default=100_000)
    parser.add_argument("--told", type=float, default=0.0, help="share of supplies with a substitutability")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--full", action="store_true", help="also 100k firms with 1M ties")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    importance(network(100, 1_000), nothing_at_stake(100))
    small = against_networkx(*SMALL)
    sizes = [(given.firms, given.ties)] + ([(100_000, 1_000_000)] if given.full else [])
    report = {
        "bench": "importance",
        "tolerance": TOLERANCE,
        "versions": {
            "numba": numba.__version__,
            "numpy": np.__version__,
            "networkx": nx.__version__,
            "python": platform.python_version(),
        },
        "machine": f"{platform.machine()}, {platform.system()}, {os.cpu_count()} processors",
        "networkx": small,
        "rows": [measure(*size, given.seed, given.told) for size in sizes],
    }
    _print(report)
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


def _print(report: dict[str, Any]) -> None:
    out, versions = sys.stdout.write, report["versions"]
    out(
        f"ESRI of all firms, {report['machine']}, numba {versions['numba']}; peer: whole sweeps by numpy"
        f" {versions['numpy']} to {PEER_EPS:g} for {SAMPLE} firms, said for all\n"
    )
    out("   firms        ties   seconds   CPU ms a firm   largest error   stated     numpy s   ratio\n")
    for row in report["rows"]:
        out(
            "{firms:>8,} {ties:>11,} {all_firms_s:>9.2f} {cpu_ms_a_firm:>15.3f}"
            " {largest_error_of_sample:>15.1e} {largest_error_stated:>8.1e} {numpy_extrapolated_s:>11,.0f}"
            " {ratio:>7.0f}\n".format(**row)
        )
        if row["unsettled"]:
            out(f"{row['unsettled']} firms did not settle\n")
    out(
        "networkx {version}, ancestors of each of {firms:,} firms, {ties:,} ties: {networkx_s:.2f} s;"
        " ESRI of all of them here: {ours_s:.2f} s, ratio {ratio:.0f}\n".format(
            version=versions["networkx"], **report["networkx"]
        )
    )


if __name__ == "__main__":
    main()
