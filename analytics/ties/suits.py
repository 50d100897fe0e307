"""What plaintiffs claim at court of defendants.

Nothing is counted twice: a claim repeats what the defendant owes the plaintiff by OWES or contract, so
only what it asks beyond that counts. A case that two sources tell counts once (`same_facts`).
"""

from typing import NamedTuple

import numpy as np

from analytics.inputs import Inputs
from analytics.parties import epoch_day
from analytics.same_facts import lawsuits_that_count
from analytics.ties.balance import Balance, part_of
from analytics.ties.claims import ContractMoney
from analytics.ties.flows import Flow
from analytics.ties.lawsuits import losing
from graph.arrays import F64, I32, I64, Mask, numbers, starts, sums_at
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot

_SIDES = (RelationshipKind.DEFENDANT_IN, RelationshipKind.PLAINTIFF_IN)


class Suit(NamedTuple):
    """What each plaintiff claims of each defendant in lawsuits that no judgment has ended; all (k,).

    claim: major units of the book currency, NaN unknown, without what is owed anyway; chance that the
    plaintiff wins; key: row of `Snapshot.ties`.
    """

    defendant: I32
    plaintiff: I32
    claim: F64
    chance: F64
    key: I64


def suits(s: Snapshot, inputs: Inputs, contracts: ContractMoney) -> Suit:
    """Return who is sued by whom on the day, without what is owed anyway.

    Several plaintiffs or defendants of a case share its claim in equal parts.
    """
    sued, suing = (_parties_of_cases(s, kind) for kind in _SIDES)
    left, right = _met(sued.case, suing.case)
    chance, judged = losing(s, inputs.scorecard.lawsuits)
    case = sued.case[left]
    filed = numbers(s.facts(Table.LAWSUITS)["filed"])[case]
    counts = (judged[case] == 0) & lawsuits_that_count(s)[case] & ~(filed > epoch_day(s))
    left, right, case = left[counts], right[counts], case[counts]
    defendant, plaintiff = sued.party[left], suing.party[right]
    claim = numbers(s.facts(Table.LAWSUITS)["claim"])[case] / (sued.alike[left] * suing.alike[right])
    claim = _beyond_debts(s, contracts, (defendant, plaintiff), claim)
    return Suit(defendant, plaintiff, claim, chance[case], sued.row[left])


def lawsuit_claims(s: Snapshot, contracts: ContractMoney, balance: Balance, inputs: Inputs) -> Flow:
    """Return defendant → plaintiff: P(plaintiff wins) · claim · loss given default ÷ plaintiff's equity."""
    suit, c = suits(s, inputs, contracts), inputs.calibration
    lost = suit.chance * c.loss_given_default
    rate = lost * part_of(balance.equity[suit.plaintiff], suit.claim)
    return Flow.of(
        suit.defendant,
        suit.plaintiff,
        rate,
        suit.key,
        default=c.default_claim,
        measured=balance.equity_known[suit.plaintiff],
    )


class _Side(NamedTuple):
    """Parties of one side, each once a case: party, case, row of the tie, how many stand with it (k,)."""

    party: I32
    case: I32
    row: I64
    alike: I64


def _parties_of_cases(s: Snapshot, kind: RelationshipKind) -> _Side:
    edges = s.relationships(kind)
    pairs = edges.target.astype(np.int64) * max(1, len(s)) + edges.source
    first = np.unique(pairs, return_index=True)[1]
    case = edges.target[first]
    alike = np.bincount(case, minlength=s.facts(Table.LAWSUITS).num_rows)[case]
    return _Side(edges.source[first], case, edges.row[first], alike.astype(np.int64))


def _beyond_debts(s: Snapshot, contracts: ContractMoney, ends: tuple[I32, I32], claim: F64) -> F64:
    """Return what each claim asks beyond what its defendant owes its plaintiff by debts and contracts.

    A debt of unknown amount covers every claim. Several claims between two parties share what is left.
    """
    if not len(claim):
        return claim
    owes, size = s.relationships(RelationshipKind.OWES), len(s)
    amounts = np.maximum(np.where(np.isnan(owes.values["amount"]), np.inf, owes.values["amount"]), 0.0)
    ahead = contracts.ahead
    debts = np.concatenate(
        [
            owes.source.astype(np.int64) * size + owes.target,
            np.array([each.debtor * size + each.creditor for each in ahead], np.int64),
        ]
    )
    amounts = np.concatenate([amounts, [each.money for each in ahead]])
    pairs, of_claim = np.unique(ends[0].astype(np.int64) * size + ends[1], return_inverse=True)
    place = np.minimum(np.searchsorted(pairs, debts), len(pairs) - 1)
    mine = pairs[place] == debts
    owed = sums_at(place[mine], amounts[mine], len(pairs))
    asked = sums_at(of_claim, np.nan_to_num(np.maximum(claim, 0.0)), len(pairs))
    left = np.ones(len(pairs))
    np.divide(np.maximum(asked - owed, 0.0), asked, out=left, where=asked > 0)
    unknown: Mask = np.isnan(claim) & (owed[of_claim] > 0)
    return np.where(unknown, 0.0, claim * left[of_claim])


def _met(left: I32, right: I32) -> tuple[I64, I64]:
    """Return positions of all pairs with equal values, `left` against `right`."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    begin, end = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    count = end - begin
    first = np.repeat(np.arange(len(left)), count)
    step = np.arange(int(count.sum())) - np.repeat(starts(count)[:-1], count)
    return first.astype(np.int64), order[np.repeat(begin, count) + step].astype(np.int64)
