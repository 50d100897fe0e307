"""A name as it was typed -> its parts, ready to be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.clean.legal_forms import latin_words, split_branch, split_chinese_form, split_latin_form
from ingest.clean.pinyin import person_words, syllables
from ingest.clean.regions import Region, split_region
from ingest.clean.text import has_han, simplified, without_accents

_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOT_NAME = re.compile(r"[\s·・•.,，。、'’\"“”\-—_]+")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "herr", "frau"])
_GENERATIONS = {"sr": "sr", "senior": "sr", "jr": "jr", "junior": "jr", "ii": "ii", "iii": "iii", "iv": "iv"}
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class CleanName:
    """The parts of a name; texts are simplified, lower case and may be empty.

    text: the whole. core: without place, legal form and branch, Latin words in their order, one
    blank apart. key: what equal names share: the core, its Latin words sorted. words: of the core;
    a Chinese one is one word. pinyin: the reading of each character of a Chinese core, or for a
    person surname and given name; empty for Latin. part: what tells relatives of one name apart: a
    branch office, `jr`. form and group: the legal form in short, and whether it is a 集团.
    """

    text: str
    core: str
    key: str
    words: tuple[str, ...]
    pinyin: tuple[str, ...]
    han: bool
    region: Region | None = None
    form: str = ""
    group: bool = False
    part: str = ""

    @property
    def letters(self) -> str:
        """The core in Latin letters without blanks, by its reading where it is Chinese."""
        return "".join(self.pinyin if self.han else self.words)


@lru_cache(maxsize=_REMEMBERED)
def company_name(raw: str) -> CleanName:
    """Take a company's name apart: place, core, legal form, branch."""
    return company_parts(simplified(raw))


@lru_cache(maxsize=_REMEMBERED)
def person_name(raw: str) -> CleanName:
    """Take a person's name apart: `Smith, Dr. Robert J` has the words robert, j, smith."""
    return person_parts(simplified(raw))


def company_parts(plain: str) -> CleanName:
    """Take a company's name apart that is simplified already."""
    return _chinese_company(plain) if has_han(plain) else _latin_company(plain)


def person_parts(plain: str) -> CleanName:
    """Take a person's name apart that is simplified already."""
    if has_han(plain):
        core = _NOT_NAME.sub("", plain)
        return CleanName(plain, core, core, (core,), person_words(core), han=True)
    surname, comma, given = without_accents(plain).partition(",")
    words = [each for each in latin_words(f"{given} {surname}" if comma else surname) if each not in _TITLES]
    part = next((_GENERATIONS[each] for each in words if each in _GENERATIONS), "i" if "i" in words else "")
    kept = tuple(each for each in words if each not in _GENERATIONS) or tuple(words)
    return CleanName(plain, " ".join(kept), " ".join(sorted(kept)), kept, (), han=False, part=part)


def looks_like_a_company(raw: str) -> bool:
    """Say whether a name alone shows a company: a legal form, or a Chinese name too long for a person."""
    name = company_name(raw)
    return bool(name.form) or (name.han and (len(name.core) >= 4 or name.region is not None or name.group))


def _chinese_company(plain: str) -> CleanName:
    firm, branch = split_branch(plain.replace(" ", ""))
    region, rest = split_region(firm)
    core, form, group = split_chinese_form(rest)
    if not core.isalnum():
        region, core = _unbracketed(region, core)
        core = _NOT_NAME.sub("", core) or firm
    return CleanName(plain, core, core, (core,), syllables(core), True, region, form, group, branch)


def _unbracketed(region: Region | None, core: str) -> tuple[Region | None, str]:
    """Return the place, which may stand in brackets, and the core without it and without brackets."""
    for inside in _BRACKETED.findall(core):
        place, left = split_region(inside)
        if place and left == inside:
            region, core = region or place, core.replace(f"({inside})", "")
    return region, core.replace("(", "").replace(")", "")


def _latin_company(plain: str) -> CleanName:
    words, form = split_latin_form(latin_words(without_accents(plain)))
    group = len(words) > 1 and words[-1] == "group"
    core = words[:-1] if group else words
    return CleanName(plain, " ".join(core), " ".join(sorted(core)), core, (), False, None, form, group)
