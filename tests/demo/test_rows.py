"""Every row of the demo book is a good row of its table, but for the two that are broken on purpose."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.binding import mapped, matched
from ingest.demo.generate import generate
from ingest.mapping_file import read_mapping
from ingest.read.detect import input_file, raw_tables
from ingest.tables import TABLES
from ingest.typed import TypedBatch
from ingest.typer import RowTyper

DAY = date(2026, 11, 20)


def typed(folder: Path, path: Path) -> Iterator[TypedBatch]:
    (table,) = raw_tables(input_file(path, path.name, str(folder)))
    if path.parent.name == "procure":
        mapping = read_mapping(path.parent / "mapping.yaml").content.tables[0]
        binding = mapped(table, mapping, currency="CNY", today=DAY)
    else:
        binding = matched(table, TABLES[path.stem], today=DAY)
    typer = RowTyper(table, binding, today=DAY, currency="CNY", currencies=frozenset({"CNY"}))
    return (typer.typed(batch) for batch in table.batches())


@pytest.mark.parametrize("size", [200, 3000])
def test_two_rows_are_refused_and_all_others_are_typed(tmp_path: Path, size: int) -> None:
    summary = generate(tmp_path, companies=size)
    files = [p for p in sorted(tmp_path.glob("*/*.*")) if p.suffix in (".csv", ".xlsx")]
    batches = [batch for path in files if path.parent.name != "truth" for batch in typed(tmp_path, path)]
    refused = sorted(faulty.fault.value for batch in batches for faulty in batch.faulty)
    assert refused == ["140%", "about three million"]
    assert sum(len(batch.good) for batch in batches) == summary.row_count - 2
