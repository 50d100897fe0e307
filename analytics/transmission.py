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
    SIGNED          see `claims`       LGD · prepaid, unpaid or (q ·) guaranteed ÷ equity of the hurt
    DEFENDANT_IN    defendant → plaintiff  P(win) · claim · LGD ÷ plaintiff's equity, see `suits`
    PARTNERS_WITH   both ways          a documented default
    OFFICER_OF      both ways          a documented default between firms that one person runs
    TRANSFERRED     nothing

Natural persons transmit and receive through ownership and control only. What is told twice carries
once: `same_facts`, `claims` and `suits` say what counts as the same fact. Every rate ends at .999 and
says its basis: measured, or a default where an amount, balance sheet figure, substitutability or
industry is missing.

What cannot be right has a stated result: equity at or below zero bears no loss (any money at stake
gives .999, whatever its unit), amounts at or below zero carry nothing, revenue or costs below what the
ties sell or buy count as that sum, shares of one firm above a whole are scaled down to it, ties of a
party with itself carry nothing.
"""

from collections.abc import Sequence

import numpy as np

from analytics.inputs import Inputs
from analytics.measures import Basis, Transmission
from analytics.parties import of_kind
from analytics.ties.balance import Balance, part_of, stake_value, told_share
from analytics.ties.claims import contract_claims, contract_money
from analytics.ties.flows import Flow, joined
from analytics.ties.offices import shared_officers
from analytics.ties.suits import lawsuit_claims
from analytics.ties.supplies import supplies
from graph.arrays import F64, U8, Mask
from graph.model import PartyKind
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot

__all__ = ["Transmission", "tie_bases", "tie_rates", "transmission"]


def transmission(s: Snapshot, inputs: Inputs) -> Transmission:
    """Return every way in which distress travels; rates of 0 are left out. O(ties)."""
    person = of_kind(s, PartyKind.PERSON)
    balance, contracts = Balance.of(s, inputs.calibration), contract_money(s, inputs)
    flows = [
        flow.without(person)
        for flow in (
            *supplies(s, balance, inputs),
            _debts(s, balance, inputs),
            _guarantees(s, balance, inputs),
            *_partners(s, inputs),
            *shared_officers(s, inputs.calibration),
            *contract_claims(contracts, balance, inputs),
            lawsuit_claims(s, contracts, balance, inputs),
        )
    ]
    return joined([*flows, *_stakes(s, balance, inputs)])


def tie_rates(t: Transmission, rows: int) -> F64:
    """Return the larger rate of both ways of each row of `Snapshot.ties`, 0 where it carries nothing."""
    rates = np.zeros(rows)
    np.maximum.at(rates, t.key, t.rate)
    return rates


def tie_bases(t: Transmission, rows: int) -> U8:
    """Return the `Basis` of each row of `Snapshot.ties`; one way by default is enough for the tie to be."""
    bases = np.full(rows, Basis.MEASURED, np.uint8)
    np.maximum.at(bases, t.key, t.basis)
    return bases


def _debts(s: Snapshot, balance: Balance, inputs: Inputs) -> Flow:
    edges, c = s.relationships(RelationshipKind.OWES), inputs.calibration
    creditor = edges.target
    rate = c.loss_given_default * part_of(balance.equity[creditor], edges.values["amount"])
    known = balance.equity_known[creditor]
    return Flow.of(edges.source, creditor, rate, edges.row, default=c.default_debt, measured=known)


def _guarantees(s: Snapshot, balance: Balance, inputs: Inputs) -> Flow:
    edges, c = s.relationships(RelationshipKind.GUARANTEES), inputs.calibration
    guarantor = edges.source
    called = c.guarantee_called * c.loss_given_default
    rate = called * part_of(balance.equity[guarantor], edges.values["amount"])
    known = balance.equity_known[guarantor]
    return Flow.of(edges.target, guarantor, rate, edges.row, default=c.default_guarantee, measured=known)


def _stakes(s: Snapshot, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    edges, c = s.relationships(RelationshipKind.OWNS), inputs.calibration
    owner, owned, amount = edges.source, edges.target, edges.values["amount"]
    told = told_share(edges)
    share = np.where(np.isnan(told), c.default_share, told)
    known: Mask = balance.equity_known[owner] & (
        ~np.isnan(amount) | (~np.isnan(told) & balance.equity_known[owned])
    )
    support = np.where(told > c.control_share, c.owner_support, 0.0)
    rate = part_of(balance.equity[owner], stake_value(edges, balance.equity, share))
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
