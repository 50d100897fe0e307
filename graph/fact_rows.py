"""Flat rows by column name -> contracts, lawsuits, tenders and events. `graph.rows` has the way there."""

from collections.abc import Callable, Mapping

from graph.history import Fact
from graph.model import Contract, Event, EventKind, Lawsuit, Tender
from graph.row_cells import Row, day, maybe_text, real, text, texts
from graph.rows import money_of, origin_of
from graph.schema import Table
from graph.values import FactId


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


def tender_of(row: Row) -> Tender:
    return Tender(FactId(text(row["key"])), text(row["number"]), text(row["reported_by"]), origin_of(row))


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
