"""Counts of what is visible in a SQLite store, and sentences about what is wrong with it."""

from collections.abc import Iterator

import apsw

from graph.relationships import ENDS
from graph.row_cells import json_text
from graph.schema import LOADED, Table
from graph.sqlite.database import View
from graph.sqlite.ends import TABLE_OF
from graph.sqlite.read import loads_at
from graph.sqlite.statements import sql
from graph.store import StoreReport

_COUNT_LOADED = "SELECT count(*) FROM $t WHERE $visible"
_COUNT_PUBLISHED = "SELECT count(*) FROM $t WHERE closed IS NULL"
_SHOWN = "SELECT $key FROM $t WHERE $visible"
_DANGLING = """
    SELECT tie.kind, count(*) FROM relationships AS tie
    WHERE tie.kind IN (SELECT value FROM json_each(:kinds))
      AND tie.load IN (SELECT value FROM json_each(:loads))
      AND (tie.closed_by IS NULL OR tie.closed_by NOT IN (SELECT value FROM json_each(:loads)))
      AND NOT EXISTS (SELECT 1 FROM $t WHERE $t.$key = tie.END AND $visible)
    GROUP BY tie.kind ORDER BY tie.kind"""
_DANGLING_SOURCE = _DANGLING.replace("END", "source")
_DANGLING_TARGET = _DANGLING.replace("END", "target")
_DANGLING_HOLDINGS = """
    SELECT count(*) FROM holdings AS held
    WHERE held.load IN (SELECT value FROM json_each(:loads))
      AND (held.closed_by IS NULL OR held.closed_by NOT IN (SELECT value FROM json_each(:loads)))
      AND NOT EXISTS (SELECT 1 FROM $t WHERE $t.$key = held.record AND $visible)"""
_WITHOUT_PARTY = """
    SELECT count(*) FROM $t WHERE $visible AND NOT EXISTS (
      SELECT 1 FROM links WHERE links.record = $t.$key AND links.closed IS NULL)"""
_LINKS_WITHOUT_PARTY = """
    SELECT count(*) FROM links WHERE closed IS NULL AND NOT EXISTS (
      SELECT 1 FROM parties WHERE parties."key" = links.party AND parties.closed IS NULL)"""
_LINKS_WITHOUT_RECORD = """
    SELECT count(*) FROM links WHERE closed IS NULL AND NOT EXISTS (
      SELECT 1 FROM $t WHERE $t.$key = links.record AND $visible)"""


def report(view: View) -> StoreReport:
    """Count the rows of every table and look for dangling ends; it reads everything once."""
    connection, loads = view.connection, loads_at(view.connection, view.version)
    counts = {
        table: connection.execute(
            sql(_COUNT_LOADED if table in LOADED else _COUNT_PUBLISHED, table),
            {"loads": loads} if table in LOADED else None,
        ).get
        for table in Table
    }
    return StoreReport(view.version, counts, tuple(_problems(connection, loads)))


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


def _dangling(connection: apsw.Connection, loads: str) -> dict[str, int]:
    """Return how many rows of each kind have an end that is not visible; holdings count as HAS."""
    held = connection.execute(sql(_DANGLING_HOLDINGS, Table.RECORDS), {"loads": loads}).get
    found = {"HAS": held} if held else {}
    for node, table in TABLE_OF.items():
        for place, query in enumerate((_DANGLING_SOURCE, _DANGLING_TARGET)):
            kinds = json_text(sorted(kind for kind, ends in ENDS.items() if ends[place] == node))
            for kind, count in connection.execute(sql(query, table), {"loads": loads, "kinds": kinds}):
                found[kind] = found.get(kind, 0) + count
    return found
