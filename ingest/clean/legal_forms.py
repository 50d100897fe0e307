"""Legal forms at the end of a company's name, and the branch behind it.

Latin forms are those of `cleanco`, Chinese ones a table of our own, longest first.
"""

import re
from functools import cache, lru_cache

from cleanco import termdata

_CHINESE = {
    "股份有限责任公司": "股份", "股份有限公司": "股份", "有限责任公司": "有限", "有限公司": "有限",
    "股份公司": "股份", "合伙企业(有限合伙)": "合伙", "合伙企业(普通合伙)": "合伙", "合伙企业": "合伙",
    "(有限合伙)": "合伙", "(普通合伙)": "合伙", "(特殊普通合伙)": "合伙", "有限合伙": "合伙",
    "个人独资企业": "独资", "(个人独资)": "独资", "农民专业合作社": "合作社", "专业合作社": "合作社",
    "合作社": "合作社", "个体工商户": "个体", "总公司": "公司", "公司": "公司",
}  # fmt: skip
_BY_LENGTH = tuple(sorted({len(form) for form in _CHINESE}, reverse=True))
_GROUP = re.compile(r"\(?集团\)?$")
_OF_BRANCHES = ("分公司", "子公司", "办事处", "代表处", "营业部", "分行", "支行", "分厂", "分店", "项目部")
_BRANCH = re.compile(
    r"^(?P<firm>.{2,}?(?:公司|银行|集团|厂))"
    rf"\(?(?P<branch>[^公司]{{1,12}}(?:{'|'.join(_OF_BRANCHES)}))\)?$"
)
_SAME_LATIN = {
    "limited": "ltd", "company": "co", "incorporated": "inc", "corporation": "corp", "private": "pvt",
    "unlimited": "ultd",
}  # fmt: skip
_MORE_LATIN = (
    "co ltd", "company ltd", "pte ltd", "pvt ltd", "pty ltd", "private ltd", "sp z oo", "gmbh & co kg",
    "llc", "llp", "lp", "plc", "ltd", "inc", "corp", "co", "sa", "sarl", "sas", "srl", "spa", "bv", "nv",
    "ag", "kg", "oy", "ab", "as", "aps", "kk", "sro", "doo", "kft", "sl", "lda", "ltda", "fzco", "fze",
)  # fmt: skip
_PUNCTUATION = re.compile(r"[,;:/()\[\]{}\"“”‘’`´_*|]+")
_DOTS = re.compile(r"[.']+")
_LONGEST_FORM = 4


def split_branch(plain: str) -> tuple[str, str]:
    """Return a Chinese name without its branch, and the branch: `某公司`, `苏州分公司`."""
    found = _BRANCH.match(plain) if plain.removesuffix(")").endswith(_OF_BRANCHES) else None
    return (found["firm"], found["branch"]) if found else (plain, "")


def split_chinese_form(plain: str) -> tuple[str, str, bool]:
    """Return the rest of a Chinese name, its form in short and whether it calls itself a group 集团."""
    form = next((plain[-size:] for size in _BY_LENGTH if plain[-size:] in _CHINESE and plain[:-size]), "")
    rest = plain.removesuffix(form)
    group = _GROUP.search(rest) if "集团" in rest else None
    if group and group.start() > 0:
        rest = rest[: group.start()]
    return rest, _CHINESE.get(form, ""), bool(group)


@lru_cache(maxsize=200_000)
def latin_words(plain: str) -> tuple[str, ...]:
    """Return the words of a lower-case Latin name without punctuation: `s.p.a.` is `spa`."""
    return tuple(_DOTS.sub("", _PUNCTUATION.sub(" ", plain)).replace("-", " ").split())


def split_latin_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words without the legal form at their end, and the form in its shortest spelling."""
    form: tuple[str, ...] = ()
    rest = words
    while len(rest) > 1 and (length := _form_length(rest)):
        form, rest = rest[-length:] + form, rest[:-length]
    while len(rest) > 1 and rest[-1] in ("&", "and", "co"):
        rest = rest[:-1]
    return rest, " ".join(_SAME_LATIN.get(each, each) for each in form)


def _form_length(words: tuple[str, ...]) -> int:
    longest = min(_LONGEST_FORM, len(words) - 1)
    return next((size for size in range(longest, 0, -1) if words[-size:] in _latin_forms()), 0)


@cache
def _latin_forms() -> frozenset[tuple[str, ...]]:
    tables = (*termdata.terms_by_type.values(), *termdata.terms_by_country.values())
    known = {latin_words(each.lower()) for table in tables for each in table}
    return frozenset(each for each in known | {latin_words(each) for each in _MORE_LATIN} if each)
