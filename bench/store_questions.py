"""What `bench.store` asks each side in a round, and how long each answer took."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter

import numpy as np
import pyarrow as pa

from bench.numbered import NumberedBook
from bench.store_sides import Side, texts
from graph.arrays import positions_in
from graph.schema import Table

ASKED = 300
"""Random parties that are asked for a round, and single writes a round."""
HUBS = 10
POINTS = ("party", "records of a party", "neighbours", "neighbours of the largest hubs")
"""The questions about one party."""
_MILLI = 1000.0


@dataclass
class Times:
    """Milliseconds of each call, by question; one list a round."""

    of: dict[str, list[list[float]]] = field(default_factory=dict[str, list[list[float]]])

    def note(self, what: str, calls: Sequence[Callable[[], object]]) -> None:
        taken = []
        for call in calls:
            began = perf_counter()
            call()
            taken.append((perf_counter() - began) * _MILLI)
        self.of.setdefault(what, []).append(taken)


@dataclass(frozen=True)
class Questions:
    """Who is asked for in one round."""

    parties: Sequence[str]
    hubs: Sequence[str]
    targets: Sequence[str]
    first_number: int

    def ask(self, side: Side, times: Times, scores: pa.Table) -> None:
        """Put all questions to a side."""
        times.note("scores written back", [partial(side.write_scores, scores)])
        times.note("party", [partial(side.party, who) for who in self.parties])
        times.note("records of a party", [partial(side.records, who) for who in self.parties])
        times.note("neighbours", [partial(side.neighbours, who) for who in self.parties])
        times.note("neighbours of the largest hubs", [partial(side.neighbours, who) for who in self.hubs])
        numbered = enumerate(self.targets, self.first_number)
        times.note("durable write", [partial(side.write, number, target) for number, target in numbered])
        times.note("all columns", [side.columns])


def questions(book: NumberedBook, rounds: int) -> Iterator[Questions]:
    """Yield for each round other random parties, and the same largest hubs."""
    parties, links = book.tables[Table.PARTIES]["key"], book.tables[Table.LINKS]
    hubs = _hubs(book)
    for number in range(rounds):
        rng = np.random.default_rng(number)
        chosen = rng.choice(len(parties), min(ASKED, len(parties)), replace=False)
        targets = rng.choice(len(links), len(chosen), replace=False)
        yield Questions(
            texts(parties.take(chosen)),
            hubs,
            texts(links["record"].take(targets)),
            1 + number * ASKED,
        )


def _hubs(book: NumberedBook) -> list[str]:
    """Return the parties with the most ends of ties, the largest first."""
    ties, links = book.tables[Table.RELATIONSHIPS], book.tables[Table.LINKS]
    ends = positions_in(pa.chunked_array([*ties["source"].chunks, *ties["target"].chunks]), links["record"])
    many = np.bincount(ends[ends >= 0], minlength=len(links))
    return texts(links["party"].take(np.argsort(-many, kind="stable")[:HUBS]))


def percentiles(rounds: Sequence[Sequence[float]]) -> dict[str, float]:
    taken = sorted(each for times in rounds for each in times)
    return {
        "p50_ms": statistics.median(taken),
        "p99_ms": taken[min(len(taken) - 1, len(taken) * 99 // 100)],
        "worst_ms": taken[-1],
    }
