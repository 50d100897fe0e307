"""The weight of evidence that two records are one actor, in bits, a reason for each part.

A sum of log likelihood ratios after Fellegi and Sunter, "A theory for record linkage", JASA 64,
1969. The weights are set by hand for precision; nothing is trained yet.
"""

from dataclasses import dataclass
from itertools import product

from graph.changes import LinkReason
from graph.model import IdentifierKind, PartyKind
from graph.values import RecordId
from ingest.clean.names import CleanName
from ingest.match.compare import (
    Alike,
    Dates,
    NameMatch,
    birth_dates,
    company_names,
    near_addresses,
    one_slip,
    one_word_of_one_initial,
    person_names,
)
from ingest.match.profile import Profile
from ingest.match.rarity import Rarity

LINKED = 12.0
"""Bits from which two rows are one actor."""
NAMED = 8.0
"""Bits from which a bare name in a row finds its party, where no other party comes near."""
UNDECIDED = 7.0
"""Bits from which a pair is kept as undecided."""

_BY_ANOTHER_NAME = -3.0
_FULL_NAME, _SHORT_NAME = 8.0, 6.0
_UNIQUE, _MANY_OWNERS, _FEW = 20.0, 5, 3
_HAN_CORE = {1: 1.0, 2: 4.0, 3: 6.0, 4: 9.0, 5: 11.0}
_LONG_CORE, _SHORT_LATIN = 12.0, 5.0
_COMPANY = {
    Alike.NEAR: 8.0, Alike.SHORT: 8.0, Alike.READING: 5.0, Alike.LOOSE: 4.0, Alike.UNKNOWN: 0.0,
    Alike.DIFFERENT: -12.0,
}  # fmt: skip
_PERSON = {
    Alike.NEAR: 3.0, Alike.READING: 4.0, Alike.COMPATIBLE: 4.0, Alike.LOOSE: 1.5, Alike.UNKNOWN: 0.0,
    Alike.DIFFERENT: -12.0,
}  # fmt: skip
_DATES = {Dates.EQUAL: 9.0, Dates.SWAPPED: 6.0, Dates.TYPO: 3.0, Dates.UNKNOWN: 0.0, Dates.DIFFERENT: -2.0}
_SHARED = {
    IdentifierKind.EMAIL: 9.0, IdentifierKind.PHONE: 9.0, IdentifierKind.BANK_ACCOUNT: 9.0,
    IdentifierKind.DEVICE: 8.0, IdentifierKind.ADDRESS: 8.0, IdentifierKind.WEBSITE: 6.0,
}  # fmt: skip
_GENERIC_FORMS = frozenset({"ltd", "co ltd", "inc", "corp", "co", "llc", "pte ltd", "pvt ltd", "pty ltd", ""})


@dataclass(frozen=True, slots=True)
class Match:
    """Two profiles by position and what speaks for and against their being one.

    weight: the sum of the reasons, without `veto`, which names a contradiction that forbids the link.
    proven: they share a valid identifier of one actor. supported: something besides the name speaks
    for it.
    """

    left: int
    right: int
    weight: float
    reasons: tuple[LinkReason, ...]
    alike: Alike
    proven: bool
    supported: bool
    veto: str | None

    @property
    def links(self) -> bool:
        """Say whether the evidence alone, contradictions aside, makes two rows one actor."""
        if self.alike is Alike.DIFFERENT and not self.proven:
            return False
        enough = self.weight >= LINKED
        if self.proven or self.supported:
            return enough and (self.proven or self.alike is not Alike.UNKNOWN)
        return enough and self.alike is Alike.SAME

    @property
    def finds(self) -> bool:
        """Say whether a bare name may stand for the other, if no other one comes near."""
        return self.weight >= NAMED and self.alike in (Alike.SAME, Alike.NEAR, Alike.SHORT)


