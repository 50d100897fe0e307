"""Rules for `cypher/`: heads tell the truth, statements are used, and none hides in Python."""

import ast
import re
from pathlib import Path

import pytest

from cypher import schema_statements, statement
from graph.neo4j_rows import statements_of
from graph.schema import LOADED, SCHEMAS, Table

ROOT = Path(__file__).parents[2]
PACKAGES = ("analytics", "api", "bench", "book", "casebook", "graph", "ingest", "viz")
NAMES = sorted(
    str(file.relative_to(ROOT / "cypher").with_suffix("")).replace("\\", "/")
    for file in (ROOT / "cypher").rglob("*.cypher")
)
FOR_PEOPLE = [name for name in NAMES if name.startswith("investigate/")]
FILED = sorted(name for table in LOADED for name in statements_of(table))
HEAD = re.compile(r"((?:// .*\n)+)// params: (.+)\n// yields: (.+)\n(?!//)")
TYPE = r"STRING|INTEGER|FLOAT|BOOLEAN|DATE|ZONED DATETIME|ANY|MAP"
COLUMN = re.compile(rf"(\w+) ((?:{TYPE}|LIST<.+>|MAP\{{.+\}}))$")
CYPHER_IN_TEXT = re.compile(r"\b(MATCH|MERGE|CREATE|UNWIND)\s*(\(|\[|\$)")


def items(text: str) -> list[str]:
    """Cut `a LIST<MAP{b STRING, c MAP}>, d INTEGER` at the commas that stand outside of brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "<{") - (letter in ">}")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def columns(text: str) -> dict[str, str]:
    """Return name -> type of a head line; `none`, `nothing` and the number of rows are no columns."""
    named = [each for each in items(text) if each not in ("none", "nothing", "one row", "at most one row")]
    matches = [COLUMN.fullmatch(each) for each in named]
    assert all(matches), f"not a name and a type: {named}"
    return {match[1]: match[2] for match in matches if match}


def head(name: str) -> tuple[dict[str, str], dict[str, str], str]:
    text = statement(name)
    match = HEAD.match(text)
    assert match, f"{name} has no head"
    return columns(match[2]), columns(match[3]), text[match.end() :]


def returned(body: str) -> set[str]:
    """Return the names of the last RETURN of a statement; none where it returns nothing."""
    at = [each.end() for each in re.finditer(r"^RETURN (?:DISTINCT )?", body, re.MULTILINE)]
    if not at:
        return set()
    last = re.split(r"\n?\s*ORDER BY", body[at[-1] :])[0]
    cut, depth = [""], 0
    for letter in last:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            cut.append("")
        else:
            cut[-1] += letter
    return {each.strip().split(" AS ")[-1] for each in cut}


def row_fields(kind: str) -> set[str]:
    match = re.fullmatch(r"LIST<MAP\{(.+)\}>", kind)
    return set(columns(match[1])) if match else set()


@pytest.mark.parametrize("name", NAMES)
def test_the_head_names_the_parameters_of_the_body(name: str) -> None:
    parameters, _, body = head(name)
    assert set(parameters) == set(re.findall(r"\$(\w+)", body))


@pytest.mark.parametrize("name", [each for each in NAMES if "UNWIND $rows AS row" in statement(each)])
def test_the_head_names_the_fields_of_a_row(name: str) -> None:
    parameters, _, body = head(name)
    assert row_fields(parameters["rows"]) == set(re.findall(r"\brow\.(\w+)", body))


@pytest.mark.parametrize("name", NAMES)
def test_the_head_names_the_columns_of_the_answer(name: str) -> None:
    _, yields, body = head(name)
    assert set(yields) == returned(body)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_one_statement_of_lines_that_can_be_read(name: str) -> None:
    _, _, body = head(name)
    assert ";" not in body
    assert max(map(len, body.splitlines())) <= 110


@pytest.mark.parametrize("name", [each for each in NAMES if each.startswith("read/columns/")])
def test_a_page_of_columns_has_the_order_of_the_schema(name: str) -> None:
    stem = name.rpartition("/")[2]
    table = next(each for each in Table if stem in statements_of(each) or stem == each.value)
    inside = re.search(r"\[\s*(collect.+)\s*\] AS columns", statement(name), re.DOTALL)
    assert inside
    told = [_told(each) for each in inside[1].split("collect(")[1:]]
    wanted = {"party": "id", "a": "id", "b": "id"} | ({"key": "id"} if table is Table.PARTIES else {})
    if table is Table.LINKS:
        wanted["record"] = "key"
    in_schema = [wanted.get(column, column) for column in SCHEMAS[table].names]
    assert [each.replace(stem.upper(), "kind") for each in told] == in_schema


def _told(value: str) -> str:
    """Return the property or name that a value is made of, or the value itself where it is a constant."""
    of = re.search(r"(?:\w+\.)?(\w+)", re.sub(r"coalesce\(|toString\(", "", value))
    assert of
    return of[1]


@pytest.mark.parametrize("folder", ["read/open", "read/standing", "write/create", "read/columns"])
def test_every_kind_of_row_has_its_statements(folder: str) -> None:
    assert {f"{folder}/{each}" for each in FILED} <= set(NAMES)


@pytest.mark.parametrize("name", schema_statements())
def test_an_index_is_named_as_its_file(name: str) -> None:
    assert f" {name.removeprefix('schema/')} IF NOT EXISTS" in statement(name)


@pytest.mark.parametrize("name", [each for each in NAMES if "USING INDEX" in statement(each)])
def test_a_hint_asks_for_a_seek(name: str) -> None:
    """Neo4j takes a walk through the whole index for one, too, where it was planned while that was small."""
    assert "USING INDEX" not in statement(name).replace("USING INDEX SEEK", "")


def test_types_are_written_out_but_where_ties_are_drawn_anew() -> None:
    assert [name for name in NAMES if "$(" in statement(name)] == ["write/draw_ties", "write/split_versions"]


def strings(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_there_is_no_cypher_in_python() -> None:
    found = [
        (str(file.relative_to(ROOT)), text)
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for text in strings(file)
        if CYPHER_IN_TEXT.search(text)
    ]
    assert not found


def test_every_statement_is_used() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "graph").glob("neo4j_*.py"))
    literal = set(re.findall(r'"((?:read|write)/[a-z_/]+)"', sources))
    halves = re.findall(r'f"((?:read|write)/[a-z_/]*)\{(\w+)\}"', sources)
    fillings = {
        "name": FILED,
        "table": [Table.PARTIES.value, Table.LINKS.value],
        "stem": [*FILED, Table.PARTIES.value, Table.LINKS.value],
        "what": ["ties", "versions"],
    }
    filled = {start + each for start, filling in halves for each in fillings[filling]}
    assert set(NAMES) - literal - filled - set(schema_statements()) - set(FOR_PEOPLE) == set()


def test_every_statement_for_people_is_listed_and_asked_in_a_test() -> None:
    page = (ROOT / "docs/neo4j-browser.md").read_text(encoding="utf-8")
    tests = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "tests/investigating").glob("test_*.py")
    )
    listed = re.findall(r"^\| \[`(\w+)`\]\(\.\./cypher/investigate/\1\.cypher\) \|", page, re.MULTILINE)
    names = [each.removeprefix("investigate/") for each in FOR_PEOPLE]
    assert listed == names
    assert [name for name in names if f'asked("{name}"' not in tests] == []


def test_every_statement_that_is_named_is_there() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "graph").glob("neo4j_*.py"))
    assert set(re.findall(r'"((?:read|write)/[a-z_/]+)"', sources)) <= set(NAMES)
