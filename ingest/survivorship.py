"""Which of its records speaks for a party: a pure rule, made anew on every merge and undo.

Records speak in this order: rows before mentions, sources by the priority given (others after those,
by name), newer dates before older ones, then by id. A field is the first valid value in that order:
an identifier that failed its check gives way to one that passed. Lists are united. The name is the
one that most rows bear in full, the first in order among equals; every other one is kept beside it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from graph.model import IdentifierKind, Json, Party, PartyKind, Record, Role, Sourced
from graph.values import PartyId
from ingest.clean.identifiers import identifier
from ingest.clean.text import simplified

_CHECKED = {
    "company_number": IdentifierKind.COMPANY_NUMBER,
    "lei": IdentifierKind.LEI,
    "vat": IdentifierKind.VAT,
    "resident_id": IdentifierKind.RESIDENT_ID,
    "passport": IdentifierKind.PASSPORT,
    "national_id": IdentifierKind.NATIONAL_ID,
}
_LISTS = frozenset({"phones", "emails", "bank_accounts", "devices", "ids", "other_ids"})
_NOT_FIELDS = frozenset({"name", "given", "identifier", "other_names", "roles"})
_DATED_BY = ("as_of", "applied_on", "cooperation_since", "since", "registered_on")
_MOST_OTHER_NAMES = 20


def surviving_party(party: PartyId, records: Sequence[Record], *, priority: Sequence[str] = ()) -> Party:
    """Return the party that these records make; at least one record.

    priority: sources, the most trusted first.
    """
    ranked = _ranked(records, priority)
    name, others = _names(ranked)
    return Party(
        id=party,
        kind=_kind(ranked),
        name=name,
        rated=any(not each.mention for each in ranked),
        other_names=others,
        roles=frozenset(Role(role) for each in ranked for role in _texts(each.fields.get("roles"))),
        fields=_fields(ranked),
    )


def _ranked(records: Sequence[Record], priority: Sequence[str]) -> list[Record]:
    place = {source: at for at, source in enumerate(priority)}
    ordered = sorted(records, key=lambda each: each.id)
    ordered.sort(key=_dated, reverse=True)
    return sorted(ordered, key=lambda each: (each.mention, place.get(each.source, len(place)), each.source))


def _dated(record: Record) -> str:
    return max((str(record.fields[name]) for name in _DATED_BY if record.fields.get(name)), default="")


def _kind(ranked: Sequence[Record]) -> PartyKind:
    return next((each.kind for each in ranked if each.kind is not PartyKind.UNKNOWN), PartyKind.UNKNOWN)


def _names(ranked: Sequence[Record]) -> tuple[str, tuple[str, ...]]:
    """Return the main name and the others; names that differ only in case or width count as one."""
    voters = [each for each in ranked if not each.mention] or ranked
    votes = Counter(simplified(each.name) for each in voters)
    main = max(voters, key=lambda each: votes[simplified(each.name)]).name
    everyone = [name for each in ranked for name in (each.name, *_texts(each.fields.get("other_names")))]
    distinct = {name: None for name in everyone if name and name != main}
    return main, tuple(distinct)[:_MOST_OTHER_NAMES]


def _fields(ranked: Sequence[Record]) -> Mapping[str, Sourced]:
    told = [each for each in ranked if not each.mention]
    names = dict.fromkeys(name for each in told for name in each.fields if name not in _NOT_FIELDS)
    return {name: _field(name, told) for name in sorted(names)}


def _field(name: str, ranked: Sequence[Record]) -> Sourced:
    bearers = [each for each in ranked if each.fields.get(name) is not None]
    if name in _LISTS:
        united = list(dict.fromkeys(text for each in bearers for text in _texts(each.fields[name])))
        return Sourced(united, bearers[0].id)
    chosen = next((each for each in bearers if _passes(name, each.fields[name])), bearers[0])
    return Sourced(chosen.fields[name], chosen.id)


def _passes(name: str, value: Json) -> bool:
    kind = _CHECKED.get(name)
    return kind is None or (isinstance(value, str) and identifier(kind, value).failed is None)


def _texts(value: Json) -> Collection[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping) or not isinstance(value, Sequence):
        return ()
    return [each for each in value if isinstance(each, str)]
