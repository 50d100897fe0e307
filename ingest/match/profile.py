"""A record as the matcher sees it: cleaned names, identifiers by their force, dates and places."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.model import Identifier, IdentifierKind, PartyKind
from graph.values import RecordId, record_parts
from ingest.clean.identifiers import birth_date, identifier, is_uscc, recognise
from ingest.clean.names import CleanName, company_name, looks_like_a_company, person_name
from ingest.clean.regions import Region, region
from ingest.clean.text import has_han

_MOST_NAMES = 6
_CHECKED = frozenset({IdentifierKind.RESIDENT_ID, IdentifierKind.LEI, IdentifierKind.COMPANY_NUMBER})


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a record; of several, where mentions say the very same.

    strong: valid values that name one actor. exclusive: scheme -> value of which nobody has two.
    doubtful: values of such ids that failed a check. shared: phones, accounts and what else neighbours
    may share; addresses: those among them. tails: the last nine digits of phones, checked or not, which
    stay the same where a country code was guessed wrong. context: marks of the companies that a person
    is an officer of, set between the two passes. given: what a mention was written as. guess: the kind
    to compare as, where `kind` is unknown.
    """

    records: tuple[RecordId, ...]
    kind: PartyKind
    guess: PartyKind
    mention: bool
    names: tuple[CleanName, ...]
    strong: frozenset[str] = frozenset()
    exclusive: Mapping[str, str] = field(default_factory=dict[str, str])
    doubtful: frozenset[str] = frozenset()
    shared: frozenset[Identifier] = frozenset()
    birth: str | None = None
    sex: str | None = None
    place: Region | None = None
    tails: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    officer: str | None = None
    context: frozenset[str] = frozenset()
    given: str | None = None

    @property
    def id(self) -> RecordId:
        return self.records[0]


def profiles(records: Iterable[Mapping[str, Any]], holdings: Iterable[Mapping[str, Any]]) -> list[Profile]:
    """Return one profile a record, in the order of the records.

    records, holdings: rows of `graph.schema`, of the holdings only key columns are read.
    """
    held: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in holdings:
        held[row["record"]].append(row)
    return [_profile(row, held.get(row["key"], ())) for row in records]


def told_alike(all_profiles: Sequence[Profile], apart: frozenset[RecordId]) -> list[Profile]:
    """Return the profiles with equal mentions of companies put together; records `apart` stay alone.

    People of one name are not put together: a name alone never makes two of them one.
    """
    alike: dict[object, list[Profile]] = {}
    for each in all_profiles:
        lonely = not each.mention or each.guess is PartyKind.PERSON or each.id in apart or not each.names
        mark = each.id if lonely else _content(each)
        alike.setdefault(mark, []).append(each)
    return [
        each[0] if len(each) == 1 else replace(each[0], records=tuple(one.id for one in each))
        for each in alike.values()
    ]


def _content(profile: Profile) -> object:
    texts = tuple(name.text for name in profile.names)
    held = profile.strong, profile.doubtful, profile.shared
    return profile.kind, texts, held, profile.place


def _profile(row: Mapping[str, Any], held: Sequence[Mapping[str, Any]]) -> Profile:
    record = RecordId(row["key"])
    fields: Mapping[str, Any] = json.loads(row["fields"])
    kind = PartyKind(row["kind"])
    ids = [(IdentifierKind(each["kind"]), str(each["value"]), each["failed"]) for each in held]
    guess = _guess(kind, row["name"])
    return Profile(
        records=(record,),
        kind=kind,
        guess=guess,
        mention=bool(row["mention"]),
        names=_names(row, fields, guess, {value for _, value, _ in ids}),
        strong=frozenset(value for each, value, failed in ids if each.strong and not failed),
        exclusive={
            _scheme(each): value for each, value, failed in ids if not failed and _exclusive(each, value)
        },
        doubtful=frozenset(value for each, value, failed in ids if each.strong and failed and len(value) > 4),
        shared=frozenset(
            Identifier(each, value) for each, value, failed in ids if not each.strong and not failed
        ),
        birth=_birth(fields, ids),
        sex=_text(fields.get("sex")),
        place=_place(fields),
        tails=frozenset(
            value[-9:] for each, value, _ in ids if each is IdentifierKind.PHONE and len(value) > 9
        ),
        addresses=tuple(sorted(value for each, value, _ in ids if each is IdentifierKind.ADDRESS)),
        officer=_text(fields.get("legal_representative")),
        given=_text(fields.get("given")) if row["mention"] else None,
    )


def _guess(kind: PartyKind, name: str) -> PartyKind:
    if kind is not PartyKind.UNKNOWN:
        return kind
    short = person_name(name)
    return PartyKind.PERSON if short.han and not looks_like_a_company(name) else PartyKind.COMPANY


def _names(
    row: Mapping[str, Any], fields: Mapping[str, Any], guess: PartyKind, ids: set[str]
) -> tuple[CleanName, ...]:
    """Return the cleaned names, the main one first; an identifier in the place of a name is none."""
    others = fields.get("other_names") or ()
    raws = [row["name"], *([others] if isinstance(others, str) else others)][:_MOST_NAMES]
    read = person_name if guess is PartyKind.PERSON else company_name
    cleaned = (read(raw) for raw in dict.fromkeys(raws) if raw and not _is_identifier(raw, ids))
    return tuple({name.text: name for name in cleaned if name.core}.values())


def _is_identifier(raw: str, ids: set[str]) -> bool:
    if not any(each.isdigit() for each in raw):
        return False
    return recognise(raw) is not None or identifier(IdentifierKind.NATIONAL_ID, raw).identifier.value in ids


def _birth(fields: Mapping[str, Any], ids: Sequence[tuple[IdentifierKind, str, str | None]]) -> str | None:
    """Return an ISO date, of which only the year where no more is known."""
    told = _text(fields.get("birth_date"))
    if told:
        return told
    numbers = (value for kind, value, failed in ids if kind is IdentifierKind.RESIDENT_ID and not failed)
    by_number = next(map(birth_date, numbers), None)
    year = fields.get("birth_year")
    return by_number or (f"{year:04}" if isinstance(year, int) and 0 < year < 10_000 else None)


def _place(fields: Mapping[str, Any]) -> Region | None:
    """Return the place of the region column, else the one that a Chinese address begins with."""
    address = _text(fields.get("address")) or ""
    return region(str(fields.get("region") or "")) or (region(address) if has_han(address) else None)


def _exclusive(kind: IdentifierKind, value: str) -> bool:
    """Say whether an actor has but one of these: passports are renewed and foreign registers are many."""
    if kind in (IdentifierKind.COMPANY_NUMBER, IdentifierKind.VAT):
        return is_uscc(value)
    return kind in _CHECKED


def _scheme(kind: IdentifierKind) -> str:
    return IdentifierKind.COMPANY_NUMBER.value if kind is IdentifierKind.VAT else kind.value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def source_key(record: RecordId) -> tuple[str, str]:
    """Return the source of a record and its key within the source."""
    source, _, key = record_parts(record)
    return source, key
