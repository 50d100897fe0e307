"""Who would hurt most: the systemic importance of every party, if it fails alone.

Two measures that do not add up, as one counts production and the other equity:

- ESRI, the share of what the book's firms sell to each other that is lost (`kernels.esri`);
- the loss cascade, what others lose in money by claims, guarantees and stakes (`kernels.debtrank`).
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from analytics.kernels import debtrank, esri
from analytics.systemic.loss_network import LossNetwork
from analytics.systemic.production import Production
from graph.arrays import F64, I32, I64

TOLERANCE = 5e-6
"""By how much a firm's ESRI may be off, as steps end before the last grain."""
_SETTLED = 1e-9
"""Who lost this part of its equity or less since hands nothing on."""
_MAX_STEPS = 1_000
"""Steps after which a party counts as unsettled; what comes round by .95 is done after three hundred."""
_PIECES, _LARGEST = 16, 1_000
"""Pieces of work for each thread, parties in one at most: some take a hundred times as long as others."""


class Progress(Protocol):
    """Is told what is under way, and how many parties are done."""

    def step(self, name: str, total: int | None = None) -> None: ...

    def advance(self, count: int = 1) -> None: ...


@dataclass(frozen=True, eq=False)
class Importance:
    """Of every party, if it fails alone; all (n,).

    esri in [0, 1], downstream and upstream what it would be by either way alone; error: by how much it may be
    off, as steps end before the last grain; money: what others lose, in major units of the book currency.
    output: what all firms sell in the book a year. unsettled: parties whose steps were ended early, with a
    larger error. assumed, without_amount: how many there are, see `Production`.
    """

    esri: F64
    downstream: F64
    upstream: F64
    error: F64
    money: F64
    output: float
    unsettled: int
    assumed: int
    without_amount: int

    @cached_property
    def order(self) -> I64:
        """Positions of those that hurt anybody, by falling ESRI, then by falling money, then by id."""
        hurting = np.flatnonzero((self.esri > 0) | (self.money > 0))
        return hurting[np.lexsort((-self.money[hurting], -self.esri[hurting]))].astype(np.int64)


def importance(
    production: Production,
    losses: LossNetwork,
    *,
    tol: float = TOLERANCE,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Importance:
    """Let each party fail alone. Equal on any number of threads (None: one for each processor)."""
    chains, reach = production.chains, production.reach
    found, steps = np.zeros((len(production), 4)), np.zeros(len(production), np.int64)
    money, rounds = np.zeros(len(losses)), np.zeros(len(losses), np.int64)

    def stop(firms: I32) -> None:
        found[firms], steps[firms] = esri.importance(chains, reach, firms, tol, _MAX_STEPS)

    def lose(debtors: I32) -> None:
        money[debtors], rounds[debtors] = debtrank.money_lost(losses.arrays, debtors, _SETTLED, _MAX_STEPS)

    for name, work, parties in (("production", stop, production.firms), ("money", lose, losses.debtors)):
        if progress is not None:
            progress.step(name, len(parties))
        for done in _in_threads(work, parties, threads):
            if progress is not None:
                progress.advance(done)
    return Importance(
        esri=np.minimum(found[:, 0], 1.0),
        downstream=np.minimum(found[:, 1], 1.0),
        upstream=np.minimum(found[:, 2], 1.0),
        error=found[:, 3],
        money=money,
        output=production.output,
        unsettled=int(np.count_nonzero((steps < 0) | (rounds < 0))),
        assumed=int(np.count_nonzero(production.assumed)),
        without_amount=production.without_amount,
    )


def _in_threads(work: Callable[[I32], None], parties: I32, threads: int | None) -> Iterator[int]:
    """Do the work in pieces, and yield how many parties each had; kernels let other threads run."""
    count = threads or os.cpu_count() or 1
    size = max(1, min(_LARGEST, len(parties) // (_PIECES * count)))
    pieces = [parties[first : first + size] for first in range(0, len(parties), size)]
    pool = ThreadPoolExecutor(count)
    try:
        for piece, _ in zip(pieces, pool.map(work, pieces), strict=True):
            yield len(piece)
    finally:
        pool.shutdown(cancel_futures=True)
