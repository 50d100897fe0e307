from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from graph.values import Share
from ingest import dates, values
from ingest.reasons import BadValue, Reason
from ingest.spoilt import spoilt, spoilt_cells

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05", "2024/3/5", "2024.03.05", "20240305", "2024年3月5日", "２０２４年３月５日", "45356",
        "2024-03-05 13:45:00", "2024-03-05T23:59:59Z", "2024-03-05T00:30:00+08:00", "20240305083015",
        "2024年3月5日8时30分", "2024-03-05(周二)", "2024年3月5日 星期二 08:30", "二〇二四年三月五日",
        "民國113年3月5日",
        "5 Mar 2024", "05-MAR-2024", "March 5, 2024", "5th March 2024 08:30", "45356.5", "2024/3/5 0:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form_that_leaves_no_doubt(text: str) -> None:
    assert dates.day(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "1/2/18",
        "2024-02-30",
        "20241301",
        "last week",
        "2024",
        "5.3.2024",
        "123",
        "2024年3月",
        "24-May-11",
        "5 Foo 2024",
        "32 May 2024",
        "二〇二四年十三月一日",
        "二〇二四年三月四十日",
        "0001-01-01T00:00+14:00",
        "2024-03-05T00:00+99:00",
        "2024-03-05 25:00",
        "1709600000",
        "2024-03-0²",
    ],
)
def test_a_doubtful_or_impossible_day_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        dates.day(text)
    assert refused.value.reason is Reason.NOT_A_DATE


def test_a_time_with_a_zone_is_kept_in_utc() -> None:
    assert dates.moment("2024-03-05T08:30:00+08:00") == datetime(2024, 3, 5, 0, 30, tzinfo=UTC)
    assert dates.moment("2024年3月5日 8时30分") == datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
    assert dates.moment("20240305 083015") == datetime(2024, 3, 5, 8, 30, 15, tzinfo=UTC)


def test_a_mapped_format_reads_two_digit_years_into_the_past() -> None:
    assert dates.by_format("5/24/60", ["%m/%d/%Y", "%m/%d/%y"], TODAY) == date(1960, 5, 24)
    assert dates.by_format("20/8/1991", ["%m/%d/%Y", "%d/%m/%Y"], TODAY) == date(1991, 8, 20)
    assert dates.by_format("soon", ["%m/%d/%Y"], TODAY) is None


def test_a_filing_in_2091_cannot_be() -> None:
    with pytest.raises(BadValue):
        dates.possible(date(2091, 1, 1), TODAY, past=True)
    assert dates.possible(date(2091, 1, 1), TODAY, past=False) == date(2091, 1, 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"), ("12.5万", "125000"), ("3亿元", "300000000"), ("¥80", "80"),
        ("１２３", "123"),
        ("1E+05", "100000"), ("(5)", "-5"), (" 7 000 ", "7000"), ("80 万元", "800000"), ("-0.5", "-0.5"),
        ("￥1,000元", "1000"), ("2百万", "2000000"), ("3亿5000万元", "350000000"), ("1亿2千万", "120000000"),
        ("1.2万亿", "1200000000000"), ("100万美元", "1000000"), ("USD 1,000.50", "1000.50"), ("-¥80", "-80"),
        ("¥-80", "-80"), ("−5", "-5"), ("人民币１００萬元整", "1000000"), ("（1,234.5）", "-1234.5"),
        ("7\u00a0000", "7000"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_marks_and_units(text: str, amount: str) -> None:
    assert values.amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("$80", "CNY"), ("80元", "USD"), ("3亿美元", "EUR"), ("RMB 5", "HKD"), ("€5万", "GBP")],
)
def test_a_mark_of_another_currency_than_the_row_has_is_refused(text: str, currency: str) -> None:
    with pytest.raises(BadValue) as refused:
        values.amount(text, currency)
    assert refused.value.reason is Reason.OTHER_CURRENCY


