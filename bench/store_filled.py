"""The stores that `bench.store` asks, filled once with the same book, each by a process of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

from bench.numbered import NumberedBook, numbered_book
from bench.numbered_store import fill
from bench.store_plain_neo4j import PlainNeo4j
from bench.store_plain_sqlite import PlainSqlite
from bench.store_sides import Ours, Side, opened
from graph.neo4j_store import Neo4jStore
from graph.schema import Table
from graph.sqlite.store import SqliteStore
from tests.servers.neo4j_jars import PASSWORD, Process, Sizes

SIZES = Sizes(heap="2g", pages="1500m")
SPACING = 60


def tied_book(size: int) -> NumberedBook:
    """Return the numbered book with one tie in sixty leading to the first firm, as to a power company."""
    book = numbered_book(size)
    ties = book.tables[Table.RELATIONSHIPS]
    target = ties["target"].to_numpy(zero_copy_only=False).copy()
    target[::SPACING] = book.tables[Table.RECORDS]["key"][0].as_py()
    place = ties.schema.get_field_index("target")
    tied = ties.set_column(place, ties.schema.field(place), pa.array(target.tolist(), pa.string()))
    return NumberedBook({**book.tables, Table.RELATIONSHIPS: tied})


def prepared(folder: Path, size: int) -> NumberedBook:
    """Return the book, made and saved in a process of its own unless the folder has it."""
    numbered = folder / f"numbered-{size}"
    if not numbered.exists():
        _in_own_process(_prepare, numbered, size)
    return NumberedBook.open(numbered)


def _prepare(numbered: Path, size: int) -> None:
    half = numbered.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    tied_book(size).save(half)
    half.rename(numbered)


def _in_own_process(step: Callable[..., None], *given: object) -> None:
    """Run a step where neither its memory nor its objects are ours."""
    process = get_context("spawn").Process(target=step, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


@contextmanager
def sqlite_sides(folder: Path, size: int) -> Iterator[tuple[Ours, Side]]:
    """Fill both files unless the folder has them, and open them."""
    files = {name: folder / f"{name}-{size}.db" for name in ("ours", "plain")}
    for name, file in files.items():
        if not file.exists():
            _in_own_process(_fill_sqlite, name, folder, size, file)
    with (
        closing(SqliteStore(files["ours"])) as store,
        closing(PlainSqlite(files["plain"])) as plain,
        opened("SQLite store", store) as ours,
    ):
        yield ours, plain


def _fill_sqlite(name: str, folder: Path, size: int, file: Path) -> None:
    half, book = file.with_suffix(".half"), NumberedBook.open(folder / f"numbered-{size}")
    half.unlink(missing_ok=True)
    target = closing(SqliteStore(half)) if name == "ours" else closing(PlainSqlite(half))
    with target as opened_target:
        fill(opened_target, book) if isinstance(opened_target, SqliteStore) else opened_target.fill(book)
    half.rename(file)


@contextmanager
def neo4j_sides(folder: Path, size: int) -> Iterator[tuple[Ours, Side]]:
    """Start a server for each side, fill them unless the folder has them, and connect."""
    with ExitStack() as running:
        uris = [running.enter_context(_filled_server(name, folder, size)) for name in ("ours", "plain")]
        store = running.enter_context(closing(Neo4jStore(uris[0], user="neo4j", password=PASSWORD)))
        plain = running.enter_context(closing(PlainNeo4j(uris[1], "neo4j", PASSWORD)))
        yield running.enter_context(opened("Neo4j store", store)), plain


@contextmanager
def _filled_server(name: str, folder: Path, size: int) -> Iterator[str]:
    home = folder / f"neo4j-{name}-{size}"
    if not (home / "filled").exists():
        shutil.rmtree(home, ignore_errors=True)
    server = Process.install(SIZES, home=home)
    server.start()
    try:
        if not (home / "filled").exists():
            _in_own_process(_fill_neo4j, name, folder, size, server.uri)
            (home / "filled").touch()
        yield server.uri
    finally:
        server.stop()


def _fill_neo4j(name: str, folder: Path, size: int, uri: str) -> None:
    book = NumberedBook.open(folder / f"numbered-{size}")
    if name == "ours":
        with closing(Neo4jStore(uri, user="neo4j", password=PASSWORD)) as store:
            fill(store, book)
    else:
        with closing(PlainNeo4j(uri, "neo4j", PASSWORD)) as plain:
            plain.fill(book)


SIDES = {"sqlite": sqlite_sides, "neo4j": neo4j_sides}
