"""What customers would cost us if they failed, and what we would miss if suppliers did.

For each customer: exposure at default, EAD = max(0, Σ of its lines in `at_stake`, cover included);
expected loss within a year = network PD · loss given default · EAD; and the recommended limit
(`limits`). For each supplier: what we buy of it, as a share of our costs, whether it is the only one,
and what it has of us in advance. "Exposure" means this money, never a probability.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.money.at_stake import AtStake, StakeKind, at_stake
from analytics.money.limits import recommended
from analytics.money.purchases import Purchases, purchases
from analytics.parties import amounts, with_role
from analytics.score import GRADES, ScoreTable
from analytics.solution import Solution
from analytics.ties.balance import Balance
from graph.arrays import F64, I32, I64, U8, Mask, sums_at
from graph.model import Role
from graph.relationships import RelationshipKind


class Customers(NamedTuple):
    """One row for each customer, ascending by position; all (k,), major units of the book currency.

    gross: at stake when it fails; covered in [0, gross] by guarantees that would hold; ead = gross -
    covered. loss: expected within a year. limit: recommended, NaN where nothing is known to set one by;
    rule: `analytics.money.limits.LimitRule`.
    """

    party: I32
    gross: F64
    covered: F64
    ead: F64
    loss: F64
    limit: F64
    rule: U8


class Suppliers(NamedTuple):
    """One row for each supplier, ascending by position; all (k,), major units of the book currency.

    bought: a year, NaN where no supply names an amount; share: of our costs; sole: of at least one product;
    prepaid: at stake with it when it fails; loss: expected of that within a year.
    """

    party: I32
    bought: F64
    share: F64
    sole: Mask
    prepaid: F64
    loss: F64


@dataclass(frozen=True, eq=False, slots=True)
class MoneyAtRisk:
    """Ours with everybody; `lines` are what `customers` and `prepaid` sum up."""

    customers: Customers
    suppliers: Suppliers
    lines: AtStake
    purchases: Purchases


def money_at_risk(solution: Solution, scores: ScoreTable) -> MoneyAtRisk:
    """Return all of it. Without a `house` party nothing is at stake, and customers have limits alone."""
    lines = at_stake(solution)
    bought = purchases(solution.snapshot, solution.inputs)
    return MoneyAtRisk(
        customers=_customers(solution, scores, lines),
        suppliers=_suppliers(solution, lines, bought),
        lines=lines,
        purchases=bought,
    )


def _customers(solution: Solution, scores: ScoreTable, lines: AtStake) -> Customers:
    s, inputs, parties = solution.snapshot, solution.inputs, len(solution.snapshot)
    ours = with_role(s, Role.HOUSE)
    party = np.flatnonzero(_buy_of_us(solution, lines, ours) & ~ours)
    cover = lines.kind == StakeKind.COVER
    gross = sums_at(lines.party[~cover], lines.at_default[~cover], parties)[party]
    held = -sums_at(lines.party[cover], lines.at_default[cover], parties)[party]
    covered = np.minimum(held, gross)
    balance = Balance.of(s, inputs.calibration).of_parties(party)
    limit = recommended(
        balance, scores.grade[party], _own_equity(solution, ours), inputs.limits, grades=GRADES
    )
    return Customers(
        party=party.astype(np.int32),
        gross=gross,
        covered=covered,
        ead=gross - covered,
        loss=_loss(solution, party, gross - covered),
        limit=limit.limit,
        rule=limit.rule,
    )


def _buy_of_us(solution: Solution, lines: AtStake, ours: Mask) -> Mask:
    """Return who is a customer: by its role, by buying of us, or by owing us (n,)."""
    s = solution.snapshot
    found = with_role(s, Role.CUSTOMER)
    supplies = s.relationships(RelationshipKind.SUPPLIES)
    found[supplies.target[ours[supplies.source]]] = True
    owing = np.isin(lines.kind, [StakeKind.DEBT, StakeKind.COMMITTED])
    found[lines.party[owing]] = True
    return found


def _own_equity(solution: Solution, ours: Mask) -> float:
    """Return the equity of all of us together, NaN where none of us tells it."""
    equity = amounts(solution.snapshot, "equity")[ours]
    known = equity[~np.isnan(equity)]
    return float(known.sum()) if len(known) else float("nan")


def _suppliers(solution: Solution, lines: AtStake, bought: Purchases) -> Suppliers:
    s, parties = solution.snapshot, len(solution.snapshot)
    ours = with_role(s, Role.HOUSE)
    found = with_role(s, Role.SUPPLIER)
    found[bought.supplier] = True
    party = np.flatnonzero(found & ~ours)
    known = ~np.isnan(bought.amount)
    told = np.bincount(bought.supplier[known], minlength=parties)[party] > 0
    amount = sums_at(bought.supplier[known], bought.amount[known], parties)[party]
    costs = np.nan_to_num(Balance.of(s, solution.inputs.calibration).costs[ours]).sum()
    sole = np.zeros(parties, np.bool_)
    sole[bought.supplier[bought.sole]] = True
    ahead = lines.kind == StakeKind.PREPAID
    prepaid = sums_at(lines.party[ahead], lines.at_default[ahead], parties)[party]
    return Suppliers(
        party=party.astype(np.int32),
        bought=np.where(told, amount, np.nan),
        share=np.where(told & (costs > 0), amount / (costs or 1.0), np.nan),
        sole=sole[party],
        prepaid=prepaid,
        loss=_loss(solution, party, prepaid),
    )


def _loss(solution: Solution, party: I64, ead: F64) -> F64:
    return solution.contagion.pd[party] * solution.inputs.calibration.loss_given_default * ead
