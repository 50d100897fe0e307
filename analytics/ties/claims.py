"""What contracts put at stake: undelivered, unpaid and guaranteed money.

Nothing is counted twice: an OWES of the one that may fail covers what a contract between the same two
leaves unpaid, and a GUARANTEES what its guarantor signed. A contract that two sources tell counts once
(`same_facts`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from analytics.contracts import BUYER, GUARANTOR, SELLER, Signing, running, signings
from analytics.inputs import Inputs
from analytics.same_facts import contracts_that_count
from analytics.ties.balance import Balance, part_of
from analytics.ties.flows import Flow
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot


class Claim(NamedTuple):
    """Money of one contract that `creditor` has at stake with `debtor`; `tie`: row of `Snapshot.ties`.

    supplied: whether a SUPPLIES between the two already carries distress the same way.
    """

    debtor: int
    creditor: int
    money: float
    tie: int
    supplied: bool


class ContractMoney(NamedTuple):
    """What running contracts put at stake, major units of the book currency.

    ahead: by what one side has paid or delivered more than the other. promised: amounts that guarantors
    signed, debtor the buyer. committed: what the seller has yet to deliver and was not paid for, so that
    it would lose the sale or what it has made.
    """

    ahead: Sequence[Claim]
    promised: Sequence[Claim]
    committed: Sequence[Claim]


def contract_claims(money: ContractMoney, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    """Return what running contracts carry, as loss given default × money at stake ÷ equity of the hurt.

    seller → buyer: prepaid and not delivered. buyer → seller: delivered and not paid. buyer →
    guarantor: the contract's amount, times the chance that the guarantee is called. Nothing where a
    SUPPLIES between the two, an OWES of the one that may fail, or a GUARANTEES already says it.
    """
    c = inputs.calibration
    ahead = [each for each in money.ahead if not each.supplied]
    called = c.guarantee_called * c.loss_given_default
    return (
        _flow(ahead, balance, c.loss_given_default, c.default_claim),
        _flow(money.promised, balance, called, c.default_guarantee),
    )


def contract_money(s: Snapshot, inputs: Inputs) -> ContractMoney:
    """Return what running contracts put at stake. Several sellers or buyers share in equal parts."""
    known, counts = _Covered(s), contracts_that_count(s)
    ahead: list[Claim] = []
    promised: list[Claim] = []
    committed: list[Claim] = []
    contracts = s.facts(Table.CONTRACTS).to_pylist()
    for contract, signed in signings(s).items():
        row = contracts[contract]
        if counts[contract] and running(row, inputs.clauses) and (row["amount"] or 0.0) > 0:
            ahead += _ahead(row, signed, known)
            promised += _promised(row, signed, known)
            committed += _committed(row, signed, known)
    return ContractMoney(ahead, promised, committed)


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


def _ahead(row: Mapping[str, Any], signed: Sequence[Signing], known: _Covered) -> Iterator[Claim]:
    if row["delivered_share"] is None and row["prepaid_share"] is None:
        return
    ahead = (row["prepaid_share"] or 0.0) - (row["delivered_share"] or 0.0)
    for seller, buyer, part in _pairs(signed):
        fails, hurt = (seller, buyer) if ahead > 0 else (buyer, seller)
        if ahead and (fails.party, hurt.party) not in known.owes:
            supplied = (seller.party, buyer.party) in known.supplies
            yield Claim(fails.party, hurt.party, abs(ahead) * row["amount"] * part, fails.tie, supplied)


def _committed(row: Mapping[str, Any], signed: Sequence[Signing], known: _Covered) -> Iterator[Claim]:
    open_share = 1.0 - max(row["prepaid_share"] or 0.0, row["delivered_share"] or 0.0)
    for seller, buyer, part in _pairs(signed):
        if open_share > 0:
            supplied = (seller.party, buyer.party) in known.supplies
            yield Claim(buyer.party, seller.party, open_share * row["amount"] * part, buyer.tie, supplied)


def _promised(row: Mapping[str, Any], signed: Sequence[Signing], known: _Covered) -> Iterator[Claim]:
    buyers = _having(signed, BUYER)
    for guarantor in _having(signed, GUARANTOR):
        for buyer in buyers:
            if (guarantor.party, buyer.party) not in known.guarantees:
                money = row["amount"] / len(buyers)
                yield Claim(buyer.party, guarantor.party, money, guarantor.tie, supplied=False)


def _pairs(signed: Sequence[Signing]) -> Iterator[tuple[Signing, Signing, float]]:
    """Yield each seller with each buyer and their part of the contract."""
    sellers, buyers = _having(signed, SELLER), _having(signed, BUYER)
    for seller in sellers:
        for buyer in buyers:
            yield seller, buyer, 1.0 / (len(sellers) * len(buyers))


def _having(signed: Sequence[Signing], role: str) -> list[Signing]:
    """Return the first signing in this role of each party."""
    first: dict[int, Signing] = {}
    for each in signed:
        if each.role == role:
            first.setdefault(each.party, each)
    return list(first.values())


def _flow(claims: Sequence[Claim], balance: Balance, loss: float, default: float) -> Flow:
    fails, hurt, tie = (
        np.array([claim[place] for claim in claims], np.int64) for place in (0, 1, 3)
    )  # fmt: skip
    money = np.array([claim.money for claim in claims], np.float64)
    return Flow.of(
        fails.astype(np.int32),
        hurt.astype(np.int32),
        loss * part_of(balance.equity[hurt], money),
        tie,
        default=default,
        measured=balance.equity_known[hurt],
    )
