"""Real files through the ordinary steps: is everything there, who is who, and how long does it take?

    python -m bench.real --data FOLDER [--json FILE]

FOLDER holds `senzing_truthset`, `amlsim_20k` and `listed_officers` as `examples/*/README.md` describes
them; those that are missing are left out. Each runs in a process of its own, so that memory is its own.
`listed_officers` runs three times: as published, in GB18030 with Chinese headers, and as one wide workbook.
All three must give one store and one snapshot, or the script fails.
"""

import argparse
import csv
import json
import platform
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from analytics.warm import warm
from bench.listed_forms import COMPANIES, OFFICERS, chinese_files, wide_workbook
from bench.resolve import TODAY, pairwise
from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from graph.arrays import equals
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.sqlite.store import SqliteStore
from graph.store_digest import stored_hash
from graph.values import CommandId, PartyId, StoreVersion
from ingest.load import load
from ingest.load_report import LoadOptions
from ingest.resolve import resolve
from viz import views

_EXAMPLES = Path(__file__).parent.parent / "examples"
_WALKED, _MOST_PATHS = 200, 20


@dataclass(frozen=True)
class Real:
    """What became of a data set. seconds by step; ties: rows of the store, book_ties: of the Book.

    store and snapshot: hashes of all that they say.
    """

    data: str
    rows: int
    rejected: int
    records: int
    parties: int
    ties: int
    book_ties: int
    undecided: int
    seconds: Mapping[str, float]
    peak_mib: float
    found: Mapping[str, float]
    store: str
    snapshot: str


@dataclass(frozen=True)
class Finished:
    """The Book of a data set, record -> party, and where its files lie."""

    book: Book
    party_of: Mapping[str, str]
    files: Path


@dataclass(frozen=True)
class DataSet:
    """Which files of which folder an example's mapping reads, and what is asked of the result.

    made: writes the files in another form, given the folder and where to.
    """

    folder: str
    mapping: str
    files: tuple[str, ...]
    ask: Callable[[Finished], Mapping[str, float]]
    name: str
    made: Callable[[Path, Path], Sequence[Path]] | None = None


def measure(chosen: DataSet, data: Path) -> Real:
    """Load, resolve and refresh one data set in an empty folder."""
    warm()
    seconds: dict[str, float] = {}
    with TemporaryDirectory() as temporary, closing(SqliteStore(Path(temporary, "book.db"))) as store:
        store.init()
        inputs, shelf = RunInputs.read(), Shelf(Path(temporary, "books"))
        options = LoadOptions(
            mappings=(_EXAMPLES / chosen.mapping,),
            report_folder=Path(temporary, "rejects"),
            currencies=frozenset(inputs.rates.currencies),
        )
        published = data / chosen.folder
        files = [published / name for name in chosen.files]
        if chosen.made is not None:
            files = list(chosen.made(published, Path(temporary)))
        with store.lease("bench", wait_s=5) as token:
            with _timed(seconds, "load"):
                report = load(store, files, options, token=token, today=TODAY)
            with _timed(seconds, "resolve"):
                resolved = resolve(store, command=CommandId("real"), token=token)
            with _timed(seconds, "refresh"):
                book = refresh(store, shelf, inputs, token=token, valid_on=TODAY, now=datetime.now(UTC))
        party_of = _party_of(store, resolved.version)
        found = chosen.ask(Finished(book, party_of, data / chosen.folder))
        return Real(
            data=chosen.name,
            rows=report.total.rows,
            rejected=report.total.rejected,
            records=resolved.records,
            parties=len(book.snapshot),
            ties=sum(
                batch.num_rows for batch in store.columns(Table.RELATIONSHIPS, version=resolved.version)
            ),
            book_ties=book.snapshot.ties.num_rows,
            undecided=resolved.possible,
            seconds=seconds,
            peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            found=found,
            store=stored_hash(store),
            snapshot=book.snapshot.content_hash,
        )


def against_key(finished: Finished) -> Mapping[str, float]:
    """Return pairwise precision and recall against the published key."""
    with (finished.files / "actual_truthset_key.csv").open(encoding="utf-8") as file:
        truth = {
            f"{row['DATA_SOURCE'].lower()}:{row['RECORD_ID']}": row["CLUSTER_ID"]
            for row in csv.DictReader(file)
        }
    said = {_without_table(record): party for record, party in finished.party_of.items()}
    precision, recall = pairwise(said, truth)
    return {"precision": precision, "recall": recall, "records of the key": len(truth.keys() & said.keys())}


