"""Opens the casebook: a SQLite file of its own, or whatever else an SQLAlchemy URL names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from casebook.db.tables import METADATA
from graph.errors import InvalidSettings, StoreUnavailable

_WAIT_S = 10.0


@dataclass(frozen=True)
class Casebook:
    """The open database. Safe to share between threads; each process opens its own."""

    engine: sql.Engine

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """Run one transaction that may write; other writers wait for its end.

        Raises
        ------
        StoreUnavailable
            When the database does not answer or stays locked for ten seconds.
        """
        yield from self._transaction("IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """Run one transaction that only reads."""
        yield from self._transaction("DEFERRED")

    def close(self) -> None:
        self.engine.dispose()

    def _transaction(self, begin: str) -> Iterator[sql.Connection]:
        try:
            with self.engine.execution_options(riskweave_begin=begin).begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise _unavailable(self.engine.url, error) from error


def open_casebook(url: str) -> Casebook:
    """Open the casebook at an SQLAlchemy URL and make the tables and columns it lacks.

    A SQLite file gets a rollback journal: the write-ahead log of the SQLite that comes with Python
    may lose data (fixed in 3.51.3).

    Raises
    ------
    InvalidSettings
        When the URL is none, or its driver is not installed.
    StoreUnavailable
        When the database does not answer or the file cannot be made.
    """
    try:
        engine = sql.create_engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise InvalidSettings(
            "The casebook's URL cannot be used; write sqlite:///PATH, or install the driver it names"
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    casebook = Casebook(engine)
    with casebook.writing() as connection:
        METADATA.create_all(connection)
        _add_columns(connection)
    return casebook


def _add_columns(connection: sql.Connection) -> None:
    """Add the columns that a casebook of an earlier version does not have yet; all of them may be empty."""
    known = sql.inspect(connection)
    for table in METADATA.sorted_tables:
        there = {each["name"] for each in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                made = sql.schema.CreateColumn(column).compile(dialect=connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {made}")


def _prepare_sqlite(engine: sql.Engine) -> None:
    if engine.url.database:
        try:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unavailable(engine.url, error) from error

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", f"busy_timeout={int(_WAIT_S * 1000)}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: sql.Connection) -> None:
        begin = connection.get_execution_options().get("riskweave_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {begin}")


def _unavailable(url: sql.URL, error: Exception) -> StoreUnavailable:
    place = url.render_as_string(hide_password=True)
    reason = type(getattr(error, "orig", None) or error).__name__
    return StoreUnavailable(
        f"The casebook at {place} does not answer ({reason}); see that it exists and may be written"
    )
