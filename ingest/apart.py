"""Reading in a process of its own, so that one core reads and types rows while another one writes them.

The other process runs the ordinary `load`. Its store asks and looks up through a handle of its own and
sends every change here, where they are made one after the other, in order; one batch is on its way
while the next is being read.
"""

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.changes import Batch, Counts, FencingToken, KnownRow, LoadManifest
from graph.collector import paused_collector
from graph.errors import InvalidInput, RiskError, StoreError
from graph.row_batch import RowBatch
from graph.schema import Table
from graph.values import LoadId, RecordId
from ingest.load import load
from ingest.load_report import LoadOptions, LoadReport, Progress, Silent, Target

Opener = Callable[[], AbstractContextManager[Target]]
"""Opens one more handle on the store, for reading; it is sent to another process."""
_END_S = 10.0
"""How long the other process may take to close its files when it has to end early."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A change that is asked for: a method of the store and its arguments without the token."""

    method: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Progress: a step with its total, or things done."""

    name: str | None
    number: int | None


def load_apart(
    store: Target,
    reopen: Opener,
    paths: Sequence[Path],
    options: LoadOptions,
    *,
    token: FencingToken,
    today: date,
    progress: Progress | None = None,
    tell: Callable[[LoadReport], object] | None = None,
) -> LoadReport:
    """Do what `ingest.load.load` does, with the reading in a process of its own.

    That pays from some tens of thousands of rows on: the process needs a second to start. Errors are
    those of `load`; `StoreError` where the other process ended without a word.
    """
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(
        target=_read_apart, args=(there, reopen, tuple(paths), options, today), daemon=True
    )
    process.start()
    there.close()
    try:
        with paused_collector():  # millions of rows pass, and no cycles among them
            return _serve(here, store, token, progress or Silent(), tell)
    finally:
        here.close()
        process.join(_END_S)
        process.kill()
        process.join()


def _serve(
    pipe: Connection,
    store: Target,
    token: FencingToken,
    progress: Progress,
    tell: Callable[[LoadReport], object] | None,
) -> LoadReport:
    """Make the changes that the other process asks for until it sends its report or its error."""
    while True:
        with _reader_alive():
            said = pipe.recv()
        match said:
            case _Call(method, arguments):
                answer = _answer(store, method, arguments, token)
                with _reader_alive():
                    pipe.send(answer)
            case _Told(None, number):
                progress.advance(number or 0)
            case _Told(str(name), total):
                progress.step(name, total)
            case LoadReport():
                if tell:
                    tell(said)
            case _Ended(report=LoadReport() as report):
                return report
            case _Ended(error=RiskError() as wrong):
                raise wrong


@contextmanager
def _reader_alive() -> Iterator[None]:
    """Raise `StoreError` when the other process is gone."""
    try:
        yield
    except (EOFError, ConnectionError) as error:
        raise StoreError("The process that read the files ended without a word; load again") from error


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the other process ended: with a report or with an error."""

    report: LoadReport | None = None
    error: RiskError | None = None


def _answer(store: Target, method: str, arguments: tuple[Any, ...], token: FencingToken) -> Any:
    """Make a change and return what came of it; what is wrong with the input goes back to the reader."""
    try:
        return getattr(store, method)(*arguments, token=token)
    except InvalidInput as refused:
        return refused


def _read_apart(
    pipe: Connection, reopen: Opener, paths: Sequence[Path], options: LoadOptions, today: date
) -> None:
    """Run the load in this process. Ctrl-C is for the other one, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with reopen() as store:
            report = load(
                _Remote(pipe, store),
                paths,
                options,
                token=FencingToken(0),
                today=today,
                progress=_RemoteProgress(pipe),
                tell=pipe.send,
            )
        pipe.send(_Ended(report))
    except RiskError as error:
        pipe.send(_Ended(error=error))
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return  # nobody listens any more: the load is given up


@dataclass
class _RemoteProgress:
    pipe: Connection

    def step(self, name: str, total: int | None = None) -> None:
        self.pipe.send(_Told(name, total))

    def advance(self, count: int = 1) -> None:
        self.pipe.send(_Told(None, count))


@dataclass
class _Remote:
    """The store of the reading process: changes go through the pipe, looking up is done here."""

    pipe: Connection
    store: Target
    _writing: bool = field(default=False, init=False)
    _written: Counts = field(default=Counts(), init=False)

    @property
    def write_rows(self) -> int:
        return self.store.write_rows

    def begin_load(self, manifest: LoadManifest, *, token: FencingToken) -> LoadId:
        del token
        return LoadId(self._call("begin_load", manifest))

    def write(self, load: LoadId, batch: Batch | RowBatch, *, token: FencingToken) -> Counts:
        """Send a batch on its way and return what became of the ones before."""
        del token
        written = self._settled()
        self.pipe.send(_Call("write", (load, batch)))
        self._writing = True
        return written

    def finish_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        del token
        written = self._settled()
        closed: Counts = self._call("finish_load", load)
        return written + closed

    def drop_load(self, load: LoadId, *, token: FencingToken) -> Counts:
        del token
        self._settled()
        dropped: Counts = self._call("drop_load", load)
        return dropped

    def find_keys(self, source: str, keys: Sequence[str]) -> Mapping[str, tuple[RecordId, ...]]:
        return self.store.find_keys(source, keys)

    def known_rows(self, load: LoadId, digests: Sequence[bytes]) -> Mapping[bytes, KnownRow]:
        return self.store.known_rows(load, digests)

    def pending(self, table: Table) -> Iterator[pa.RecordBatch]:
        self._written = self._settled()
        return self.store.pending(table)

    def _call(self, method: str, *arguments: Any) -> Any:
        self._written = self._settled()
        self.pipe.send(_Call(method, arguments))
        return self._answer()

    def _settled(self) -> Counts:
        """Wait for the batch on its way; return what was counted and not told yet."""
        told, self._written = self._written, Counts()
        if self._writing:
            self._writing = False
            written: Counts = self._answer()
            told += written
        return told

    def _answer(self) -> Any:
        answer = self.pipe.recv()
        if isinstance(answer, RiskError):
            raise answer
        return answer
