"""The tables of a SQLite store, made from `graph.schema`.

A loaded row has the load that brought it, the load that closed it, a hash of its content
and the payload that it was made of. A
published row has the version that opened it and the one that closed it. Dates are days since
1970-01-01, moments microseconds since then (UTC), flags 0 or 1, lists JSON text.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing

import apsw

from graph.schema import LOADED, PUBLISHED, Table
from graph.sqlite.statements import sql

APPLICATION_ID = 0x52534B57  # "RSKW" in the file's head
PAGE_BYTES = 8192

_LOADED = (
    """CREATE TABLE IF NOT EXISTS $t (
        $typed, load INTEGER NOT NULL, closed_by INTEGER, h BLOB NOT NULL,
        payload INTEGER) STRICT""",
    "CREATE UNIQUE INDEX IF NOT EXISTS ${t}_by_key ON $t ($key, load)",
    "CREATE INDEX IF NOT EXISTS ${t}_closed ON $t (closed_by) WHERE closed_by IS NOT NULL",
)
_PUBLISHED = (
    "CREATE TABLE IF NOT EXISTS $t ($typed, opened INTEGER NOT NULL, closed INTEGER) STRICT",
    "CREATE UNIQUE INDEX IF NOT EXISTS ${t}_by_key ON $t ($key, opened)",
)
_OTHERS = (
    "CREATE INDEX IF NOT EXISTS records_by_load ON records (load)",
    "CREATE INDEX IF NOT EXISTS links_by_party ON links (party)",
    """CREATE TABLE IF NOT EXISTS store (
        id INTEGER PRIMARY KEY CHECK (id = 1), schema INTEGER NOT NULL, version INTEGER NOT NULL,
        token INTEGER NOT NULL, holder TEXT) STRICT""",
    """CREATE TABLE IF NOT EXISTS loads (
        id INTEGER PRIMARY KEY AUTOINCREMENT, manifest TEXT NOT NULL, source TEXT NOT NULL,
        started_at INTEGER NOT NULL, finished_at INTEGER, version INTEGER) STRICT""",
    """CREATE TABLE IF NOT EXISTS seen (
        load INTEGER, tab TEXT, row TEXT, PRIMARY KEY (load, tab, row)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS payloads (
        p INTEGER PRIMARY KEY, q INTEGER NOT NULL, mark INTEGER NOT NULL, rows INTEGER NOT NULL,
        load INTEGER NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS payloads_noted (
        p INTEGER NOT NULL, q INTEGER NOT NULL, mark INTEGER NOT NULL, rows INTEGER NOT NULL,
        load INTEGER NOT NULL) STRICT""",
    "CREATE TABLE IF NOT EXISTS payloads_gone (p INTEGER PRIMARY KEY) STRICT",
    """CREATE TABLE IF NOT EXISTS moves (
        id TEXT NOT NULL, successor TEXT NOT NULL, position INTEGER NOT NULL,
        opened INTEGER NOT NULL, closed INTEGER) STRICT""",
    "CREATE INDEX IF NOT EXISTS moves_by_id ON moves (id)",
    "CREATE INDEX IF NOT EXISTS moves_by_successor ON moves (successor)",
    """CREATE TABLE IF NOT EXISTS verdicts (
        id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, same INTEGER NOT NULL,
        given_by TEXT NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS publications (
        command TEXT PRIMARY KEY, version INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE IF NOT EXISTS scores (
        party TEXT PRIMARY KEY, score REAL, grade TEXT, standalone_pd REAL, network_pd REAL,
        run TEXT NOT NULL) STRICT, WITHOUT ROWID""",
)

_ENDS = (
    "CREATE INDEX IF NOT EXISTS relationships_from ON relationships (source)",
    "CREATE INDEX IF NOT EXISTS relationships_to ON relationships (target)",
)


def make_schema(connection: apsw.Connection, schema: int) -> None:
    """Make what is missing; everything that is there stays as it is."""
    for statement in _statements():
        connection.execute(statement)
    if connection.execute("SELECT EXISTS (SELECT 1 FROM relationships)").get:
        index_ends(connection)
    connection.execute(
        "INSERT INTO store (id, schema, version, token) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING", (schema,)
    )


def index_ends(connection: apsw.Connection) -> None:
    """Index the ends of relationships, once the first load is complete: far cheaper than row by row."""
    for statement in _ENDS:
        connection.execute(statement)


def missing_parts(connection: apsw.Connection) -> Sequence[str]:
    """Return the tables and indexes that a store should have and this one has not, such as ``Table links``.

    The ends of relationships are indexed once a load was finished.
    """
    with closing(apsw.Connection(":memory:")) as whole:
        for statement in _statements():
            whole.execute(statement)
        if connection.execute("SELECT EXISTS (SELECT 1 FROM loads WHERE finished_at IS NOT NULL)").get:
            index_ends(whole)
        wanted = _parts(whole)
    return [f"{kind.capitalize()} {name}" for kind, name in sorted(wanted - _parts(connection), reverse=True)]


def _parts(connection: apsw.Connection) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'index')")
    return {(kind, name) for kind, name in rows if not name.startswith("sqlite_")}


def _statements() -> Iterator[str]:
    for kinds, texts in ((LOADED, _LOADED), (PUBLISHED, _PUBLISHED)):
        for table in kinds:
            yield from (sql(text, table) for text in texts)
    yield from (sql(text, Table.RECORDS) for text in _OTHERS)
