"""What a search may type to mean a party: its names in both scripts, their readings, its numbers."""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

from graph.model import IdentifierKind
from ingest.clean.names import CleanName, company_name, company_parts, person_parts
from ingest.clean.text import all_simplified, has_han, simplified, without_accents

_PUNCTUATION = re.compile(r"[^\w]+|_")
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")
_SEARCHED = frozenset(set(IdentifierKind) - {IdentifierKind.ADDRESS})


class On(IntEnum):
    """What a text is of its party; the name in lower case is what `Hit.matched_on` says."""

    NAME = 0
    OTHER_NAME = 1
    CORE = 2
    READING = 3
    INITIALS = 4
    IDENTIFIER = 5
    PHONE = 6
    EMAIL = 7


WEIGHT = {
    On.NAME: 1.0, On.OTHER_NAME: 0.97, On.CORE: 0.98, On.READING: 0.9, On.INITIALS: 0.8,
    On.IDENTIFIER: 1.0, On.PHONE: 1.0, On.EMAIL: 1.0,
}  # fmt: skip
"""How much a hit on this counts, in (0, 1]."""


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Return a name as it is searched: simplified, lower case, no accents, punctuation or Chinese blanks."""
    return _plain(simplified(text), text)


def compact(text: str) -> str:
    """Return a number as it is searched: small Latin letters and digits, nothing else."""
    return _NOT_PLAIN.sub("", simplified(text))


def texts_of_names(raws: Sequence[str], *, people: bool) -> Mapping[On, list[str]]:
    """Return what each name may be searched by; an empty text where it has nothing of its own to say.

    name: the whole of it. core: without place and form, where that is another text. reading: by
    sound, of a Latin name its words as one. initials: of a Chinese name of three signs or more.
    """
    whole = all_simplified(raws)
    names = list(map(person_parts if people else company_parts, whole))
    cores = [name.core if name.han else name.key for name in names]
    return _distinct(
        [_plain(text, raw) for text, raw in zip(whole, raws, strict=True)],
        [_plain(text, core) for text, core in zip(all_simplified(cores), cores, strict=True)],
        names,
    )


def _distinct(whole: list[str], cores: list[str], names: Sequence[CleanName]) -> Mapping[On, list[str]]:
    return {
        On.NAME: whole,
        On.CORE: ["" if core == text else core for core, text in zip(cores, whole, strict=True)],
        On.READING: [_reading(name, text) for name, text in zip(names, whole, strict=True)],
        On.INITIALS: [_initials(name) for name in names],
    }


def _plain(simple: str, raw: str) -> str:
    text = without_accents(simple)
    return text if text.isalnum() else ("" if has_han(raw) else " ").join(_PUNCTUATION.sub(" ", text).split())


def _reading(name: CleanName, whole: str) -> str:
    if name.han:
        return name.letters
    return whole.replace(" ", "") if " " in whole else ""


def _initials(name: CleanName) -> str:
    return "".join([each[0] for each in name.pinyin if each]) if len(name.pinyin) >= 3 else ""


def texts_of_identifiers(kind: IdentifierKind, values: Sequence[str]) -> Mapping[On, list[str]]:
    """Return what each identifier of a kind is searched by; addresses are not searched."""
    if kind not in _SEARCHED:
        return {}
    simple = all_simplified(values)
    if kind is IdentifierKind.EMAIL:
        return {On.EMAIL: simple}
    on = On.PHONE if kind is IdentifierKind.PHONE else On.IDENTIFIER
    return {on: [_NOT_PLAIN.sub("", each) for each in simple]}


def asked(query: str) -> tuple[str, ...]:
    """Return the texts that a query may mean, the plainest first."""
    name = company_name(query)
    variants = [plain(query), simplified(query) if "@" in query else ""]
    if any(each.isdigit() for each in query):
        variants.append(compact(query))
    if name.han:
        variants += [plain(name.core), name.letters] if len(name.core) > 1 else []
    else:
        variants += [plain(name.key), plain(query).replace(" ", "")]
    return tuple(dict.fromkeys(each for each in variants if each))
