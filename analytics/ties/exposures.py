"""Money at risk: what each party has at stake with each other, and how much of it a failure would cost.

    OWES          debtor → creditor   outstanding; lost: LGD of it
    GUARANTEES    debtor → guarantor  guaranteed amount; lost: chance that it is called, times LGD
    OWNS          owned → owner       booked stake, else share · owned's equity; all of it is lost
    SIGNED        by `claims`: prepaid and not delivered, or delivered and not paid; lost: LGD of it
    DEFENDANT_IN  by `suits`: what is claimed beyond debts; lost: chance that the plaintiff wins, times LGD

What has no amount is left out: nobody's money is guessed.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from analytics.inputs import Inputs
from analytics.ties.balance import Balance, stake_value, told_share
from analytics.ties.claims import Claim, contract_money
from analytics.ties.suits import suits
from graph.arrays import F64, I32, I64, U8
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot


class ExposureKind(IntEnum):
    """What kind of claim the money is."""

    DEBT = 0
    GUARANTEE = 1
    STAKE = 2
    CONTRACT = 3
    CLAIM = 4


class Exposures(NamedTuple):
    """Money that `creditor` has at stake with `debtor`; all (k,), in major units of the book currency.

    amount > 0 at stake; loss in (0, amount]: what is expected to be lost of it if the debtor fails. kind:
    `ExposureKind`. key: row of `Snapshot.ties`.
    """

    debtor: I32
    creditor: I32
    amount: F64
    loss: F64
    kind: U8
    key: I32


def exposures(s: Snapshot, inputs: Inputs) -> Exposures:
    """Return every stake whose amount is known; loops are left out. O(ties)."""
    c = inputs.calibration
    called = c.guarantee_called * c.loss_given_default
    owed, guaranteed = (
        s.relationships(kind) for kind in (RelationshipKind.OWES, RelationshipKind.GUARANTEES)
    )
    contracts = contract_money(s, inputs)
    suit = suits(s, inputs, contracts)
    parts = [
        _part(
            ExposureKind.DEBT, owed.source, owed.target, owed.values["amount"], c.loss_given_default, owed.row
        ),
        _part(
            ExposureKind.GUARANTEE,
            guaranteed.target,
            guaranteed.source,
            guaranteed.values["amount"],
            called,
            guaranteed.row,
        ),
        _stakes(s, inputs),
        _claimed(ExposureKind.GUARANTEE, contracts.promised, called),
        _claimed(ExposureKind.CONTRACT, contracts.ahead, c.loss_given_default),
        _part(
            ExposureKind.CLAIM,
            suit.defendant,
            suit.plaintiff,
            suit.claim,
            suit.chance * c.loss_given_default,
            suit.key,
        ),
    ]
    return Exposures(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _stakes(s: Snapshot, inputs: Inputs) -> Exposures:
    owns = s.relationships(RelationshipKind.OWNS)
    value = stake_value(owns, Balance.of(s, inputs.calibration).equity, told_share(owns))
    return _part(ExposureKind.STAKE, owns.target, owns.source, value, 1.0, owns.row)


def _claimed(kind: ExposureKind, claims: Sequence[Claim], lost: float) -> Exposures:
    debtor, creditor, key = (np.array([claim[place] for claim in claims], np.int32) for place in (0, 1, 3))
    money = np.array([claim.money for claim in claims], np.float64)
    return _part(kind, debtor, creditor, money, lost, key)


def _part(
    kind: ExposureKind, debtor: I32, creditor: I32, amount: F64, lost: float | F64, key: I32 | I64
) -> Exposures:
    loss = amount * lost
    keep = (amount > 0) & (loss > 0) & (debtor != creditor)
    return Exposures(
        debtor[keep].astype(np.int32),
        creditor[keep].astype(np.int32),
        amount[keep],
        loss[keep],
        np.full(int(keep.sum()), kind, np.uint8),
        key[keep].astype(np.int32),
    )
