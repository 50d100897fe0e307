"""How alike two names, dates or numbers are. The one home of rapidfuzz."""

from collections import Counter
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from ingest.clean.names import CleanName
from ingest.clean.pinyin import spelled
from ingest.match.nicknames import may_be_called

_NEAR_HAN, _NEAR_HAN_TWICE, _NEAR_LATIN = 5, 9, 8
_SHORT_HAN, _SHORT_LATIN = 4, 8
_BRAND = 4
_LOOSE_COMPANY, _LOOSE_WORD, _SAME_STREET = 0.8, 0.85, 0.7


class Alike(StrEnum):
    """How two names go together, best first."""

    SAME = "same"
    NEAR = "near"
    SHORT = "short"
    READING = "reading"
    COMPATIBLE = "compatible"
    LOOSE = "loose"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


_RANK = {level: rank for rank, level in enumerate(Alike)}


class NameMatch(NamedTuple):
    """The best pair among the names of two records; `slip` where the wrong character sounds the same."""

    alike: Alike
    left: CleanName | None = None
    right: CleanName | None = None
    slip: bool = False


class Dates(StrEnum):
    EQUAL = "equal"
    SWAPPED = "swapped"
    TYPO = "typo"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


def company_names(ours: tuple[CleanName, ...], theirs: tuple[CleanName, ...]) -> NameMatch:
    """Compare every name of one company with every name of another; no name at all is UNKNOWN."""
    return _best(ours, theirs, people=False)


def person_names(ours: tuple[CleanName, ...], theirs: tuple[CleanName, ...]) -> NameMatch:
    """Compare every name of one person with every name of another; no name at all is UNKNOWN."""
    return _best(ours, theirs, people=True)


@lru_cache(maxsize=50_000)
def birth_dates(one: str | None, other: str | None) -> Dates:
    """Compare two ISO dates: day and month may be swapped, one digit wrong.

    A year alone never speaks for a match, and against it only from the second year on: ages are
    counted at different days.
    """
    if not one or not other:
        return Dates.UNKNOWN
    if 4 in (len(one), len(other)):
        return Dates.UNKNOWN if abs(int(one[:4]) - int(other[:4])) <= 1 else Dates.DIFFERENT
    if one == other:
        return Dates.EQUAL
    if len(one) != 10 or len(other) != 10:
        shorter = min(len(one), len(other))
        return Dates.UNKNOWN if one[:shorter] == other[:shorter] else Dates.DIFFERENT
    if one[:4] == other[:4] and (one[5:7], one[8:]) == (other[8:], other[5:7]):
        return Dates.SWAPPED
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return Dates.TYPO
    swapped = f"{one[:4]}-{one[8:]}-{one[5:7]}"
    return Dates.TYPO if OSA.distance(swapped, other, score_cutoff=1) <= 1 else Dates.DIFFERENT