class _Sum:
    """Reasons as they come up; `other` is the record compared with."""

    def __init__(self, other: RecordId) -> None:
        self.reasons: list[LinkReason] = []
        self._other = other

    def add(self, code: str, weight: float, left: str | None = None, right: str | None = None) -> None:
        if weight:
            self.reasons.append(LinkReason(code, round(weight, 2), left, right, self._other))

    @property
    def weight(self) -> float:
        return sum(each.weight for each in self.reasons)


def match(positions: tuple[int, int], one: Profile, other: Profile, rarity: Rarity) -> Match:
    """Weigh all evidence about two profiles."""
    people = PartyKind.PERSON in (one.guess, other.guess)
    names = (person_names if people else company_names)(one.names, other.names)
    total = _Sum(other.id)
    proven = _add_identifiers(total, one, other, rarity)
    before = total.weight
    _add_shared(total, one, other, rarity)
    if people:
        _add_dates(total, one, other)
        _add_person(total, one, other)
    supported = total.weight > before or (before > 0 and not proven)
    if people:
        _add_person_name(total, names, rarity, proven=proven)
        _add_birth_year(total, one, other, names, rarity)
    else:
        asides = _is_aside(one, names.left) + _is_aside(other, names.right)
        _add_company_name(total, names, rarity, asides=asides)
        _add_company(total, one, other, names)
    return Match(
        *positions,
        total.weight,
        tuple(total.reasons),
        names.alike,
        proven,
        supported,
        contradiction(one, other),
    )


def contradiction(one: Profile, other: Profile) -> str | None:
    """Name what forbids that two profiles are one actor, None where nothing does."""
    if {one.kind, other.kind} == {PartyKind.COMPANY, PartyKind.PERSON}:
        return "company_and_person"
    for scheme, value in one.exclusive.items():
        if other.exclusive.get(scheme, value) != value:
            return f"different_{scheme}"
    parts = _part(one), _part(other)
    if PartyKind.PERSON in (one.guess, other.guess):
        if birth_dates(one.birth, other.birth) is Dates.DIFFERENT:
            return "different_birth_date"
        return "different_generation" if all(parts) and parts[0] != parts[1] else None
    return "different_branch" if parts[0] != parts[1] and one.names and other.names else None


def _part(profile: Profile) -> str:
    return profile.names[0].part if profile.names else ""


def _add_identifiers(total: _Sum, one: Profile, other: Profile, rarity: Rarity) -> bool:
    """Add shared ids of one actor; one that many names claim proves nothing."""
    proven = False
    for value in sorted(one.strong & other.strong):
        owned_once = rarity.owners[value] <= _MANY_OWNERS
        total.add("same_identifier", _UNIQUE if owned_once else 4.0, value, value)
        proven |= owned_once
    if proven:
        return True
    for value in sorted(one.doubtful & other.doubtful):
        total.add("same_unproven_identifier", 8.0, value, value)
    for left in sorted(one.doubtful):
        for right in sorted(other.strong):
            if one_slip(left, right):
                total.add("identifier_one_slip_apart", 6.0, left, right)
    return False


def _add_shared(total: _Sum, one: Profile, other: Profile, rarity: Rarity) -> None:
    for identifier in sorted(one.shared & other.shared, key=lambda each: (each.kind, each.value)):
        bits = max(_SHARED[identifier.kind] - rarity.discount(identifier), 0.0)
        total.add(f"same_{identifier.kind.value}", bits, identifier.value, identifier.value)
    _add_nearly_shared(total, one, other)


def _add_nearly_shared(total: _Sum, one: Profile, other: Profile) -> None:
    codes = {each.code for each in total.reasons}
    if "same_address" not in codes:
        pairs = product(one.addresses[:_FEW], other.addresses[:_FEW])
        if near := next((pair for pair in pairs if near_addresses(*pair)), None):
            total.add("near_address", 7.0, *near)
    if "same_phone" not in codes and (tails := sorted(one.tails & other.tails)):
        total.add("same_end_of_phone", 6.0, tails[0], tails[0])


def _add_dates(total: _Sum, one: Profile, other: Profile) -> None:
    """Add birth dates, unless they are but part of one resident id that both have."""
    number = one.exclusive.get(IdentifierKind.RESIDENT_ID)
    if number and number == other.exclusive.get(IdentifierKind.RESIDENT_ID):
        return
    dates = birth_dates(one.birth, other.birth)
    total.add(f"birth_date_{dates.value}", _DATES[dates], one.birth, other.birth)


