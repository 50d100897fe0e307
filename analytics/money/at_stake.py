"""What we, the `house` parties, have at stake with others, line by line, each down to its tie.

    DEBT       owed to us                                     counts whole
    CONTRACT   delivered by us and not paid                   counts whole
    PREPAID    prepaid by us and not delivered                counts whole
    COMMITTED  yet to be delivered by us and not paid         counts by the conversion factor
    CLAIM      claimed by us at court                         counts by the chance to win
    PROMISED   guaranteed by us for them                      counts by the chance to be called
    COVER      guaranteed for them by others                  counts against, by what would hold

A guarantee would hold as far as its guarantor has the equity and survives, given that the debtor does
not (`joint`): one that ruins its guarantor when it is called covers next to nothing. One that names no
creditor covers all that the debtor owes alike, so ours in proportion; a guarantor who signed our
contract covers us alone. Stakes that we own are no credit and stay out.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from analytics.contracts import SELLER
from analytics.money.joint import distress_given
from analytics.parties import with_role
from analytics.solution import Solution
from analytics.ties.balance import Balance
from analytics.ties.claims import contract_money
from analytics.ties.exposures import ExposureKind, Exposures, exposures
from graph.arrays import F64, I32, U8, Mask, equals, sums_at
from graph.model import Role
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot


class StakeKind(IntEnum):
    """What kind of money it is; COVER lowers what is at stake."""

    DEBT = 0
    CONTRACT = 1
    PREPAID = 2
    COMMITTED = 3
    CLAIM = 4
    PROMISED = 5
    COVER = 6


class AtStake(NamedTuple):
    """Money that we have at stake with `party`; all (k,), major units of the book currency.

    amount > 0 as the tie says it; at_default: the part of it that counts when the party fails, below zero
    for COVER. kind: `StakeKind`. key: row of `Snapshot.ties`.
    """

    party: I32
    kind: U8
    amount: F64
    at_default: F64
    key: I32


_OF_EXPOSURE = {
    ExposureKind.DEBT: StakeKind.DEBT,
    ExposureKind.CONTRACT: StakeKind.CONTRACT,
    ExposureKind.CLAIM: StakeKind.CLAIM,
    ExposureKind.GUARANTEE: StakeKind.PROMISED,
}


def at_stake(solution: Solution) -> AtStake:
    """Return every line, grouped by nothing, in the order of the kinds; empty without a `house` party.

    Without a loss given default nothing would be lost, and nothing is at stake. O(ties).
    """
    s, inputs = solution.snapshot, solution.inputs
    ours = with_role(s, Role.HOUSE)
    found = exposures(s, inputs)
    chance = found.loss / (found.amount * (inputs.calibration.loss_given_default or 1.0))
    lines = [_owed(s, found, chance, ours, kind) for kind in _OF_EXPOSURE]
    lines.append(_committed(solution, ours))
    gross = _joined(lines)
    return _joined([gross, _cover(solution, found, chance, ours, gross)])


def _owed(s: Snapshot, found: Exposures, chance: F64, ours: Mask, kind: ExposureKind) -> AtStake:
    mine = ours[found.creditor] & ~ours[found.debtor] & (found.kind == kind)
    amount, key = found.amount[mine], found.key[mine]
    lines = _lines(found.debtor[mine], _OF_EXPOSURE[kind], amount, amount * chance[mine], key)
    if kind is ExposureKind.CONTRACT:
        roles = pc.utf8_lower(s.ties["subject"].take(key.astype(np.int64)))
        lines.kind[equals(roles, SELLER)] = StakeKind.PREPAID
    return lines


def _committed(solution: Solution, ours: Mask) -> AtStake:
    committed = contract_money(solution.snapshot, solution.inputs).committed
    mine = [each for each in committed if ours[each.creditor] and not ours[each.debtor]]
    amount = np.array([each.money for each in mine], np.float64)
    return _lines(
        np.array([each.debtor for each in mine], np.int32),
        StakeKind.COMMITTED,
        amount,
        amount * solution.inputs.limits.committed,
        np.array([each.tie for each in mine], np.int32),
    )


def _cover(solution: Solution, found: Exposures, chance: F64, ours: Mask, gross: AtStake) -> AtStake:
    """Return what guarantors other than us would pay of what each debtor owes us, as negative lines."""
    s, parties = solution.snapshot, len(solution.snapshot)
    mine = sums_at(gross.party, gross.at_default, parties)
    theirs = found.kind == ExposureKind.GUARANTEE
    theirs &= ~ours[found.creditor] & ~ours[found.debtor] & (mine[found.debtor] > 0)
    debtor, guarantor, key = found.debtor[theirs], found.creditor[theirs], found.key[theirs]
    amount = found.amount[theirs]
    part = np.where(
        _of_contract(s, key), _signed_with_us(s, key, ours), _our_part(found, chance, ours, mine)[debtor]
    )
    able = np.nan_to_num(Balance.of(s, solution.inputs.calibration).equity[guarantor], nan=np.inf)
    survives = 1.0 - distress_given(solution.contagion, solution.ties, debtor, guarantor)
    held = np.minimum(amount, able) * part * survives
    counts = held > 0
    return _lines(debtor[counts], StakeKind.COVER, amount[counts], -held[counts], key[counts])


def _our_part(found: Exposures, chance: F64, ours: Mask, mine: F64) -> F64:
    """Return our share of all credit that each party is known to have, (n,); 1 where there is no other."""
    others = ~ours[found.creditor] & np.isin(
        found.kind, [ExposureKind.DEBT, ExposureKind.CONTRACT, ExposureKind.CLAIM]
    )
    theirs = sums_at(found.debtor[others], (found.amount * chance)[others], len(mine))
    part = np.zeros(len(mine))
    np.divide(mine, mine + theirs, out=part, where=mine > 0)
    return part


def _of_contract(s: Snapshot, key: I32) -> Mask:
    return np.isin(key, s.relationships(RelationshipKind.SIGNED).row)


def _signed_with_us(s: Snapshot, key: I32, ours: Mask) -> F64:
    """Return 1 where the tie is of a contract that one of us signed, else 0."""
    edges = s.relationships(RelationshipKind.SIGNED)
    if not len(edges):
        return np.zeros(len(key))
    contracts = edges.target[ours[edges.source]]
    place = np.minimum(np.searchsorted(edges.row, key), len(edges) - 1)
    return np.isin(edges.target[place], contracts).astype(np.float64)


def _lines(party: I32, kind: StakeKind, amount: F64, at_default: F64, key: I32) -> AtStake:
    kinds = np.full(len(party), kind, np.uint8)
    return AtStake(party.astype(np.int32), kinds, amount, at_default, key.astype(np.int32))


def _joined(parts: Sequence[AtStake]) -> AtStake:
    return AtStake(*(np.concatenate(column) for column in zip(*parts, strict=True)))