def one_slip(one: str, other: str) -> bool:
    """Say whether one sign is wrong, missing or swapped with its neighbour."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def near_addresses(one: str, other: str) -> bool:
    """Say whether two address keys share their first number and most words of the shorter one.

    Chinese addresses are one word each and only near where they are equal.
    """
    ours, theirs = one.split(), other.split()
    if _first_number(ours) is None or _first_number(ours) != _first_number(theirs):
        return False
    shorter, longer = sorted((set(ours), set(theirs)), key=len)
    return len(shorter) >= 3 and len(shorter & longer) >= _SAME_STREET * len(shorter)


def _first_number(words: list[str]) -> str | None:
    return next((each for each in words if each.isdigit()), None)


def nearness(query: str, text: str) -> float:
    """Return how near two texts are, 1 for equal ones and 0 for strangers."""
    return float(OSA.normalized_similarity(query, text))


def _best(ours: tuple[CleanName, ...], theirs: tuple[CleanName, ...], *, people: bool) -> NameMatch:
    compare = _people if people else _companies
    best = NameMatch(Alike.UNKNOWN)
    rank = float(len(_RANK))
    for left, right in product(ours, theirs):
        alike, slip = compare(left, right)
        elsewhere = left.region and right.region and left.region.speaks_against(right.region)
        if (this := _RANK[alike] + (0.5 if elsewhere else 0.0)) < rank:
            best, rank = NameMatch(alike, left, right, slip), this
        if rank == 0:
            break
    return best


def _companies(one: CleanName, other: CleanName) -> tuple[Alike, bool]:
    if one.key == other.key:
        return Alike.SAME, False
    if one.han != other.han:
        return _across_scripts(one, other), False
    if _near(one.core, other.core, han=one.han):
        return Alike.NEAR, one.han and one.pinyin == other.pinyin
    if _short(one, other):
        return Alike.SHORT, False
    loose = not one.han and OSA.normalized_similarity(one.letters, other.letters) >= _LOOSE_COMPANY
    return (Alike.LOOSE if loose else Alike.DIFFERENT), False


def _near(one: str, other: str, *, han: bool) -> bool:
    """One wrong sign in a long name, two in a very long one; a Chinese brand of two is not guessed at."""
    size = min(len(one), len(other))
    if abs(len(one) - len(other)) > 1 or size < (_NEAR_HAN if han else _NEAR_LATIN):
        return False
    most = 2 if size >= (_NEAR_HAN_TWICE if han else 2 * _NEAR_LATIN) else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _short(one: CleanName, other: CleanName) -> bool:
    short, long = sorted((one.core, other.core), key=len)
    if one.han:
        return len(short) >= _SHORT_HAN and long.startswith(short)
    return len(short) >= _SHORT_LATIN and long.startswith(f"{short} ")


def _across_scripts(one: CleanName, other: CleanName) -> Alike:
    """A Latin name whose first word is the reading of a Chinese brand: `qiaoxi glass` and 峤曦玻璃."""
    chinese, latin = (one, other) if one.han else (other, one)
    if spelled(chinese.core, latin.letters) == len(chinese.core):
        return Alike.READING
    brand = latin.words[0] if latin.words else ""
    return Alike.READING if len(brand) >= _BRAND and spelled(chinese.core, brand) >= 2 else Alike.UNKNOWN


def _people(one: CleanName, other: CleanName) -> tuple[Alike, bool]:
    if one.key == other.key:
        return Alike.SAME, False
    if one.han and other.han:
        return (
            Alike.READING if len(one.core) >= 2 and one.pinyin == other.pinyin else Alike.DIFFERENT
        ), False
    if one.han or other.han:
        chinese, latin = (one, other) if one.han else (other, one)
        words = latin.words
        turns = {"".join(words[turn:] + words[:turn]) for turn in range(len(words))}
        sounds = any(spelled(chinese.core, turn) == len(chinese.core) for turn in turns)
        return (Alike.READING if sounds else Alike.DIFFERENT), False
    return _latin_people(one.words, other.words), False


def _latin_people(one: tuple[str, ...], other: tuple[str, ...]) -> Alike:
    """Give each word of the shorter name its twin in the longer one, and call the name as its worst twin."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return Alike.UNKNOWN if any(len(word) > 2 and word in long for word in short) else Alike.DIFFERENT
    if not all(word.isascii() for word in one + other):
        return Alike.UNKNOWN if "".join(one).isascii() != "".join(other).isascii() else Alike.DIFFERENT
    left = list(long)
    levels: list[Alike] = []
    for word in sorted(short, key=lambda each: (each not in long, -len(each))):
        level, twin = min(((_words(word, each), each) for each in left), key=lambda pair: _RANK[pair[0]])
        levels.append(level)
        left.remove(twin)
    slips = sum(level in (Alike.NEAR, Alike.LOOSE) for level in levels)
    if Alike.DIFFERENT in levels or slips == len(levels) > 2:
        return Alike.DIFFERENT
    if Alike.LOOSE in levels or slips > 1:
        return Alike.LOOSE
    return Alike.NEAR if slips else Alike.COMPATIBLE


def one_word_of_one_initial(one: CleanName, other: CleanName) -> bool:
    """Say whether two Latin names of equal length differ in one word that begins alike: Lea and Lee Roe."""
    ours, theirs = (Counter(name.words) for name in (one, other))
    left, right = list((ours - theirs).elements()), list((theirs - ours).elements())
    return len(left) == len(right) == 1 < len(one.words) and left[0][0] == right[0][0]


def _words(one: str, other: str) -> Alike:
    if one == other:
        return Alike.SAME
    if may_be_called(one, other):
        return Alike.COMPATIBLE
    if min(len(one), len(other)) >= 4 and one_slip(one, other):
        return Alike.NEAR
    alike = JaroWinkler.similarity(one, other) >= _LOOSE_WORD and one[0] == other[0]
    return Alike.LOOSE if alike and min(len(one), len(other)) >= 3 else Alike.DIFFERENT
