"""How each kind of tie carries distress: from relationships and facts to rates.

One function a kind below, as one table. `a` is the probability within a year that the distress of
the source reaches the target:

    SUPPLIES        supplier → buyer   δ_s · amount ÷ buyer's costs · (1 - substitutability)
                                       (essential: amount ÷ what the buyer buys of that sector)
                    buyer → supplier   δ_c · amount ÷ supplier's revenue
    OWES            debtor → creditor  LGD · outstanding ÷ creditor's equity
    GUARANTEES      debtor → guarantor q · LGD · amount ÷ guarantor's equity
    OWNS            owned → owner      (booked stake, else share · owned's equity) ÷ owner's equity
                    owner → owned      support, only under control
    SIGNED          see `contract_claims`
    DEFENDANT_IN    defendant → plaintiff  P(win) · claim · LGD ÷ plaintiff's equity
    PARTNERS_WITH   both ways          a documented default
    OFFICER_OF      both ways          a documented default between firms that one person runs
    TRANSFERRED     nothing

Natural persons transmit and receive through ownership and control only.
"""

from collections.abc import Sequence

import numpy as np

from analytics.balance import Balance
from analytics.claims import contract_claims, lawsuit_claims
from analytics.flows import Flow, joined
from analytics.inputs import Inputs
from analytics.measures import Transmission
from analytics.offices import shared_officers
from analytics.parties import of_kind
from graph.arrays import F64, Mask, codes
from graph.model import PartyKind
from graph.relationships import RelationshipKind
from graph.snapshot import EdgeTable, Snapshot

__all__ = ["Transmission", "tie_rates", "transmission"]


def transmission(s: Snapshot, inputs: Inputs) -> Transmission:
    """Return every way in which distress travels; rates of 0 are left out. O(ties)."""
    person = of_kind(s, PartyKind.PERSON)
    balance = Balance.of(s, inputs.calibration)
    flows = [
        flow.without(person)
        for flow in (
            *_supplies(s, balance, inputs),
            _debts(s, balance, inputs),
            _guarantees(s, balance, inputs),
            *_partners(s, inputs),
            *shared_officers(s, inputs.calibration),
            *contract_claims(s, balance, inputs),
            lawsuit_claims(s, balance, inputs),
        )
    ]
    return joined([*flows, *_stakes(s, balance, inputs)])


def tie_rates(t: Transmission, rows: int) -> F64:
    """Return the larger rate of both ways of each row of `Snapshot.ties`, 0 where it carries nothing."""
    rates = np.zeros(rows)
    np.maximum.at(rates, t.key, t.rate)
    return rates


def _supplies(s: Snapshot, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    edges, c = s.relationships(RelationshipKind.SUPPLIES), inputs.calibration
    amount, supplier, buyer = edges.values["amount"], edges.source, edges.target
    known = np.isnan(edges.values["substitutability"])
    substitutability = np.where(known, c.default_substitutability, edges.values["substitutability"])
    essential = edges.values["essential"] == 1
    share = np.where(essential, _sector_share(s, edges), amount / balance.costs[buyer])
    lost = c.supplier_failure * np.minimum(share, 1.0) * (1 - substitutability)
    measured = essential | balance.costs_known[buyer]
    sold = c.buyer_failure * np.minimum(amount / balance.revenue[supplier], 1.0)
    return (
        Flow.of(supplier, buyer, lost, edges.row, default=c.default_supply, measured=measured),
        Flow.of(buyer, supplier, sold, edges.row, default=c.default_sale),
    )


def _sector_share(s: Snapshot, edges: EdgeTable) -> F64:
    """Return each supply's share in what its buyer buys from the same sector; alone in it: 1."""
    industry, names = codes(s.parties["industry"])
    unknown = np.array([name is None for name in names] or [True])
    sector = industry[edges.source].astype(np.int64)
    # A supplier of unknown industry is a sector of its own.
    sector = np.where(unknown[sector], len(names) + edges.source, sector)
    _, group = np.unique(edges.target * (len(names) + len(s) + 1) + sector, return_inverse=True)
    amount = edges.values["amount"]
    whole = np.bincount(group, np.nan_to_num(amount))[group] if len(group) else amount
    alone = np.bincount(group)[group] == 1 if len(group) else np.empty(0, np.bool_)
    share: F64 = np.full(len(amount), np.nan)
    np.divide(amount, whole, out=share, where=whole > 0)
    return np.where(alone, 1.0, share)


def _debts(s: Snapshot, balance: Balance, inputs: Inputs) -> Flow:
    edges, c = s.relationships(RelationshipKind.OWES), inputs.calibration
    creditor = edges.target
    rate = c.loss_given_default * edges.values["amount"] / balance.equity[creditor]
    known = balance.equity_known[creditor]
    return Flow.of(edges.source, creditor, rate, edges.row, default=c.default_debt, measured=known)


def _guarantees(s: Snapshot, balance: Balance, inputs: Inputs) -> Flow:
    edges, c = s.relationships(RelationshipKind.GUARANTEES), inputs.calibration
    guarantor = edges.source
    called = c.guarantee_called * c.loss_given_default
    rate = called * edges.values["amount"] / balance.equity[guarantor]
    known = balance.equity_known[guarantor]
    return Flow.of(edges.target, guarantor, rate, edges.row, default=c.default_guarantee, measured=known)


def _stakes(s: Snapshot, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    edges, c = s.relationships(RelationshipKind.OWNS), inputs.calibration
    owner, owned, amount = edges.source, edges.target, edges.values["amount"]
    told = (edges.values["share_low"] + edges.values["share_high"]) / 2
    share = np.where(np.isnan(told), c.default_share, told)
    value = np.where(np.isnan(amount), share * balance.equity[owned], amount)
    rate = value / balance.equity[owner]
    known: Mask = balance.equity_known[owner] & (
        ~np.isnan(amount) | (~np.isnan(told) & balance.equity_known[owned])
    )
    support = np.where(told > c.control_share, c.owner_support, 0.0)
    return (
        Flow.of(owned, owner, rate, edges.row, default=c.default_stake * share, measured=known),
        Flow.of(owner, owned, support, edges.row, default=0.0),
    )


def _partners(s: Snapshot, inputs: Inputs) -> Sequence[Flow]:
    edges, rate = s.relationships(RelationshipKind.PARTNERS_WITH), inputs.calibration.partner
    unknown = np.full(len(edges), np.nan)
    return (
        Flow.of(edges.source, edges.target, unknown, edges.row, default=rate),
        Flow.of(edges.target, edges.source, unknown, edges.row, default=rate),
    )
