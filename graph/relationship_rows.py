"""Relationships <-> flat rows."""

from collections.abc import Mapping

from graph.model import Origin
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.row_cells import Scalar, Values, day, flag, integer, maybe_text, moment, real, text
from graph.values import FactId, Interval, RecordId, Share
from graph.wide_cells import money_of, origin_of


def relationship_values(tie: Relationship) -> Values:
    ends = (tie.source, tie.target)
    return tie_values(tie.key, tie.kind, ends, tie.origin, tie.reported_by, tie.subject, tie.when, tie.terms)


def tie_values(
    key: str,
    kind: RelationshipKind,
    ends: tuple[str, str],
    origin: Origin,
    reported_by: str,
    subject: str | None,
    when: Interval,
    terms: Terms,
) -> Values:
    """Return the row of a relationship without making one first: there are millions of them."""
    amount, overdue, days_overdue, as_of, share, essential, substitutability, at, won = terms
    return (
        key,
        kind._value_,
        *ends,
        subject,
        when.since,
        when.until,
        amount.minor if amount else None,
        amount.currency if amount else None,
        overdue.minor if overdue else None,
        overdue.currency if overdue else None,
        days_overdue,
        as_of,
        share.low if share else None,
        share.high if share else None,
        essential,
        substitutability,
        at,
        won,
        reported_by,
        origin.file,
        origin.sheet,
        origin.line,
    )


def relationship_of(row: Mapping[str, Scalar]) -> Relationship:
    low, high = real(row["share_low"]), real(row["share_high"])
    return Relationship(
        key=RelationshipKey(text(row["key"])),
        kind=RelationshipKind(text(row["kind"])),
        source=RecordId(text(row["source"])),
        target=FactId(text(row["target"])),
        reported_by=text(row["reported_by"]),
        origin=origin_of(row),
        subject=maybe_text(row["subject"]),
        when=Interval(day(row["since"]), day(row["until"])),
        terms=Terms(
            amount=money_of(row, "amount", "currency"),
            overdue=money_of(row, "overdue", "overdue_currency"),
            days_overdue=integer(row["days_overdue"]),
            as_of=day(row["as_of"]),
            share=None if low is None or high is None else Share(low, high),
            essential=flag(row["essential"]),
            substitutability=real(row["substitutability"]),
            at=moment(row["at"]),
            won=flag(row["won"]),
        ),
    )
