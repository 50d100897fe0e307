from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput, InvalidMapping
from ingest.binding import mapped, matched
from ingest.mapping_file import read_mapping
from ingest.read.detect import input_file, raw_tables
from ingest.reasons import Fault, Reason
from ingest.tables import TABLES
from ingest.tables.column import End
from ingest.typed import TypedBatch
from ingest.typer import RowTyper
from tests.loading.examples import CURRENCIES, TODAY, write


def read_by(folder: Path, yaml: str, *lines: str) -> list[dict[str, object]]:
    """Return the rows of a CSV as a mapping of one table reads them."""
    return [each.row._asdict() for batch in batches_by(folder, yaml, *lines) for each in batch.good]


def batches_by(folder: Path, yaml: str, *lines: str) -> list[TypedBatch]:
    mapping = read_mapping(write(folder, "mapping.yaml", yaml))
    (raw,) = raw_tables(input_file(write(folder, "f.csv", *lines), "f.csv", None))
    binding = mapped(raw, mapping.content.tables[0], currency=mapping.content.currency, today=TODAY)
    typer = RowTyper(raw, binding, today=TODAY, currency="CNY", currencies=CURRENCIES)
    return [typer.typed(batch) for batch in raw.batches()]


def test_fields_are_made_by_every_kind_of_expression(tmp_path: Path) -> None:
    (row,) = read_by(
        tmp_path,
        r"""
        currency: USD
        tables:
          - files: f.csv
            table: companies
            columns:
              source_key: {join: [Nr, Land], with: "-"}
              name: {first: [Firma, {join: [Vor, Nach]}]}
              other_names: {split: Auch, by: /}
              region: {split: Ort, by: ",", take: -1}
              roles: {header: Art, values: {K: customer}}
              registered_on: {header: Seit, format: ["%d.%m.%Y", "%d.%m.%y"]}
              cooperation_since: {header: Tag, step_origin: 2017-01-01}
              revenue: {header: Umsatz, unit: 万}
              status: {constant: no}
              staff: {header: Leute, pattern: "(\\d+) P"}
        """,
        "Nr,Land,Firma,Vor,Nach,Auch,Ort,Art,Seit,Tag,Umsatz,Leute",
        '7,DE,-,Jo,Roe,A/B,"Hof 1, Köln",K,05.03.24,31,12,ca. 15 P.',
    )
    assert (row["source_key"], row["name"], row["other_names"]) == ("7-DE", "Jo Roe", ("A", "B"))
    assert (row["region"], row["status"], row["staff"]) == ("Köln", "no", 15)
    assert (row["registered_on"], row["cooperation_since"]) == (date(2024, 3, 5), date(2017, 2, 1))
    assert str(row["revenue"]) == "Money(minor=12000000, currency='USD')"


def test_an_age_in_a_year_becomes_a_year_of_birth_and_what_is_no_age_is_none(tmp_path: Path) -> None:
    rows = read_by(
        tmp_path,
        r"""
        tables:
          - files: f.csv
            table: people
            columns:
              source_key: Nr
              name: Name
              birth_year: {header: Age, values: {"-1": ""}, years_before: 2018}
        """,
        "Nr,Name,Age",
        "1,Jo Roe,58",
        "2,Al Poe,-1",
    )
    assert [row["birth_year"] for row in rows] == [1960, None]


def test_a_spoilt_cell_spoils_what_is_made_of_it(tmp_path: Path) -> None:
    rows = read_by(
        tmp_path,
        r"""
        tables:
          - files: f.csv
            table: companies
            columns:
              source_key: {header: Nr, pattern: "\\d+"}
              name: {join: [Vor, Nach]}
              registered_on: {header: Seit, format: "%d.%m.%Y"}
        """,
        "Nr,Vor,Nach,Seit",
        "9.1430200123457E+17,Jo,Roe,05.03.2024",
        "2,Jo,#REF!,05.03.2024",
        "3,Jo,Roe,#VALUE!",
        "Nr. 4,Jo,Roe,05.03.2024",
    )
    assert [row["source_key"] for row in rows] == ["4"]


def test_rows_are_chosen_by_values_by_what_they_are_not_and_by_pattern(tmp_path: Path) -> None:
    rows = read_by(
        tmp_path,
        r"""
        tables:
          - files: [f.csv]
            table: people
            where: {type: [P, Q], gone: {not: "yes"}, id: {matches: "^A\\d"}}
            columns: {source_key: id, name: name}
        """,
        "type,gone,id,name",
        "P,no,A1,a",
        "X,no,A2,b",
        "Q,yes,A3,c",
        "Q,,B4,d",
        "Q,,A5,e",
    )
    assert [row["source_key"] for row in rows] == ["A1", "A5"]


def test_a_row_whose_choice_hangs_on_a_spoilt_cell_is_refused_and_not_left_out(tmp_path: Path) -> None:
    (batch,) = batches_by(
        tmp_path,
        "tables: [{files: f.csv, table: people, where: {type: P}, columns: {source_key: id, name: name}}]",
        "type,id,name",
        "#REF!,1,a",
        "Q,2,#REF!",
        "P,3,b",
    )
    assert [each.row[0] for each in batch.good] == ["3"]
    assert [(each.line, each.fault) for each in batch.faulty] == [
        (2, Fault(Reason.FAILED_FORMULA, "type", "#REF!"))
    ]


def test_the_columns_beside_an_end_can_be_fed(tmp_path: Path) -> None:
    (row,) = read_by(
        tmp_path,
        "tables: [{files: f.csv, table: ownership, columns: {owner_name: who, owner_id: no, owned: firm}}]",
        "who,no,firm",
        "Jo,9,K1",
    )
    assert row["owner"] == End(None, "Jo", "9")


def test_a_mapping_that_speaks_of_a_missing_header_is_refused_with_those_there_are(tmp_path: Path) -> None:
    said = (
        r"f.csv line 1: .*'cust_id', which is not there; the headers are custid, b; did you mean 'custid'\?"
    )
    with pytest.raises(InvalidMapping, match=said):
        read_by(
            tmp_path,
            "tables: [{files: f.csv, table: people, columns: {source_key: cust_id, name: b}}]",
            "custid,b",
        )


def test_a_mapping_must_feed_what_a_table_needs(tmp_path: Path) -> None:
    with pytest.raises(InvalidMapping, match=r"nothing of people.name"):
        read_by(tmp_path, "tables: [{files: f.csv, table: people, columns: {source_key: a}}]", "a,b")


def test_a_header_that_is_missing_is_told_with_those_found_and_expected(tmp_path: Path) -> None:
    (raw,) = raw_tables(input_file(write(tmp_path, "f.csv", "编号,电话"), "f.csv", None))
    with pytest.raises(InvalidInput, match=r"f.csv line 1: .*name or 企业名称.*编号, 电话"):
        matched(raw, TABLES["companies"], today=TODAY)
