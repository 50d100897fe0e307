from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from ingest.read.raw import ROWS_AT_ONCE
from tests.reading.raw_tables import numbered, set_aside, table_of


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_found_in_the_header(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a{mark}"b,;c"{mark}d\n1{mark}2{mark}3\n')
    assert table_of(path).headers == ("a", "b,;c", "d")


def test_line_numbers_stay_true_after_line_breaks_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\nname,text\na,"one\ntwo\nthree"\n\nb,four\n')
    assert table_of(path).header_line == 2
    assert [line for line, _ in numbered(table_of(path))] == [3, 7]


def test_rows_come_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("n\n" + "1\n" * (2 * ROWS_AT_ONCE + 1))
    assert [len(batch.rows) for batch in table_of(path).batches()] == [ROWS_AT_ONCE, ROWS_AT_ONCE, 1]


def test_excel_may_tell_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\nsep=;\n\na,a;b,b;c,c\n1;2;3\n")
    assert (table_of(path).headers, table_of(path).header_line) == (("a,a", "b,b", "c,c"), 4)
    assert numbered(table_of(path)) == [(5, ["1", "2", "3"])]


def test_commas_in_amounts_do_not_part_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("key;amount\nA;1,5\nB;2,5\n")
    assert numbered(table_of(path)) == [(2, ["A", "1,5"]), (3, ["B", "2,5"])]


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Customers of the north\nmade on 2024-03-05,,,\n\nkey\tname\tcity\tof\n1\tA\tB\tC\n")
    assert (table_of(path).headers, table_of(path).header_line) == (("key", "name", "city", "of"), 4)
    assert numbered(table_of(path)) == [(5, ["1", "A", "B", "C"])]


def test_a_unit_in_a_title_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("应收账款,,\n单位：万元,,\n债权人,债务人,金额\nA,B,1\n")
    with pytest.raises(UnreadableFile, match="gives its amounts in 万元 above the header"):
        table_of(path)


def test_a_header_of_one_column_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\nAcme\nBolt\n")
    assert numbered(table_of(path)) == [(2, ["Acme"]), (3, ["Bolt"])]


def test_a_quote_that_is_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{n},name {n},{n}" for n in range(3 * ROWS_AT_ONCE)]
    rows[7] = '7,"name 7,7'
    rows[ROWS_AT_ONCE] = '5000,"nobody",closes this"'
    rows[-1] = '"'
    path.write_text("\n".join(["key,name,n", *rows]) + "\n")
    table = table_of(path)
    assert [line for line, *_ in set_aside(table)] == [9, 3 * ROWS_AT_ONCE + 1]
    assert len(numbered(table)) == len(rows) - 2


def test_rows_that_an_open_quote_swallowed_are_given_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n1,"x,2\n3,y,4\n5,z,6\n7,w,8"\n9,v,0\n')
    table = table_of(path)
    assert set_aside(table) == [(2, "broken_quotes", "")]
    assert [row for _, row in numbered(table)][2:] == [["7", "w", '8"'], ["9", "v", "0"]]


def test_a_long_cell_across_blocks_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "\n".join(["said"] * (2 * ROWS_AT_ONCE))
    path.write_text(f'a,b\n1,"{text}"\n2,x\n')
    found = [(line, row[0]) for line, row in numbered(table_of(path))]
    assert found == [(2, "1"), (2 * ROWS_AT_ONCE + 2, "2")]


def test_quotes_escaped_by_backslashes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"the \\"best\\" firm, so they say"\n')
    assert numbered(table_of(path)) == [(2, ["1", 'the "best" firm, so they say'])]


def test_the_header_once_more_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("﻿a,b\n1,2\n﻿a,b\n﻿3,4\n".encode())
    assert numbered(table_of(path)) == [(2, ["1", "2"]), (4, ["3", "4"])]
    assert set_aside(table_of(path)) == [(3, "repeated_header", "")]


def test_lines_may_end_in_any_way_and_change_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\r1,2\r3,4\r\n5,6\n7,8")
    assert [line for line, _ in numbered(table_of(path))] == [2, 3, 4, 5]
