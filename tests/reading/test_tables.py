from pathlib import Path

import pytest

from graph.errors import InvalidInput
from ingest.binding import best_table, match_headers
from ingest.tables import TABLES, table_named
from ingest.tables.column import Cell, columns
from ingest.tables_page import page

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_tables_is_what_the_models_say() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read_by_its_english_and_by_its_chinese_headers(table: str) -> None:
    model = TABLES[table]
    english = list(columns(model))
    assert set(match_headers(english, model)) == set(english)
    chinese = [each.headers[0] for each in columns(model).values() if each.headers]
    assert len(match_headers(chinese, model)) == len(set(chinese))


def test_headers_match_whatever_their_case_blanks_and_width() -> None:
    found = match_headers(["Source Key", "ＮＡＭＥ", "Company_Number"], TABLES["companies"])
    assert set(found) == {"source_key", "name", "company_number"}


def test_the_columns_beside_an_end_match_in_both_languages() -> None:
    found = match_headers(["supplier_name", "供应商证件号", "buyer"], TABLES["supplies"])
    assert found == {"supplier_name": "supplier_name", "supplier_id": "供应商证件号", "buyer": "buyer"}


def test_the_table_is_the_one_that_the_headers_fit_best() -> None:
    assert best_table(["guarantor", "debtor", "amount"]) is TABLES["guarantees"]
    assert best_table(["股东", "被投资企业", "持股比例"]) is TABLES["ownership"]
    assert best_table(["what", "ever"]) is None


def test_an_unknown_table_is_told_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="companies, people"):
        table_named("firms")


def test_every_kind_of_cell_is_used_and_money_comes_with_a_currency() -> None:
    used = {each.cell for model in TABLES.values() for each in columns(model).values()}
    assert used == set(Cell)
    for model in TABLES.values():
        if any(each.cell is Cell.MONEY for each in columns(model).values()):
            assert "currency" in columns(model)
