"""The same export as published, in GB18030 with Chinese headers, and as one wide workbook: one store."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bench.listed_forms import COMPANIES, OFFICERS, chinese_files, wide_workbook
from graph.rates import Rates
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import CommandId
from ingest.load_report import LoadReport
from ingest.resolve import resolve
from tests.loading.examples import TODAY, load_into, write
from tests.loading.test_examples import EXAMPLES

Form = Callable[[Path, Path], Sequence[Path]]


def published(folder: Path, _to: Path) -> Sequence[Path]:
    return [folder / OFFICERS, folder / COMPANIES]


FORMS: Sequence[tuple[Form, str]] = (
    (published, "mapping.yaml"),
    (chinese_files, "chinese.yaml"),
    (wide_workbook, "wide.yaml"),
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return a folder with both files: a person on two boards, an unknown age, a firm without officers."""
    write(
        tmp_path,
        f"in/{OFFICERS}",
        "name,gender,age,code,jobs",
        "李明远,男,58,900058,董事长/董事",
        "李明远,男,58,900051,独立董事",
        "王雪芳,女,-1,900051,董事/副总裁/财务总监",
        "赵一川,男,44,900058,监事",
    )
    write(
        tmp_path,
        f"in/{COMPANIES}",
        "code,name,c_name",
        "900058,青禾股份,化工行业",
        "900051,云岫发展,综合行业",
        "900077,北渡科技,电子器件",
    )
    return tmp_path / "in"


def load_form(store: GraphStore, form: Form, mapping: str, export: Path) -> LoadReport:
    folder = export.parent / mapping
    folder.mkdir()
    paths = form(export, folder)
    report = load_into(store, *paths, mappings=(EXAMPLES / "listed_officers" / mapping,))
    with store.lease("a test", wait_s=1) as token:
        resolve(store, command=CommandId(mapping), token=token)
    return report


def test_each_form_says_the_same_and_no_later_one_says_anything_new(store: GraphStore, export: Path) -> None:
    said, reports = [], []
    for form, mapping in FORMS:
        reports.append(load_form(store, form, mapping, export))
        snapshot = Snapshot.of(store, valid_on=TODAY, rates=Rates.only("CNY"))
        said.append((stored_hash(store), snapshot.content_hash))
    assert [each.total.rejected for each in reports] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    assert [(each.written.new > 0, each.written.changed, each.written.closed) for each in reports] == [
        (True, 0, 0),
        (False, 0, 0),
        (False, 0, 0),
    ]


@pytest.mark.parametrize(("form", "mapping"), FORMS[1:])
def test_each_form_alone_gives_the_same_store(form: Form, mapping: str, export: Path, tmp_path: Path) -> None:
    hashes = []
    for at, (one, by) in enumerate((FORMS[0], (form, mapping))):
        with closing(SqliteStore(tmp_path / f"{at}.db")) as store:
            store.init()
            load_form(store, one, by, export)
            hashes.append(stored_hash(store))
    assert hashes[0] == hashes[1]


def test_a_firm_that_repeats_in_many_rows_counts_once(store: GraphStore, tmp_path: Path) -> None:
    lines = [f"C1,Acme Ltd,0512-62881234,P{n},Jo Roe {n},director" for n in range(6_000)]
    path = write(tmp_path, "wide.csv", "no,firm,phone,pid,who,role", *lines)
    mapping = write(
        tmp_path,
        "m.yaml",
        "tables:",
        "  - {files: wide.csv, table: companies, columns: {source_key: no, name: firm, phones: phone}}",
        "  - {files: wide.csv, table: people, columns: {source_key: pid, name: who}}",
        "  - {files: wide.csv, table: officers, columns: {person: pid, company: no, role: role}}",
    )
    report = load_into(store, path, mappings=(mapping,))
    assert (report.total.good, report.total.rejected) == (18_000, 0)
    assert report.warnings == {"row_repeated": 5_999}
    assert report.written.new == 6_001 + 6_000 + 1  # records, ties, the phone
