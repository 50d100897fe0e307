"""`neo4j-admin database import full`: the quickest way into an empty Neo4j, with the server stopped.

It makes no constraint, keeps no history and cannot add to what is there. Writing its CSV files is not
part of the figure.
"""

import csv
import time
from collections.abc import Iterable
from pathlib import Path

from graph.row_cells import Row
from tests.servers.neo4j_jars import Process

_PARTY = {
    "key": "key:ID",
    "kind": "kind",
    "name": "name",
    "mention": "mention:boolean",
    "fields": "fields",
    "file": "file",
    "line": "line:long",
}
_TIE = {
    "source": ":START_ID",
    "target": ":END_ID",
    "kind": ":TYPE",
    "key": "key",
    "since": "since:date",
    "amount": "amount:long",
    "currency": "currency",
    "days_overdue": "days_overdue:long",
    "share_low": "share_low:double",
    "share_high": "share_high:double",
    "at": "at:datetime",
    "reported_by": "reported_by",
    "file": "file",
    "line": "line:long",
}


def write_csv(folder: Path, parties: Iterable[Row], ties: Iterable[Row]) -> None:
    """Write the two files that `import_seconds` reads."""
    _write(folder / "parties.csv", _PARTY, parties)
    _write(folder / "ties.csv", _TIE, ties)


def _write(path: Path, columns: dict[str, str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns.values())
        out.writerows([_cell(row[name]) for name in columns] for row in rows)


def _cell(value: object) -> object:
    if value is None or isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    return str(value).lower() if isinstance(value, bool) else value.isoformat()  # type: ignore[attr-defined]


def import_seconds(process: Process, folder: Path, heap: str) -> float:
    """Import into the home of a server that does not run; the seconds are of the whole command."""
    began = time.perf_counter()
    process.run_admin(
        *("database", "import", "full", "neo4j", "--overwrite-destination"),
        f"--nodes=Plain={folder / 'parties.csv'}",
        f"--relationships={folder / 'ties.csv'}",
        heap=heap,
    )
    return time.perf_counter() - began
