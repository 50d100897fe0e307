from datetime import date
from pathlib import Path

import pytest

from graph.model import EventKind, PartyKind, Role
from graph.values import Money, Share
from ingest.reasons import SENTENCES, Fault, Reason
from ingest.sound import LARGEST_CELL
from ingest.tables.column import End, row_class
from ingest.tables.companies import Company
from ingest.tables.debts import Debt
from ingest.tables.events import EventRow
from ingest.tables.lawsuits import LawsuitRow
from ingest.tables.ownership import Ownership
from tests.loading.examples import typed_rows


def test_a_company_is_typed_from_chinese_headers(tmp_path: Path) -> None:
    batch = typed_rows(
        tmp_path,
        "companies",
        "客户编号,企业名称,角色,成立日期,注册资本,净资产,员工人数,电话,币种",
        "C1,株洲远方陶瓷有限公司,客户、供应商,2010年5月1日,500万,-3万,120,0731-1;0731-2,usd",
    )
    row = batch.good[0].row
    assert isinstance(row, row_class(Company))
    assert row.roles == (Role.CUSTOMER, Role.SUPPLIER)
    assert row.registered_on == date(2010, 5, 1)
    assert row.registered_capital == Money(500_000_000, "USD")
    assert row.equity == Money(-3_000_000, "USD")
    assert (row.staff, row.phones, row.revenue) == (120, ("0731-1", "0731-2"), None)


def test_ends_hold_what_the_plain_column_and_those_beside_it_say(tmp_path: Path) -> None:
    batch = typed_rows(
        tmp_path, "debts", "creditor,creditor_name,creditor_id,debtor", "K1,甲公司,9144,K2", ",乙公司,,K3"
    )
    first, second = (each.row for each in batch.good)
    assert isinstance(first, row_class(Debt))
    assert first.creditor == End("K1", "甲公司", "9144")
    assert isinstance(second, row_class(Debt))
    assert second.creditor == End(None, "乙公司", None)


def test_lists_of_ends_belong_together_by_their_place(tmp_path: Path) -> None:
    batch = typed_rows(
        tmp_path, "lawsuits", "法院,案号,原告,被告,被告名称", "株洲法院,(2023)1号,甲、乙,K1;K2,丙;丁"
    )
    row = batch.good[0].row
    assert isinstance(row, row_class(LawsuitRow))
    assert row.plaintiffs == (End("甲"), End("乙"))
    assert row.defendants == (End("K1", "丙"), End("K2", "丁"))


def test_shares_may_be_missing_or_a_range(tmp_path: Path) -> None:
    batch = typed_rows(tmp_path, "ownership", "owner,owned,share", "A,B,10%-20%", "A,C,不详")
    first, second = (each.row for each in batch.good)
    assert isinstance(first, row_class(Ownership))
    assert first.share == Share(0.1, 0.2)
    assert isinstance(second, row_class(Ownership))
    assert second.share is None


def test_events_take_words_of_both_languages(tmp_path: Path) -> None:
    batch = typed_rows(
        tmp_path, "events", "事件类型,对象,严重程度", "逾期,A,高", "complaint,A,0.3", "gossip,A,low"
    )
    told = [each.row for each in batch.good]
    assert [(row.kind, row.severity) for row in told if isinstance(row, row_class(EventRow))] == [
        (EventKind.OVERDUE, 0.75),
        (EventKind.COMPLAINT, 0.3),
    ]
    assert batch.faulty[0].fault == Fault(Reason.UNKNOWN_WORD, "事件类型", "gossip")


