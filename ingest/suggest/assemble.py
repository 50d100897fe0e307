"""Chosen columns -> the fields of a table: parties linked, keys made where no column holds one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ingest.suggest.beside import OWN_END
from ingest.suggest.chosen import PARTIES, Chosen
from ingest.suggest.draft import Draft, draft, joined
from ingest.suggest.fields import AGE, FIRST_NAME, LAST_NAME, PARTIES_OF, STANDS_FOR
from ingest.suggest.fit import Fit
from ingest.suggest.suggestion import FieldSuggestion
from ingest.tables import TABLES
from ingest.tables.column import Cell, columns
from ingest.values import PLACEHOLDERS

_KEYED = 0.99
"""What share of the rows with a name must have a number that is to be their key."""
_NUMBERS = ("company_number", "resident_id", "lei", "national_id", "passport")
_TELLS_APART = (FIRST_NAME, LAST_NAME, "name", "sex", "birth_date", AGE, "birth_year")
_OWN_ROLES = ("customer", "supplier", "partner", "guarantor")


class Assembly:
    """The tables of one sheet under way: who is keyed by what is known to all of them.

    unread: headers whose values none of their fields reads, with what they are.
    """

    def __init__(self, chosen: Sequence[Chosen], subject: frozenset[str], today: date) -> None:
        self.unread: dict[str, str] = {}
        self._chosen, self._subject, self._today = chosen, subject, today
        self._keys: dict[tuple[str | None, str | None], FieldSuggestion] = {}
        for each in sorted(chosen, key=lambda one: one.table != "companies"):
            if each.table in PARTIES:
                self._keys[each.of, each.party] = self._key(each)

    def fields(self, chosen: Chosen) -> tuple[FieldSuggestion, ...]:
        """Return the fields of one of the tables, in the order of the table."""
        made = {each.field: each for each in self._fed(chosen)}
        if chosen.table in PARTIES:
            made["source_key"] = self._keys[chosen.of, chosen.party]
        if chosen.table == "companies" and "roles" not in made and (role := self._role(chosen)):
            made["roles"] = FieldSuggestion("roles", {"constant": role}, (), 0.9)
        if chosen.table == "watchlist" and "entry_id" not in made:
            made["entry_id"] = replace(made["names"], field="entry_id", note="no column holds a key")
        self._link(chosen, made)
        known = list(columns(TABLES[chosen.table]))
        return tuple(sorted(made.values(), key=lambda each: _place(each.field, known)))

    def where(self, chosen: Chosen) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Return which rows a table beside others is in: those where what it needs is filled in."""
        if len(self._chosen) == 1 or (chosen is self._chosen[0] and chosen.table in PARTIES):
            return {}
        needed = {each.name for each in columns(TABLES[chosen.table]).values() if each.required}
        sparse = [
            each.column
            for each in chosen.fits
            if (each.sign.party or STANDS_FOR.get(each.sign.field, each.sign.field)) in needed
            and each.column.filled < 1.0
        ]
        return {each.name: {"not": sorted({"", *(PLACEHOLDERS & each.raw)})} for each in sparse}

    def _fed(self, chosen: Chosen) -> Iterable[FieldSuggestion]:
        fits: dict[str, list[Fit]] = {}
        for each in chosen.fits:
            fits.setdefault(STANDS_FOR.get(each.sign.field, each.sign.field), []).append(each)
        for field, several in fits.items():
            party = several[0].sign.party
            alone = party is not None and field == f"{party}_name" and party not in fits
            made = self._field(party if alone and party else field, several, chosen.table)
            if made is not None:
                yield made

    def _field(self, field: str, fits: Sequence[Fit], table: str) -> FieldSuggestion | None:
        """Return how a field is fed by its columns; None where their values cannot be read."""
        read, notes = [], []
        for each in fits:
            drafted = draft(each, table, today=self._today)
            notes.append(drafted.note)
            if drafted.made is None:
                self.unread[each.column.name] = f"{table}.{field}? {drafted.note}"
            else:
                read.append((each, drafted.made))
        if not read:
            return None
        return FieldSuggestion(
            field,
            _joined(read, table),
            tuple(each.column.name for each, _ in read),
            min(each.score for each, _ in read),
            tuple(read[0][0].column.samples),
            "; ".join(filter(None, notes)),
        )

    def _key(self, chosen: Chosen) -> FieldSuggestion:
        """Return what keys the rows of companies or people: a column, a number, or what tells them apart."""
        told = {each.sign.field: each for each in reversed(chosen.fits)}
        enough = _KEYED * (told["name"].column.filled if "name" in told else 1.0)
        numbers = [told[each] for each in _NUMBERS if each in told and told[each].column.filled >= enough]
        for each in (*([told["source_key"]] if "source_key" in told else []), *numbers):
            made = FieldSuggestion("source_key", each.column.name, (each.column.name,), each.score,
                                   tuple(each.column.samples))  # fmt: skip
            return made if each.sign.field == "source_key" else replace(made, confidence=0.6)
        parts = [told[each].column.name for each in _TELLS_APART if each in told]
        if chosen.table == "companies":
            note = "no column holds a key; a name that changes makes a new record"
            return FieldSuggestion("source_key", parts[0], tuple(parts[:1]), 0.5, (), note)
        pieces: list[Draft] = list(parts)
        company = self._company()
        if company is not None:
            pieces.append(company.made)
            parts.extend(company.headers)
        note = "no column holds a key; does this tell people apart?"
        return FieldSuggestion("source_key", joined(pieces, "-"), tuple(parts), 0.5, (), note)

    def _company(self) -> FieldSuggestion | None:
        """Return the key of the company in the rows, where there is one."""
        companies = [each for each in self._chosen if each.table == "companies"]
        known = next((self._keys[each.of, each.party] for each in companies), None)
        if known is not None:
            return known
        fits = [
            each
            for one in self._chosen
            for each in one.fits
            if one.table == "officers" and each.sign.party == "company"
        ]
        return self._field("company", fits[:1], "officers") if fits else None

    def _role(self, chosen: Chosen) -> str | None:
        """Return what the companies of a list are to us, where their headers or the file's name say it."""
        fits = [each for each in chosen.fits if each.sign.field in ("source_key", "name")]
        said = [each.column.header.concepts for each in fits]
        for concepts in (*said, self._subject):
            found = [role for role in _OWN_ROLES if role in concepts]
            if len(found) == 1:
                return found[0]
        return None

    def _link(self, chosen: Chosen, made: dict[str, FieldSuggestion]) -> None:
        """Let ends name the key of a party that has a table of its own in this file."""
        first = self._chosen[0]
        for party in PARTIES_OF.get(chosen.table, ()):
            key = self._keys.get((chosen.table, party))
            if key is not None and (isinstance(key.made, str) or _always(chosen, party)):
                for field in (party, f"{party}_name", f"{party}_id"):
                    made.pop(field, None)
                made[party] = replace(key, field=party)
        if chosen is not first and chosen.party is None:
            free = [end for end in OWN_END[first.table][chosen.table] if not chosen.feeds(end)]
            if free:
                end = free[-1] if self._role(first) == "supplier" else free[0]
                key = self._keys[first.of, first.party]
                made[end] = replace(key, field=end, confidence=min(key.confidence, 0.7), note="the row's own")


def _always(chosen: Chosen, party: str) -> bool:
    """Return whether every row names the party: a key of several columns is never empty where it is not."""
    return all(each.filled == 1.0 for each in chosen.columns_of(f"{party}_name"))


def _joined(read: Sequence[tuple[Fit, Draft]], table: str) -> Draft:
    """Return several columns in one expression: lists as lists, the parts of a name behind the whole one."""
    made = [each for _, each in read]
    field = STANDS_FOR.get(read[0][0].sign.field, read[0][0].sign.party or read[0][0].sign.field)
    if field != "name":
        listed = columns(TABLES[table])[field].cell is not Cell.TEXT
        return joined(made, ";" if listed else ", ")
    whole = [each for fit, each in read if fit.sign.field == "name"]
    parts = [each for part in (FIRST_NAME, LAST_NAME) for fit, each in read if fit.sign.field == part]
    ways: list[Draft] = [*whole, *([joined(parts, " ")] if parts else [])]
    return ways[0] if len(ways) == 1 else {"first": ways}


def _place(field: str, known: Sequence[str]) -> tuple[int, str]:
    base = next((each for each in known if field in (each, f"{each}_name", f"{each}_id")), field)
    return known.index(base), field