@pytest.mark.parametrize(
    ("text", "currency"), [("$80", "HKD"), ("80元", "TWD"), ("¥80", "JPY"), ("US$80", "USD"), ("80", "EUR")]
)
def test_a_mark_that_fits_the_currency_says_nothing_new(text: str, currency: str) -> None:
    assert values.amount(text, currency) == 80


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.23E+17", Reason.DIGITS_LOST), ("6.2220212345679e+18", Reason.DIGITS_LOST),
        ("#####", Reason.DIGITS_LOST),
        ("1,23E+17", Reason.DIGITS_LOST),
        *((f"#{word}", Reason.FAILED_FORMULA) for word in ("NAME?", "SPILL!", "CALC!", "BUSY!", "FIELD!")),
        *((f"#{word}", Reason.FAILED_FORMULA) for word in ("PYTHON!", "GETTING_DATA", "UNCALCULATED!")),
        ("#REF!", Reason.FAILED_FORMULA), (" #DIV/0! ", Reason.FAILED_FORMULA), ("5E10", None), ("#7", None),
        ("C1", None), ("123456789012345678", None), ("E+17", None),
    ],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_spoilt_is_known(text: str, reason: Reason | None) -> None:
    assert spoilt(text) is reason
    assert list(spoilt_cells(["x", text], lists=False)) == ([(1, reason)] if reason else [])
    assert list(spoilt_cells(["x", f"C1；{text}、C2"], lists=True)) == ([(1, reason)] if reason else [])


def test_a_line_of_hashes_inside_a_longer_text_is_no_spoilt_number() -> None:
    told = "News\n####\nNothing yet"
    assert list(spoilt_cells([told, "Room #3; +86 731"], lists=False)) == []


@pytest.mark.parametrize(
    "text",
    [
        "about three",
        "1,23",
        "1.234,56",
        "12 apples",
        "=1+1",
        "--5",
        "万",
        "1_000",
        "٣x",
        "10²",
        "½",
        "①",
        "12 34",
        "1 2",
        "3万5",
        "5亿3千百",
        "1千5百万",
        "1亿-2万",
        "元",
        "1.234.567",
        "0x10",
        "()",
    ],
)
def test_a_text_in_a_number_column_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        values.amount(text)
    assert refused.value.reason is Reason.NOT_A_NUMBER


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-Infinity", "∞"])
def test_what_is_not_finite_is_refused(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        values.amount(text)
    assert refused.value.reason is Reason.NOT_FINITE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60%", 0.6, 0.6), ("0.25", 0.25, 0.25), ("10%-20%", 0.1, 0.2), ("10-20%", 0.1, 0.2),
        ("5％～10％", 0.05, 0.1),
    ],
)  # fmt: skip
def test_a_share_is_exact_or_an_interval(text: str, low: float, high: float) -> None:
    assert values.share(text) == Share(low, high)


@pytest.mark.parametrize("text", ["140%", "60", "-1%", "20%-10%", "1.01"])
def test_a_share_out_of_range_is_refused_and_never_clipped(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        values.share(text)
    assert refused.value.reason is Reason.SHARE_OUT_OF_RANGE


@pytest.mark.parametrize("text", ["-", "N/A", "无", "暂无", "不详", "  ", "—", "0000-00-00", "9999-12-31"])
def test_a_placeholder_is_a_missing_value(text: str) -> None:
    assert values.word(text) is None


def test_a_list_is_parted_by_western_and_chinese_marks() -> None:
    assert values.words("a; b；c、d|b;无") == ("a", "b", "c", "d")


def test_yes_and_no_are_read_in_both_languages() -> None:
    assert [values.yes_or_no(each) for each in ("Yes", "是", "1", "no", "否", "0")] == [True] * 3 + [
        False
    ] * 3
    with pytest.raises(BadValue):
        values.yes_or_no("perhaps")
