"""Whom it hurts if parties fail or lose a part of what they make or have, and what stops at our house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from analytics.inputs import Inputs
from analytics.kernels import chains, debtrank
from analytics.kernels.esri import cascade
from analytics.parties import with_role
from analytics.systemic.loss_network import LossNetwork
from analytics.systemic.production import Production
from analytics.ties.balance import Balance
from analytics.ties.exposures import exposures
from graph.arrays import F64, I32, Mask
from graph.errors import InvalidInput
from graph.model import Role
from graph.snapshot import Snapshot

PAPER_EPS = 1e-2
"""Where the paper on ESRI ends its steps; what it prints depends on that, so it is to be had beside ours."""
SETTLED = 1e-9
"""Where steps are ended: no loss, as a part of a firm, grew by more."""
_MAX_STEPS = 100_000
Shock: TypeAlias = Mapping[int, float]
"""Position -> which part of its production or equity a party loses at first, in [0, 1]; 1: it fails."""


class Stopped(NamedTuple):
    """Production that a shock stops. steps: -1 where they were ended early.

    downstream, upstream (n,): part of each firm's that is lost for want of inputs or of buyers, the shock
    included. esri: of all that is sold in the book; esri_downstream, esri_upstream: by either way alone.
    """

    downstream: F64
    upstream: F64
    esri: float
    esri_downstream: float
    esri_upstream: float
    steps: int


class Lost(NamedTuple):
    """Money that a shock costs. rounds: -1 where they were ended early.

    part (n,): of each equity that is lost, the shock included, 0 where it is unknown; money (n,): what each
    party loses by others, its equity at most.
    """

    part: F64
    money: F64
    rounds: int


def stopped(
    production: Production, shock: Shock, *, eps: float = SETTLED, max_steps: int = _MAX_STEPS
) -> Stopped:
    """Return what stops when firms lose parts of their production. `eps`: see `PAPER_EPS`.

    Raises
    ------
    InvalidInput
        When a part is not in [0, 1], or a position nobody's.
    """
    net, nothing = production.chains, np.zeros(len(production))
    ws, reach = chains.workspace(net), chains.Reach(nothing, nothing, nothing)
    _, steps = cascade(net, reach, ws, *_checked(shock, len(production)), eps, -1.0, max_steps)
    both, down, up = (min(1.0, part) for part in chains.weighed(net, ws))
    return Stopped(ws.down, ws.up, both, down, up, steps)


def lost(losses: LossNetwork, shock: Shock, *, tol: float = SETTLED, max_rounds: int = _MAX_STEPS) -> Lost:
    """Return what parties lose by others that lose parts of their equity; raises as `stopped`.

    Who lost `tol` of its equity or less since hands nothing on.
    """
    ws = debtrank.purse(losses.arrays)
    parties, parts = _checked(shock, len(losses))
    rounds = debtrank.linear_debtrank(losses.arrays, ws, parties, parts, tol, max_rounds)
    left = losses.arrays.equity.copy()
    left[parties] *= 1.0 - np.where(np.isinf(left[parties]), 0.0, parts)
    money = np.minimum(ws.money, left)
    money[parties[parts == 1.0]] = 0.0
    return Lost(ws.lost, money, rounds)


@dataclass(frozen=True, eq=False, slots=True)
class Networks:
    """What a book's parties hurt each other through. house (n,): our own firms."""

    production: Production
    losses: LossNetwork
    house: Mask

    @classmethod
    def of(cls, s: Snapshot, inputs: Inputs) -> "Networks":
        balance = Balance.of(s, inputs.calibration)
        losses = LossNetwork.of(exposures(s, inputs), balance)
        return cls(Production.of(s, balance), losses, with_role(s, Role.HOUSE))


@dataclass(frozen=True, slots=True)
class Hurt:
    """A party that a failure hurts: the part of its production or equity that is lost, and in money.

    `part` is None where the equity is unknown.
    """

    party: int
    part: float | None
    money: float


@dataclass(frozen=True, slots=True)
class Failure:
    """What it does if a party fails: ESRI with its parts, and who is hurt, each list most money first.

    output: what is lost of what the book's firms sell to each other; money: what others lose of their equity;
    production, equity: who loses it; house: what stops at our own firms for want of inputs. settled: whether
    all steps were taken.
    """

    esri: float
    esri_downstream: float
    esri_upstream: float
    output: float
    money: float
    production: Sequence[Hurt]
    equity: Sequence[Hurt]
    house: Sequence[Hurt]
    settled: bool


def failure(networks: Networks, party: int) -> Failure:
    """Let one party fail; O(what that reaches, and n to tell it)."""
    production, losses = networks.production, networks.losses
    stop, loss = stopped(production, {party: 1.0}), lost(losses, {party: 1.0})
    unknown = np.isnan(losses.equity)
    whole = np.maximum(stop.downstream, stop.upstream)
    return Failure(
        esri=stop.esri,
        esri_downstream=stop.esri_downstream,
        esri_upstream=stop.esri_upstream,
        output=stop.esri * production.output,
        money=float(loss.money.sum()),
        production=_hurt(whole, whole * production.volume, party),
        equity=_hurt(np.where(unknown, np.nan, loss.part), loss.money, party),
        house=buyers_hurt(production, stop, party, among=networks.house),
        settled=stop.steps >= 0 and loss.rounds >= 0,
    )


def buyers_hurt(
    production: Production, stop: Stopped, failed: int, *, among: Mask | None = None
) -> Sequence[Hurt]:
    """Return whose production stops for want of inputs, directly or through others, most money first.

    among (n,): only these parties, such as those of the house.
    """
    part = stop.downstream if among is None else np.where(among, stop.downstream, 0.0)
    return _hurt(part, part * production.volume, failed)


def _hurt(part: F64, money: F64, failed: int) -> Sequence[Hurt]:
    hit = (part > SETTLED) | (money > 0)
    hit[failed] = False
    found = np.flatnonzero(hit)
    order = found[np.lexsort((-np.nan_to_num(part[found]), -money[found]))]
    return [Hurt(int(at), None if np.isnan(part[at]) else float(part[at]), float(money[at])) for at in order]


def _checked(shock: Shock, size: int) -> tuple[I32, F64]:
    parties, parts = np.array(list(shock), np.int64), np.array(list(shock.values()), np.float64)
    if not ((parts >= 0) & (parts <= 1)).all():
        raise InvalidInput("A shock takes a part between 0 and 1 of a party; 1 means that it fails")
    if ((parties < 0) | (parties >= size)).any():
        raise InvalidInput(f"A shock names a position that none of the {size} parties has")
    return parties.astype(np.int32), parts
