import json
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from ingest.read import json_list
from tests.reading.raw_tables import numbered, set_aside, table_of


def test_lines_with_other_names_make_one_table(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"key": "1", "name": "甲"}\n\n{"name": "乙", "city": "B", "key": 2}\n{}\n', "utf-8")
    table = table_of(path)
    assert (table.headers, table.place) == (("key", "name", "city"), "a.jsonl")
    assert numbered(table) == [(1, ["1", "甲", ""]), (3, ["2", "乙", "B"])]


def test_values_are_as_a_person_would_type_them(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    row = {"a": None, "b": True, "c": ["x", 1, None], "d": {"e": {"f": 0.5}}, "g": [{"h": 1}]}
    path.write_text(json.dumps([row]))
    assert table_of(path).headers == ("a", "b", "c", "d.e.f", "g")
    assert numbered(table_of(path)) == [(1, ["", "yes", "x;1", "0.5", '[{"h": "1"}]'])]


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"id": 123456789012345678901234567890, "amount": 0.10000000000000000001}')
    assert numbered(table_of(path)) == [(1, ["123456789012345678901234567890", "0.10000000000000000001"])]


def test_a_broken_line_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"k": 1}', '{"k": 2', '{"k": NaN}', '{"k": 4, "k": 5}', "[6]", '{"k": "\\ud800"}', '{"k": 7}']
    deep = '{"k": ' + "[" * 100_000 + "]" * 100_000 + "}"
    path.write_text("\n".join([*lines, deep]))
    assert numbered(table_of(path)) == [(1, ["1"]), (7, ["7"])]
    assert set_aside(table_of(path)) == [
        (2, "broken_json", ""),
        (3, "not_finite", "k"),
        (4, "broken_json", ""),
        (5, "broken_json", ""),
        (6, "broken_text", "k"),
        (8, "broken_json", ""),
    ]


@pytest.mark.parametrize("chunk", [1, 7, 1 << 20])
def test_a_list_is_read_element_by_element(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(json_list, "_CHUNK", chunk)
    path = tmp_path / "a.json"
    path.write_text('\n [ {"k": 1},\n {"k": "}, {"},{"k": {"z": 3}},\n{"k": [4, "]"]}\n] \n')
    assert numbered(table_of(path)) == [(2, ["1", ""]), (3, ["}, {", ""]), (3, ["", "3"]), (4, ["4;]", ""])]


@pytest.mark.parametrize("chunk", [3, 1 << 20])
@pytest.mark.parametrize("broken", ['{"k": "x, "n": 1}', '{"k": 2,, "n": 2}', '{"k": }', "17", '{"k": tru}'])
def test_a_broken_element_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, chunk: int
) -> None:
    monkeypatch.setattr(json_list, "_CHUNK", chunk)
    path = tmp_path / "a.json"
    path.write_text(f'[{{"k": 1}},\n{broken},\n{{"k": 3}},\n{{"k": 4}}]')
    assert [(line, row[0]) for line, row in numbered(table_of(path))] == [(1, "1"), (3, "3"), (4, "4")]
    assert set_aside(table_of(path)) == [(2, "broken_json", "")]


def test_a_list_that_was_cut_off_and_what_follows_a_list_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"k": 1},\n{"k": 2}, {"k":')
    assert set_aside(table_of(path)) == [(2, "broken_json", "")]
    path.write_text('[{"k": 1}]\nnothing')
    assert (numbered(table_of(path)), set_aside(table_of(path))) == ([(1, ["1"])], [(2, "broken_json", "")])


@pytest.mark.parametrize("text", ["[]", "17", "{}", '{\n"k":\n1\n}', "[1, 2]", "nothing"])
def test_json_without_a_row_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(UnreadableFile, match="holds no JSON objects"):
        table_of(path)
