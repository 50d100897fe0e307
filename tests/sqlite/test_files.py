"""The file of a SQLite store: what can be wrong with it, said in one sentence."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import pytest

from graph.changes import Batch, Resolution
from graph.errors import InvalidRecord, StoreNotReady, StoreRefused
from graph.schema import Table
from graph.sqlite.store import SqliteStore
from graph.store import SCHEMA_VERSION, GraphStore
from tests.contract.worlds import WAIT_S, keys_of, load, manifest, party_id, publish, record, resolve

ACME = record("Acme")
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.db"


@pytest.fixture
def open_file(path: Path) -> Iterator[Callable[..., SqliteStore]]:
    opened: list[SqliteStore] = []

    def open_it(at: Path = path, *, read_only: bool = False) -> SqliteStore:
        opened.append(SqliteStore(at, read_only=read_only))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


@pytest.fixture
def store(open_file: Callable[..., SqliteStore]) -> GraphStore:
    store = open_file()
    store.init()
    return store


@contextmanager
def without_rights() -> Iterator[None]:
    """Act without the rights of root, where the tests run as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that everybody may look into and nobody write to."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
        yield folder
        folder.chmod(stat.S_IRWXU)


def test_a_missing_folder_is_named(open_file: Callable[..., SqliteStore], tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match=r"folder .*nowhere does not exist; make it"):
        open_file(tmp_path / "nowhere" / "book.db").init()


def test_a_folder_that_may_not_be_written_is_said_so(
    open_file: Callable[..., SqliteStore], locked_folder: Path
) -> None:
    with without_rights(), pytest.raises(StoreRefused, match=r"book\.db cannot .* write to its folder"):
        open_file(locked_folder / "book.db").init()


def test_a_file_that_is_no_database_is_left_as_it_is(
    open_file: Callable[..., SqliteStore], path: Path
) -> None:
    path.write_text("编号,名称\n1,甲\n" * 300, encoding="utf-8")
    before = path.read_bytes()
    for call in (lambda store: store.init(), lambda store: store.version()):
        with pytest.raises(StoreRefused, match=r"book\.db is no store; name another file"):
            call(open_file())
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_as_it_is(
    open_file: Callable[..., SqliteStore], path: Path
) -> None:
    with closing(apsw.Connection(str(path))) as other:
        other.execute("CREATE TABLE store (mine TEXT)")
    with pytest.raises(StoreRefused, match="another program"):
        open_file().init()


def test_a_folder_in_the_place_of_the_file_is_said_so(
    open_file: Callable[..., SqliteStore], path: Path
) -> None:
    path.mkdir()
    with pytest.raises(StoreRefused, match="see that it is a file"):
        open_file().init()


def test_an_empty_file_is_a_store_that_is_not_made_yet(
    open_file: Callable[..., SqliteStore], path: Path
) -> None:
    path.touch()
    with pytest.raises(StoreNotReady, match="riskweave init"):
        open_file().version()
    assert open_file().init() == SCHEMA_VERSION


def test_looking_at_a_store_that_is_not_there_makes_no_file(
    open_file: Callable[..., SqliteStore], path: Path
) -> None:
    with pytest.raises(StoreNotReady):
        open_file().version()
    assert not list(path.parent.iterdir())


def test_a_damaged_file_is_said_to_be_damaged(
    store: GraphStore, open_file: Callable[..., SqliteStore], path: Path
) -> None:
    publish(store, [record(f"C{number}", note="x" * 500) for number in range(300)])
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 2 * 8192))
    with pytest.raises(StoreRefused, match="damaged; bring it back from a backup"):
        list(open_file().columns(Table.RECORDS, version=1))


def test_a_store_that_is_opened_for_reading_cannot_be_written(
    store: GraphStore, open_file: Callable[..., SqliteStore]
) -> None:
    publish(store, [ACME])
    reader = open_file(read_only=True)
    assert keys_of(reader, Table.RECORDS) == [ACME.id]
    for call in (lambda: reader.init(), lambda: reader.lease("test", wait_s=0.0).__enter__()):
        with pytest.raises(StoreRefused, match="for reading only"):
            call()


def test_a_closed_store_says_that_it_was_closed(store: GraphStore) -> None:
    store.close()
    with pytest.raises(StoreRefused, match="was closed"):
        store.version()


def test_half_a_character_is_refused_and_nothing_of_its_batch_is_written(store: GraphStore) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("odd"), token=token)
        with pytest.raises(InvalidRecord, match="UTF-8"):
            store.write(opened, Batch(records=[ACME, record("half \ud83d")]), token=token)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert keys_of(store, Table.RECORDS) == []


def test_an_older_program_s_file_keeps_its_rows_when_tables_are_added(
    store: GraphStore, open_file: Callable[..., SqliteStore], path: Path
) -> None:
    publish(store, [ACME])
    store.close()
    with closing(apsw.Connection(str(path))) as older:
        older.execute("DROP TABLE scores")
    again = open_file()
    again.init()
    assert again.records_of(party_id(ACME)) == [ACME]
    assert again.check().problems == ()


def test_the_lease_of_a_dead_process_is_free_at_once(store: GraphStore, path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.sqlite.store import SqliteStore\n"
        "with SqliteStore(Path(sys.argv[1])).lease('dead', wait_s=1):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).parents[2]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=root, **pipes) as holder:
        assert holder.stdout
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with store.lease("next", wait_s=0.0) as token:
            assert token == 2


def test_many_threads_may_read_one_store_while_it_is_written(store: GraphStore) -> None:
    publish(store, [ACME])
    with ThreadPoolExecutor(8) as pool:
        readings = [pool.submit(keys_of, store, Table.RECORDS, version=1) for _ in range(200)]
        for number in range(5):
            load(store, Batch(records=[record(f"C{number}")]))
    assert {tuple(each.result()) for each in readings} == {(ACME.id,)}
