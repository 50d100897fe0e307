"""What loads bring <-> flat rows by column name, as `graph.schema` lists them. No store, no driver."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from graph.changes import Batch
from graph.model import (
    Contract,
    Event,
    Holding,
    Identifier,
    IdentifierKind,
    Lawsuit,
    Origin,
    PartyKind,
    Record,
    Tender,
)
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.row_cells import Row, Scalar, day, flag, integer, json_text, maybe_text, moment, real, text
from graph.schema import Table
from graph.values import FactId, Interval, Money, RecordId, Share

_NOT_CONTENT = frozenset({"file", "sheet", "line"})


def content_hash(row: Row) -> str:
    """Return a hash of what the row says, not of where it stands (file, sheet, line).

    Two rows are compared column by column: both have the columns of one table in the same order.
    """
    content = [value for name, value in row.items() if name not in _NOT_CONTENT]
    return hashlib.sha256(repr(content).encode()).hexdigest()[:32]


def batch_rows(batch: Batch) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of each table of a batch, facts before the relationships that point at them."""
    yield Table.RECORDS, [record_row(each) for each in batch.records]
    yield Table.HOLDINGS, [holding_row(each) for each in batch.holdings]
    yield Table.CONTRACTS, [contract_row(each) for each in batch.contracts]
    yield Table.LAWSUITS, [lawsuit_row(each) for each in batch.lawsuits]
    yield Table.TENDERS, [tender_row(each) for each in batch.tenders]
    yield Table.EVENTS, [event_row(each) for each in batch.events]
    yield Table.RELATIONSHIPS, [relationship_row(each) for each in batch.relationships]


def record_row(record: Record) -> Row:
    return {
        "key": record.id,
        "kind": record.kind.value,
        "name": record.name,
        "mention": record.mention,
        "fields": json_text(record.fields),
        **_origin_row(record.origin),
    }


def record_of(row: Mapping[str, Scalar]) -> Record:
    return Record(
        id=RecordId(text(row["key"])),
        kind=PartyKind(text(row["kind"])),
        name=text(row["name"]),
        fields=json.loads(text(row["fields"])),
        origin=_origin_of(row),
        mention=bool(row["mention"]),
    )


def holding_key(holding: Holding) -> str:
    """Return the natural key of a holding: who has which identifier since when.

    Its first half is `record_part` of the record: the holdings of a record stand side by side in
    every index by key.
    """
    identifier = holding.identifier
    since = holding.when.since.isoformat() if holding.when.since else ""
    return record_part(holding.record) + _half("\x1f".join((identifier.kind, identifier.value, since)))


def record_part(record: RecordId) -> str:
    """Return what the keys of all holdings of a record begin with: 16 hexadecimal digits."""
    return _half(record)


def _half(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def holding_row(holding: Holding) -> Row:
    return {
        "key": holding_key(holding),
        "record": holding.record,
        "kind": holding.identifier.kind.value,
        "value": holding.identifier.value,
        "since": holding.when.since,
        "until": holding.when.until,
        "failed": holding.failed,
        "reported_by": holding.reported_by,
        **_origin_row(holding.origin),
    }


def holding_of(row: Mapping[str, Scalar]) -> Holding:
    return Holding(
        record=RecordId(text(row["record"])),
        identifier=Identifier(IdentifierKind(text(row["kind"])), text(row["value"])),
        reported_by=text(row["reported_by"]),
        origin=_origin_of(row),
        when=Interval(day(row["since"]), day(row["until"])),
        failed=maybe_text(row["failed"]),
    )


def contract_row(contract: Contract) -> Row:
    return {
        "key": contract.id,
        "number": contract.number,
        "type": contract.type,
        **_money_row(contract.amount, "amount", "currency"),
        **_money_row(contract.credit_limit, "credit_limit", "credit_limit_currency"),
        "signed": contract.signed,
        "starts": contract.starts,
        "ends": contract.ends,
        "status": contract.status,
        "delivered_share": contract.delivered_share,
        "prepaid_share": contract.prepaid_share,
        "clauses": None if contract.clauses is None else list(contract.clauses),
        "reported_by": contract.reported_by,
        **_origin_row(contract.origin),
    }


def lawsuit_row(lawsuit: Lawsuit) -> Row:
    return {
        "key": lawsuit.id,
        "court": lawsuit.court,
        "case_number": lawsuit.case_number,
        "cause": lawsuit.cause,
        "filed": lawsuit.filed,
        "status": lawsuit.status,
        **_money_row(lawsuit.claim, "claim", "currency"),
        "outcome": lawsuit.outcome,
        "reported_by": lawsuit.reported_by,
        **_origin_row(lawsuit.origin),
    }


def tender_row(tender: Tender) -> Row:
    return {
        "key": tender.id,
        "number": tender.number,
        "reported_by": tender.reported_by,
        **_origin_row(tender.origin),
    }


def event_row(event: Event) -> Row:
    return {
        "key": event.id,
        "kind": event.kind.value,
        "severity": event.severity,
        "at": event.at,
        "text": event.text,
        "contract": event.contract,
        "reported_by": event.reported_by,
        **_origin_row(event.origin),
    }


def relationship_row(tie: Relationship) -> Row:
    terms = tie.terms
    return {
        "key": tie.key,
        "kind": tie.kind.value,
        "source": tie.source,
        "target": tie.target,
        "subject": tie.subject,
        "since": tie.when.since,
        "until": tie.when.until,
        **_money_row(terms.amount, "amount", "currency"),
        **_money_row(terms.overdue, "overdue", "overdue_currency"),
        "days_overdue": terms.days_overdue,
        "as_of": terms.as_of,
        "share_low": terms.share.low if terms.share else None,
        "share_high": terms.share.high if terms.share else None,
        "essential": terms.essential,
        "substitutability": terms.substitutability,
        "at": terms.at,
        "won": terms.won,
        "reported_by": tie.reported_by,
        **_origin_row(tie.origin),
    }


def relationship_of(row: Mapping[str, Scalar]) -> Relationship:
    low, high = real(row["share_low"]), real(row["share_high"])
    return Relationship(
        key=RelationshipKey(text(row["key"])),
        kind=RelationshipKind(text(row["kind"])),
        source=RecordId(text(row["source"])),
        target=FactId(text(row["target"])),
        reported_by=text(row["reported_by"]),
        origin=_origin_of(row),
        subject=maybe_text(row["subject"]),
        when=Interval(day(row["since"]), day(row["until"])),
        terms=Terms(
            amount=_money_of(row, "amount", "currency"),
            overdue=_money_of(row, "overdue", "overdue_currency"),
            days_overdue=integer(row["days_overdue"]),
            as_of=day(row["as_of"]),
            share=None if low is None or high is None else Share(low, high),
            essential=flag(row["essential"]),
            substitutability=real(row["substitutability"]),
            at=moment(row["at"]),
            won=flag(row["won"]),
        ),
    )


def _origin_row(origin: Origin) -> Row:
    return {"file": origin.file, "sheet": origin.sheet, "line": origin.line}


def _origin_of(row: Mapping[str, Scalar]) -> Origin:
    return Origin(text(row["file"]), integer(row["line"]) or 0, maybe_text(row["sheet"]))


def _money_row(money: Money | None, amount: str, currency: str) -> Row:
    return {amount: money.minor if money else None, currency: money.currency if money else None}


def _money_of(row: Mapping[str, Scalar], amount: str, currency: str) -> Money | None:
    minor = integer(row[amount])
    return None if minor is None else Money(minor, text(row[currency]))
