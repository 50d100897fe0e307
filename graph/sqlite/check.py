"""What is visible in a SQLite store and on the disk, and sentences about what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import apsw

from graph.row_ends import TABLE_OF
from graph.schema import LOADED, Table
from graph.sqlite.database import View
from graph.sqlite.loads import unpublished
from graph.sqlite.read import loads_at
from graph.sqlite.schema import missing_parts
from graph.sqlite.statements import sql
from graph.store import SCHEMA_VERSION, StoreReport

_COUNT_LOADED = "SELECT count(*) FROM $t WHERE $visible"
_COUNT_PUBLISHED = "SELECT count(*) FROM $t WHERE closed IS NULL"
_LOST_ENDS = """
    SELECT here FROM (SELECT DISTINCT PLACE AS here FROM relationships) WHERE NOT (SEEN)"""
_SEEN = "EXISTS (SELECT 1 FROM $t WHERE $t.$key = here AND $visible)"
_TIES_AT = "SELECT kind, count(*) FROM $t WHERE PLACE = :here AND $visible GROUP BY kind"
_DANGLING_HOLDINGS = """
    SELECT count(*) FROM holdings AS held
    WHERE held.load IN (SELECT value FROM json_each(:loads))
      AND (held.closed_by IS NULL OR held.closed_by NOT IN (SELECT value FROM json_each(:loads)))
      AND NOT EXISTS (SELECT 1 FROM $t WHERE $t.$key = held.record AND $visible)"""
_WITHOUT_PARTY = """
    SELECT count(*) FROM $t WHERE $visible AND NOT EXISTS (
      SELECT 1 FROM links WHERE links.record = $t.$key AND links.closed IS NULL)"""
_LINKS_WITHOUT_PARTY = """
    SELECT count(*) FROM links WHERE closed IS NULL AND party IN (
      SELECT party FROM links WHERE closed IS NULL
      EXCEPT SELECT "key" FROM parties WHERE closed IS NULL)"""
_LINKS_WITHOUT_RECORD = """
    SELECT count(*) FROM links WHERE closed IS NULL AND NOT EXISTS (
      SELECT 1 FROM $t WHERE $t.$key = links.record AND $visible)"""
_DAMAGES_SHOWN = 3


def report(view: View, path: Path, *, deep: bool) -> StoreReport:
    """Count the rows of every table and look for what hangs loose: half a minute for 10M rows.

    deep: read every page and compare every index with its table, which takes minutes for as many.
    """
    connection, loads = view.connection, loads_at(view.connection, view.version)
    problems = [f"{part} is missing; run `riskweave init`" for part in missing_parts(connection)]
    whole = not any(each.startswith("Table") for each in problems)
    if whole:
        problems += _problems(connection, loads)
    if deep:
        problems += _damages(connection)
    return StoreReport(
        version=view.version,
        schema=SCHEMA_VERSION,
        counts=_counts(connection, loads) if whole else {},
        problems=tuple(problems),
        unpublished=tuple(unpublished(connection)),
        engine=f"SQLite {apsw.sqlite_lib_version()}",
        bytes=_bytes(path),
    )


def _counts(connection: apsw.Connection, loads: str) -> dict[Table, int]:
    return {
        table: connection.execute(
            sql(_COUNT_LOADED if table in LOADED else _COUNT_PUBLISHED, table),
            {"loads": loads} if table in LOADED else None,
        ).get
        for table in Table
    }


def _problems(connection: apsw.Connection, loads: str) -> Iterator[str]:
    for kind, count in sorted(_dangling(connection, loads).items()):
        yield f"{count} {kind} rows end at something that is not visible; load its source again"
    for query, sentence in (
        (_WITHOUT_PARTY, "records belong to no party"),
        (_LINKS_WITHOUT_RECORD, "links come from a record that is not visible"),
        (_LINKS_WITHOUT_PARTY, "links lead to a party that does not exist"),
    ):
        count = connection.execute(sql(query, Table.RECORDS), {"loads": loads}).get
        if count:
            yield f"{count} {sentence}; run `riskweave resolve`"


def _dangling(connection: apsw.Connection, loads: str) -> Counter[str]:
    """Return how many rows of each kind have an end that is not visible; holdings count as HAS.

    The ends are looked up, each once and in the order of their index; ties only where one is lost.
    """
    found: Counter[str] = Counter()
    seen = " OR ".join(sql(_SEEN, table) for table in TABLE_OF.values())
    for place in ("source", "target"):
        lost = connection.execute(
            _LOST_ENDS.replace("PLACE", place).replace("SEEN", seen), {"loads": loads}
        ).fetchall()
        ties = sql(_TIES_AT.replace("PLACE", place), Table.RELATIONSHIPS)
        for (here,) in lost:
            for kind, count in connection.execute(ties, {"here": here, "loads": loads}):
                found[kind] += count
    if held := connection.execute(sql(_DANGLING_HOLDINGS, Table.RECORDS), {"loads": loads}).get:
        found["HAS"] = held
    return found


def _damages(connection: apsw.Connection) -> Iterator[str]:
    """Yield what SQLite finds wrong with the file itself."""
    for (damage,) in connection.execute(f"PRAGMA integrity_check({_DAMAGES_SHOWN})"):
        if damage != "ok":
            yield f"The file is damaged ({damage}); bring it back from a backup"


def _bytes(path: Path) -> int:
    """Return the size of the file and of what is not in it yet."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(each.stat().st_size for each in files if each.exists())
