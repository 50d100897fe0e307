"""What a search may type to mean a party: its names in both scripts, their readings, its numbers."""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from graph.model import IdentifierKind, PartyKind
from ingest.clean.names import CleanName, company_name, person_name
from ingest.clean.text import has_han, simplified, without_accents

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
    words = _PUNCTUATION.sub(" ", without_accents(simplified(text))).split()
    return ("" if has_han(text) else " ").join(words)


def compact(text: str) -> str:
    """Return a number as it is searched: small Latin letters and digits, nothing else."""
    return _NOT_PLAIN.sub("", simplified(text))


def texts_of_name(raw: str, kind: PartyKind, *, main: bool) -> Iterator[tuple[str, On]]:
    """Yield what a name may be searched by: itself, without place and form, by sound, by initials."""
    name = (person_name if kind is PartyKind.PERSON else company_name)(raw)
    whole = plain(raw)
    yield whole, On.NAME if main else On.OTHER_NAME
    core = plain(name.core if name.han else name.key)
    if core != whole:
        yield core, On.CORE
    yield from _by_sound(name, whole)


def _by_sound(name: CleanName, whole: str) -> Iterator[tuple[str, On]]:
    if name.han:
        yield name.letters, On.READING
        if len(name.pinyin) >= 3:
            yield "".join(each[0] for each in name.pinyin if each), On.INITIALS
    elif " " in whole:
        yield whole.replace(" ", ""), On.READING


def text_of_identifier(kind: IdentifierKind, value: str) -> tuple[str, On] | None:
    """Return what an identifier is searched by; addresses are not searched."""
    if kind not in _SEARCHED:
        return None
    if kind is IdentifierKind.PHONE:
        return compact(value), On.PHONE
    if kind is IdentifierKind.EMAIL:
        return simplified(value), On.EMAIL
    return compact(value), On.IDENTIFIER


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
