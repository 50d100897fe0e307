"""The light twins of the tables' models are what the models are."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from ingest.demo.generate import generate
from ingest.load import LoadOptions
from ingest.plan import Planner
from ingest.read.archive import files_of
from ingest.tables import TABLES
from ingest.tables.column import TableRow, columns, row_class
from ingest.typer import RowTyper

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("model", TABLES.values(), ids=list(TABLES))
def test_a_twin_has_the_columns_and_the_table_of_its_model(model: type[TableRow]) -> None:
    twin = row_class(model)
    assert twin._fields == tuple(columns(model))
    assert (twin.table, twin.model) == (model.table, model)


def test_every_row_of_the_demo_book_is_one_that_its_model_accepts(tmp_path: Path) -> None:
    generate(tmp_path, companies=300)
    sources = [each for each in tmp_path.iterdir() if each.name != "truth"]
    seen = set()
    with files_of(sources) as found:
        for feed in Planner(None, None, (), TODAY).plan(found).feeds:
            options = LoadOptions(currencies=frozenset({"CNY", "USD", "EUR"}))
            typer = RowTyper(
                feed.table, feed.binding, today=TODAY, currency="CNY", currencies=options.currencies
            )
            accept = TypeAdapter(feed.binding.model).validate_python
            for batch in feed.table.batches():
                for each in typer.typed(batch).good:
                    accept(each.row._asdict(), strict=True)
                    seen.add(each.row.table)
    assert len(seen) >= 8
