"""A book of any size as Arrow tables, made by numpy in seconds: numbered firms, heavy-tailed ties."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.changes import FencingToken
from graph.schema import SCHEMAS, Table
from graph.snapshot_files import read_table
from graph.values import RecordId, RunId, StoreVersion, mint_party_id

TODAY = date(2026, 11, 1)
KINDS = ("SUPPLIES", "OWES", "GUARANTEES", "OWNS", "TRANSFERRED")
_SHARE_OF_KIND = (0.35, 0.2, 0.1, 0.15, 0.2)
_INDUSTRIES = ("钢铁", "机械", "化工", "电子", "食品", "物流")
_REPORTED_TWICE = 0.05
_BATCH = 65_536


@dataclass
class NumberedBook:
    """The part of a store that a refresh needs, over tables in memory, published once."""

    tables: Mapping[Table, pa.Table]
    scores: pa.Table | None = field(default=None, init=False)

    def versions(self) -> Mapping[StoreVersion, datetime]:
        return {StoreVersion(1): datetime(2026, 11, 1, tzinfo=UTC)}

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        del version
        yield from self.tables[table].to_batches(max_chunksize=_BATCH)

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
        del run, token
        self.scores = scores

    def save(self, folder: Path) -> None:
        """Write each table as an Arrow file."""
        folder.mkdir()
        for table, rows in self.tables.items():
            file = str(folder / f"{table.value}.arrow")
            with pa.OSFile(file, "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
                writer.write_table(rows, max_chunksize=_BATCH)

    @classmethod
    def open(cls, folder: Path) -> "NumberedBook":
        """Map what `save` wrote."""
        return cls({table: read_table(folder / f"{table.value}.arrow") for table in Table})


@dataclass
class NumberedFiles:
    """A numbered book that `save` wrote, read anew whenever it is asked for, as a store would."""

    folder: Path
    scores: pa.Table | None = field(default=None, init=False)

    def versions(self) -> Mapping[StoreVersion, datetime]:
        return {StoreVersion(1): datetime(2026, 11, 1, tzinfo=UTC)}

    def columns(self, table: Table, *, version: StoreVersion) -> Iterator[pa.RecordBatch]:
        del version
        with (
            pa.OSFile(str(self.folder / f"{table.value}.arrow"), "rb") as file,
            pa.ipc.open_file(file) as reader,
        ):
            yield from (reader.get_batch(number) for number in range(reader.num_record_batches))

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None:
        del run, token
        self.scores = scores


def numbered_book(size: int, *, seed: int = 7) -> NumberedBook:
    """Return `size` companies, three ties each, a phone and a bank account each and an event for one in 50.

    One phone in twenty has two holders; five ties in a hundred are told by a second source.
    """
    rng = np.random.default_rng(seed)
    tables = {table: SCHEMAS[table].empty_table() for table in Table}
    records = [f"crm:companies:{number:08d}" for number in range(size)]
    fields = _fields(rng, records)
    names = [f"第{number}{_INDUSTRIES[number % len(_INDUSTRIES)]}有限公司" for number in range(size)]
    tables[Table.RECORDS] = _table(
        Table.RECORDS, size, key=records, kind="company", name=names, mention=False, fields=fields
    )
    tables |= _parties(records, names, fields)
    tables[Table.RELATIONSHIPS] = _ties(rng, np.array(records), 3 * size)
    tables[Table.HOLDINGS] = _holdings(rng, records)
    tables |= _events(rng, np.array(records), tables[Table.RELATIONSHIPS])
    return NumberedBook(tables)


def _parties(records: list[str], names: list[str], fields: list[str]) -> dict[Table, pa.Table]:
    ids = np.array([mint_party_id(RecordId(record)) for record in records])
    order = np.argsort(ids)
    roles = pa.array([["customer"]] * len(ids), pa.list_(pa.string()))
    parties = _table(
        Table.PARTIES,
        len(ids),
        key=ids[order].tolist(),
        kind="company",
        name=[names[row] for row in order],
        rated=True,
        roles=roles,
        fields=[fields[row] for row in order],
    )
    links = _table(
        Table.LINKS,
        len(ids),
        record=records,
        party=ids.tolist(),
        weight=20.0,
        decided_by="bench",
        reasons="[]",
    )
    return {Table.PARTIES: parties, Table.LINKS: links}


def _ties(rng: np.random.Generator, records: npt.NDArray[np.str_], count: int) -> pa.Table:
    weight = np.minimum(1 + rng.pareto(1.5, len(records)), 300)
    chance = weight / weight.sum()
    source, target = (rng.choice(len(records), count, p=chance) for _ in range(2))
    kind = rng.choice(KINDS, count, p=_SHARE_OF_KIND)
    told_by = np.full(count, "erp")
    twice = np.flatnonzero(rng.random(count) < _REPORTED_TWICE)
    twice = twice[twice > 0]
    for column in (source, target, kind):
        column[twice] = column[twice - 1]
    told_by[twice] = "portal"
    share = np.where(kind == "OWNS", rng.uniform(0.05, 0.9, count), np.nan)
    paid = [
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=int(minute))
        for minute in rng.integers(0, 400_000, count)
    ]
    return _table(
        Table.RELATIONSHIPS,
        count,
        key=_keys(count),
        kind=kind.tolist(),
        source=records[source].tolist(),
        target=records[target].tolist(),
        since=_days(rng, count),
        amount=rng.lognormal(16, 1.5, count).astype(np.int64),
        currency=rng.choice(["CNY", "USD"], count, p=[0.9, 0.1]).tolist(),
        days_overdue=pa.array(rng.integers(0, 90, count), mask=(kind != "OWES") | (rng.random(count) < 0.8)),
        share_low=pa.array(share, mask=np.isnan(share)),
        share_high=pa.array(share, mask=np.isnan(share)),
        at=pa.array(paid, pa.timestamp("us", "UTC"), mask=kind != "TRANSFERRED"),
        reported_by=told_by.tolist(),
    )


def _holdings(rng: np.random.Generator, records: list[str]) -> pa.Table:
    size = len(records)
    owner = np.arange(size)
    shared = np.where(rng.random(size) < 0.05, rng.integers(0, size, size), owner)
    values = [f"+86{13_000_000_000 + number}" for number in shared]
    accounts = [f"62{number:016d}" for number in range(size)]
    return _table(
        Table.HOLDINGS,
        2 * size,
        key=_keys(2 * size),
        record=records + records,
        kind=["phone"] * size + ["bank_account"] * size,
        value=values + accounts,
        reported_by="crm",
    )


def _events(rng: np.random.Generator, records: npt.NDArray[np.str_], ties: pa.Table) -> dict[Table, pa.Table]:
    count = max(1, len(records) // 50)
    events = [f"event:news:{number:08d}" for number in range(count)]
    about = _table(
        Table.RELATIONSHIPS,
        count,
        key=[f"f{key[1:]}" for key in _keys(count)],
        kind="ABOUT",
        source=events,
        target=rng.choice(records, count).tolist(),
        reported_by="news",
    )
    told = _table(
        Table.EVENTS,
        count,
        key=events,
        kind="negative_news",
        severity=rng.uniform(0, 1, count),
        at=_days(rng, count),
        reported_by="news",
    )
    return {Table.EVENTS: told, Table.RELATIONSHIPS: pa.concat_tables([ties, about]).sort_by("key")}


def _fields(rng: np.random.Generator, records: list[str]) -> list[str]:
    industry = rng.choice(_INDUSTRIES, len(records))
    money = rng.lognormal(20, 1.2, (2, len(records))).astype(np.int64)
    staff = rng.integers(1, 2000, len(records))
    return [
        f'{{"equity":{{"record":"{record}","value":{{"currency":"CNY","minor":{equity}}}}},'
        f'"industry":{{"record":"{record}","value":"{trade}"}},'
        f'"registered_on":{{"record":"{record}","value":"2012-05-06"}},'
        f'"revenue":{{"record":"{record}","value":{{"currency":"CNY","minor":{revenue}}}}},'
        f'"staff":{{"record":"{record}","value":{people}}}}}'
        for record, trade, equity, revenue, people in zip(
            records, industry, money[0], money[1], staff, strict=True
        )
    ]


def _keys(count: int) -> list[str]:
    """Return ascending keys that look like hashes: 8 digits of order, then noise."""
    return [
        f"{number:08x}{hashlib.md5(b'%d' % number, usedforsecurity=False).hexdigest()[:24]}"
        for number in range(count)
    ]


def _days(rng: np.random.Generator, count: int) -> Any:
    return pa.array(rng.integers(15_000, 20_000, count).astype(np.int32)).cast(pa.date32())


def _table(table: Table, rows: int, **columns: Any) -> pa.Table:
    """Return a table of the schema: lists and arrays as they are, one value for all, missing ones null."""
    schema = SCHEMAS[table]
    places = {"file": f"{table.value}.csv", "line": np.arange(2, rows + 2)}
    known = {**{name: value for name, value in places.items() if name in schema.names}, **columns}
    return pa.table([_column(known.get(each.name), each.type, rows) for each in schema], schema=schema)


def _column(value: Any, kind: Any, rows: int) -> Any:
    if value is None:
        return pa.nulls(rows, kind)
    if isinstance(value, str | bool | float):
        constant: Any = pa.scalar(value, kind)
        return pa.repeat(constant, rows)
    return (value if isinstance(value, pa.Array) else pa.array(value)).cast(kind)
