"""What headers of each field say, in concepts, and what its values look like.

A phrase is a set of concepts; `?` marks one that may be missing. Parties at the ends of rows are in
`PARTIES_OF`: their names, keys and identifiers are made of the concept of their part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.suggest.likes import Likes
from ingest.tables import TABLES
from ingest.tables.column import Cell, columns


@dataclass(frozen=True, slots=True)
class Phrase:
    """Concepts that a header names a field by; those in `maybe` can be missing, and a `part` not at all."""

    needed: frozenset[str]
    maybe: frozenset[str]
    part: str | None = None


@dataclass(frozen=True, slots=True)
class FieldSign:
    """How a field shows.

    party: the end of a row that the field is part of. central: its values alone may show it, for a row
    without it says little. many: several columns may feed it.
    """

    field: str
    likes: Likes
    phrases: tuple[Phrase, ...]
    party: str | None = None
    central: bool = False
    many: bool = False


OWN: Mapping[str, str] = {
    "companies": "company customer supplier partner", "people": "person officer customer",
    "supplies": "transaction contract", "partnerships": "", "contracts": "contract", "lawsuits": "lawsuit",
    "ownership": "owned owner", "officers": "officer", "guarantees": "guarantee contract",
    "debts": "debt contract", "payments": "transaction", "events": "event", "watchlist": "list",
    "tenders": "tender bidder",
}  # fmt: skip
"""What rows of a table are about: words that headers may have or leave out."""

AGE, FIRST_NAME, LAST_NAME = "age", "first_name", "last_name"
"""No fields: an age is drafted as a `birth_year`, the parts of a name as a `name`."""
STANDS_FOR = {AGE: "birth_year", FIRST_NAME: "name", LAST_NAME: "name"}

_SIGNS: Mapping[str, Mapping[str, tuple[Likes, str]]] = {
    "companies": {
        "source_key": (Likes.KEY, "*key | company | customer | supplier"),
        "name": (Likes.COMPANY_NAME, "*name | company | customer | supplier"),
        "other_names": (Likes.OTHER_NAME, "short name? "),
        "company_number": (Likes.TAX, "credit_code key? | tax key? | registered key"),
        "lei": (Likes.LEI, "lei key?"),
        "roles": (Likes.GROUP, "role type?"),
        "vat": (Likes.VAT, "tax key?"),
        "industry": (Likes.INDUSTRY, "industry key? type? text?"),
        "region": (Likes.REGION, "region key? name? | city"),
        "registered_on": (Likes.DAY, "founded date? | registered date | founded start? date | start date"),
        "status": (Likes.STATUS, "status registered?"),
        "registered_capital": (Likes.MONEY, "registered capital | capital amount?"),
        "revenue": (Likes.MONEY, "revenue annual? amount?"),
        "costs": (Likes.MONEY, "costs annual? amount?"),
        "equity": (Likes.MONEY, "equity amount?"),
        "staff": (Likes.WHOLE, "staff key?"),
        "cooperation_since": (Likes.DAY, "cooperation start? date?"),
        "phones": (Likes.PHONE, "phone key? contact? | contact key"),
        "emails": (Likes.EMAIL, "email address? contact?"),
        "address": (Likes.ADDRESS, "address line? registered? region? city? contact? | line"),
        "bank_accounts": (Likes.ACCOUNT, "bank account key? | account key?"),
        "website": (Likes.WEBSITE, "website address?"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "handled_by": (Likes.CLERK, "*handled name? person?"),
    },
    "people": {
        "source_key": (Likes.KEY, "*key | person"),
        "name": (Likes.PERSON_NAME, "*name | person name? | officer"),
        "first_name": (Likes.NAME_PART, "first name?"),
        "last_name": (Likes.NAME_PART, "last name?"),
        "national_id": (Likes.PAPER, "identity key?"),
        "other_names": (Likes.OTHER_NAME, "short name?"),
        "resident_id": (Likes.RESIDENT_ID, "identity key?"),
        "roles": (Likes.GROUP, "role type?"),
        "passport": (Likes.PAPER, "passport key?"),
        "birth_date": (Likes.BIRTHDAY, "*born date?"),
        "birth_year": (Likes.YEAR, "born year"),
        "age": (Likes.AGE, "age"),
        "sex": (Likes.SEX, "sex"),
        "nationality": (Likes.REGION, "nationality"),
        "phones": (Likes.PHONE, "phone key? contact? | contact key"),
        "emails": (Likes.EMAIL, "email address? contact?"),
        "address": (Likes.ADDRESS, "address line? region? city? | line"),
        "bank_accounts": (Likes.ACCOUNT, "bank account key? | account key?"),
        "devices": (Likes.DEVICE, "device key?"),
        "applied_on": (Likes.DAY, "applied date?"),
        "handled_by": (Likes.CLERK, "*handled name? person?"),
    },
    "supplies": {
        "amount": (Likes.MONEY, "*amount annual? | annual"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "product": (Likes.PRODUCT, "product name? text? type? key?"),
        "essential": (Likes.FLAG, "*essential product?"),
        "substitutability": (Likes.RATIO, "substitutability share?"),
        "since": (Likes.DAY, "start date?"),
        "until": (Likes.DAY, "end date?"),
    },
    "partnerships": {
        "kind": (Likes.GROUP, "type cooperation?"),
        "since": (Likes.DAY, "start cooperation? date? | signed date?"),
        "until": (Likes.DAY, "end cooperation? date?"),
    },
    "contracts": {
        "number": (Likes.KEY, "*contract key | contract"),
        "type": (Likes.GROUP, "type"),
        "amount": (Likes.MONEY, "*amount"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "credit_limit": (Likes.MONEY, "credit_limit amount?"),
        "signed": (Likes.DAY, "*signed date? | contract date"),
        "starts": (Likes.DAY, "start date? delivered?"),
        "ends": (Likes.DAY, "end date? delivered?"),
        "status": (Likes.STATUS, "status delivered?"),
        "delivered_share": (Likes.RATIO, "delivered share"),
        "prepaid_share": (Likes.RATIO, "prepaid share"),
        "clauses": (Likes.TEXT, "clauses"),
    },
    "lawsuits": {
        "court": (Likes.COURT, "*court name?"),
        "case_number": (Likes.CASE, "*lawsuit key"),
        "cause": (Likes.CAUSE, "cause type? | type"),
        "filed": (Likes.DAY, "filed date? | registered date? | date"),
        "status": (Likes.STATUS, "status"),
        "claim": (Likes.MONEY, "*claim amount? | amount"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "outcome": (Likes.TEXT, "outcome text?"),
    },
    "ownership": {
        "share": (Likes.RATIO, "*share"),
        "since": (Likes.DAY, "start date? | date"),
        "until": (Likes.DAY, "end date?"),
    },
    "officers": {
        "role": (Likes.POSITION, "*position name?"),
        "since": (Likes.DAY, "start position? date? | position date"),
        "until": (Likes.DAY, "end position? date?"),
    },
    "guarantees": {
        "amount": (Likes.MONEY, "*amount"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "since": (Likes.DAY, "start date? | signed date?"),
        "until": (Likes.DAY, "end date?"),
    },
    "debts": {
        "amount": (Likes.MONEY, "*outstanding amount? | amount"),
        "overdue": (Likes.MONEY, "overdue amount? outstanding? debt?"),
        "longest_days_overdue": (Likes.WHOLE, "overdue days"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "since": (Likes.DAY, "start date? | signed date?"),
        "until": (Likes.DAY, "end date?"),
        "as_of": (Likes.DAY, "as_of date?"),
    },
    "payments": {
        "payer_account": (Likes.ACCOUNT, "payer account bank? key?"),
        "payee_account": (Likes.ACCOUNT, "payee account bank? key?"),
        "amount": (Likes.MONEY, "*amount"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "at": (Likes.MOMENT, "*date amount?"),
        "key": (Likes.KEY, "*transaction key"),
    },
    "events": {
        "kind": (Likes.GROUP, "*event type"),
        "at": (Likes.DAY, "*event date? | date"),
        "severity": (Likes.GROUP, "severity"),
        "text": (Likes.TEXT, "text | event"),
        "key": (Likes.KEY, "event key"),
    },
    "watchlist": {
        "entry_id": (Likes.KEY, "*key list?"),
        "names": (Likes.ANY_NAME, "*name short?"),
        "ids": (Likes.PAPER, "identity key? | credit_code | tax | passport"),
        "kind": (Likes.KIND, "*type company? person?"),
        "list": (Likes.GROUP, "*list name?"),
        "reason": (Likes.TEXT, "cause text?"),
        "since": (Likes.DAY, "listed date? | start date?"),
        "until": (Likes.DAY, "end date?"),
    },
    "tenders": {
        "tender": (Likes.KEY, "*tender key"),
        "amount": (Likes.MONEY, "*amount"),
        "currency": (Likes.CURRENCY, "currency key?"),
        "deposit_account": (Likes.ACCOUNT, "deposit account key? bank?"),
        "contact": (Likes.PHONE, "phone key? contact? | contact key"),
        "device": (Likes.DEVICE, "device key?"),
        "submitted_at": (Likes.MOMENT, "*submitted date?"),
        "won": (Likes.FLAG, "*won"),
    },
}  # fmt: skip
PARTIES_OF: Mapping[str, Mapping[str, tuple[Likes, str]]] = {
    "companies": {"legal_representative": (Likes.PRINCIPAL, "legal_representative person")},
    "supplies": {
        "supplier": (Likes.COMPANY_NAME, "supplier seller"), "buyer": (Likes.COMPANY_NAME, "buyer customer"),
    },
    "partnerships": {
        "party": (Likes.ANY_NAME, "buyer company"), "partner": (Likes.ANY_NAME, "partner seller"),
    },
    "contracts": {
        "buyer": (Likes.ANY_NAME, "buyer customer"), "seller": (Likes.ANY_NAME, "seller supplier"),
        "guarantor": (Likes.ANY_NAME, "guarantor"), "agent": (Likes.ANY_NAME, "agent"),
        "signatory": (Likes.PERSON_NAME, "signatory"),
    },
    "lawsuits": {"plaintiffs": (Likes.ANY_NAME, "plaintiff"), "defendants": (Likes.ANY_NAME, "defendant")},
    "ownership": {"owner": (Likes.ANY_NAME, "owner"), "owned": (Likes.COMPANY_NAME, "owned company")},
    "officers": {
        "person": (Likes.PERSON_NAME, "officer person legal_representative"),
        "company": (Likes.COMPANY_NAME, "company"),
    },
    "guarantees": {"guarantor": (Likes.ANY_NAME, "guarantor"), "debtor": (Likes.ANY_NAME, "debtor customer")},
    "debts": {
        "creditor": (Likes.ANY_NAME, "creditor supplier"), "debtor": (Likes.ANY_NAME, "debtor customer"),
    },
    "payments": {"payer": (Likes.ANY_NAME, "payer"), "payee": (Likes.ANY_NAME, "payee")},
    "events": {"about": (Likes.ANY_NAME, "about company customer supplier")},
    "tenders": {"bidder": (Likes.ANY_NAME, "bidder company supplier")},
}  # fmt: skip
"""The parties of a table: what their names look like, and the concepts of their part in the row."""


@cache
def field_signs(table: str) -> Sequence[FieldSign]:
    """Return the signs of the fields of a table, in the order in which fields get columns."""
    known = columns(TABLES[table])
    found = [sign for party in PARTIES_OF.get(table, ()) for sign in _party_signs(table, party)]
    for name, (likes, told) in _SIGNS[table].items():
        central, phrases = told.startswith("*"), told.removeprefix("*").split("|")
        column = known[STANDS_FOR.get(name, name)]
        many = column.cell is Cell.TEXTS or likes in (Likes.ADDRESS, Likes.NAME_PART)
        found.append(FieldSign(name, likes, tuple(map(_phrase, phrases)), central=central, many=many))
    return found


def _party_signs(table: str, party: str) -> Sequence[FieldSign]:
    """Return the signs of a party's name, of its key and of its identifier."""
    likes, parts = PARTIES_OF[table][party]
    implied = [None if part in ("company", "person") else part for part in parts.split()]
    roles = list(zip(parts.split(), implied, strict=True))
    named = [_phrase(f"{part} name? company? person?", must) for part, must in roles]
    told = [(part, must) for part, must in roles if must or likes is not Likes.PRINCIPAL]
    keyed = [_phrase(f"{part} key company? person?", must) for part, must in told]
    bare = [_phrase(f"{part} company? person?", must) for part, must in told]
    numbered = [
        _phrase(f"{part} {number} company? person?", part)
        for part in parts.split()
        for number in ("tax key?", "credit_code", "identity key?")
    ]
    paper = Likes.RESIDENT_ID if likes in (Likes.PERSON_NAME, Likes.PRINCIPAL) else Likes.TAX
    many = columns(TABLES[table])[party].cell is Cell.ENDS
    central = columns(TABLES[table])[party].required or likes is Likes.PRINCIPAL
    return [
        FieldSign(f"{party}_name", likes, tuple(named), party, central=central, many=many),
        FieldSign(party, Likes.KEY, (*keyed, *bare), party),
        FieldSign(f"{party}_id", paper, tuple(numbered), party),
    ]


def _phrase(told: str, part: str | None = None) -> Phrase:
    words = told.split()
    needed = frozenset(each for each in words if not each.endswith("?"))
    return Phrase(needed, frozenset(each[:-1] for each in words if each.endswith("?")), part)
