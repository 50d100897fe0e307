"""Every kind of mistake in a mapping file is refused with its line, its place and a way out."""

from pathlib import Path

import pytest

from graph.errors import InvalidMapping
from ingest.mapping_file import LARGEST_BYTES, read_mapping
from tests.loading.examples import write

TABLE = "tables:\n  - files: a.csv\n    table: people\n    columns:\n      source_key: Nr\n"
"""Five lines that a mistake may follow."""


def refusal(folder: Path, yaml: str) -> str:
    """Return what is said against a mapping."""
    with pytest.raises(InvalidMapping) as refused:
        read_mapping(write(folder, "mapping.yaml", yaml))
    return str(refused.value)


@pytest.mark.parametrize(
    ("yaml", "place", "said"),
    [
        ("", "line 1, top", "must be keys with values"),
        ("- a\n- b", "line 1, top", "must be keys with values"),
        ("source: crm", "line 1, top", "tables is missing"),
        ("tables: []", "line 1, tables", "must not be empty"),
        ("tables: people", "line 1, tables", "must be a list"),
        ("tables:\n  - people", "line 2, tables[1]", "must be keys with values"),
        ("tables:\n  - files: a.csv\n    columns: {}", "line 2, tables[1]", "table is missing"),
        (
            "tables:\n  - files: []\n    table: people\n    columns: {}",
            "line 2, tables[1].files",
            "must not be empty",
        ),
        (
            "tables:\n  - files: a\n    columns: {}\n    table: peopel",
            "line 4, tables[1].table",
            "did you mean 'people'?",
        ),
        (f"{TABLE}      nam: x", "line 6, tables[1].columns.nam", "did you mean 'name'?"),
        (f"{TABLE}    colour: red", "line 6, tables[1].colour", "there are files, table, columns"),
        (f"{TABLE}    shet: one", "line 6, tables[1].shet", "did you mean 'sheet'?"),
        (f"{TABLE}currency: yuan", "line 6, currency", "'yuan' is no currency code"),
        (f"{TABLE}source: A B", "line 6, source", "cannot name a source"),
        (f"{TABLE}    source: A B", "line 6, tables[1].source", "cannot name a source"),
        (f"{TABLE}      name: [a, b]", "line 6, tables[1].columns.name", "must be keys with values"),
        (f"{TABLE}      name: {{header: x, constant: y}}", "columns.name", "needs exactly one of"),
        (f"{TABLE}      name: {{header: x, spilt: y}}", "columns.name.spilt", "did you mean 'split'?"),
        (f"{TABLE}      name: {{split: x}}", "columns.name", "split needs by"),
        (f"{TABLE}      name: {{header: x, by: y}}", "columns.name.by", "belongs to split"),
        (f"{TABLE}      name: {{split: x, by: ''}}", "columns.name.by", "at least 1 character"),
        (f"{TABLE}      name: {{header: x, take: 1}}", "columns.name.take", "belongs to split"),
        (f"{TABLE}      name: {{split: x, by: y, take: z}}", "columns.name.take", "a whole number"),
        (f"{TABLE}      name: {{split: x, by: y, take: 0}}", "columns.name", "take counts from 1"),
        (f"{TABLE}      name: {{header: x, with: y}}", "columns.name.with", "belongs to join"),
        (f"{TABLE}      name:\n        join:\n          - a\n          - {{heder: b}}",
         "line 9, tables[1].columns.name.join[2].heder", "did you mean 'header'?"),
        (f"{TABLE}      name: {{header: x, pattern: '(a'}}", "line 6, tables[1].columns.name.pattern",
         "is no regular expression"),
        (f"{TABLE}      birth_date: {{header: x, format: dd.mm.yyyy}}", "columns.birth_date.format",
         "write it like %d.%m.%Y"),
        (f"{TABLE}      birth_date:\n        header: x\n        format: ['%d.%m.%Y', '%d.%m.%Q%y']",
         "line 8, tables[1].columns.birth_date.format[2]", "reads no date"),
        (f"{TABLE}      birth_date: {{header: x, format: '%Y %z'}}", "columns.birth_date.format",
         "cannot read time zones"),
        (f"{TABLE}      birth_date: {{header: x, step_origin: soon}}", "columns.birth_date.step_origin",
         "date"),
        (f"{TABLE}      birth_date: {{header: x, step: day}}", "columns.birth_date.step", "step_origin"),
        (f"{TABLE}      birth_date: {{header: x, format: '%Y', step_origin: 2017-01-01}}",
         "columns.birth_date", "keep one"),
        (f"{TABLE}      birth_year: {{header: x, unit: Mio}}", "columns.birth_year.unit", "'Mio' is no unit"),
        (f"{TABLE}      sex: {{header: x, values: [m]}}", "columns.sex.values", "must be keys with values"),
        (f"{TABLE}    where: {{x: {{}}}}", "tables[1].where.x", "`not` or `matches`"),
        (f"{TABLE}    where: {{x: {{matches: '['}}}}", "tables[1].where.x.matches", "no regular expression"),
        (f"{TABLE}    where: {{x: {{nto: a}}}}", "tables[1].where.x.nto", "did you mean 'not'?"),
        (f"{TABLE}    where: x", "line 6, tables[1].where", "must be keys with values"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_place(tmp_path: Path, yaml: str, place: str, said: str) -> None:
    refused = refusal(tmp_path, yaml)
    assert place in refused
    assert said in refused


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("tables: [", "line 2 is no YAML"),
        ("tables:\n\t- a", "line 2 is no YAML"),
        ("a: 1\n---\nb: 2", "line 2 is no YAML"),
        ("? {a: b}\n: c", "line 1 is no YAML"),
        ("a: \x07", "is no YAML"),
        ("a: *there", "line 1 is no YAML"),
        (f"{TABLE}      source_key: Nummer", "line 6: 'source_key' stands there twice, first on line 5"),
        (f"source: a\n{TABLE}source: b", "line 7: 'source' stands there twice, first on line 1"),
        ("tables: [{files: a, files: b}]", "line 1: 'files' stands there twice"),
        ("a: &a [*a]", "line 1: an anchor holds itself"),
        ("[" * 1_500 + "]" * 1_500, "nested too deeply"),
        ("a: " + "{b: " * 1_500 + "c" + "}" * 1_500, "nested too deeply"),
        ("#" * (LARGEST_BYTES + 1), "larger than a mapping can be"),
    ],
)
def test_what_is_no_sound_yaml_is_refused(tmp_path: Path, yaml: str, said: str) -> None:
    assert said in refusal(tmp_path, yaml)


def test_anchors_that_unfold_to_billions_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "unfolds to more than 50,000 values" in refusal(tmp_path, "\n".join(lines))


def test_a_file_in_another_encoding_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = write(tmp_path, "mapping.yaml", "source: crm # 客户", encoding="gb18030")
    with pytest.raises(InvalidMapping, match="not UTF-8; save it as UTF-8"):
        read_mapping(path)


def test_an_anchor_may_be_used_again(tmp_path: Path) -> None:
    yaml = f"{TABLE}      name: &who {{join: [a, b]}}\n      other_names: *who"
    columns = read_mapping(write(tmp_path, "mapping.yaml", yaml)).content.tables[0].columns
    assert columns["name"] == columns["other_names"]
