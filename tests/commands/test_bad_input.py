"""Every refusal is one sentence on stderr with a remedy, and what was good is kept."""

import json
import os
import re
import signal
import socket
import sqlite3
from pathlib import Path

import apsw
import pytest

from api.settings import Settings
from api.wiring import Product
from book import portfolio
from book.catalogue import Shelf
from graph.sqlite.lease import lock_path
from graph.values import PartyId
from tests.commands.conftest import riskweave, start
from tests.commands.refusals import refused
from tests.jobs.products import MANY, companies, wait_until

NOBODY = "p_aaaaaaaaaaaaaaaa"


def file(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.doc", "x", "unknown kind"),
        ("empty.csv", "", "is empty"),
        ("wrong.csv", "foo,bar\n1,2\n", "give --as"),
        ("\x1b[2J.csv", "", "\ufffd[2J.csv is empty"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    assert said in refused("load", file(tmp_path, name, text), "--folder", tmp_path / "f")


def test_the_program_itself_refuses_with_one_sentence(tmp_path: Path) -> None:
    ended = riskweave("rings", "--folder", tmp_path / "none")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("riskweave: ")
    assert ended.stderr.count("\n") == 1


def test_what_is_not_there_is_refused_by_its_name(demo: Path, tmp_path: Path) -> None:
    companies = file(tmp_path, "companies.csv", "source_key,name\na,Alpha\n")
    mapping = file(tmp_path, "bad.yaml", "tables:\n- files: x\n  table: nonsense\n  columns: {}\n")
    nowhere = tmp_path / "none"
    here = ("--folder", demo)
    assert "nowhere.csv does not exist" in refused("load", "nowhere.csv", *here)
    assert "the tables are companies" in refused("load", companies, "--as", "nonsense", *here)
    assert "bad.yaml line 3" in refused("load", companies, "--mapping", mapping, *here)
    assert NOBODY in refused("party", NOBODY, *here)
    assert "riskweave load" in refused("rings", "--folder", nowhere)
    assert "make it first" in refused("export", NOBODY, "--to", nowhere / "x.html", *here)
    assert "is a folder" in refused("score", "--csv", tmp_path, *here)


@pytest.mark.parametrize("more", [("party",), ("party", "--history"), ("export", "--to", "unwritten.html")])
def test_a_name_instead_of_an_id_is_refused_with_the_ids_of_that_name(
    demo: Path, more: tuple[str, ...]
) -> None:
    book = Shelf(demo / "books").current()
    party = int(portfolio.riskiest(book, portfolio.Filter(rated=True))[0])
    said = refused(*more, book.name(party), "--folder", demo)
    assert f"{book.party_id(party)} ({book.name(party)})" in said
    assert f"No party has the id {book.name(party)}" in said


def test_no_more_than_five_ids_are_offered_for_a_common_word(demo: Path) -> None:
    book = Shelf(demo / "books").current()
    said = refused("party", "有限公司", "--folder", demo)
    offered = re.findall(r"(p_[a-z2-7]{16}) \(([^()]*(?:\([^()]*\))?[^()]*)\)", said)
    assert len(offered) == said.count("p_") == 5
    assert all(book.position(PartyId(each)) is not None for each, _ in offered)


def test_an_unknown_id_or_a_text_that_nobody_is_called_offers_nothing(demo: Path, tmp_path: Path) -> None:
    assert refused("party", NOBODY, "--folder", demo).count("p_") == 1
    assert "p_" not in refused("party", "???", "--folder", demo)
    assert "riskweave load" in refused("party", "Acme", "--folder", tmp_path / "none")


def test_bad_rows_are_told_with_place_and_remedy_and_good_ones_load(own_demo: Path, tmp_path: Path) -> None:
    rows = ["a1,Alpha Ltd", "a1,Other Ltd", f"a2,{'x' * 5_000_000}", "a3,<img src=x onerror=1>"]
    rows += ["a4,\"=cmd|' /C calc'!A0\"", "a5,'; MATCH (n) DETACH DELETE n", "a6,Twin Ltd", "a7,Twin Ltd"]
    files = tmp_path / "crm"
    file(files, "companies.csv", "source_key,name\n" + "\n".join(rows) + "\n")
    file(files, "debts.csv", "creditor,debtor,amount\na1,a3,lots\na1,a3,10\n")
    file(files, "supplies.csv", "supplier,buyer\nTwin Ltd,a1\n")
    done = riskweave("load", files, "--folder", own_demo)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "companies: 6 of 8 rows are good, 2 rejected" in done.stdout
    assert "crm/debts.csv line 2: amount holds “lots”" in done.stdout
    assert "supplies: 1 of 1 row is good" in done.stdout
    assert "rejects.csv" in done.stdout


def test_settings_that_cannot_be_are_refused(tmp_path: Path) -> None:
    def with_variable(name: str, value: str) -> str:
        return refused("serve", "--folder", tmp_path, variables={name: value})

    assert "RISKWEAVE_NONSENSE is no setting" in with_variable("RISKWEAVE_NONSENSE", "1")
    assert "Setting port" in with_variable("RISKWEAVE_PORT", "abc")
    assert "Setting inputs" in with_variable("RISKWEAVE_INPUTS", str(tmp_path / "none"))
    assert "casebook's URL" in with_variable("RISKWEAVE_CASEBOOK", "nonsense")
    assert "loopback only" in refused("serve", "--host", "0.0.0.0", "--folder", tmp_path)


def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert "another --port" in refused("serve", "--port", port, "--folder", tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    taken = file(tmp_path, "taken", "x")
    assert "--folder" in refused("init", "--folder", taken)


def test_a_store_that_cannot_be_used_is_refused(own_demo: Path, tmp_path: Path) -> None:
    text = file(tmp_path, "no.db", "this is no database, whatever its name says. " * 9)
    assert "is no store" in refused("init", "--store", f"sqlite:///{text}")
    other = sqlite3.connect(own_demo / "book.db")
    other.execute("UPDATE store SET schema = 99")
    other.commit()
    assert "update riskweave" in refused("score", "--folder", own_demo)
    assert riskweave("rings", "--folder", own_demo).returncode == 0


def test_a_second_writer_is_refused_and_told_who_writes(own_demo: Path) -> None:
    holder = apsw.Connection(str(lock_path(own_demo / "book.db")))
    holder.execute("BEGIN EXCLUSIVE")
    assert "is writing to" in refused("score", "--folder", own_demo)
    holder.close()


def test_a_damaged_book_is_said_and_built_again(own_demo: Path) -> None:
    [table] = own_demo.glob("books/0*/snapshot/parties.arrow")
    os.truncate(table, 100)
    assert "riskweave score" in refused("rings", "--folder", own_demo)
    assert riskweave("score", "--folder", own_demo).returncode == 0
    assert riskweave("rings", "--folder", own_demo).returncode == 0


def test_wrong_usage_ends_with_two() -> None:
    assert riskweave("nonsense").returncode == 2
    assert riskweave("load").returncode == 2


def _hear_ctrl_c() -> None:
    """A shell makes what it runs in the background deaf to Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_a_load_that_is_stopped_leaves_the_book_as_it_was(own_demo: Path, tmp_path: Path) -> None:
    big = companies(tmp_path, 2 * MANY)
    product = Product(Settings(folder=own_demo))
    before = (own_demo / "books" / "current").read_text()
    load = start("load", big, "--source", "big", "--folder", own_demo, preexec_fn=_hear_ctrl_c)
    with product.store(read_only=True) as store:
        wait_until(lambda: any(store.unpublished_rows().values()), "rows come in")
    load.send_signal(signal.SIGINT)
    _, err = load.communicate(timeout=60)
    assert load.returncode == 130, err
    assert err.startswith("riskweave: stopped")
    assert (own_demo / "books" / "current").read_text() == before


def test_json_is_alone_on_stdout(demo: Path) -> None:
    done = riskweave("rings", "--json", "--folder", demo)
    assert json.loads(done.stdout)
    assert done.stderr == ""
