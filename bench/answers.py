"""How quickly does a large Book answer? From opening it to the first page, then each kind of request.

python -m bench.answers [--size N | --folder FOLDER] [--requests N] [--json FILE]

Requests go through the whole HTTP application, without a network. FOLDER is one of the product with a Book
in it; without, a numbered book of N companies is built in a process of its own.
"""

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import read_settings
from bench.numbered import TODAY, numbered_book
from bench.own_process import in_own_process
from bench.stopwatch import forget_peak, peak_mib
from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from graph.changes import FencingToken

_SEED = 7


@dataclass(frozen=True)
class Figure:
    """Milliseconds of one kind of request; the first one may find something that must be made once.

    cpu: the median of what the processor spent, all threads together.
    """

    what: str
    requests: int
    first: float
    p50: float
    p99: float
    most: float
    cpu: float


def build(size: int, folder: Path) -> None:
    """Make a numbered book and the Book of it in `folder`."""
    made, inputs, shelf = numbered_book(size), RunInputs.read(), Shelf(folder / "books")
    refresh(made, shelf, inputs, token=FencingToken(1), valid_on=TODAY, now=datetime.now(UTC))


def measure(folder: Path, requests: int) -> dict[str, Any]:
    """Return seconds until a Book is open and until its first page, and the figures by kind of request."""
    forget_peak()
    begun = time.perf_counter()
    with TestClient(create_app(read_settings(folder=folder)), base_url="http://127.0.0.1:8765") as client:
        started = time.perf_counter() - begun
        _answer(client, "/v1/parties", {})
        first_page = time.perf_counter() - begun
        book = Shelf(folder / "books").current()
        figures = [
            _figure(client, what, ask, requests)
            for what, ask in _questions(book, np.random.default_rng(_SEED))
        ]
    return {
        "parties": len(book.snapshot),
        "ties": book.snapshot.ties.num_rows,
        "started_s": started,
        "first_page_s": first_page,
        "peak_mib": peak_mib(),
        "figures": [asdict(each) for each in figures],
    }


Ask = Callable[[], tuple[str, Mapping[str, Any]]]


def _questions(book: Book, rng: np.random.Generator) -> Iterator[tuple[str, Ask]]:
    """Yield what to call a kind of request, and how to make one: path and parameters."""
    size, hub = len(book.snapshot), int(book.network.degree.argmax())

    def any_party() -> int:
        return int(rng.integers(size))

    def some_of(name: str) -> str:
        start = int(rng.integers(max(1, len(name) - 4)))
        return name[start : start + int(rng.integers(2, 7))]

    def wrong(name: str) -> str:
        at = int(rng.integers(len(name)))
        return name[:at] + "龘" + name[at + 1 :]

    def search(text: str) -> tuple[str, Mapping[str, Any]]:
        return "/v1/search", {"q": text}

    yield "search, a whole name", lambda: search(book.name(any_party()))
    yield "search, a part of a name", lambda: search(some_of(book.name(any_party())))
    yield "search, a name with a slip", lambda: search(wrong(book.name(any_party())))
    yield "search, what every name has", lambda: search("有限公司")
    yield "search, one sign", lambda: search(book.name(any_party())[0])
    yield "search, a number", lambda: search(str(rng.integers(10**5, 10**6)))
    yield "portfolio, a page", lambda: ("/v1/parties", {})
    yield (
        "portfolio, by grade and text",
        lambda: ("/v1/parties", {"grade": "red", "q": some_of(book.name(any_party()))}),
    )
    yield "party", lambda: (f"/v1/parties/{book.party_id(any_party())}", {})
    yield "party, the largest hub", lambda: (f"/v1/parties/{book.party_id(hub)}", {})
    yield "network, one step", lambda: ("/v1/networks", {"party": book.party_id(any_party())})
    yield "network, two steps", lambda: ("/v1/networks", {"party": book.party_id(any_party()), "hops": 2})
    yield "network, the largest hub", lambda: ("/v1/networks", {"party": book.party_id(hub)})
    yield (
        "paths",
        lambda: ("/v1/paths", {"from": book.party_id(any_party()), "to": book.party_id(any_party())}),
    )


def _figure(client: TestClient, what: str, ask: Ask, requests: int) -> Figure:
    taken = [_answer(client, *ask()) for _ in range(requests)]
    wall, cpu = ([each[clock] for each in taken] for clock in (0, 1))
    p50, p99 = np.percentile(wall, [50, 99])
    return Figure(what, requests, wall[0], float(p50), float(p99), max(wall), float(np.median(cpu)))


def _answer(client: TestClient, path: str, asked: Mapping[str, Any]) -> tuple[float, float]:
    begun = time.perf_counter(), time.process_time()
    client.get(path, params=asked).raise_for_status()
    return (time.perf_counter() - begun[0]) * 1000, (time.process_time() - begun[1]) * 1000


def table(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines that a person reads."""
    row = report["row"]
    yield f"A Book of {row['parties']:,} parties and {row['ties']:,} ties; {row['peak_mib']:,.0f} MiB at most"
    yield f"ready after {row['started_s']:.2f} s, the first page after {row['first_page_s']:.2f} s"
    yield f"  {'ms':<32}{'first':>9}{'p50':>9}{'p99':>9}{'most':>9}{'CPU':>9}"
    for each in row["figures"]:
        times = "".join(f"{each[name]:>9.1f}" for name in ("first", "p50", "p99", "most", "cpu"))
        yield f"  {each['what']:<32}{times}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="companies of a Book to build")
    parser.add_argument("--folder", type=Path, help="a folder that has a Book")
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="riskweave-bench-") as temporary:
        folder = given.folder or Path(temporary)
        if not given.folder:
            in_own_process(build, given.size, folder)
        row = measure(folder, given.requests)
    report = {
        "bench": "answers",
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "row": row,
    }
    sys.stdout.write("\n".join(table(report)) + "\n")
    if given.json:
        given.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
