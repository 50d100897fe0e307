"""Best-first walk from a party back over what carried hazard to it.

The ends of paths form a trie: each is one transmission in front of a shorter one. Only as many of those that
wait are kept as may still be taken, sorted by insertion from the worst end, where most are refused.
"""

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64


@compiled
def heaviest_prefixes(
    start: I64,
    order: I64,
    source: I32,
    carried: F64,
    own: F64,
    party: int,
    enough: float,
    most: int,
    least: float,
) -> tuple[I64, I64, I64, F64]:
    """Return the ends of paths by falling hazard until those told make up `enough`, at most `most` + 1.

    start (n + 1,), order: transmissions by head. source, carried: tail and hazard of each of these. own (n,).
    Of each end: its first party, the transmission that leaves it, the longer end that it stands in front
    of, and what of its hazard began at that party; end 0 is the party itself, with -1 twice.

        ended = w · own / received      w of a longer one = w · carried / received

    for each transmission that does not turn back, if that is more than `least`; received is own and all
    such carried. Of equal ones that of smaller parties, then of smaller transmissions comes first.
    """
    first, over, behind = (
        np.empty(most + 2, np.int64),
        np.empty(most + 2, np.int64),
        np.empty(most + 2, np.int64),
    )
    weight, ended = np.empty(most + 2), np.empty(most + 2)
    first[0], over[0], behind[0], weight[0] = party, -1, -1, own[party]
    taken, known, covered = 0, 1, 0.0
    while taken < known and taken <= most and (taken == 0 or covered < enough):
        last, here = taken, first[taken]
        taken += 1
        turn = first[behind[last]] if last else -1
        received = own[here]
        for place in range(start[here], start[here + 1]):
            if source[place] != turn:
                received += carried[place]
        scale = weight[last] / received if last else 1.0
        ended[last] = weight[last] * own[here] / received if last else own[here]
        covered += ended[last]
        known = min(known, most + 1)
        for place in range(start[here], start[here + 1]):
            tail, tie = source[place], order[place]
            hazard = float(scale * carried[place])
            if tail == turn or hazard <= least:
                continue
            if known > most:
                if known == taken or not _before(
                    hazard, tail, tie, last, known - 1, first, over, behind, weight
                ):
                    continue
                known -= 1
            at = known
            while at > taken and _before(hazard, tail, tie, last, at - 1, first, over, behind, weight):
                first[at], over[at] = first[at - 1], over[at - 1]
                behind[at], weight[at] = behind[at - 1], weight[at - 1]
                at -= 1
            first[at], over[at], behind[at], weight[at] = tail, tie, last, hazard
            known += 1
    return first[:taken], over[:taken], behind[:taken], ended[:taken]


@compiled
def _before(
    hazard: float,
    tail: int,
    tie: int,
    last: int,
    other: int,
    first: I64,
    over: I64,
    behind: I64,
    weight: F64,
) -> bool:
    """Say whether the end of `tie` in front of `last` comes before another end."""
    if hazard != weight[other]:
        return bool(hazard > weight[other])
    if tail != first[other]:
        return bool(tail < first[other])
    one, two = last, behind[other]
    while one >= 0 and two >= 0:
        if first[one] != first[two]:
            return bool(first[one] < first[two])
        one, two = behind[one], behind[two]
    if one != two:
        return bool(one < two)
    if tie != over[other]:
        return bool(tie < over[other])
    one, two = last, behind[other]
    while one > 0 and two > 0 and over[one] == over[two]:
        one, two = behind[one], behind[two]
    return bool(one > 0 and two > 0 and over[one] < over[two])
