"""How long do all control groups and all integrated shares of a large book take, against scipy and networkx?

python -m bench.ownership [--firms N] [--stakes M] [--small N] [--json FILE]

The book: five layers of firms with heavy-tailed owners one or two layers up, some circles, no firm held
beyond a whole. Peers: scipy, adding up the sparse powers of A until nothing is left, and by sparse LU of
I - A for 256 columns only, as its solutions are dense; and networkx on a book of --small firms, joining the
ends of majorities for groups and adding up simple paths for the shares of ten firms, which is exact only
without circles. Seconds are those of the CPU.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import numba
import numpy as np
import scipy
from scipy import sparse
from scipy.sparse.linalg import splu

from analytics.ownership.answer import Holders
from analytics.ownership.control import MAJORITY
from analytics.ownership.groups import control_groups
from analytics.ownership.integrated import owners_of, whole_book
from analytics.ownership.stakes import Stakes
from graph.arrays import F64

_SOLVED = 256
_NOTHING = 1e-16
_ROUNDS = 3
_ASKED = 200
_BY_PATHS = 10
_LONGEST = 8
_LAYERS = (0.55, 0.25, 0.12, 0.06, 0.02)
_CIRCLES = 0.002


def book_of(firms: int, stakes: int, seed: int = 7) -> Stakes:
    """Return stakes of owners some layers up, the first of a layer the most popular, and some circles."""
    rng = np.random.default_rng(seed)
    cuts = np.concatenate([[0], (np.cumsum(_LAYERS) * firms).astype(np.int64)])
    below = int(cuts[-2])
    owned = np.concatenate([np.arange(below), rng.integers(0, below, max(0, stakes - below))])
    layer = np.searchsorted(cuts, owned, side="right") - 1
    up = np.minimum(layer + 1 + (rng.random(len(owned)) < 0.2), len(_LAYERS) - 1)
    popular = rng.random(len(owned)) ** 2
    owner = (cuts[up] + popular * (cuts[up + 1] - cuts[up])).astype(np.int64)
    # Where a firm holds something of its owner's owner, a circle closes.
    first = np.full(firms, -1, np.int64)
    first[owned] = owner
    closing = rng.choice(below, int(firms * _CIRCLES), replace=False)
    closing = closing[first[first[closing]] >= 0]
    owner, owned = np.concatenate([owner, closing]), np.concatenate([owned, first[first[closing]]])
    weight = rng.random(len(owned)) ** 2 + 0.01
    share = weight / np.bincount(owned, weight, firms)[owned] * rng.uniform(0.55, 1.0, firms)[owned]
    ends = owner.astype(np.int32), owned.astype(np.int32)
    return Stakes.between(*ends, share, share, parties=firms)


def measure(firms: int, stakes: int, small: int) -> dict[str, Any]:
    """Return seconds of CPU, the median of some rounds, interleaved with those of the peers."""
    held, little = book_of(firms, stakes), book_of(small, small * stakes // firms)
    for book in (little, held):
        whole_book(book)
        control_groups(book)
    direct = _matrix(held)
    steps = (
        partial(whole_book, held),
        partial(_by_powers, direct),
        partial(_by_solving, direct),
        partial(control_groups, held),
    )
    ours, powers, solved, groups = zip(*([_cpu(step) for step in steps] for _ in range(_ROUNDS)), strict=True)
    rows = whole_book(held)
    apart = _distance(held, direct)
    return {
        "firms": firms,
        "stakes": len(held),
        "entries": len(rows.share),
        "closed": int(rows.closed.sum()),
        "integrated_s": float(np.median(ours)),
        "powers_s": float(np.median(powers)),
        "ratio": float(np.median(powers) / np.median(ours)),
        "solved_s": float(np.median(solved)),
        "columns": min(_SOLVED, firms),
        "apart": apart,
        "groups_s": float(np.median(groups)),
        "groups": int((control_groups(held).sizes > 1).sum()),
        "answer_ms": _answers(held),
        "small": small,
        "small_groups_s": _cpu(lambda: control_groups(little)),
        "networkx_groups_s": _cpu(lambda: _groups_by_networkx(little)),
        "small_owners_s": _cpu(lambda: [owners_of(little, each) for each in range(_BY_PATHS)]),
        "networkx_owners_s": _cpu(lambda: _owners_by_networkx(little)),
    }


def _matrix(held: Stakes) -> Any:
    shape = (held.parties, held.parties)
    return sparse.csc_array((held.low, (held.owner, held.owned)), shape=shape)


def _by_solving(direct: Any) -> int:
    """Solve (I - A) X = A for some columns; return how many shares are not zero."""
    size = direct.shape[0]
    factors = splu(sparse.csc_array(sparse.identity(size, format="csc") - direct))
    return int(np.count_nonzero(factors.solve(direct[:, :_SOLVED].toarray()) > _NOTHING))


def _by_powers(direct: Any) -> int:
    """Add up A + A² + A³ … as sparse matrices until no entry matters; return how many are not zero."""
    ways = sparse.csr_array(direct)
    power = total = ways
    while power.nnz:
        power = power @ ways
        power.data[power.data < _NOTHING] = 0.0
        power.eliminate_zeros()
        total = total + power
    return int(total.nnz)


def _distance(held: Stakes, direct: Any) -> float:
    """Return the largest distance from scipy's solution, over the owners of some firms."""
    size = held.parties
    factors = splu(sparse.csc_array(sparse.identity(size, format="csc") - direct))
    worst = 0.0
    for firm in range(0, size, max(1, size // 50)):
        told: F64 = np.zeros(size)
        found = owners_of(held, firm)
        told[found.party] = found.low
        column = factors.solve(direct[:, [firm]].toarray())[:, 0]
        worst = max(worst, float(np.abs(told - column).max()))
    return worst


def _answers(held: Stakes) -> float:
    """Return the milliseconds at the median of a whole answer of one firm: owners, control, close links."""
    holders = Holders(held, np.bincount(held.owned, minlength=held.parties) == 0)
    asked = np.random.default_rng(7).integers(0, held.parties, _ASKED).tolist()
    holders.ownership(asked[0])
    return 1e3 * float(np.median([_cpu(partial(holders.ownership, party)) for party in asked]))


def _groups_by_networkx(held: Stakes) -> int:
    """Return how many groups direct majorities make; joint control is beyond this peer."""
    major = held.low > MAJORITY
    graph = nx.Graph(zip(held.owner[major].tolist(), held.owned[major].tolist(), strict=True))
    return nx.number_connected_components(graph)


def _owners_by_networkx(held: Stakes) -> float:
    """Return the sum of what everybody has of some firms over simple paths of at most eight stakes."""
    graph: Any = nx.DiGraph()
    rows = (held.owned, held.owner, held.low)
    graph.add_weighted_edges_from(zip(*(each.tolist() for each in rows), strict=True))
    total = 0.0
    for firm in range(_BY_PATHS):
        above = nx.descendants(graph, firm)
        for path in nx.all_simple_edge_paths(graph, firm, above, cutoff=_LONGEST):
            total += float(np.prod([graph.edges[edge]["weight"] for edge in path]))
    return total


def _cpu(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--stakes", type=int, default=150_000)
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    row = measure(given.firms, given.stakes, given.small)
    report = {
        "bench": "ownership",
        "peers": {"scipy": scipy.__version__, "networkx": nx.__version__},
        "versions": {
            "numba": numba.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "machine": f"{platform.machine()}, {platform.system()}",
        "row": row,
    }
    sys.stdout.write("\n".join(table(report)) + "\n")
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


def table(report: dict[str, Any]) -> list[str]:
    """Return the report in lines; ratios above 1: Riskweave is faster."""
    row, peers = report["row"], report["peers"]
    row = row | {"paths_ratio": row["networkx_owners_s"] / max(row["small_owners_s"], 1e-9)} | peers
    lines = (
        "{firms:,} firms, {stakes:,} stakes: {entries:,} integrated shares, {groups:,} groups",
        "  all integrated shares  {integrated_s:.3f} s; scipy {scipy} sparse powers {powers_s:.3f} s;"
        " ratio {ratio:.1f}",
        "  scipy splu: {columns} columns {solved_s:.2f} s; apart from it by {apart:.1e} at most",
        "  all control groups     {groups_s:.3f} s",
        "  one firm, everything   {answer_ms:.2f} ms at the median",
        "{small:,} firms beside networkx {networkx}",
        "  groups {small_groups_s:.4f} s; components of direct majorities {networkx_groups_s:.4f} s",
        "  owners of ten firms {small_owners_s:.4f} s; simple paths {networkx_owners_s:.4f} s;"
        " ratio {paths_ratio:.0f}",
    )
    return [line.format(**row) for line in lines]


if __name__ == "__main__":
    main()
