"""A corpus of hostile and odd files: each loads its good rows and tells the others, or is refused whole.

One bad row never costs a good one, and no row is lost in silence.
"""

import json
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.schema import Table
from graph.store import GraphStore
from tests.hostile.archives import ARCHIVES
from tests.hostile.case import Case
from tests.hostile.jsons import JSON, PARQUETS
from tests.hostile.texts import ENCODINGS, QUOTES, SHAPES
from tests.hostile.values import AMOUNTS, NAMES, TIES
from tests.hostile.workbooks import WORKBOOKS
from tests.loading.examples import load_into, rows

CASES = [
    *SHAPES,
    *QUOTES,
    *ENCODINGS,
    *NAMES,
    *AMOUNTS,
    *TIES,
    *JSON,
    *PARQUETS,
    *WORKBOOKS,
    *ARCHIVES,
]
REFUSED = [case for case in CASES if case.refused]
LOADED = [case for case in CASES if not case.refused]
TOLD = [case for case in LOADED if case.rejects]


def _named(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return an empty folder for the files of a case."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("case", _named(LOADED))
def test_the_good_rows_load_and_the_others_are_told(store: GraphStore, room: Path, case: Case) -> None:
    report = load_into(store, case.make(room), source="crm")
    assert report.total.rows == report.total.good + report.total.rejected
    assert _parties(store) == dict(case.parties)
    assert sorted(map(repr, _ties(store, case.columns))) == sorted(map(repr, case.ties))
    assert _rejects(report.reports) == dict(case.rejects)
    assert report.total.rejected == len(case.rejects)
    assert report.skipped == case.skipped


@pytest.mark.parametrize("case", _named(REFUSED))
def test_what_cannot_be_loaded_is_refused_in_one_sentence_and_leaves_nothing(
    store: GraphStore, room: Path, case: Case
) -> None:
    with pytest.raises(InvalidInput, match=case.refused) as refused:
        load_into(store, case.make(room), source="crm")
    assert "\n" not in str(refused.value)
    assert store.loads() == []
    assert rows(store, Table.RECORDS) == []


@pytest.mark.parametrize("case", _named(TOLD))
def test_a_report_that_nobody_mended_is_no_hostile_file(store: GraphStore, room: Path, case: Case) -> None:
    report = load_into(store, case.make(room), source="crm")
    (rejects,) = (each for each in report.reports if each.suffix == ".csv")
    again = load_into(store, rejects, report_folder=room / "again")
    assert again.total.rows == len(case.rejects)


def _parties(store: GraphStore) -> dict[str, str]:
    """Return the names of the parties that have rows of their own, by key."""
    return {
        str(row["key"]).split(":", 2)[2]: str(row["name"])
        for row in rows(store, Table.RECORDS)
        if not row["mention"]
    }


def _ties(store: GraphStore, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Return the asked columns of the ties; a mention stands there by its name, with `#`."""
    names = {row["key"]: f"#{row['name']}" for row in rows(store, Table.RECORDS) if row["mention"]}
    return [
        tuple(names.get(row[column], row[column]) for column in columns or ("source", "target"))
        for row in rows(store, Table.RELATIONSHIPS)
    ]


def _rejects(reports: tuple[Path, ...]) -> dict[int, str]:
    found = [path for path in reports if path.suffix == ".json"]
    told = json.loads(found[0].read_text("utf-8")) if found else []
    return {int(each["_line"]): each["_reason"] for each in told}
