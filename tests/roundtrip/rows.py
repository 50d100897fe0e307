"""Random rows of companies, as text in random ways and as the fields that they must come back as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from hypothesis import strategies as st

from ingest.demo.words import SIMPLIFIED, TRADITIONAL

Row: TypeAlias = Mapping[str, str]
"""Cells by English header."""

CHINESE = {
    "source_key": "编号",
    "name": "企业名称",
    "other_names": "曾用名",
    "registered_on": "成立日期",
    "registered_capital": "注册资本",
    "staff": "员工人数",
    "phones": "电话",
    "region": "地区",
    "currency": "币种",
}
_MARKS = " -.&'\"(),;|\t/"
_LATIN = "ABCXYZabcxyz0189" + _MARKS
_DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %B %Y"]
_AMOUNTS: Sequence[Callable[[Decimal], str]] = [
    str,
    lambda amount: f"{amount:,.2f}",
    lambda amount: f"{amount:E}",
]


@dataclass(frozen=True)
class Company:
    """A row: its cells, and the fields that its record must have."""

    cells: Row
    fields: Mapping[str, object]

    @property
    def told(self) -> tuple[str, str, Mapping[str, object]]:
        return self.cells["source_key"], self.cells["name"].strip(), self.fields


def companies(encoding: str) -> st.SearchStrategy[list[Company]]:
    """Return lists of rows of different keys, in characters that the encoding has."""
    return st.lists(
        _company(encoding), min_size=2, max_size=12, unique_by=lambda each: each.cells["source_key"]
    )


@st.composite
def _company(draw: st.DrawFn, encoding: str) -> Company:
    key = f"C{draw(st.integers(0, 10**6))}"
    day = draw(st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1)))
    capital = draw(st.none() | st.decimals(0, 10**9, places=2))
    staff = draw(st.none() | st.integers(0, 10**5))
    phones = draw(st.lists(st.from_regex(r"0731-[0-9]{6}", fullmatch=True), max_size=3, unique=True))
    region = draw(st.none() | _words(encoding))
    cells = {
        "source_key": key,
        "name": draw(_words(encoding)),
        "registered_on": "" if day is None else day.strftime(draw(st.sampled_from(_DAYS))),
        "registered_capital": "" if capital is None else draw(st.sampled_from(_AMOUNTS))(capital),
        "staff": "" if staff is None else str(staff),
        "phones": draw(st.sampled_from(";、|")).join(phones),
        "region": "" if region is None else region,
        "currency": draw(st.sampled_from(["CNY", "USD", "usd"])),
    }
    fields: dict[str, object] = {
        "registered_on": day and day.isoformat(),
        "registered_capital": None if capital is None else _money(capital, cells["currency"]),
        "staff": staff,
        "phones": phones,
        "region": region and region.strip(),
    }
    return Company(cells, {name: value for name, value in fields.items() if value not in (None, [])})


def _money(amount: Decimal, currency: str) -> Mapping[str, object]:
    return {"currency": currency.upper(), "minor": int(amount.scaleb(2))}


def _words(encoding: str) -> st.SearchStrategy[str]:
    """Return texts that begin and end with a character that counts, Chinese ones with a word that tells."""
    characters = _characters(encoding)
    text = st.text(st.sampled_from(characters * 2 + _LATIN), max_size=8)
    latin = st.builds("X{}Y".format, st.text(st.sampled_from(_LATIN), max_size=8))
    if not characters:
        return latin
    return latin | st.builds("{}{}{}".format, st.sampled_from(characters), text, st.just("股份有限公司"))


def _characters(encoding: str) -> str:
    known = TRADITIONAL if encoding == "big5" else [*SIMPLIFIED, *TRADITIONAL, "😀", "é"]
    return "".join(char for char in known if char.encode(encoding, "ignore")) + "\n"