def _add_person(total: _Sum, one: Profile, other: Profile) -> None:
    if one.sex and other.sex and one.sex != other.sex:
        total.add("different_sex", -6.0, one.sex, other.sex)
    if common := sorted(one.context & other.context):
        total.add("officer_of_the_same_company", 9.0, common[0], common[0])


def _add_person_name(total: _Sum, names: NameMatch, rarity: Rarity, *, proven: bool) -> None:
    if names.left is None or names.right is None:
        return
    bits = _PERSON.get(names.alike, 0.0)
    if names.alike is Alike.SAME:
        bits = min(6.0, max(4.0, rarity.name_bits(PartyKind.PERSON, names.left.key) - 4.0))
    if proven and names.alike is Alike.DIFFERENT and one_word_of_one_initial(names.left, names.right):
        bits /= 2
    total.add(f"name_{names.alike.value}", bits, names.left.text, names.right.text)


def _add_birth_year(total: _Sum, one: Profile, other: Profile, names: NameMatch, rarity: Rarity) -> None:
    """Add that officers of two companies are of one full name, sex and year of birth.

    Little where the book holds other people of that name. `docs/decisions/0005` has the measurement.
    """
    if names.alike is not Alike.SAME or names.left is None or not (one.context and other.context):
        return
    if not one.birth or not other.birth or {len(one.birth), len(other.birth)} == {10}:
        return
    if one.birth[:4] != other.birth[:4] or not one.sex or one.sex != other.sex:
        return
    full = _FULL_NAME if names.left.han and len(names.left.core) > 2 else _SHORT_NAME
    bits = full - 2.0 * rarity.commonness(names.left.key)
    total.add("officers_of_one_birth_year", max(bits, 0.0), one.birth[:4], other.birth[:4])


def _is_aside(profile: Profile, name: CleanName | None) -> bool:
    """Say whether a name is not the main one: firms of one group may share their other names."""
    return name is not None and name.key != profile.names[0].key


def _add_company_name(total: _Sum, names: NameMatch, rarity: Rarity, *, asides: int) -> None:
    left, right = names.left, names.right
    if left is None or right is None:
        return
    bits = _COMPANY.get(names.alike, 0.0) + (1.5 if names.slip else 0.0)
    if names.alike is Alike.SAME:
        bits = min(_core_bits(left), rarity.name_bits(PartyKind.COMPANY, left.key) + 4.0)
    total.add(f"name_{names.alike.value}", bits, left.text, right.text)
    total.add("by_another_name", _BY_ANOTHER_NAME * asides, left.text, right.text)
    if left.form != right.form and left.form and right.form and names.alike is not Alike.DIFFERENT:
        generic = {left.form, right.form} <= _GENERIC_FORMS or left.han
        total.add("different_legal_form", -1.0 if generic else -4.0, left.form, right.form)
    if left.group != right.group and left.form and right.form:
        total.add("only_one_is_a_group", -2.0, left.text, right.text)


def _core_bits(name: CleanName) -> float:
    if name.han:
        return _HAN_CORE.get(len(name.core), _LONG_CORE)
    letters = sum(map(len, name.words))
    return _LONG_CORE if letters >= 10 else 9.0 if letters >= 6 else _SHORT_LATIN


def _add_company(total: _Sum, one: Profile, other: Profile, names: NameMatch) -> None:
    """Add places, from the name where it tells one, else from region or address; and who represents it."""
    left = (names.left.region if names.left else None) or one.place
    right = (names.right.region if names.right else None) or other.place
    if left and right:
        against = left.speaks_against(right)
        total.add(
            "different_place" if against else "same_place",
            -8.0 if against else 3.0,
            "".join(left),
            "".join(right),
        )
    if one.officer and one.officer == other.officer:
        total.add("same_legal_representative", 4.0, one.officer, other.officer)
