"""Control: who holds more than half of a party, together with those that it controls already."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analytics.ownership.stakes import Part, Stakes, above, below
from graph.arrays import F64, I32, I64, Mask

MAJORITY = 0.5
"""Control takes more than this; exactly half is none."""
_EVEN = 1e-9


class Control(StrEnum):
    """CERTAIN: whatever the unknown shares are. POSSIBLE: if they are in the right hands. NO: in no case."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, eq=False, slots=True)
class Controls:
    """Who controls one party, or whom it controls, surely or possibly: c parties, ascending.

    joint_low, joint_high (c,): what is held together with all that the controller controls, surely and at
    most; joint_low is 0 where control is only possible.
    """

    party: I32
    joint_low: F64
    joint_high: F64

    def of(self, party: int) -> tuple[Control, float, float]:
        """Return (control, joint_low, joint_high) of a party."""
        place = int(np.searchsorted(self.party, party))
        if place == len(self.party) or self.party[place] != party:
            return Control.NO, 0.0, 0.0
        low, high = float(self.joint_low[place]), float(self.joint_high[place])
        return Control.CERTAIN if low > 0 else Control.POSSIBLE, low, high


@dataclass(frozen=True, eq=False, slots=True)
class ControlPairs:
    """Who controls whom, (p,): `controller` alone or with firms of its own holds `joint` of `controlled`."""

    controller: I32
    controlled: I32
    joint: F64


def pairs(stakes: Stakes, roots: I64, *, possible: bool = False) -> ControlPairs:
    """Return whom these parties control; with `possible` also what unknown shares would make so."""
    from analytics.kernels.control import control_pairs  # numba takes longer than to read a Book

    high = stakes.high if possible else stakes.low
    return ControlPairs(
        *control_pairs(stakes.out, stakes.owned, stakes.low, high, stakes.whole, roots, MAJORITY)
    )


def controlled_by(stakes: Stakes, party: int) -> Controls:
    """Return whom a party controls."""
    part = below(stakes, party)
    root = np.array([part.place(party)], np.int64)
    joint = np.zeros((2, len(part.party)))
    for row, possible in zip(joint, (False, True), strict=True):
        found = pairs(part.stakes, root, possible=possible)
        row[found.controlled] = found.joint
    return _told(part, joint)


def controllers_of(stakes: Stakes, party: int) -> Controls:
    """Return who controls a party."""
    from analytics.kernels.control import joint_shares_in

    part = above(stakes, party)
    held, place = part.stakes, part.place(party)
    joint = [
        joint_shares_in(held.out, held.owned, held.low, high, held.whole, place, MAJORITY)
        for high in (held.low, held.high)
    ]
    return _told(part, np.array(joint))


def joint_control(stakes: Stakes, party: int) -> tuple[int, ...]:
    """Return the two parties that hold exactly half each, with what they control; none where one controls.

    Only what nobody else controls is told, so a half that a group holds is its head's.
    """
    part = above(stakes, party)
    held, place = part.stakes, part.place(party)
    every = pairs(held, top_controllers(held))
    if np.any(every.controlled == place):
        return ()
    heads = np.arange(held.parties)
    reach = np.bincount(every.controller, minlength=held.parties)
    order = np.argsort(reach[every.controller], kind="stable")
    heads[every.controlled[order]] = every.controller[order]
    direct = held.held_in(place)
    joint = np.bincount(heads[held.owner[direct]], held.low[direct], held.parties)
    halves = np.flatnonzero(np.abs(joint - MAJORITY) <= _EVEN)
    return tuple(part.party[halves].tolist()) if len(halves) == 2 else ()


def top_controllers(stakes: Stakes) -> I64:
    """Return parties whose control covers all there is in a book: those without a majority holder, and one
    of each circle of majorities that nobody else holds. O(stakes)."""
    major = stakes.low > MAJORITY + _EVEN
    parent = np.full(stakes.parties, -1, np.int64)
    order = np.argsort(stakes.low[major], kind="stable")
    parent[stakes.owned[major][order]] = stakes.owner[major][order]
    tops: Mask = (np.diff(stakes.out) > 0) & (parent < 0)
    tops[_circle_members(parent)] = True
    return np.flatnonzero(tops).astype(np.int64)


def _circle_members(parent: I64) -> I64:
    """Return the first member of each circle that going up from parent to parent ends in."""
    last = np.flatnonzero(parent >= 0)
    step = np.where(parent < 0, np.arange(len(parent)), parent)
    for _ in range(int(len(parent)).bit_length()):
        step = step[step]
    landed = np.flatnonzero(np.bincount(step[last], minlength=len(parent)))
    found: list[int] = []
    seen: Mask = np.zeros(len(parent), np.bool_)
    for each in landed[parent[landed] >= 0].tolist():
        circle = []
        while not seen[each]:
            seen[each] = True
            circle.append(each)
            each = int(parent[each])
        found += [min(circle)] if circle else []
    return np.array(found, np.int64)


def _told(part: Part, joint: F64) -> Controls:
    """Keep who may control; joint (2, c): what is held surely and at most, 0 where that is no control."""
    low, high = joint
    held = np.flatnonzero(high > 0)
    return Controls(part.party[held], low[held], high[held])
