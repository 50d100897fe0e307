"""Rows of contracts, lawsuits, events and tenders -> facts, and who has to do with them."""

import hashlib
from collections.abc import Sequence

from graph.model import Contract, Event, EventKind, IdentifierKind, Lawsuit, Origin, Tender
from graph.relationships import RelationshipKind, Terms
from graph.values import FactId
from ingest.gathering import EndPlace, Gathering, RowPlace
from ingest.reasons import Warned
from ingest.tables.column import End, TableRow
from ingest.tables.contracts import ContractRow
from ingest.tables.events import EventRow
from ingest.tables.lawsuits import LawsuitRow
from ingest.tables.tenders import Bid

UNTOLD_SEVERITY = 0.5
"""Of an event whose row has none; a watch-list hit has 1."""


def contract(row: ContractRow, origin: Origin, out: Gathering) -> None:
    """Add a contract and SIGNED ties with the role of each party as subject."""
    if _repeated(out, row.number, row, "number", row.number):
        return
    fact = FactId(f"contract:{out.source}:{row.number}")
    parties: dict[str, Sequence[End]] = {
        "buyer": [row.buyer] if row.buyer else [],
        "seller": [row.seller] if row.seller else [],
        "guarantor": row.guarantor,
        "agent": [row.agent] if row.agent else [],
        "signatory": row.signatory,
    }
    for role, ends in parties.items():
        _take_part(out, (RelationshipKind.SIGNED, fact, role), ends, RowPlace(row.table, row.number, origin))
    out.contracts.append(_terms(row, fact, origin, out.source))
    out.contract_numbers.add(row.number)


def _terms(row: ContractRow, fact: FactId, origin: Origin, source: str) -> Contract:
    return Contract(
        fact,
        row.number,
        source,
        origin,
        type=row.type,
        amount=row.amount,
        credit_limit=row.credit_limit,
        signed=row.signed,
        starts=row.starts,
        ends=row.ends,
        status=row.status,
        delivered_share=row.delivered_share,
        prepaid_share=row.prepaid_share,
        clauses=row.clauses or None,
    )


def lawsuit(row: LawsuitRow, origin: Origin, out: Gathering) -> None:
    """Add a lawsuit with its plaintiffs and defendants."""
    key = f"{row.court}/{row.case_number}"
    if _repeated(out, key, row, "case_number", row.case_number):
        return
    fact, place = FactId(f"lawsuit:{out.source}:{key}"), RowPlace(row.table, key, origin)
    _take_part(out, (RelationshipKind.PLAINTIFF_IN, fact, "plaintiffs"), row.plaintiffs, place)
    _take_part(out, (RelationshipKind.DEFENDANT_IN, fact, "defendants"), row.defendants, place)
    out.lawsuits.append(
        Lawsuit(
            fact,
            row.court,
            row.case_number,
            out.source,
            origin,
            cause=row.cause,
            filed=row.filed,
            status=row.status,
            claim=row.claim,
            outcome=row.outcome,
        )
    )


def event(row: EventRow, origin: Origin, out: Gathering) -> None:
    """Add an event ABOUT a party, or about the contract whose number is given."""
    told = (row.kind.value, row.at, row.about.said, row.text)
    key = row.key or hashlib.sha256(repr(told).encode()).hexdigest()[:24]
    if _repeated(out, key, row, "key", key):
        return
    fact = FactId(f"event:{out.source}:{key}")
    number = row.about.text
    of_contract = number in out.contract_numbers and not out.keys.records(number or "")
    if not of_contract:
        about = out.end(row.about, RowPlace(row.table, key, origin), EndPlace("about"))
        out.tie(RelationshipKind.ABOUT, (fact, about), (fact, row.about.said), origin)
    untold = 1.0 if row.kind is EventKind.WATCHLIST_HIT else UNTOLD_SEVERITY
    out.events.append(
        Event(
            fact,
            row.kind,
            untold if row.severity is None else row.severity,
            out.source,
            origin,
            at=row.at,
            text=row.text,
            contract=FactId(f"contract:{out.source}:{number}") if of_contract else None,
        )
    )


def bid(row: Bid, origin: Origin, out: Gathering) -> None:
    """Add a tender, the bid in it, and what the bidder left behind: account, phone, device."""
    natural = (row.tender, row.bidder.said)
    key = "/".join(natural)
    if _repeated(out, key, row, "tender", row.tender):
        return
    fact = FactId(f"tender:{out.source}:{row.tender}")
    bidder = out.end(row.bidder, RowPlace(row.table, key, origin), EndPlace("bidder"))
    out.tenders.setdefault(fact, Tender(fact, row.tender, out.source, origin))
    terms = Terms(amount=row.amount, at=row.submitted_at, won=row.won)
    out.tie(RelationshipKind.BID_IN, (bidder, fact), (fact, row.bidder.said), origin, terms=terms)
    out.hold(bidder, IdentifierKind.BANK_ACCOUNT, row.deposit_account, origin)
    out.hold(bidder, IdentifierKind.PHONE, row.contact, origin)
    out.hold(bidder, IdentifierKind.DEVICE, row.device, origin)


def _repeated(out: Gathering, key: str, row: TableRow, column: str, value: str) -> bool:
    repeated = out.seen.repeats(f"{row.table}\x1f{key}", row, column=column, value=value)
    if repeated:
        out.warn(Warned.REPEATED)
    return repeated


def _take_part(
    out: Gathering, part: tuple[RelationshipKind, FactId, str], ends: Sequence[End], place: RowPlace
) -> None:
    kind, fact, role = part
    for at, end in enumerate(ends):
        record = out.end(end, place, EndPlace(role, at))
        subject = role if kind is RelationshipKind.SIGNED else None
        out.tie(kind, (record, fact), (fact, role, end.said), place.origin, subject=subject)
