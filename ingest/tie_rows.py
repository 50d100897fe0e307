"""Rows that tie two parties -> relationships. Measures stay out of their natural keys."""

from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from graph.model import IdentifierKind, Origin
from graph.relationships import RelationshipKind, Terms, relationship_key
from graph.values import Interval
from ingest.gathering import EndPlace, Gathering, RowPlace
from ingest.reasons import Fault, Reason, RowRefused, Warned
from ingest.tables.column import End, TableRow, columns
from ingest.tables.debts import Debt
from ingest.tables.guarantees import Guarantee
from ingest.tables.officers import Officer
from ingest.tables.ownership import Ownership
from ingest.tables.partnerships import Partnership
from ingest.tables.payments import Payment
from ingest.tables.supplies import Supply

_ALWAYS = Interval()
_PAYER, _PAYEE = EndPlace("payer"), EndPlace("payee")


class _Tie(NamedTuple):
    """What a row says: `ends` are its field names, from and to."""

    kind: RelationshipKind
    ends: tuple[str, str]
    when: Interval = Interval()
    subject: str | None = None
    terms: Terms = Terms()


def supply(row: Supply, origin: Origin, out: Gathering) -> None:
    terms = Terms(amount=row.amount, essential=row.essential, substitutability=row.substitutability)
    when = _when(row.since, row.until)
    _add(row, _Tie(RelationshipKind.SUPPLIES, ("supplier", "buyer"), when, row.product, terms), origin, out)


def partnership(row: Partnership, origin: Origin, out: Gathering) -> None:
    when = _when(row.since, row.until)
    _add(row, _Tie(RelationshipKind.PARTNERS_WITH, ("party", "partner"), when, row.kind), origin, out)


def ownership(row: Ownership, origin: Origin, out: Gathering) -> None:
    when, terms = _when(row.since, row.until), Terms(share=row.share)
    _add(row, _Tie(RelationshipKind.OWNS, ("owner", "owned"), when, None, terms), origin, out)


def officer(row: Officer, origin: Origin, out: Gathering) -> None:
    """Add one tie for each role in the cell, or one without a role."""
    when = _when(row.since, row.until)
    for role in row.role or (None,):
        _add(row, _Tie(RelationshipKind.OFFICER_OF, ("person", "company"), when, role), origin, out)


def guarantee(row: Guarantee, origin: Origin, out: Gathering) -> None:
    when, terms = _when(row.since, row.until), Terms(amount=row.amount)
    _add(row, _Tie(RelationshipKind.GUARANTEES, ("guarantor", "debtor"), when, None, terms), origin, out)


def debt(row: Debt, origin: Origin, out: Gathering) -> None:
    terms = Terms(
        amount=row.amount, overdue=row.overdue, days_overdue=row.longest_days_overdue, as_of=row.as_of
    )
    when = _when(row.since, row.until)
    _add(row, _Tie(RelationshipKind.OWES, ("debtor", "creditor"), when, None, terms), origin, out)


def payment(row: Payment, origin: Origin, out: Gathering) -> None:
    """Add a transfer. Without a key, equal rows of one file are told apart by their number."""
    natural: tuple[str | date | None, ...] = (row.key,)
    if row.key is None:
        money = (str(row.amount.minor), row.amount.currency) if row.amount else (None, None)
        told = (row.payer.said, row.payee.said, row.payer_account, row.payee_account, *money, row.at)
        natural = (*told, str(out.seen.occurrence((origin.file, origin.sheet, told))))
    elif out.seen.repeats(f"{row.table}\x1f{row.key}", row, column="key", value=row.key):
        out.warn(Warned.REPEATED)
        return
    key = relationship_key(RelationshipKind.TRANSFERRED, out.source, *natural)
    place = RowPlace(row.table, key, origin)
    payer, payee = out.end(row.payer, place, _PAYER), out.end(row.payee, place, _PAYEE)
    terms = Terms(amount=row.amount, at=row.at)
    out.keyed_tie(key, RelationshipKind.TRANSFERRED, (payer, payee), origin, None, Interval(), terms)
    out.hold(payer, IdentifierKind.BANK_ACCOUNT, row.payer_account, origin)
    out.hold(payee, IdentifierKind.BANK_ACCOUNT, row.payee_account, origin)


@lru_cache(maxsize=10_000)
def _when(since: date | None, until: date | None) -> Interval:
    return Interval(since, until) if since or until else _ALWAYS


def _add(row: TableRow, tie: _Tie, origin: Origin, out: Gathering) -> None:
    given: tuple[End, End] = (getattr(row, tie.ends[0]), getattr(row, tie.ends[1]))
    said = (given[0].said, given[1].said)
    key = relationship_key(tie.kind, out.source, *said, tie.subject, tie.when.since)
    if out.seen.repeats(key, (given, tie.when, tie.terms), column=tie.ends[0], value=" – ".join(said)):
        out.warn(Warned.REPEATED)
        return
    place, ends = RowPlace(row.table, key, origin), _ends_of(row.model, tie.ends)
    records = (out.end(given[0], place, ends[0]), out.end(given[1], place, ends[1]))
    if records[0] == records[1] or (said[0] == said[1] and _alike(given[0], ends, out)):
        raise RowRefused(Fault(Reason.SELF_TIE, tie.ends[1], said[1]))
    out.keyed_tie(key, tie.kind, records, origin, tie.subject, tie.when, tie.terms)


@cache
def _ends_of(model: type[TableRow], names: tuple[str, str]) -> tuple[EndPlace, EndPlace]:
    known = columns(model)
    first, second = (EndPlace(name, expects=known[name].limits.expects) for name in names)
    return first, second


def _alike(given: End, ends: tuple[EndPlace, EndPlace], out: Gathering) -> bool:
    """Return whether equal words at both ends mean one party: no key, and no two kinds of party."""
    return ends[0].expects == ends[1].expects and not (given.text and out.keys.records(given.text))
