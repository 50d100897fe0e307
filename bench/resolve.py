"""Who is who: how right and how fast? Pairwise precision and recall against a published key.

    python -m bench.resolve --senzing FOLDER     the truth set of github.com/Senzing/truth-sets
    python -m bench.resolve --size 3000          the demo book of so many firms, against its truth

A pair is two records of one actor. The peer is what one would write first: records are one where
their names, lower case and without blanks, are equal.
"""

import argparse
import csv
import json
import platform
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.schema import Table
from graph.sqlite.store import SqliteStore
from graph.values import CommandId
from ingest.demo.generate import generate
from ingest.load import load
from ingest.load_report import LoadOptions
from ingest.resolve import resolve

SENZING_MAPPING = Path(__file__).parent.parent / "examples" / "senzing" / "mapping.yaml"
SENZING_FILES = ("customers.csv", "reference.csv", "watchlist.csv")
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Figure:
    """Shares of pairs in [0, 1]; seconds of the first resolution and of a second one that finds nothing."""

    data: str
    records: int
    parties: int
    precision: float
    recall: float
    peer_precision: float
    peer_recall: float
    possible: int
    seconds: float
    again_seconds: float


@dataclass(frozen=True)
class Outcome:
    """What the product decided: record -> party, record -> name, and the figures of both runs."""

    party_of: Mapping[str, str]
    name_of: Mapping[str, str]
    possible: int
    seconds: float
    again_seconds: float


def senzing(folder: Path) -> tuple[Figure, Outcome, Mapping[str, str]]:
    """Measure the public truth set; its records are named `source:key`."""
    with (folder / "actual_truthset_key.csv").open(encoding="utf-8") as file:
        truth = {
            f"{row['DATA_SOURCE'].lower()}:{row['RECORD_ID']}": row["CLUSTER_ID"]
            for row in csv.DictReader(file)
        }
    options = LoadOptions(mappings=(SENZING_MAPPING,), reject_limit=1.0)
    outcome = _outcome([folder / name for name in SENZING_FILES], options, _without_table)
    return _figure("senzing", outcome, truth), outcome, truth


def demo(companies: int) -> tuple[Figure, Outcome, Mapping[str, str]]:
    """Measure a demo book against the truth beside it."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        generate(folder, companies=companies)
        truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))["entities"]
        files = [each for each in sorted(folder.rglob("*.*")) if each.parent.name != "truth"]
        mappings = tuple(each for each in files if each.suffix == ".yaml")
        files = [each for each in files if each.suffix != ".yaml"]
        by_source: dict[str, list[Path]] = defaultdict(list)
        for each in files:
            by_source[each.parent.name].append(each)
        outcome = _outcome_of_sources(by_source, mappings)
    return _figure(f"demo {companies}", outcome, truth), outcome, truth


def pairwise(found: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float]:
    """Return precision and recall over pairs of the records that `truth` knows."""
    known = [record for record in truth if record in found]
    both = _pairs(Counter((found[record], truth[record]) for record in known))
    said = _pairs(Counter(found[record] for record in known))
    true = _pairs(Counter(truth.values()))
    return both / said if said else 1.0, both / true if true else 1.0


def _figure(data: str, outcome: Outcome, truth: Mapping[str, str]) -> Figure:
    precision, recall = pairwise(outcome.party_of, truth)
    peer = {record: "".join(name.lower().split()) for record, name in outcome.name_of.items()}
    peer_precision, peer_recall = pairwise(peer, truth)
    return Figure(
        data,
        len(outcome.party_of),
        len(set(outcome.party_of.values())),
        precision,
        recall,
        peer_precision,
        peer_recall,
        outcome.possible,
        outcome.seconds,
        outcome.again_seconds,
    )


def _outcome(files: Sequence[Path], options: LoadOptions, named: Callable[[str], str]) -> Outcome:
    with _store() as (store, folder):
        with store.lease("bench", wait_s=5) as token:
            load(store, files, _reporting(options, folder), token=token, today=TODAY)
        return _resolved(store, named)


def _outcome_of_sources(by_source: Mapping[str, Sequence[Path]], mappings: tuple[Path, ...]) -> Outcome:
    with _store() as (store, folder):
        for source, files in by_source.items():
            options = LoadOptions(source=source, mappings=mappings, reject_limit=1.0)
            with store.lease("bench", wait_s=5) as token:
                load(store, files, _reporting(options, folder), token=token, today=TODAY)
        return _resolved(store, str)


def _resolved(store: SqliteStore, named: Callable[[str], str]) -> Outcome:
    with store.lease("bench", wait_s=5) as token:
        first = resolve(store, command=CommandId("first"), token=token)
        again = resolve(store, command=CommandId("again"), token=token)
    links = [row for batch in store.columns(Table.LINKS, version=again.version) for row in batch.to_pylist()]
    records = [
        row for batch in store.columns(Table.RECORDS, version=again.version) for row in batch.to_pylist()
    ]
    if again.parties or again.links or again.merged:
        raise SystemExit("The second resolution of the same records changed something")
    return Outcome(
        {named(row["record"]): row["party"] for row in links},
        {named(row["key"]): row["name"] for row in records},
        first.possible,
        first.seconds,
        again.seconds,
    )


def _reporting(options: LoadOptions, folder: Path) -> LoadOptions:
    return LoadOptions(
        source=options.source,
        mappings=options.mappings,
        reject_limit=options.reject_limit,
        report_folder=folder / "rejects",
    )


@contextmanager
def _store() -> Iterator[tuple[SqliteStore, Path]]:
    with TemporaryDirectory() as temporary, closing(SqliteStore(Path(temporary, "book.db"))) as store:
        store.init()
        yield store, Path(temporary)


def _without_table(record: str) -> str:
    source, _, key = record.split(":", 2)
    return f"{source}:{key}"


def _pairs(sizes: Counter[object] | Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def main() -> None:
    """Print one line of figures for each data set asked for."""
    parser = argparse.ArgumentParser(description="How right and how fast is who is who?")
    parser.add_argument("--senzing", type=Path, help="folder of the Senzing truth set")
    parser.add_argument("--size", type=int, help="companies of the demo book")
    parser.add_argument("--json", type=Path, help="where to write the figures as JSON")
    asked = parser.parse_args()
    figures = [senzing(asked.senzing)[0]] if asked.senzing else []
    if asked.size or not figures:
        figures.append(demo(asked.size or 3000)[0])
    print(f"{platform.machine()}, Python {platform.python_version()}; peer: equal names")
    print("data          records parties precision recall  peer p. peer r. undecided seconds again")
    for each in figures:
        print(
            f"{each.data:<13} {each.records:7} {each.parties:7} {each.precision:9.4f} {each.recall:6.4f} "
            f"{each.peer_precision:8.4f} {each.peer_recall:7.4f} {each.possible:9} {each.seconds:7.2f} "
            f"{each.again_seconds:5.2f}"
        )
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in figures], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
