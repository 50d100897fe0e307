"""Short cuts through the cleaning of names give what the long way gives."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import legal_forms, regions
from ingest.clean.legal_forms import split_branch, split_chinese_form
from ingest.clean.regions import split_region
from ingest.clean.text import _CYRILLIC, all_simplified, simplified, without_accents

CITIES = [*regions._CITIES, *regions._PROVINCE_OF]
FORMS = [*legal_forms._CHINESE]
TAILS = ["维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "省", "市", "区", "县"]
BRANCHES = [*legal_forms._OF_BRANCHES, "银行", "厂", "集团", "(集团)", "(", ")"]
OTHERS = ["中国", "中华人民共和国", "钢铁", "朝阳", "宏远", "某", "a", "1"]
NAME = st.lists(st.sampled_from([*CITIES, *FORMS, *TAILS, *BRANCHES, *OTHERS]), max_size=7).map("".join)
PHRASES = [
    "乾隆",
    "著名",
    "后里",
    "皇后",
    "髮廊",
    "台灣",
    "臺灣",
    "鐘錶",
    "鍾",
    "乾",
    "著",
    "𪚥",
    "ﬁ",
    "ŉ",
    "㈱",
    "İ",
    "\n",
    "\x00",
    " ",
]
TEXT = st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=3)), max_size=6).map("".join)
quick = settings(deadline=None, derandomize=True, max_examples=500)


@quick
@given(st.lists(TEXT, max_size=6))
def test_texts_are_simplified_together_as_they_are_alone(texts: list[str]) -> None:
    assert all_simplified(texts) == [simplified(each) for each in texts]


def test_a_long_text_is_cut_wherever_it_stands() -> None:
    texts = ["臺" * 500, "a" * 500, "ﬁ" * 500]
    assert all_simplified(texts) == [simplified(each) for each in texts]
    assert [len(each) for each in all_simplified(texts)] == [400, 400, 800]


@quick
@given(TEXT)
def test_chinese_text_has_no_accents_to_lose(text: str) -> None:
    apart = unicodedata.normalize("NFD", text.translate(_CYRILLIC))
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    assert without_accents(text) == unicodedata.normalize("NFC", bare)


@quick
@given(NAME)
def test_the_place_at_the_head_is_the_one_that_one_long_pattern_finds(name: str) -> None:
    assert split_region(name) == _region_by_patterns(name)


@quick
@given(NAME)
def test_the_form_at_the_end_is_the_longest_that_fits(name: str) -> None:
    ranked = sorted(FORMS, key=lambda form: -len(form))
    form = next((each for each in ranked if name.endswith(each) and name != each), "")
    rest, short, _ = split_chinese_form(name)
    assert short == legal_forms._CHINESE.get(form, "")
    assert name.startswith(rest)
    assert name.removesuffix(form).startswith(rest)


@quick
@given(NAME)
def test_a_branch_is_found_where_its_pattern_finds_it(name: str) -> None:
    found = legal_forms._BRANCH.match(name)
    assert split_branch(name) == ((found["firm"], found["branch"]) if found else (name, ""))


def _region_by_patterns(plain: str) -> tuple[regions.Region | None, str]:
    tail = f"(?:{'|'.join(TAILS[:8])})?"
    province_at, city_at = (
        re.compile(f"({'|'.join(sorted(names, key=lambda name: -len(name)))}){tail}")
        for names in (regions._CITIES, regions._PROVINCE_OF)
    )
    rest = re.sub("^(中国|中华人民共和国)", "", plain)
    province, city = "", ""
    if found := province_at.match(rest):
        province, rest = found[1], rest[found.end() :]
    if (found := city_at.match(rest)) and province in ("", regions._PROVINCE_OF[found[1]]):
        province, city, rest = regions._PROVINCE_OF[found[1]], found[1], rest[found.end() :]
    if not province:
        return None, plain
    found = re.match("[\u4e00-\u9fff]{2,3}?(?:县|区)(?=[\u4e00-\u9fff]{4})", rest)
    rest = rest[found.end() :] if found else rest
    return regions.Region(province, city), rest or plain
