"""A store that was filled year by year, and a list of who failed when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pyarrow as pa

from book.outcomes import Failures
from graph.changes import Batch
from graph.schema import Table
from graph.values import RecordId, StoreVersion
from tests.ownrisk.cohorts import DAYS
from tests.worlds import company, tables

FIRMS = 500


@dataclass(frozen=True)
class Years:
    """What a snapshot asks of a store: version n was published on the day before the n-th window begins."""

    contents: tuple[Mapping[Table, pa.Table], ...]

    def versions(self) -> Mapping[StoreVersion, datetime]:
        noon = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(days=1) for day in DAYS]
        return {StoreVersion(number): at for number, at in enumerate(noon, 1)}

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        yield from self.contents[version - 1][table].to_batches()


@cache
def years() -> tuple[Years, Failures]:
    """Frail firms have thin margins in the year before they fail; who failed stays in the books."""
    rng = np.random.default_rng(5)
    failed: dict[RecordId, date] = {}
    contents = []
    for day in DAYS:
        frailty = rng.standard_normal(FIRMS)
        margin = 0.1 - 0.05 * frailty + rng.normal(0, 0.01, FIRMS)
        records = [
            company(f"f{n}", revenue=_cny(1_000_000), costs=_cny(int(1_000_000 * (1 - margin[n]))))
            for n in range(FIRMS)
        ]
        contents.append(tables(Batch(records=[*records, company("us", roles=["house"])])))
        for n in np.flatnonzero(rng.random(FIRMS) < 0.04 * np.exp(0.9 * frailty)):
            failed.setdefault(records[n].id, day + timedelta(days=int(rng.integers(1, 366))))
    return Years(tuple(contents)), Failures({}, failed)


def _cny(amount: int) -> dict[str, object]:
    return {"minor": amount * 100, "currency": "CNY"}