def busiest_account(finished: Finished) -> Mapping[str, float]:
    """Return how many payments the Book has and how fast its busiest party is drawn, in seconds."""
    book, ties = finished.book, finished.book.snapshot.ties
    payments = ties.filter(equals(ties["kind"], RelationshipKind.TRANSFERRED.value))
    ends = np.concatenate([payments[end].to_numpy() for end in ("source_index", "target_index")])
    busiest = int(np.bincount(ends).argmax())
    drawn: dict[str, float] = {}
    for hops in (1, 2):
        with _timed(drawn, f"busiest party, {hops} hops"):
            views.surroundings(book, busiest, hops=hops, max_nodes=300, kinds=None)
    return {
        "payments": payments.num_rows,
        "payments of the busiest": int(np.bincount(ends).max()),
        **drawn,
    }


def interlocking_boards(finished: Finished) -> Mapping[str, float]:
    """Return how many people sit on several boards, and of how many a path leads from board to board."""
    by_party: dict[str, set[str]] = defaultdict(set)
    for record, party in finished.party_of.items():
        if ":people:" in record:
            by_party[party].add(record)
    several = sorted(party for party, records in by_party.items() if len(records) > 1)
    walked = several[:: max(len(several) // _WALKED, 1)][:_WALKED]
    wrong = sum(len({_who(record) for record in by_party[party]}) > 1 for party in several)
    begun = time.perf_counter()
    through = sum(_leads_through(finished, party, by_party[party]) for party in walked)
    return {
        "people": len(by_party),
        "on several boards": len(several),
        "of unequal name, sex or age": wrong,
        "walked": len(walked),
        "paths through the person": through,
        "seconds a path": (time.perf_counter() - begun) / max(len(walked), 1),
    }


def _leads_through(finished: Finished, person: str, records: set[str]) -> bool:
    codes = sorted(record.rsplit("-", 1)[1] for record in records)[:2]
    one, other = (
        finished.book.position(PartyId(finished.party_of[f"listed:companies:{code}"])) for code in codes
    )
    found = views.paths(finished.book, one, other, k=_MOST_PATHS, max_hops=2)
    return any(person in path.parties for path in found.paths)


def _who(record: str) -> str:
    """Return name, sex and age of `listed:people:NAME-SEX-AGE-CODE`."""
    return record.rsplit("-", 1)[0]


def _party_of(store: SqliteStore, version: StoreVersion) -> Mapping[str, str]:
    batches = store.columns(Table.LINKS, version=version)
    return {row["record"]: row["party"] for batch in batches for row in batch.to_pylist()}


def _without_table(record: str) -> str:
    source, _, key = record.split(":", 2)
    return f"{source}:{key}"


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds[step] = time.perf_counter() - begun


_LISTED = (OFFICERS, COMPANIES)
DATA_SETS = (
    DataSet(
        "senzing_truthset",
        "senzing/mapping.yaml",
        ("customers.csv", "reference.csv", "watchlist.csv"),
        against_key,
        "senzing",
    ),
    DataSet("amlsim_20k", "amlsim/mapping.yaml", ("20K_cycle200.tgz",), busiest_account, "amlsim"),
    DataSet(
        "listed_officers", "listed_officers/mapping.yaml", _LISTED, interlocking_boards, "listed_officers"
    ),
    DataSet(
        "listed_officers",
        "listed_officers/chinese.yaml",
        (),
        interlocking_boards,
        "listed, GB18030",
        chinese_files,
    ),
    DataSet(
        "listed_officers", "listed_officers/wide.yaml", (), interlocking_boards, "listed, wide", wide_workbook
    ),
)


def main() -> None:
    """Measure every data set that is there, and print a line each."""
    parser = argparse.ArgumentParser(description="Do real files load, and who is who in them?")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--json", type=Path, help="where to write the figures as JSON")
    asked = parser.parse_args()
    figures = []
    for chosen in DATA_SETS:
        if (asked.data / chosen.folder).is_dir():
            with ProcessPoolExecutor(1, get_context("spawn")) as own_process:
                figures.append(own_process.submit(measure, chosen, asked.data).result())
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print("data               rows rejected records parties    ties undecided  load resolve refresh  MiB")
    for each in figures:
        steps = " ".join(f"{each.seconds[step]:7.1f}" for step in ("load", "resolve", "refresh"))
        print(
            f"{each.data:<16} {each.rows:6} {each.rejected:8} {each.records:7} {each.parties:7} "
            f"{each.ties:7} {each.undecided:9} {steps} {each.peak_mib:5.0f}"
        )
        print("  " + "; ".join(f"{name}: {value:.4g}" for name, value in each.found.items()))
    forms = [each for each in figures if each.data.startswith("listed")]
    equal = len({(each.store, each.snapshot) for each in forms}) <= 1
    print(f"listed officers in {len(forms)} forms: {'one' if equal else 'NOT one'} store and snapshot")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in figures], indent=1), encoding="utf-8")
    if not equal:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
