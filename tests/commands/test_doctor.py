"""`doctor` over things broken on purpose: each is named in one sentence, and the rest is looked at too."""

import json
import os
from pathlib import Path

import apsw
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.jobs.imports import IMPORT, ImportOrder, spool_of
from api.settings import Settings
from api.wiring import Product
from tests.contract.backends import Backend
from tests.jobs.products import companies, product_at, queued, worked
from tests.servers.free_port import free_port

Findings = list[tuple[str, str, str]]


def told(folder: Path, *options: object) -> tuple[int, Findings]:
    """Run `doctor` and return its exit code and what is not fine: area, level, sentence."""
    ended = CliRunner().invoke(app, ["doctor", "--json", "--folder", str(folder), *map(str, options)])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    answer = json.loads(ended.stdout)
    assert answer["well"] == (ended.exit_code == 0)
    findings = answer["findings"]
    assert {"program", "store", "book", "jobs", "disk"} == {each["area"] for each in findings}
    worse = [each for each in findings if each["level"] != "fine"]
    return ended.exit_code, [(each["area"], each["level"], each["text"]) for each in worse]


@pytest.fixture
def product(tmp_path: Path) -> Product:
    """Return a product with a loaded, published and scored book of three firms."""
    product = Product(Settings(folder=tmp_path / "f"))
    queued(product, companies(tmp_path, 3))
    assert worked(product).state == "done"
    return product


@pytest.fixture
def folder(product: Product) -> Path:
    return product.settings.folder


def test_what_is_well_is_told_in_lines(folder: Path) -> None:
    ended = CliRunner().invoke(app, ["doctor", "--deep", "--folder", str(folder)])
    assert ended.exit_code == 0, ended.stdout
    assert "3 records, 3 parties" in ended.stdout
    assert "SQLite 3." in ended.stdout


def test_nothing_is_wrong_before_the_first_load_and_nothing_is_made(tmp_path: Path) -> None:
    code, worse = told(tmp_path / "new")
    assert code == 0
    assert [(area, level) for area, level, _ in worse if area != "program"] == [
        ("store", "note"),
        ("book", "note"),
    ]
    assert not (tmp_path / "new").exists()


def wrongs(worse: Findings) -> list[str]:
    return [text for _, level, text in worse if level == "wrong"]


def test_a_store_that_is_away_is_told_and_the_rest_is_looked_at(folder: Path) -> None:
    code, worse = told(folder, "--store", f"bolt://127.0.0.1:{free_port()}")
    [text] = wrongs(worse)
    assert (code, "does not answer" in text) == (1, True)


def test_a_store_of_a_newer_program_is_told(folder: Path) -> None:
    with apsw.Connection(str(folder / "book.db")) as other:
        other.execute("UPDATE store SET schema = 99")
    code, worse = told(folder)
    [text] = wrongs(worse)
    assert (code, "schema 99" in text) == (1, True)


def test_a_store_that_is_locked_is_told(folder: Path) -> None:
    other = apsw.Connection(str(folder / "book.db"))
    other.pragma("journal_mode", "delete")
    other.execute("BEGIN EXCLUSIVE")
    code, worse = told(folder)
    other.close()
    [text] = wrongs(worse)
    assert (code, "is in use; try again" in text) == (1, True)


def test_a_store_that_is_gone_is_told(folder: Path) -> None:
    (folder / "book.db").unlink()
    code, worse = told(folder)
    [text] = wrongs(worse)
    assert (code, "riskweave init" in text) == (1, True)


def test_a_damaged_file_is_told_and_the_rest_is_looked_at(folder: Path) -> None:
    with (folder / "book.db").open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(8192 * 8))
    code, worse = told(folder, "--deep")
    assert (code, "backup" in wrongs(worse)[0]) == (1, True)


def test_a_damaged_book_is_told(folder: Path) -> None:
    [table] = folder.glob("books/0*/snapshot/parties.arrow")
    os.truncate(table, 100)
    code, worse = told(folder)
    assert (code, [area for area, level, _ in worse if level == "wrong"]) == (1, ["book"])


def test_what_waits_and_what_is_stale_is_noted(product: Product, folder: Path, tmp_path: Path) -> None:
    more = companies(tmp_path, 2, name="more.csv")
    queued(product, more, table="companies", refresh=False)
    worked(product)
    with apsw.Connection(str(folder / "book.db")) as other:
        other.execute("UPDATE store SET version = 7")
    queued(product, more)
    code, worse = told(folder)
    notes = "\n".join(text for _, _, text in worse)
    assert code == 0
    assert "Load 2 of crm" in notes
    assert "the store is at 7" in notes
    assert "1 jobs wait for a worker" in notes


def test_a_book_that_knows_more_than_the_store_is_wrong(folder: Path) -> None:
    with apsw.Connection(str(folder / "book.db")) as other:
        other.execute("UPDATE store SET version = 0")
    code, worse = told(folder)
    assert code == 1
    assert "another store" in "\n".join(wrongs(worse))


def test_jobs_that_hang_failed_or_left_files_are_told(product: Product, folder: Path) -> None:
    spool = spool_of(product)
    failed, left = spool.new(), spool.new()
    (spool.folder(failed) / "companies.csv").write_text("source_key,name\na,Alpha\n", encoding="utf-8")
    os.utime(spool.folder(left), (0, 0))
    order = ImportOrder(("companies.csv",), spool=failed)
    job = product.jobs.enqueue(IMPORT, order.payload())
    product.jobs.claim("elsewhere/1")
    product.jobs.fail(job, "The store was away")
    hanging = product.jobs.enqueue("run", {})
    with apsw.Connection(str(folder / "casebook.db")) as other:
        other.execute(
            "UPDATE jobs SET state = 'running', slot = 1, worker = 'elsewhere/1', heartbeat_at = 1"
            " WHERE id = ?",
            (hanging,),
        )
    code, worse = told(folder)
    [text] = wrongs(worse)
    assert (code, text.startswith(f"Job {hanging} (run) hangs")) == (1, True)
    notes = "\n".join(text for _, level, text in worse if level == "note")
    assert f"`riskweave jobs resume {job}`" in notes
    assert "1 uploads are left over" in notes


def test_a_casebook_that_is_none_is_told(folder: Path) -> None:
    (folder / "casebook.db").write_text("no database, whatever its name says. " * 99, encoding="utf-8")
    code, worse = told(folder)
    assert (code, [area for area, level, _ in worse if level == "wrong"]) == (1, ["jobs"])


def test_what_the_check_of_any_store_finds_is_told(
    backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = product_at(backend, tmp_path / "any")
    queued(product, companies(tmp_path, 3))
    worked(product)
    settings = product.settings
    monkeypatch.setenv("RISKWEAVE_STORE", settings.store)
    monkeypatch.setenv("RISKWEAVE_STORE_USER", settings.store_user)
    monkeypatch.setenv("RISKWEAVE_STORE_PASSWORD", settings.store_password.get_secret_value())
    assert told(settings.folder)[0] == 0
    name = backend.drop_index()
    code, worse = told(settings.folder)
    assert (code, [name in text for text in wrongs(worse)]) == (1, [True])
    with product.store() as store:
        store.init()
