"""What contracts and lawsuits carry: undelivered, unpaid, guaranteed and claimed money."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from analytics.balance import Balance
from analytics.contracts import BUYER, GUARANTOR, SELLER, Signing, running, signings
from analytics.flows import Flow
from analytics.inputs import Inputs
from analytics.lawsuits import losing
from graph.arrays import F64, I32, I64, numbers
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot

Claim: TypeAlias = tuple[int, int, float, int]
"""(who may fail, who is hurt, money at risk, row of the tie)"""


def contract_claims(s: Snapshot, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    """Return what running contracts carry, as loss given default × money at risk ÷ equity of the hurt.

    seller → buyer: prepaid and not delivered. buyer → seller: delivered and not paid. buyer →
    guarantor: the contract's amount, times the chance that the guarantee is called. Nothing where a
    SUPPLIES between the two, an OWES of the one that may fail, or a GUARANTEES already says it.
    """
    claims, guarantees = contract_money(s, inputs)
    c = inputs.calibration
    called = c.guarantee_called * c.loss_given_default
    return (
        _flow(claims, balance, c.loss_given_default, c.default_claim),
        _flow(guarantees, balance, called, c.default_guarantee),
    )


def contract_money(s: Snapshot, inputs: Inputs) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """Return what running contracts put at risk: by what one side is ahead, and by what guarantors signed."""
    known = _Covered(s)
    claims: list[Claim] = []
    guarantees: list[Claim] = []
    contracts = s.facts(Table.CONTRACTS).to_pylist()
    for contract, signed in signings(s).items():
        row = contracts[contract]
        if running(row, inputs.clauses) and row["amount"] is not None:
            claims += _deliveries(row, signed, known)
            guarantees += _guaranteed(row, signed, known)
    return claims, guarantees


class Suit(NamedTuple):
    """What each plaintiff claims of each defendant in lawsuits that no judgment has ended; all (k,).

    claim: major units of the book currency, NaN unknown; chance that the plaintiff wins; key: row of
    `Snapshot.ties`.
    """

    defendant: I32
    plaintiff: I32
    claim: F64
    chance: F64
    key: I64


def suits(s: Snapshot, inputs: Inputs) -> Suit:
    """Return who is sued by whom; parties on both sides of a case sue nobody of it."""
    sued, suing = (
        s.relationships(kind) for kind in (RelationshipKind.DEFENDANT_IN, RelationshipKind.PLAINTIFF_IN)
    )
    defendant, plaintiff = _met(sued.target, suing.target)
    chance, judged = losing(s, inputs.scorecard.lawsuits)
    case = sued.target[defendant]
    open_ones = judged[case] == 0
    defendant, plaintiff, case = defendant[open_ones], plaintiff[open_ones], case[open_ones]
    return Suit(
        sued.source[defendant],
        suing.source[plaintiff],
        numbers(s.facts(Table.LAWSUITS)["claim"])[case],
        chance[case],
        sued.row[defendant],
    )


def lawsuit_claims(s: Snapshot, balance: Balance, inputs: Inputs) -> Flow:
    """Return defendant → plaintiff: P(plaintiff wins) · claim · loss given default ÷ plaintiff's equity.

    Nothing flows between parties that stand on both sides, nor after a judgment.
    """
    suit, c = suits(s, inputs), inputs.calibration
    rate = suit.chance * suit.claim * c.loss_given_default / balance.equity[suit.plaintiff]
    return Flow.of(
        suit.defendant,
        suit.plaintiff,
        rate,
        suit.key,
        default=c.default_claim,
        measured=balance.equity_known[suit.plaintiff],
    )


class _Covered:
    """Which pairs of parties already have a tie that says what a contract would."""

    def __init__(self, s: Snapshot) -> None:
        self.supplies, self.owes, self.guarantees = (
            set(zip(edges.source.tolist(), edges.target.tolist(), strict=True))
            for edges in map(
                s.relationships,
                (RelationshipKind.SUPPLIES, RelationshipKind.OWES, RelationshipKind.GUARANTEES),
            )
        )


def _deliveries(row: Mapping[str, Any], signed: Sequence[Signing], known: _Covered) -> Iterator[Claim]:
    if row["delivered_share"] is None and row["prepaid_share"] is None:
        return
    ahead = (row["prepaid_share"] or 0.0) - (row["delivered_share"] or 0.0)
    for seller in _having(signed, SELLER):
        for buyer in _having(signed, BUYER):
            fails, hurt = (seller, buyer) if ahead > 0 else (buyer, seller)
            covered = (seller.party, buyer.party) in known.supplies
            if not covered and (fails.party, hurt.party) not in known.owes:
                yield fails.party, hurt.party, abs(ahead) * row["amount"], fails.tie


def _guaranteed(row: Mapping[str, Any], signed: Sequence[Signing], known: _Covered) -> Iterator[Claim]:
    for guarantor in _having(signed, GUARANTOR):
        for buyer in _having(signed, BUYER):
            if (guarantor.party, buyer.party) not in known.guarantees:
                yield buyer.party, guarantor.party, row["amount"], guarantor.tie


def _having(signed: Sequence[Signing], role: str) -> list[Signing]:
    return [each for each in signed if each.role == role]


def _flow(claims: Sequence[Claim], balance: Balance, loss: float, default: float) -> Flow:
    fails, hurt, money, tie = (
        (np.array(part) for part in zip(*claims, strict=True)) if claims else [np.empty(0)] * 4
    )
    target: I32 = hurt.astype(np.int32)
    rate: F64 = loss * money / balance.equity[target]
    known = balance.equity_known[target]
    return Flow.of(
        fails.astype(np.int32), target, rate, tie.astype(np.int64), default=default, measured=known
    )


def _met(left: I32, right: I32) -> tuple[I64, I64]:
    """Return positions of all pairs with equal values, `left` against `right`."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    begin, end = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    count = end - begin
    first = np.repeat(np.arange(len(left)), count)
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return first.astype(np.int64), order[np.repeat(begin, count) + step].astype(np.int64)
