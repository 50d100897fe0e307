"""Which facts, ties and records stand behind an indicator of a party."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analytics.own.facts import Facts
from analytics.own.indicators import NUMBERS, TEXTS, claims
from analytics.parties import fields_of, text_of, texts_at
from graph.arrays import I64
from graph.model import EventKind
from graph.relationships import RelationshipKey, RelationshipKind
from graph.schema import Table
from graph.values import FactId, RecordId

Value = str | float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind an indicator; `values` are what a sentence about it needs, `value` among them."""

    relationships: tuple[RelationshipKey, ...] = ()
    records: tuple[RecordId | FactId, ...] = ()
    values: Mapping[str, Value] | None = None


def evidence(facts: Facts, party: int, indicator: str) -> Evidence:
    """Return what is behind an indicator of one party; O(ties) scans, nothing for the base rate."""
    if indicator in TEXTS:
        text = text_of(facts.snapshot, TEXTS[indicator], party)
        return _fields(facts, party, (TEXTS[indicator],), {"value": text or ""})
    if indicator in _FIELDS:
        return _fields(facts, party, _FIELDS[indicator], _value(facts, party, indicator))
    if indicator in _BEHIND:
        return _BEHIND[indicator](facts, party)
    return Evidence(values={})


def _value(facts: Facts, party: int, indicator: str) -> dict[str, Value]:
    if indicator not in facts.answers:
        facts.answers[indicator] = NUMBERS[indicator](facts)
    value = float(facts.answers[indicator][party])
    return {} if np.isnan(value) else {"value": value}


def _fields(facts: Facts, party: int, names: Iterable[str], values: Mapping[str, Value]) -> Evidence:
    fields = fields_of(facts.snapshot, party)
    records = dict.fromkeys(RecordId(fields[name]["record"]) for name in names if name in fields)
    return Evidence((), tuple(records), values)


def _debts(facts: Facts, party: int) -> Evidence:
    owes = facts.snapshot.relationships(RelationshipKind.OWES)
    mine = np.flatnonzero(owes.source == party)
    late = mine[
        (np.nan_to_num(owes.values["days_overdue"][mine]) > 0)
        | (np.nan_to_num(owes.values["overdue"][mine]) > 0)
    ]
    shown = late if len(late) else mine
    amount, overdue = (np.nan_to_num(owes.values[name][mine]) for name in ("amount", "overdue"))
    days = owes.values["days_overdue"][mine]
    values: dict[str, Value] = {
        "amount": float(amount.sum()),
        "overdue": float(overdue.sum()),
        "share": float(overdue.sum() / amount.sum()) if amount.sum() > 0 else 0.0,
        "currency": facts.snapshot.currency,
    }
    if not np.isnan(days).all():
        values["days"] = float(np.nanmax(days))
    return Evidence(_keys(facts, owes.row[shown]), (), values)


def _lawsuits(facts: Facts, party: int) -> Evidence:
    sued = facts.snapshot.relationships(RelationshipKind.DEFENDANT_IN)
    mine = np.flatnonzero(sued.source == party)
    telling = mine[facts.loss[sued.target[mine]] > 0.05]
    cases = sued.target[telling].astype(np.int64)
    named = texts_at(facts.snapshot.ties["source"], sued.row[telling])
    values: dict[str, Value] = {
        "count": float(len(cases)),
        "claims": float(np.nan_to_num(claims(facts)[cases]).sum()),
        "currency": facts.snapshot.currency,
        **_value(facts, party, "lawsuit_burden"),
    }
    records: list[RecordId | FactId] = [*_facts(facts, Table.LAWSUITS, cases)]
    records += [RecordId(each) for each in dict.fromkeys(named)]
    return Evidence(_keys(facts, sued.row[telling]), tuple(records), values)


def _events(kind: EventKind) -> Callable[[Facts, int], Evidence]:
    def behind(facts: Facts, party: int) -> Evidence:
        about = facts.snapshot.relationships(RelationshipKind.ABOUT)
        mine = facts.about(kind)
        mine = mine[about.target[mine] == party]
        events = about.source[mine].astype(np.int64)
        values: dict[str, Value] = {"count": float(len(events))}
        texts = facts.snapshot.facts(Table.EVENTS)["text"].take(events).to_pylist()
        values["text"] = "; ".join(dict.fromkeys(text for text in texts if text))
        return Evidence(_keys(facts, about.row[mine]), _facts(facts, Table.EVENTS, events), values)

    return behind


def _gaps(facts: Facts, party: int) -> Evidence:
    mine = facts.gaps_of.get(party, ())
    ties = np.array([tie for gap in mine for tie in gap.ties], np.int64)
    values: dict[str, Value] = {
        "count": float(len(mine)),
        "contracts": ", ".join(dict.fromkeys(gap.number for gap in mine)),
    }
    return Evidence(_keys(facts, ties), tuple(dict.fromkeys(gap.contract for gap in mine)), values)


def _checks(facts: Facts, party: int) -> Evidence:
    s = facts.snapshot
    held = np.flatnonzero(s.holdings.party == party)
    failed = s.identifiers["failed"].take(s.holdings.identifier[held]).to_pylist()
    bad = [place for place, check in zip(held.tolist(), failed, strict=True) if check]
    records = texts_at(s.holding_rows["record"], s.holdings.row[bad])
    checks = ", ".join(dict.fromkeys(check for check in failed if check))
    return Evidence(
        (),
        tuple(RecordId(each) for each in dict.fromkeys(records)),
        {"count": float(len(bad)), "checks": checks},
    )


def _keys(facts: Facts, rows: I64) -> tuple[RelationshipKey, ...]:
    keys = texts_at(facts.snapshot.ties["key"], rows)
    return tuple(RelationshipKey(key) for key in dict.fromkeys(keys))


def _facts(facts: Facts, table: Table, rows: I64) -> tuple[FactId, ...]:
    return tuple(FactId(key) for key in texts_at(facts.snapshot.facts(table)["key"], rows))


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "equity_to_revenue": ("equity", "revenue"),
    "margin": ("revenue", "costs"),
    "cooperation_years": ("cooperation_since",),
}
_BEHIND: Mapping[str, Callable[[Facts, int], Evidence]] = {
    "overdue_share": _debts,
    "days_overdue": _debts,
    "overdue_events": _events(EventKind.OVERDUE),
    "complaints": _events(EventKind.COMPLAINT),
    "negative_news": _events(EventKind.NEGATIVE_NEWS),
    "watchlist": _events(EventKind.WATCHLIST_HIT),
    "lawsuit_burden": _lawsuits,
    "lawsuits_as_defendant": _lawsuits,
    "contract_gaps": _gaps,
    "failed_checks": _checks,
}
