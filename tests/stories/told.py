"""The demo book, loaded, resolved and scored on one store, beside the truth about it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from graph.store import GraphStore
from graph.values import CommandId, PartyId
from ingest.demo.generate import TRUTH_FOLDER, generate
from ingest.load import load
from ingest.load_report import LoadOptions, LoadReport
from ingest.resolve import resolve

DAY = date(2026, 11, 20)
"""The day that the demo book knows about; scores are valid on it, whenever the test runs."""


@dataclass(frozen=True)
class Told:
    """A Book and what truly is so. Entities are those of `truth.json`."""

    book: Book
    truth: Mapping[str, Any]
    loads: Sequence[LoadReport]

    @cached_property
    def _party_of(self) -> Mapping[str, int]:
        records = self.book.snapshot.records
        return dict(zip(records["key"].to_pylist(), records["party_index"].to_pylist(), strict=True))

    def party_of(self, record: str) -> PartyId:
        """Return the party that a record or mention resolved to."""
        return self.book.party_id(self._party_of[record])

    def story(self, name: str) -> Mapping[str, Any]:
        return next(each for each in self.truth["stories"] if each["name"] == name)

    def trap(self, name: str) -> Mapping[str, Any]:
        return next(each for each in self.truth["traps"] if each["name"] == name)

    def members(self, story: Mapping[str, Any], part: str | None = None) -> list[PartyId]:
        """Return the parties of a story's members, those of one part or all, each once."""
        chosen = [each for each in story["members"] if part in (None, each["part"])]
        return list(dict.fromkeys(self.party_of(record) for each in chosen for record in each["records"]))

    def position(self, party: PartyId) -> int:
        return self.book.position(party)


def tell(store: GraphStore, folder: Path, *, companies: int = 3000) -> Told:
    """Write the demo book below `folder`, bring it into an empty store and build a Book of it."""
    files = folder / "files"
    generate(files, companies=companies)
    inputs = RunInputs.read()
    options = {"report_folder": folder / "rejects", "currencies": frozenset(inputs.rates.currencies)}
    sources = sorted(each for each in files.iterdir() if each.name != TRUTH_FOLDER)
    with store.lease("stories", wait_s=10) as token:
        loads = [
            load(store, [each], LoadOptions(source=each.name, **options), token=token, today=DAY)
            for each in sources
        ]
        resolve(store, command=CommandId("stories"), token=token)
        now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        book = refresh(store, Shelf(folder / "books"), inputs, token=token, valid_on=DAY, now=now)
    truth = json.loads((files / TRUTH_FOLDER / "truth.json").read_text(encoding="utf-8"))
    return Told(book, truth, loads)
