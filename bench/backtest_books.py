"""Demo books with their futures: what the product says of each firm, and when it fails in truth."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from analytics.contagion import solve
from analytics.inputs import Inputs
from analytics.own.answers import answers
from analytics.own.facts import Facts
from analytics.own.scorecard import own_risk
from analytics.own.windows import Window
from analytics.parties import of_kind, with_role
from analytics.transmission import Transmission, transmission
from book.inputs import RunInputs
from graph.arrays import F64, I64, Mask, equals, flags, numbers, positions_in
from graph.model import PartyKind, Role
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from graph.values import CommandId
from ingest.demo.generate import TRUTH_FOLDER, generate
from ingest.load import load
from ingest.load_report import LoadOptions
from ingest.resolve import resolve


class DemoBook(NamedTuple):
    """A demo book and what becomes of its n firms in f futures.

    firms (n,): positions of companies with a row of their own, the house's left out. failed_after (f, n):
    days from the book's to the failure, infinite for none. caught (f, n): failed because another one did.
    """

    seed: int
    snapshot: Snapshot
    ties: Transmission
    firms: I64
    failed_after: F64
    caught: Mask

    @property
    def failed(self) -> Mask:
        """Who fails in which future, (f, n)."""
        return np.isfinite(self.failed_after)

    def risks(self, inputs: Inputs) -> tuple[F64, F64]:
        """Return the firms' PD alone and in the network as the product computes them, each (n,)."""
        own = own_risk(self.snapshot, inputs)
        return own.pd[self.firms], solve(own, self.ties).pd[self.firms]

    def window(self, inputs: Inputs, as_of: date) -> Window:
        """Return the answers of the firms and the first future as a window to learn from."""
        told = answers(Facts(self.snapshot, inputs), inputs.scorecard.indicators, self.firms)
        return Window(as_of, told, self.failed[0])


def demo_book(seed: int, companies: int, *, futures: int, inputs: RunInputs) -> DemoBook:
    """Write, load and resolve a demo book, and read what happens next from the truth beside it."""
    with TemporaryDirectory() as temporary, closing(SqliteStore(Path(temporary, "book.db"))) as store:
        files = Path(temporary, "files")
        generate(files, seed=seed, companies=companies, futures=futures)
        truth = json.loads((files / TRUTH_FOLDER / "truth.json").read_text(encoding="utf-8"))
        day = date.fromisoformat(truth["as_of"])
        store.init()
        with store.lease("bench", wait_s=5) as token:
            for each in sorted(folder for folder in files.iterdir() if folder.name != TRUTH_FOLDER):
                options = LoadOptions(
                    source=each.name,
                    report_folder=Path(temporary, "rejects"),
                    currencies=frozenset(inputs.rates.currencies),
                )
                load(store, [each], options, token=token, today=day)
            resolve(store, command=CommandId("bench"), token=token)
        snapshot = Snapshot.of(store, valid_on=day, rates=inputs.rates)
        tables = [_future(files / TRUTH_FOLDER, number) for number in range(1, futures + 1)]
    return _judged_by(seed, snapshot, transmission(snapshot, inputs.settings), tables, truth["entities"], day)


def _judged_by(
    seed: int, s: Snapshot, ties: Transmission, futures: list[pa.Table], entities: dict[str, str], day: date
) -> DemoBook:
    """Give each firm the earliest failure of those who stand behind its records."""
    record = positions_in(pa.array(entities.keys(), pa.string()), s.records["key"])
    party = np.asarray(s.records["party_index"], np.int64)[record]
    entity = positions_in(pa.array(entities.values(), pa.string()), futures[0]["entity"])
    firm = (record >= 0) & (entity >= 0) & (party >= 0)
    party, entity = party[firm], entity[firm]
    shape = len(futures), len(s)
    failed_after, caught = np.full(shape, np.inf), np.zeros(shape, np.bool_)
    for number, future in enumerate(futures):
        days = numbers(future["defaulted_on"]) - (day - date(1970, 1, 1)).days
        days = np.where(np.isnan(days), np.inf, days)
        np.minimum.at(failed_after[number], party, days[entity])
        infected = equals(future["cause"], "contagion")
        caught[number, party[infected[entity]]] = True
    known = np.bincount(party, minlength=len(s)) > 0
    ours = with_role(s, Role.HOUSE)
    firms = np.flatnonzero(known & flags(s.parties["rated"]) & of_kind(s, PartyKind.COMPANY) & ~ours)
    return DemoBook(seed, s, ties, firms, failed_after[:, firms], caught[:, firms])


def _future(folder: Path, number: int) -> pa.Table:
    name = "future.csv" if number == 1 else f"future_{number}.csv"
    typed = pa_csv.ConvertOptions(
        column_types={"defaulted_on": pa.date32(), "cause": pa.string()}, strings_can_be_null=True
    )
    return pa_csv.read_csv(folder / name, convert_options=typed)
