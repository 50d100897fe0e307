"""How probable it is that a second party is in distress when a first one is."""

import numpy as np

from analytics.measures import Contagion, Transmission
from graph.arrays import F64, I32, I64, sums_at


def distress_given(c: Contagion, t: Transmission, failed: I32, other: I32) -> F64:
    """Return P(`other` in distress | `failed` in distress) of each pair, (k,), in [0, 1].

    With m the probabilities of distress without each other's help and a the merged rates between them,

        P(both) = m_f m_o + m_f (1 - m_o) a_fo + (1 - m_f) m_o a_of

    over P(failed) = 1 - (1 - m_f)(1 - m_o a_of): exact where no other way leads from one to the other,
    since then nothing but the ties between them makes them fail together. O(m + k log k).
    """
    parties = len(c.pd)
    keys = np.concatenate([_keys(failed, other, parties), _keys(other, failed, parties)])
    pairs, place = np.unique(keys, return_inverse=True)
    hazard, log_alive = _between(c, t, pairs, parties)
    there, back = np.split(place, 2)
    first = _without(c.pd[failed], hazard[back])
    second = _without(c.pd[other], hazard[there])
    harm, harmed = (-np.expm1(log_alive[each]) for each in (there, back))
    both = first * second + first * (1 - second) * harm + (1 - first) * second * harmed
    either = 1 - (1 - first) * (1 - second * harmed)
    given: F64 = np.zeros(len(failed))
    np.divide(both, either, out=given, where=either > 0)
    return np.clip(given, 0.0, 1.0)


def _keys(source: I32, target: I32, parties: int) -> I64:
    return source.astype(np.int64) * parties + target


def _between(c: Contagion, t: Transmission, pairs: I64, parties: int) -> tuple[F64, F64]:
    """Return hazard carried and Σ ln(1 - a) of the transmissions of each pair (source, target)."""
    if not len(pairs):
        return np.empty(0), np.empty(0)
    keys = _keys(t.source, t.target, parties)
    place = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
    mine = pairs[place] == keys
    hazard = sums_at(place[mine], c.edge_hazard[mine], len(pairs))
    return hazard, sums_at(place[mine], np.log1p(-t.rate[mine]), len(pairs))


def _without(pd: F64, hazard: F64) -> F64:
    """Return the probability of distress without what the other brings."""
    return np.clip(-np.expm1(np.log1p(-np.minimum(pd, 1 - 1e-16)) + hazard), 0.0, 1.0)