def test_a_watch_list_entry_says_what_it_is(tmp_path: Path) -> None:
    batch = typed_rows(tmp_path, "watchlist", "entry_id,names,kind", "W1,甲;乙,个人", "W2,,企业")
    assert batch.good[0].row.kind is PartyKind.PERSON
    assert batch.faulty[0].fault.reason is Reason.MISSING_VALUE


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        (",A,,,,", Reason.MISSING_VALUE, "编号"),
        ("1,A,three million,,,", Reason.NOT_A_NUMBER, "营业收入"),
        ("1,A,nan,,,", Reason.NOT_FINITE, "营业收入"),
        ("1,A,-5,,,", Reason.NEGATIVE, "营业收入"),
        ("1,A,9e30,,,", Reason.NUMBER_TOO_LARGE, "营业收入"),
        ("1,A,5,1/2/18,,", Reason.NOT_A_DATE, "成立日期"),
        ("1,A,5,2091-01-01,,", Reason.DATE_OUT_OF_RANGE, "成立日期"),
        ("1,A,5,,XYZ,", Reason.UNKNOWN_CURRENCY, "币种"),
        ("1,A,5,,,1.5", Reason.NOT_WHOLE, "staff"),
        ("1,A,5,,", Reason.WRONG_CELL_COUNT, ""),
        ("1,A,5,,,,8", Reason.WRONG_CELL_COUNT, ""),
        ("1,A\x00B,5,,,", Reason.CONTROL_CHARACTER, "企业名称"),
        ("1,A\x1b[31m,5,,,", Reason.CONTROL_CHARACTER, "企业名称"),
    ],
)
def test_a_bad_cell_rejects_its_row_and_says_where(
    tmp_path: Path, cells: str, reason: Reason, column: str
) -> None:
    header = "编号,企业名称,营业收入,成立日期,币种,staff"
    batch = typed_rows(tmp_path, "companies", header, cells, "2,B,1,2020-01-01,CNY,3,,")
    assert [(each.line, each.fault.reason, each.fault.column) for each in batch.faulty] == [
        (2, reason, column)
    ]
    assert [each.line for each in batch.good] == [3]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("region", "#NAME?", Reason.FAILED_FORMULA),
        ("phones", "0731-1；8.6731E+12", Reason.DIGITS_LOST),
        ("roles", "客户、#REF!", Reason.FAILED_FORMULA),
        ("legal_representative_id", "4.3020019800101E+17", Reason.DIGITS_LOST),
        ("currency", "#DIV/0!", Reason.FAILED_FORMULA),
        ("revenue", "$80", Reason.OTHER_CURRENCY),
        ("registered_on", "########", Reason.DIGITS_LOST),
        ("staff", "#VALUE!", Reason.FAILED_FORMULA),
    ],
)
def test_a_spoilt_cell_that_need_not_be_there_rejects_its_row_too(
    tmp_path: Path, column: str, cell: str, reason: Reason
) -> None:
    batch = typed_rows(tmp_path, "companies", f"编号,名称,{column}", f"1,A,{cell}", "2,B,", "3,C,#N/A")
    assert [each.fault for each in batch.faulty] == [Fault(reason, column, cell)]
    assert [each.line for each in batch.good] == [3, 4]


def test_amounts_and_marks_that_only_look_spoilt_are_good(tmp_path: Path) -> None:
    batch = typed_rows(
        tmp_path,
        "companies",
        "编号,名称,revenue,phones,emails,address",
        "E5+1,C#,1.2E+07,+86 731 1,joe+a@b.cn,Road 1 #5",
    )
    assert [each.row.source_key for each in batch.good] == ["E5+1"]  # type: ignore[attr-defined]


def test_a_cell_of_five_megabytes_costs_its_row_only(tmp_path: Path) -> None:
    batch = typed_rows(tmp_path, "companies", "编号,企业名称", "1," + "x" * 5_000_000, "2,B")
    assert batch.faulty[0].fault.reason is Reason.CELL_TOO_LARGE
    assert max(map(len, batch.faulty[0].raw)) == LARGEST_CELL
    assert [each.line for each in batch.good] == [3]


def test_a_tie_cannot_end_before_it_starts(tmp_path: Path) -> None:
    batch = typed_rows(tmp_path, "supplies", "supplier,buyer,since,until", "A,B,2024-01-02,2024-01-01")
    assert batch.faulty[0].fault == Fault(Reason.ENDS_BEFORE_START, "until", "2024-01-01")


def test_rows_whose_currency_is_assumed_are_counted(tmp_path: Path) -> None:
    batch = typed_rows(tmp_path, "debts", "creditor,debtor,amount,currency", "A,B,1,", "A,C,1,USD", "A,D,,")
    assert batch.assumed == 1


@pytest.mark.parametrize("name", ["<img onerror=alert(1)>", "=cmd()", "'; MATCH (n) DETACH DELETE n"])
def test_a_hostile_name_is_a_name_like_any_other(tmp_path: Path, name: str) -> None:
    row = typed_rows(tmp_path, "companies", "编号,企业名称", f"1,{name}").good[0].row
    assert isinstance(row, row_class(Company))
    assert row.name == name


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_in_both_languages(reason: Reason) -> None:
    english, chinese = Fault(reason, "金额", "x" * 500).sentences()
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert set(SENTENCES) == set(Reason)
    assert len(english) < 250
