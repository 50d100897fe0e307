"""Contracts, lawsuits, tenders and events <-> flat rows."""

from collections.abc import Callable, Mapping

from graph.history import Fact
from graph.model import Contract, Event, EventKind, Lawsuit, Tender
from graph.row_cells import Row, Values, day, maybe_text, real, text, texts
from graph.schema import Table
from graph.values import FactId
from graph.wide_cells import money_of, money_values, origin_of, place_values


def contract_values(contract: Contract) -> Values:
    return (
        contract.id,
        contract.number,
        contract.type,
        *money_values(contract.amount),
        *money_values(contract.credit_limit),
        contract.signed,
        contract.starts,
        contract.ends,
        contract.status,
        contract.delivered_share,
        contract.prepaid_share,
        None if contract.clauses is None else list(contract.clauses),
        contract.reported_by,
        *place_values(contract.origin),
    )


def contract_of(row: Row) -> Contract:
    return Contract(
        id=FactId(text(row["key"])),
        number=text(row["number"]),
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        type=maybe_text(row["type"]),
        amount=money_of(row, "amount", "currency"),
        credit_limit=money_of(row, "credit_limit", "credit_limit_currency"),
        signed=day(row["signed"]),
        starts=day(row["starts"]),
        ends=day(row["ends"]),
        status=maybe_text(row["status"]),
        delivered_share=real(row["delivered_share"]),
        prepaid_share=real(row["prepaid_share"]),
        clauses=None if row["clauses"] is None else tuple(texts(row["clauses"])),
    )


def lawsuit_values(lawsuit: Lawsuit) -> Values:
    return (
        lawsuit.id,
        lawsuit.court,
        lawsuit.case_number,
        lawsuit.cause,
        lawsuit.filed,
        lawsuit.status,
        *money_values(lawsuit.claim),
        lawsuit.outcome,
        lawsuit.reported_by,
        *place_values(lawsuit.origin),
    )


def lawsuit_of(row: Row) -> Lawsuit:
    return Lawsuit(
        id=FactId(text(row["key"])),
        court=text(row["court"]),
        case_number=text(row["case_number"]),
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        cause=maybe_text(row["cause"]),
        filed=day(row["filed"]),
        status=maybe_text(row["status"]),
        claim=money_of(row, "claim", "currency"),
        outcome=maybe_text(row["outcome"]),
    )


def tender_values(tender: Tender) -> Values:
    return (tender.id, tender.number, tender.reported_by, *place_values(tender.origin))


def tender_of(row: Row) -> Tender:
    return Tender(FactId(text(row["key"])), text(row["number"]), text(row["reported_by"]), origin_of(row))


def event_values(event: Event) -> Values:
    return (
        event.id,
        event.kind.value,
        event.severity,
        event.at,
        event.text,
        event.contract,
        event.reported_by,
        *place_values(event.origin),
    )


def event_of(row: Row) -> Event:
    contract = maybe_text(row["contract"])
    return Event(
        id=FactId(text(row["key"])),
        kind=EventKind(text(row["kind"])),
        severity=real(row["severity"]) or 0.0,
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        at=day(row["at"]),
        text=maybe_text(row["text"]),
        contract=None if contract is None else FactId(contract),
    )


FACT_OF: Mapping[Table, Callable[[Row], Fact]] = {
    Table.CONTRACTS: contract_of,
    Table.LAWSUITS: lawsuit_of,
    Table.TENDERS: tender_of,
    Table.EVENTS: event_of,
}
"""How the rows of each table of facts are read."""
