"""Does the network know more of who fails next than each firm's own figures do?

python -m bench.backtest [--size N] [--seeds S] [--futures F] [--budget B] [--json FILE]

S demo books. The generator draws who fails within the year after each from a hidden frailty, a noise that
nobody can see and ties with rates of its own; the product knows none of them. Each book has F such years:
one is what a bank would see, the mean over all has less of chance in it. "own" is the scorecard alone, the
peer; "network" the network PD from it; "learned" the same two with a model of own risk that learned from
four other books, one future each and the last to calibrate, which stand for the years before. "other
futures" is the share of the book's other years in which a firm fails: about what can be known at all.

Columns: AUC and KS on the year after; "psi" of the risk between the learning books and this one; "found"
the share of failures among the riskiest `budget` of firms, "caught" that of failures that another one
caused; "rest" the failure rate of the firms that are left, beside that of all; "lead" the median days from
the book to a failure that was found.
"""

import argparse
import json
import os
import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import sklearn

from analytics.backtest import auc, ks, psi, recognition
from analytics.inputs import Inputs
from analytics.own.learned import learn
from analytics.own.windows import Windows
from bench.backtest_books import DemoBook, demo_book
from book.inputs import RunInputs
from graph.arrays import F64

LEARNING_BOOKS = 4
LEARNING_SEED = 1000
COLUMNS = ("auc", "ks", "psi", "found", "caught", "rest", "all", "lead")
Figures = Mapping[str, float]
Risks = Mapping[str, F64]


def risks(book: DemoBook, scorecard: Inputs, learned: Inputs) -> Risks:
    """Return the risk of each firm by method."""
    own, network = book.risks(scorecard)
    learned_own, learned_network = book.risks(learned)
    return {
        "own": own,
        "network": network,
        "learned own": learned_own,
        "learned network": learned_network,
    }


def learned_from(books: Sequence[DemoBook], inputs: Inputs) -> Inputs:
    """Return the inputs with a model learned from these books, as if they were years one after the other.

    The last book calibrates. It also fills the place of the window that judges, which learning leaves alone.
    """
    windows = [book.window(inputs, date(2020 + year, 1, 1)) for year, book in enumerate([*books, books[-1]])]
    model = learn(Windows.of(windows), inputs.scorecard, engine="bench")
    return inputs.model_copy(update={"model": model})


def figures(risk: F64, former: F64, book: DemoBook, future: int, budget: float) -> Figures:
    """Return what one risk is worth in one future."""
    failed, caught = book.failed[future], book.failed[future] & book.caught[future]
    found = recognition(risk, failed, budget=budget)
    lead = book.failed_after[future][found.alarmed & failed]
    return {
        "auc": auc(risk, failed),
        "ks": ks(risk, failed),
        "psi": psi(former, risk),
        "found": found.recognised,
        "caught": float(found.alarmed[caught].mean()) if caught.any() else np.nan,
        "rest": found.accepted,
        "all": found.unscreened,
        "lead": float(np.median(lead)) if len(lead) else np.nan,
    }


def judged(book: DemoBook, told: Risks, former: Risks, budget: float) -> Iterator[dict[str, Figures]]:
    """Yield what each method is worth, future by future."""
    for future in range(len(book.failed)):
        others = np.delete(book.failed, future, 0)
        knowable = {"other futures": others.mean(0)} if len(others) else {}
        yield {
            name: figures(risk, former.get(name, risk), book, future, budget)
            for name, risk in {**told, **knowable}.items()
        }


def mean_of(found: Sequence[Figures]) -> Figures:
    """Return the mean over futures, NaN where a figure has no meaning in any of them."""
    told = {name: [each[name] for each in found if not np.isnan(each[name])] for name in COLUMNS}
    return {name: statistics.mean(values) if values else np.nan for name, values in told.items()}


def line(name: str, books: Sequence[Figures]) -> str:
    def cell(column: str, form: str) -> str:
        values = [each[column] for each in books if not np.isnan(each[column])]
        if not values:
            return "–"
        spread = statistics.stdev(values) if len(values) > 1 else 0.0
        return f"{statistics.mean(values):{form}} ± {spread:{form}}"

    shares = "".join(f"{cell(each, '.3f'):>16}" for each in ("auc", "ks", "psi", "found", "caught"))
    rates = "".join(f"{cell(each, '.4f'):>18}" for each in ("rest", "all"))
    return f"{name:<17}{shares}{rates}{cell('lead', '.0f'):>11}"


def gain(better: Sequence[Figures], peer: Sequence[Figures], column: str) -> str:
    """Return by how much one method is ahead, book by book."""
    ahead = [one[column] - other[column] for one, other in zip(better, peer, strict=True)]
    spread = statistics.stdev(ahead) if len(ahead) > 1 else 0.0
    won = sum(each > 0 for each in ahead)
    return (
        f"{column.upper()} {statistics.mean(ahead):+.4f} ± {spread:.4f}, ahead in {won} of {len(ahead)} books"
    )


def show(title: str, books: Sequence[Mapping[str, Figures]]) -> None:
    print(f"\n{title}")
    print(f"{'':<17}" + "".join(f"{each:>16}" for each in COLUMNS[:5]), end="")
    print(f"{'rest':>18}{'all':>18}{'lead':>11}")
    for name in books[0]:
        print(line(name, [each[name] for each in books]))
    for one, other in (("network", "own"), ("learned own", "own"), ("learned network", "learned own")):
        better, peer = ([each[name] for each in books] for name in (one, other))
        print(f"{one} beside {other}: {'; '.join(gain(better, peer, column) for column in ('auc', 'ks'))}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.backtest", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", type=int, default=3000, help="companies of a book")
    parser.add_argument("--seeds", type=int, default=5, help="books that are judged")
    parser.add_argument("--first-seed", type=int, default=100)
    parser.add_argument("--futures", type=int, default=100, help="years after each book")
    parser.add_argument("--budget", type=float, default=0.05, help="share of firms that may be alarmed")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    inputs = RunInputs.read()
    print(
        f"{given.size:,} firms, {given.seeds} books, {given.futures} futures, alarms for {given.budget:.0%}"
    )
    print(
        f"{platform.machine()}, {os.cpu_count()} cores; numpy {np.__version__}, sklearn {sklearn.__version__}"
    )
    learning = [
        demo_book(LEARNING_SEED + each, given.size, futures=1, inputs=inputs)
        for each in range(LEARNING_BOOKS)
    ]
    learned = learned_from(learning, inputs.settings)
    parts = [risks(each, inputs.settings, learned) for each in learning[:-1]]
    former = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    first: list[dict[str, Figures]] = []
    means: list[dict[str, Figures]] = []
    for seed in range(given.first_seed, given.first_seed + given.seeds):
        book = demo_book(seed, given.size, futures=given.futures, inputs=inputs)
        found = list(judged(book, risks(book, inputs.settings, learned), former, given.budget))
        first.append(found[0])
        means.append({name: mean_of([each[name] for each in found]) for name in found[0]})
        print(f"seed {seed}: {len(book.firms):,} firms, {int(book.failed[0].sum())} fail", flush=True)
    show("one future a book, mean ± sd over books", first)
    show(f"mean of {given.futures} futures a book, mean ± sd over books", means)
    if given.json:
        document = {"bench": "backtest", "one_future": first, "mean_of_futures": means}
        given.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
