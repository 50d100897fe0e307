from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest import dates, values
from ingest.read.cell_text import as_typed
from ingest.reasons import BadValue
from ingest.spoilt import spoilt

exactly = settings(deadline=None, derandomize=True, max_examples=300)
AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=2)
DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1))
NEARLY = st.text(alphabet="0123456789.,-+%eE ()¥$元万亿千百年月日:/TZ至 ０９二十〇，％²½٣", max_size=14)
FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
PARSERS: list[Callable[[str], object]] = [
    values.amount, values.number, values.whole_number, values.ratio, values.share, values.yes_or_no,
    values.words, values.word, spoilt, dates.day, dates.moment,
]  # fmt: skip


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@exactly
@given(text=st.one_of(st.text(max_size=30), NEARLY))
def test_any_text_is_read_or_refused_with_a_reason(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except BadValue as bad:
        assert bad.reason


@exactly
@given(
    amount=AMOUNTS, unit=st.sampled_from(["", "万", "亿", "百万"]), wide=st.booleans(), marks=st.booleans()
)
def test_an_amount_comes_back_exactly_however_it_is_written(
    amount: Decimal, unit: str, wide: bool, marks: bool
) -> None:
    written = f"{amount:,.2f}" if marks else f"{amount:.2f}"
    written = (written.translate(FULL_WIDTH) if wide else written) + unit
    size = {"": 0, "万": 4, "亿": 8, "百万": 6}[unit]
    assert values.amount(written) == amount.scaleb(size)


@exactly
@given(first=st.integers(1, 9999), second=st.integers(1, 9999))
def test_units_that_follow_each_other_add_up(first: int, second: int) -> None:
    assert values.amount(f"{first}亿{second}万元") == first * 10**8 + second * 10**4


@exactly
@given(percent=st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=3))
def test_a_share_is_what_it_says_or_refused_but_never_moved_into_range(percent: Decimal) -> None:
    try:
        found = values.ratio(f"{percent}%")
    except BadValue:
        assert not 0 <= percent <= 100
    else:
        assert found == float(percent.scaleb(-2))


@exactly
@given(
    day=DAYS, form=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%d %B %Y"])
)
def test_a_day_comes_back_in_every_form(day: date, form: str) -> None:
    assert dates.day(day.strftime(form)) == day


@exactly
@given(day=DAYS)
def test_a_day_in_chinese_numerals_is_the_day_in_digits(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{day.year}")
    assert dates.day(f"{year}年{_numeral(day.month)}月{_numeral(day.day)}日") == day


@exactly
@given(seconds=st.integers(-5 * 10**9, 4 * 10**9), micro=st.integers(0, 999_999))
def test_a_moment_comes_back_to_the_microsecond(seconds: int, micro: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, microseconds=micro)
    assert dates.moment(moment.isoformat()) == moment
    assert dates.moment(as_typed(moment)) == moment


@exactly
@given(value=st.floats(min_value=-1e30, max_value=1e30, allow_nan=False))
def test_a_float_is_typed_so_that_it_comes_back_or_is_known_to_be_spoilt(value: float) -> None:
    text = as_typed(value)
    assert float(text) == value
    assume(abs(value) >= 1e16)
    assert spoilt(text)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = {0: "", 1: "十"}.get(tens, "〇一二三"[tens] + "十")
    return before + ("〇一二三四五六七八九"[ones] if ones else "")
