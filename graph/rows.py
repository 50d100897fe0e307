"""Domain values <-> flat rows by column name, as `graph.schema` lists them. No store, no driver."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

from graph.changes import Batch, Link, LinkReason, PossibleMatch
from graph.model import (
    Contract,
    Event,
    Holding,
    Identifier,
    IdentifierKind,
    Json,
    Lawsuit,
    Origin,
    Party,
    PartyKind,
    Record,
    Role,
    Sourced,
    Tender,
)
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.schema import Table
from graph.values import FactId, Interval, Money, PartyId, RecordId, Share

Scalar: TypeAlias = str | int | float | bool | date | datetime | list[str] | None
Row: TypeAlias = dict[str, Scalar]

_NOT_CONTENT = frozenset({"file", "sheet", "line"})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_text(value: Json) -> str:
    """Return `value` as JSON with sorted keys: equal content, equal text."""
    return _ENCODER.encode(value)


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
        id=RecordId(_text(row["key"])),
        kind=PartyKind(_text(row["kind"])),
        name=_text(row["name"]),
        fields=json.loads(_text(row["fields"])),
        origin=_origin_of(row),
        mention=bool(row["mention"]),
    )


def holding_key(holding: Holding) -> str:
    """Return the natural key of a holding: who has which identifier since when."""
    identifier = holding.identifier
    since = holding.when.since.isoformat() if holding.when.since else ""
    text = "\x1f".join((holding.record, identifier.kind, identifier.value, since))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


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
        record=RecordId(_text(row["record"])),
        identifier=Identifier(IdentifierKind(_text(row["kind"])), _text(row["value"])),
        reported_by=_text(row["reported_by"]),
        origin=_origin_of(row),
        when=Interval(_day(row["since"]), _day(row["until"])),
        failed=_maybe_text(row["failed"]),
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
    low, high = _real(row["share_low"]), _real(row["share_high"])
    return Relationship(
        key=RelationshipKey(_text(row["key"])),
        kind=RelationshipKind(_text(row["kind"])),
        source=RecordId(_text(row["source"])),
        target=FactId(_text(row["target"])),
        reported_by=_text(row["reported_by"]),
        origin=_origin_of(row),
        subject=_maybe_text(row["subject"]),
        when=Interval(_day(row["since"]), _day(row["until"])),
        terms=Terms(
            amount=_money_of(row, "amount", "currency"),
            overdue=_money_of(row, "overdue", "overdue_currency"),
            days_overdue=_int(row["days_overdue"]),
            as_of=_day(row["as_of"]),
            share=None if low is None or high is None else Share(low, high),
            essential=_flag(row["essential"]),
            substitutability=_real(row["substitutability"]),
            at=_moment(row["at"]),
            won=_flag(row["won"]),
        ),
    )


def party_row(party: Party) -> Row:
    fields: dict[str, Json] = {
        name: {"value": sourced.value, "record": sourced.record} for name, sourced in party.fields.items()
    }
    return {
        "key": party.id,
        "kind": party.kind.value,
        "name": party.name,
        "rated": party.rated,
        "other_names": list(party.other_names),
        "roles": sorted(role.value for role in party.roles),
        "fields": json_text(fields),
    }


def party_of(row: Mapping[str, Scalar]) -> Party:
    fields = json.loads(_text(row["fields"]))
    return Party(
        id=PartyId(_text(row["key"])),
        kind=PartyKind(_text(row["kind"])),
        name=_text(row["name"]),
        rated=bool(row["rated"]),
        other_names=tuple(_texts(row["other_names"])),
        roles=frozenset(Role(each) for each in _texts(row["roles"])),
        fields={name: Sourced(each["value"], RecordId(each["record"])) for name, each in fields.items()},
    )


def link_row(link: Link) -> Row:
    return {
        "record": link.record,
        "party": link.party,
        "weight": link.weight,
        "decided_by": link.decided_by,
        "reasons": _reasons_text(link.reasons),
    }


def link_of(row: Mapping[str, Scalar]) -> Link:
    return Link(
        record=RecordId(_text(row["record"])),
        party=PartyId(_text(row["party"])),
        weight=_real(row["weight"]) or 0.0,
        decided_by=_text(row["decided_by"]),
        reasons=reasons_of(_text(row["reasons"])),
    )


def possible_row(match: PossibleMatch) -> Row:
    return {
        "a": match.a,
        "b": match.b,
        "probability": match.probability,
        "reasons": _reasons_text(match.reasons),
    }


def reasons_of(text: str) -> tuple[LinkReason, ...]:
    """Return the link reasons that a `reasons` column holds."""
    return tuple(LinkReason(**each) for each in json.loads(text))


def _reasons_text(reasons: tuple[LinkReason, ...]) -> str:
    return json_text(
        [
            {
                "code": each.code,
                "weight": each.weight,
                "left": each.left,
                "right": each.right,
                "other": each.other,
            }
            for each in reasons
        ]
    )


def _origin_row(origin: Origin) -> Row:
    return {"file": origin.file, "sheet": origin.sheet, "line": origin.line}


def _origin_of(row: Mapping[str, Scalar]) -> Origin:
    return Origin(_text(row["file"]), _int(row["line"]) or 0, _maybe_text(row["sheet"]))


def _money_row(money: Money | None, amount: str, currency: str) -> Row:
    return {amount: money.minor if money else None, currency: money.currency if money else None}


def _money_of(row: Mapping[str, Scalar], amount: str, currency: str) -> Money | None:
    minor = _int(row[amount])
    return None if minor is None else Money(minor, _text(row[currency]))


def _text(value: Scalar) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def _maybe_text(value: Scalar) -> str | None:
    return None if value is None else _text(value)


def _texts(value: Scalar) -> list[str]:
    return value if isinstance(value, list) else []


def _int(value: Scalar) -> int | None:
    return value if isinstance(value, int) else None


def _real(value: Scalar) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _flag(value: Scalar) -> bool | None:
    return None if value is None else bool(value)


def _day(value: Scalar) -> date | None:
    return value if isinstance(value, date) else None


def _moment(value: Scalar) -> datetime | None:
    return value if isinstance(value, datetime) else None
