"""Rows that contradict themselves are rejected with the reason; what only looks odd is kept and told."""

from datetime import date
from pathlib import Path

import pytest

from graph.rates import DatedRate, Rates
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.store import GraphStore
from graph.values import CommandId
from ingest.resolve import resolve
from ingest.tables import TABLES
from ingest.tables.column import Cell, columns
from tests.loading.examples import TODAY, load_into, rows, values, write

NEEDED = {Cell.END: "A{}", Cell.ENDS: "A{}", Cell.TEXT: "x", Cell.TEXTS: "x", Cell.EVENT: "other"}
WITH_INTERVAL = [name for name, model in TABLES.items() if model.interval]


def test_tables_with_an_interval_are_known() -> None:
    assert set(WITH_INTERVAL) == {
        *("supplies", "partnerships", "contracts", "ownership", "officers", "guarantees", "debts"),
        "watchlist",
    }


@pytest.mark.parametrize("table", WITH_INTERVAL)
def test_an_end_before_the_start_rejects_the_row_of_any_table(
    store: GraphStore, tmp_path: Path, table: str
) -> None:
    model = TABLES[table]
    since, until = model.interval or ("", "")
    needed = {
        each.name: NEEDED[each.cell].format(at)
        for at, each in enumerate(columns(model).values())
        if each.required
    }
    dates = ("2024-03-05,2024-03-04", "2024-03-05,2024-03-05", ",2024-03-04", "2024-03-05,")
    lines = [
        f"{','.join(value + str(at) for value in needed.values())},{day}" for at, day in enumerate(dates)
    ]
    path = write(tmp_path, f"{table}.csv", ",".join((*needed, since, until)), *lines)
    report = load_into(store, path)
    assert (report.total.good, report.reasons) == (3, {"ends_before_start": 1})
    assert "line 2" in report.examples[0]


def test_a_share_above_all_is_rejected_and_shares_that_make_more_than_all_are_told(
    store: GraphStore, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "ownership.csv",
        "owner,owned,share,until",
        "甲有限公司,丁有限公司,101%,",
        "甲有限公司,丁有限公司,70%,",
        "乙有限公司,丁有限公司,40%-50%,",
        "丙有限公司,丁有限公司,30%,2020-01-01",
        "甲有限公司,戊有限公司,33.34%,",
        "乙有限公司,戊有限公司,33.34%,",
        "丙有限公司,戊有限公司,33.34%,",
    )
    report = load_into(store, path)
    assert (report.total.good, report.reasons) == (6, {"share_out_of_range": 1})
    with store.lease("a test", wait_s=1) as token:
        resolve(store, command=CommandId("x"), token=token)
    snapshot = Snapshot.of(store, valid_on=TODAY, rates=Rates.only("CNY"))
    assert snapshot.problems == ("Parties whose owners hold more than 100 % in all, 1: 丁有限公司 (110.0%)",)


@pytest.mark.parametrize("given", ["C1,C1", "Acme Ltd,Acme Ltd", "91320500884932443Y,91320500884932443Y"])
def test_nobody_owns_itself(store: GraphStore, tmp_path: Path, given: str) -> None:
    write(tmp_path, "crm/companies.csv", "source_key,name,company_number", "C1,Acme,")
    write(tmp_path, "crm/ownership.csv", "owner,owned,share", f"{given},10%", "C1,Bolt Ltd,10%")
    report = load_into(store, tmp_path / "crm")
    assert report.reasons == {"self_tie": 1}
    assert len(rows(store, Table.RELATIONSHIPS)) == 1


def test_a_number_that_fails_its_check_is_kept_as_evidence(store: GraphStore, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "people.csv",
        "source_key,name,resident_id,bank_accounts",
        "P1,王建国,330100196110157114,DE89370400440532013001",
        "P2,林晓燕,330300196211197123,DE89370400440532013000",
    )
    report = load_into(store, path)
    assert (report.total.rejected, report.warnings) == (0, {"identifier_failed_its_check": 2})
    assert values(rows(store, Table.HOLDINGS), "record", "kind", "failed") == {
        ("people:people:P1", "resident_id", "checksum"),
        ("people:people:P1", "bank_account", "checksum"),
        ("people:people:P2", "resident_id", None),
        ("people:people:P2", "bank_account", None),
    }


def test_an_amount_in_a_currency_without_a_rate_is_rejected(store: GraphStore, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "debts.csv",
        "creditor,debtor,amount,currency",
        "A,B,5,USD",
        "A,C,5,XAU",
        "A,D,5,",
        "A,E,5,cny",
    )
    report = load_into(store, path)
    assert report.reasons == {"unknown_currency": 1}
    assert report.warnings["currency_assumed"] == 1
    assert "“XAU”, a currency without a rate" in report.examples[0]
    assert values(rows(store, Table.RELATIONSHIPS), "currency") == {("USD",), ("CNY",)}


def test_amounts_count_by_the_rate_of_the_day(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "debts.csv", "creditor,debtor,amount,currency", "A,B,10,USD", "A,C,10,CNY")
    load_into(store, path)
    with store.lease("a test", wait_s=1) as token:
        resolve(store, command=CommandId("x"), token=token)
    dollars = (DatedRate(date(2020, 1, 1), 6.5), DatedRate(date(2026, 1, 1), 7.0))
    rates = Rates("CNY", {"CNY": (DatedRate(date.min, 1.0),), "USD": dollars})
    snapshot = Snapshot.of(store, valid_on=TODAY, rates=rates)
    assert sorted(snapshot.ties["amount"].to_pylist()) == [10.0, 70.0]


def test_parts_of_a_mapping_that_no_file_fits_are_told(store: GraphStore, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "k,n", "1,Acme")
    mapping = write(
        tmp_path,
        "m.yaml",
        "tables:",
        "  - {files: a.csv, table: companies, columns: {source_key: k, name: n}}",
        "  - {files: b*.csv, table: people, columns: {source_key: k, name: n}}",
    )
    assert load_into(store, path, mappings=(mapping,)).unused == ("m.yaml tables[2] (b*.csv as people)",)
