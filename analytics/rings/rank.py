"""Additive log-odds that a group is a ring: named terms for it, and the best innocent explanation."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from analytics.inputs import RingInputs
from analytics.rings.ring import Term, Typology
from analytics.rings.suspects import Shared, Suspects
from graph.model import IdentifierKind

_TRACEABLE = frozenset({IdentifierKind.DEVICE, IdentifierKind.BANK_ACCOUNT})
_CONTACT = frozenset({IdentifierKind.ADDRESS, IdentifierKind.PHONE, IdentifierKind.EMAIL})
_NUMBERS = frozenset({IdentifierKind.PHONE, IdentifierKind.EMAIL})
_MOST_RECOMBINED, _MOST_STRONG, _MOST_FORGED = 7, 3, 3
_MANY, _FEW = 5, 2


def terms(group: Suspects, inputs: RingInputs) -> tuple[tuple[Term, ...], Term]:
    """Return (all terms, the innocent one among them); terms of no weight are left out but for that one."""
    worth = inputs.terms
    told = [
        Term("prior", worth["prior"], {}),
        _recombined(group, worth["recombined"]),
        _shared_strong(group, worth["shared_strong"]),
        _forged(group, worth["forged_id"]),
        _burst(group, inputs),
        _salespeople(group, worth["salespeople"]),
    ]
    innocent = min((explain(group, inputs) for explain in _EXPLANATIONS), key=lambda term: term.value)
    if innocent.value >= 0:
        innocent = Term("none", 0.0, {})
    return (*(term for term in told if term.value), innocent), innocent


def probability(told: Sequence[Term]) -> float:
    """Return the probability of the summed log-odds."""
    return float(1.0 / (1.0 + np.exp(-sum(term.value for term in told))))


def typology(group: Suspects) -> Typology:
    """Return the name of the pattern that shows most."""
    if recombinations(group) >= 2:
        return Typology.RECOMBINED
    if forged(group):
        return Typology.FORGED
    return Typology.STRONG_STAR if strong_shared(group) else Typology.SHARED


def recombinations(group: Suspects) -> int:
    """Return how many shared identifiers there are beyond the first of each kind: a household has none."""
    return sum(count - 1 for count in Counter(each.kind for each in group.counting).values())


def strong_shared(group: Suspects) -> list[Shared]:
    """Return devices, accounts and ids of persons or firms that three or more members hold."""
    return [
        each
        for each in group.counting
        if (each.kind in _TRACEABLE or each.kind.strong) and len(each.holders) >= 3
    ]


def forged(group: Suspects) -> list[Shared]:
    """Return shared ids that fail their check, or should be one person's and have several names."""
    names = dict(zip(group.members, group.names, strict=True))
    return [
        each
        for each in group.shared
        if each.kind.strong and (each.failed or len({names[holder] for holder in each.holders}) > 1)
    ]


def _recombined(group: Suspects, worth: float) -> Term:
    count = recombinations(group)
    kinds = ", ".join(sorted({each.kind.value for each in group.counting}))
    return Term("recombined", worth * min(count, _MOST_RECOMBINED), {"count": float(count), "kinds": kinds})


def _shared_strong(group: Suspects, worth: float) -> Term:
    count = len(strong_shared(group))
    return Term("shared_strong", worth * min(count, _MOST_STRONG), {"count": float(count)})


def _forged(group: Suspects, worth: float) -> Term:
    count = len(forged(group))
    return Term("forged_id", worth * min(count, _MOST_FORGED), {"count": float(count)})


def _burst(group: Suspects, inputs: RingInputs) -> Term:
    """Weigh the share of all members, beyond half, that appeared within the window."""
    days = np.sort([day for day in group.days if day is not None])
    inside = np.searchsorted(days, days + inputs.burst_days, side="right") - np.arange(len(days))
    share = float(inside.max(initial=0)) / len(group.members)
    weight = inputs.terms["burst"] * max(0.0, 2.0 * share - 1.0)
    return Term("burst", weight, {"share": share, "days": inputs.burst_days})


def _salespeople(group: Suspects, worth: float) -> Term:
    hands = [hand for hand in group.hands if hand is not None]
    names = sorted(set(hands))
    telling = len(hands) >= _MANY and len(names) <= _FEW
    values: dict[str, str | float] = {
        "members": float(len(hands)),
        "count": float(len(names)),
        "names": ", ".join(names[:_FEW]),
    }
    return Term("salespeople", worth if telling else 0.0, values)


def _one_identity(group: Suspects, inputs: RingInputs) -> Term:
    """A household, or one firm that was not recognised twice: one identifier of a kind at most."""
    fits = not recombinations(group) and (
        len(group.members) <= inputs.household_size or group.actors() <= _FEW
    )
    return Term("one_identity", inputs.terms["one_identity"] if fits else 0.0, {})


def _disclosed_group(group: Suspects, inputs: RingInputs) -> Term:
    share = group.disclosed if group.disclosed > 0.5 else 0.0
    return Term("disclosed_group", inputs.terms["disclosed_group"] * share, {"share": group.disclosed})


def _registered_agent(group: Suspects, inputs: RingInputs) -> Term:
    fits = all(group.companies) and all(each.kind in _CONTACT for each in group.shared)
    return Term("registered_agent", inputs.terms["registered_agent"] if fits else 0.0, {})


def _recycled(group: Suspects, inputs: RingInputs) -> Term:
    days = np.sort([day for day in group.days if day is not None])
    gap = float(np.diff(days).min()) if len(days) > 1 else 0.0
    fits = all(each.kind in _NUMBERS for each in group.shared) and gap > inputs.recycled_days
    return Term("recycled", inputs.terms["recycled"] if fits else 0.0, {"days": gap})


_EXPLANATIONS: tuple[Callable[[Suspects, RingInputs], Term], ...] = (
    _one_identity,
    _disclosed_group,
    _registered_agent,
    _recycled,
)
