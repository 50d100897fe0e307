"""The index of arrays holds what the plain way of `slow_index` holds, whatever the names are."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import IdentifierKind, PartyKind
from graph.schema import SCHEMAS, Table
from graph.snapshot_tables import Holdings
from ingest.match import entries as module
from ingest.match import grams as grams_module
from ingest.match import index as index_module
from ingest.match.entries import entries
from ingest.match.grams import grams, postings
from ingest.match.index import MatchIndex
from tests.matching.slow_index import slow_entries, slow_find, slow_pieces

NAMES = (
    "上海 深圳市 中国 钢铁 寧川 精密機械 有限公司 集团 （杭州） 分公司 苏州分公司 著名 乾隆 后里",
    "王 欧阳 小明 𠀀 𪚥",
    "é ü Müller ß Щука Ltd GmbH & LLC 123 ＡＢＣ ㈱ _ - ' Bob Smith, jr",
)
PIECES = [*" ".join(NAMES).split(), " ", "\u3000", "\n", "\x00", ""]
NAME = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
PARTY = st.tuples(NAME, st.lists(NAME, max_size=3), st.sampled_from(PartyKind))
NUMBER = st.tuples(
    st.sampled_from(IdentifierKind),
    st.sampled_from(["+86 138-0013", "info@ÀB.example", "长林路20号", "９1X", "138"]),
)
Indexed = tuple[pa.Table, pa.Table, Holdings]


@st.composite
def books(draw: st.DrawFn) -> Indexed:
    """Return parties, distinct identifiers, and who has which of them."""
    told = draw(st.lists(PARTY, max_size=12))
    rows = [
        {"key": f"p_{at}", "kind": kind.value, "name": name, "rated": True, "other_names": others}
        for at, (name, others, kind) in enumerate(told)
    ]
    numbers = draw(st.lists(NUMBER, max_size=6, unique=True)) if told else []
    held = sorted({(draw(st.integers(0, len(told) - 1)), at) for at in range(len(numbers)) for _ in range(2)})
    identifiers = pa.table(
        {
            "kind": pa.array([kind.value for kind, _ in numbers], pa.string()),
            "value": pa.array([value for _, value in numbers], pa.string()),
        }
    )
    return pa.Table.from_pylist(rows, SCHEMAS[Table.PARTIES]), identifiers, _holdings(held)


def _holdings(held: list[tuple[int, int]]) -> Holdings:
    party, number = (np.array([each[end] for each in held], np.int32) for end in (0, 1))
    size = len(held)
    return Holdings(party, number, np.full(size, np.nan), np.arange(size), np.ones(size, np.int32))


@pytest.fixture(scope="module", autouse=True)
def few_at_once() -> Any:
    """Let even small books be taken in several parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", 3)
        patch.setattr(grams_module, "_AT_ONCE", 5)
        patch.setattr(index_module, "_BLOCK", 2)
        yield


@settings(deadline=None, derandomize=True, max_examples=120)
@given(books())
def test_the_entries_are_those_of_the_plain_way(book: Indexed) -> None:
    columns = [entries(*book)[name].to_pylist() for name in ("text", "party", "on", "shown")]
    assert list(zip(*columns, strict=True)) == slow_entries(*book)


@settings(deadline=None, derandomize=True, max_examples=120)
@given(st.lists(st.lists(st.sampled_from("ab1 的钢é〇\U00020000"), max_size=6).map("".join), max_size=20))
def test_the_rows_of_a_piece_are_those_of_the_plain_way(texts: list[str]) -> None:
    found = postings(pa.array(texts, pa.large_string()))
    expected = sorted((int(grams(piece)[0]), rows) for piece, rows in slow_pieces(texts).items())
    assert found.pieces.tolist() == [piece for piece, _ in expected]
    parts = np.split(found.rows, found.offsets[1:-1]) if len(found.pieces) else []
    assert [part.tolist() for part in parts] == [rows for _, rows in expected]


@settings(deadline=None, derandomize=True, max_examples=120)
@given(books(), NAME)
def test_a_search_finds_what_a_look_at_every_text_finds(book: Indexed, typed: str) -> None:
    index = MatchIndex.build(*book)
    assert list(index.find(typed, limit=99)) == slow_find(index, typed)
