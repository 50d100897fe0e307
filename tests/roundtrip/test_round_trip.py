"""What is written in any format, encoding and order comes back the same, beside any bad row."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.schema import Table
from graph.store import GraphStore
from ingest.load import LoadReport
from tests.contract.addresses import open_at
from tests.loading.examples import load_into, rows
from tests.roundtrip.files import Form, bad_row, forms, written
from tests.roundtrip.rows import Company, companies

BAD_CELLS = [
    {"source_key": ""}, {"name": "无"}, {"staff": "many"}, {"registered_on": "2091-01-01"},
    {"registered_capital": "-5"}, {"currency": "XYZ", "registered_capital": "5"}, {"name": "a\x07b"},
]  # fmt: skip


surely = settings(deadline=None, derandomize=True, phases=[Phase.generate])
"""Examples are small as they are; every further one costs a load."""


@settings(surely, max_examples=50)
@given(data=st.data(), form=forms())
def test_rows_come_back_from_every_format_encoding_and_order(data: st.DataObject, form: Form) -> None:
    given_rows = data.draw(companies(form.encoding))
    with _room() as (store, folder):
        report = load_into(store, written(folder, form, given_rows), source="crm")
        assert (report.total.good, report.total.rejected) == (len(given_rows), 0)
        assert _loaded(store) == _told(given_rows)


@settings(surely, max_examples=30)
@given(data=st.data(), form=forms(), cells=st.sampled_from(BAD_CELLS))
def test_a_bad_row_at_any_place_costs_no_other(
    data: st.DataObject, form: Form, cells: Mapping[str, str]
) -> None:
    good = data.draw(companies(form.encoding))
    at = data.draw(st.integers(0, len(good)))
    with _room() as (store, folder):
        planted = [*good[:at], bad_row(good[0], **cells), *good[at:]]
        path = written(folder, replace(form, typed=False), planted)
        _only_one_is_rejected(load_into(store, path, source="crm"), good)
        assert _loaded(store) == _told(good)


@settings(surely, max_examples=30)
@given(data=st.data(), form=forms(kinds=("csv", "jsonl")))
def test_a_broken_line_at_any_place_costs_no_other(data: st.DataObject, form: Form) -> None:
    good = data.draw(companies(form.encoding))
    at = data.draw(st.integers(0, len(good)))
    broken = '"C-bad' if form.kind == "csv" else '{"source_key": "C-bad", "name'
    line = data.draw(st.sampled_from(_broken_lines(form, broken)))
    with _room() as (store, folder):
        path = written(folder, form, good, extra=(at, line))
        _only_one_is_rejected(load_into(store, path, source="crm"), good)
        assert _loaded(store) == _told(good)


def _broken_lines(form: Form, text: str) -> list[bytes]:
    """Return a line that was cut, and one with a byte that is no character where there is such."""
    plain = form.encoding.removesuffix("-sig").replace("utf-16", "utf-16-le").replace("le-le", "le")
    plain = "utf-16-be" if form.encoding == "utf-16-be" else plain.replace("le-be", "be")
    cut = (text + form.end).encode(plain)
    return [cut] if "16" in plain else [cut, b"\xff" + cut]


@contextmanager
def _room() -> Iterator[tuple[GraphStore, Path]]:
    with TemporaryDirectory() as folder, closing(open_at({"path": f"{folder}/book.db"})) as store:
        store.init()
        room = Path(folder) / "in"
        room.mkdir()
        yield store, room


def _only_one_is_rejected(report: LoadReport, good: Sequence[Company]) -> None:
    assert (report.total.good, report.total.rejected) == (len(good), 1)


def _told(given_rows: Sequence[Company]) -> dict[str, tuple[str, Mapping[str, object]]]:
    return {key: (name, fields) for key, name, fields in (row.told for row in given_rows)}


def _loaded(store: GraphStore) -> dict[str, tuple[str, Mapping[str, object]]]:
    return {
        str(row["key"]).split(":", 2)[2]: (str(row["name"]), json.loads(str(row["fields"])))
        for row in rows(store, Table.RECORDS)
    }
