"""The search finds parties by what people type."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from graph.errors import BookDamaged
from graph.model import PartyKind
from graph.schema import SCHEMAS, Table
from graph.snapshot_tables import Holdings
from ingest.match.index import MatchIndex

NAMES = (
    ("宁川精密机械有限公司", ("Ningchuan Precision",), "company"),
    ("洛阳峤曦玻璃科技有限公司", (), "company"),
    ("Müllenkranz GmbH", (), "company"),
    ("上海远澜重工装备股份有限公司", (), "company"),
    ("Robert Smith", ("Bob",), "person"),
    ("王杰", (), "person"),
)
NINGCHUAN, QIAOXI, MULLENKRANZ, YUANLAN, SMITH, WANG = range(6)
NUMBERS = (
    ("company_number", "91110000600037341L", NINGCHUAN),
    ("email", "info@ningchuan.example", NINGCHUAN),
    ("phone", "+8613800138000", WANG),
    ("address", "河南省洛阳市长林路20号", QIAOXI),
)


def made(names: tuple[tuple[str, tuple[str, ...], str], ...] = NAMES) -> MatchIndex:
    rows = [
        {"key": f"p_{at}", "kind": kind, "name": name, "rated": True, "other_names": list(others)}
        for at, (name, others, kind) in enumerate(names)
    ]
    parties = pa.Table.from_pylist(rows, SCHEMAS[Table.PARTIES])
    held = NUMBERS if names else ()
    identifiers = pa.table({"kind": [each[0] for each in held], "value": [each[1] for each in held]})
    size = len(held)
    holdings = Holdings(
        np.array([each[2] for each in held], np.int32),
        np.arange(size, dtype=np.int32),
        np.full(size, np.nan),
        np.arange(size, dtype=np.int64),
        np.ones(size, np.int32),
    )
    return MatchIndex.build(parties, identifiers, holdings)


@pytest.mark.parametrize(
    ("typed", "party", "matched_on"),
    [
        ("宁川精密机械有限公司", NINGCHUAN, "name"),
        ("宁川", NINGCHUAN, "core"),
        ("宁川精密", NINGCHUAN, "core"),
        ("寧川精密", NINGCHUAN, "core"),
        ("峤曦", QIAOXI, "core"),
        ("玻璃科技", QIAOXI, "core"),
        ("ningchuan", NINGCHUAN, "other_name"),
        ("yuanlan zhonggong", YUANLAN, "reading"),
        ("ylzg", YUANLAN, "initials"),
        ("mullenk", MULLENKRANZ, "core"),
        ("Müllenkranz", MULLENKRANZ, "core"),
        ("smith", SMITH, "name"),
        ("Smith, Robert", SMITH, "name"),
        ("Bob", SMITH, "other_name"),
        ("wangjie", WANG, "reading"),
        ("9111 0000 6000", NINGCHUAN, "identifier"),
        ("info@ning", NINGCHUAN, "email"),
        ("138 0013 8000", WANG, "phone"),
        ("13800138", WANG, "phone"),
        ("宁川精蜜机械有限公司", NINGCHUAN, "reading"),
        ("Robret Smith", SMITH, "name"),
    ],
)
def test_a_party_is_found_by_what_is_typed(typed: str, party: int, matched_on: str) -> None:
    first = made().find(typed, limit=3)[0]
    assert (first.party_position, first.matched_on) == (party, matched_on)


@pytest.mark.parametrize("typed", ["", "   ", "，。", "zzqqxx", "龘龘龘", "' OR 1=1 --", "长林路"])
def test_what_nobody_is_called_finds_nothing(typed: str) -> None:
    assert list(made().find(typed, limit=5)) == []


def test_the_whole_name_comes_before_its_beginning_and_that_before_a_part() -> None:
    names = tuple((name, (), "company") for name in ("新远澜重工", "远澜重工装备", "远澜重工"))
    hits = made(names[:0]).find("远澜重工", limit=9), _without_numbers(names).find("远澜重工", limit=9)
    assert [[hit.party_position for hit in each] for each in hits] == [[], [2, 1, 0]]


def test_a_party_is_shown_once_and_not_more_than_asked_for() -> None:
    index = made()
    assert [len(index.find("公司", limit=limit)) for limit in (1, 2, 9)] == [1, 2, 3]


def test_only_the_kinds_asked_for_are_found() -> None:
    index = made()
    assert {hit.party_position for hit in index.find("wang", limit=9, kinds=[PartyKind.PERSON])} == {WANG}
    assert index.find("wangjie", limit=9, kinds=[PartyKind.COMPANY]) == []


def test_scores_are_shares_in_falling_order() -> None:
    scores = [hit.score for hit in made().find("n", limit=9)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    index = made()
    index.save(tmp_path / "index")
    opened = MatchIndex.open(tmp_path / "index")
    assert len(opened) == len(index)
    for typed in ("宁川", "smith", "13800138", "精密机械", "Robret Smith"):
        assert opened.find(typed, limit=5) == index.find(typed, limit=5)


def test_an_empty_book_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    made(()).save(tmp_path)
    assert list(MatchIndex.open(tmp_path).find("宁川", limit=5)) == []


def test_a_missing_index_is_a_damaged_book(tmp_path: Path) -> None:
    with pytest.raises(BookDamaged, match="texts|pieces"):
        MatchIndex.open(tmp_path)


def _without_numbers(names: tuple[tuple[str, tuple[str, ...], str], ...]) -> MatchIndex:
    rows = [
        {"key": f"p_{at}", "kind": kind, "name": name, "rated": True, "other_names": []}
        for at, (name, _, kind) in enumerate(names)
    ]
    none = np.empty(0, np.int32)
    holdings = Holdings(none, none, np.empty(0), np.empty(0, np.int64), none)
    identifiers = pa.table({"kind": pa.array([], pa.string()), "value": pa.array([], pa.string())})
    return MatchIndex.build(pa.Table.from_pylist(rows, SCHEMAS[Table.PARTIES]), identifiers, holdings)
