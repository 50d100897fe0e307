"""Which records are worth comparing: those that share something that few share."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from graph.model import PartyKind
from ingest.clean.names import CleanName
from ingest.match.profile import Profile

CAP = 40
"""A block with more members than this is split by name, and its remains are left out."""
_RARE, _HAN_GRAM, _LATIN_GRAM, _LONG_ENOUGH = 60, 2, 4, 5
_PREFIX_HAN, _PREFIX_LATIN = 4, 8
_STREET = re.compile(r"\b\d+ (?:[nesw] )?[^\W\d]{3,}")


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What a rule did: blocks of two or more, pairs that no earlier rule had, blocks over the cap."""

    rule: str
    blocks: int
    pairs: int
    capped: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of positions, the smaller first, ascending."""

    pairs: Sequence[tuple[int, int]]
    rules: tuple[RuleReport, ...] = field(default=())


def candidates(profiles: Sequence[Profile], kind: PartyKind) -> Candidates:
    """Return the pairs of profiles of one kind (as guessed) that some rule brings together.

    People: shared identifiers, the same birth date (day and month in either order), the same name
    where few bear it, the same name at the same company. Companies: shared identifiers, the same core;
    and for bare names that no row bears: the beginning of the core, the core but one sign, and rare
    groups of signs.
    """
    chosen = [position for position, each in enumerate(profiles) if each.guess is kind]
    found: set[tuple[int, int]] = set()
    reports = []
    for rule, blocks, pairs in _rules(profiles, chosen, kind):
        before, capped = len(found), 0
        for members in blocks.values():
            capped += len(members) > CAP
            found.update(pairs(profiles, members))
        reports.append(RuleReport(rule, len(blocks), len(found) - before, capped))
    return Candidates(sorted(found), tuple(reports))


_Blocks = dict[object, list[int]]
_Pairs = Callable[[Sequence[Profile], list[int]], Iterator[tuple[int, int]]]


def _rules(
    profiles: Sequence[Profile], chosen: Sequence[int], kind: PartyKind
) -> Iterator[tuple[str, _Blocks, _Pairs]]:
    each = [(position, profiles[position]) for position in chosen]
    yield "identifier", _blocks((at, one.strong | one.doubtful) for at, one in each), _pairs
    yield "shared_identifier", _blocks((at, one.shared) for at, one in each), _pairs
    yield "phone_end_or_street", _blocks((at, one.tails | _streets(one)) for at, one in each), _pairs
    yield "name", _blocks((at, {name.key for name in one.names}) for at, one in each), _pairs
    if kind is PartyKind.PERSON:
        yield "birth_date", _blocks((at, _day(one)) for at, one in each), _pairs
        met = ((at, {(name.key, mark) for name in one.names for mark in one.context}) for at, one in each)
        yield "name_and_company", _blocks(met), _pairs
        return
    borne = {name.key for _, one in each if not one.mention for name in one.names}
    bare = [(at, one) for at, one in each if one.mention and all(name.key not in borne for name in one.names)]
    rows = [(at, one) for at, one in each if not one.mention]
    for rule, marks, most in (
        ("head", _head, CAP * 4),
        ("but_one", _but_one, CAP * 4),
        ("part", _grams, _RARE),
    ):
        wanted = {mark for _, one in bare for name in one.names for mark in marks(name)}
        keys = (
            (at, {mark for name in one.names for mark in marks(name)} & wanted) for at, one in bare + rows
        )
        blocks = {mark: members for mark, members in _blocks(keys).items() if len(members) <= most}
        yield f"name_{rule}", blocks, _mentions_first


def _blocks(keys: Iterable[tuple[int, Iterable[object]]]) -> _Blocks:
    found: _Blocks = defaultdict(list)
    for position, marks in keys:
        for mark in marks:
            found[mark].append(position)
    return {mark: members for mark, members in found.items() if len(members) > 1}


def _pairs(profiles: Sequence[Profile], members: list[int]) -> Iterator[tuple[int, int]]:
    """Pair everybody; in a block over the cap only those of one name, and of those the first ones."""
    if len(members) <= CAP:
        yield from combinations(members, 2)
        return
    by_name: dict[str, list[int]] = defaultdict(list)
    for position in members:
        for key in {name.key for name in profiles[position].names}:
            by_name[key].append(position)
    for alike in by_name.values():
        yield from combinations(alike[:CAP], 2)


def _mentions_first(profiles: Sequence[Profile], members: list[int]) -> Iterator[tuple[int, int]]:
    """Pair bare names with rows alone: a name that is merely near never links two rows."""
    rows = [each for each in members if not profiles[each].mention]
    for mention in members:
        if profiles[mention].mention:
            yield from ((min(mention, row), max(mention, row)) for row in rows)


def _day(profile: Profile) -> tuple[object, ...]:
    """Return year and the two other numbers in ascending order, so that 3/11 and 11/3 meet."""
    born = profile.birth
    return ((born[:4], *sorted((born[5:7], born[8:]))),) if born and len(born) == 10 else ()


def _streets(profile: Profile) -> set[str]:
    """Return the first number of each address that is parted into words, with the word behind it."""
    found = (_STREET.search(each) for each in profile.addresses)
    return {each[0] for each in found if each}


def _head(name: CleanName) -> set[str]:
    return {name.core[:_PREFIX_HAN] if name.han else name.core[:_PREFIX_LATIN]}


def _but_one(name: CleanName) -> set[str]:
    """Return the core with each of its signs left out: names that differ in one sign share one of these."""
    text = name.core if name.han else name.letters
    if len(text) < _LONG_ENOUGH:
        return set()
    return {text[:at] + text[at + 1 :] for at in range(len(text))}


def _grams(name: CleanName) -> set[str]:
    size = _HAN_GRAM if name.han else _LATIN_GRAM
    text = name.core if name.han else name.letters
    return {text[start : start + size] for start in range(len(text) - size + 1)}
