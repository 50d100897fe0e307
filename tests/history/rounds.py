"""A small demo book that comes twice: with every source as it was, and with some of them changed.

In the second round the CRM is sent whole again (what it no longer has is gone), the ERP sends changed
rows only, the registry is sent whole without some of its ties. Then a person takes a party apart.
"""

import csv
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from graph.schema import SCHEMAS, Table
from graph.store import GraphStore
from graph.values import CommandId, RecordId, StoreVersion
from ingest.demo.generate import TRUTH_FOLDER, generate
from ingest.load import LoadOptions, load
from ingest.resolve import judge, resolve
from tests.loading.examples import TODAY

Rows = list[list[str]]
GIVEN_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def make_rounds(folder: Path) -> tuple[Path, Path]:
    """Return the folders of the first and the second round."""
    first, second = folder / "first", folder / "second"
    generate(first, seed=7, companies=150)
    shutil.rmtree(first / TRUTH_FOLDER)
    second.mkdir()
    for name, change in _CHANGES.items():
        _rewrite(first / name, second / name, change)
    return first, second


def tell(store: GraphStore, rounds: tuple[Path, Path], reports: Path) -> None:
    """Load and resolve both rounds, then separate two records: three versions."""
    first, second = rounds
    with store.lease("test", wait_s=5) as token:

        def bring(*paths: Path, replace: bool = False) -> None:
            options = LoadOptions(
                report_folder=reports, currencies=frozenset({"CNY", "USD", "EUR"}), replace=replace
            )
            load(store, paths, options, token=token, today=TODAY)

        bring(first)
        resolve(store, command=CommandId(uuid4().hex), token=token)
        bring(second / "crm", second / "registry", replace=True)
        bring(second / "erp")
        resolve(store, command=CommandId(uuid4().hex), token=token)
        command = CommandId(uuid4().hex)
        judge(
            store,
            linked_pair(store),
            same=False,
            by="ann",
            why="two firms",
            at=GIVEN_AT,
            command=command,
            token=token,
        )


def linked_pair(store: GraphStore) -> tuple[RecordId, RecordId]:
    """Return the first two rows, by id, that are one company."""
    first: dict[str, RecordId] = {}
    for batch in store.columns(Table.LINKS, version=store.version()):
        for link in batch.to_pylist():
            record = RecordId(link["record"])
            if ":companies:" in record and "#" not in record:
                known = first.setdefault(link["party"], record)
                if known != record:
                    return known, record
    raise AssertionError("no two rows are one company")


def moments(store: GraphStore) -> dict[StoreVersion, datetime]:
    """Return for each version an instant at which it was the last one: halfway to the next, in this store."""
    published = store.versions()
    ends = [*list(published.values())[1:], datetime.now(UTC) + timedelta(days=1)]
    return {version: at + (end - at) / 2 for (version, at), end in zip(published.items(), ends, strict=True)}


def rows_at(store: GraphStore, table: Table, version: StoreVersion) -> dict[str, dict[str, object]]:
    """Return the rows of a table as of a version by their first column."""
    name = SCHEMAS[table].names[0]
    batches = store.columns(table, version=version)
    return {row[name]: row for batch in batches for row in batch.to_pylist()}


def _rewrite(source: Path, target: Path, change: Callable[[Rows], Rows]) -> None:
    with source.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *change(rows)])


def _every(step: int, column: int, value: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Return a change of one column in every `step`-th row."""

    def change(rows: Rows) -> Rows:
        return [
            [*row[:column], value(row[column]), *row[column + 1 :]] if number % step == 0 else row
            for number, row in enumerate(rows)
        ]

    return change


def _without(step: int) -> Callable[[Rows], Rows]:
    return lambda rows: [row for number, row in enumerate(rows) if number % step]


def _changed_only(step: int, column: int, value: Callable[[str], str]) -> Callable[[Rows], Rows]:
    return lambda rows: _every(1, column, value)(rows[::step])


_CHANGES: dict[str, Callable[[Rows], Rows]] = {
    "crm/companies.csv": lambda rows: _every(4, 11, lambda _: "17200000001")(_without(9)(rows)),
    "crm/supplies.csv": lambda rows: _every(3, 2, lambda _: "77万")(_without(5)(rows)),
    "crm/debts.csv": _without(2),
    "crm/events.csv": lambda rows: rows,
    "erp/companies.csv": _changed_only(5, 1, lambda name: f"{name} (renamed)"),
    "erp/debts.csv": _changed_only(3, 2, lambda _: "12345678"),
    "registry/companies.csv": lambda rows: rows,
    "registry/people.csv": _without(11),
    "registry/ownership.csv": lambda rows: _every(6, 2, lambda _: "5%")(_without(7)(rows)),
    "registry/officers.csv": lambda rows: rows,
}
