"""How old what is known of a party is: the newest day that a row behind it speaks of."""

from collections.abc import Mapping

import numpy as np

from analytics.parties import epoch_day
from graph.arrays import F64, numbers
from graph.relationships import ENDS, NodeKind
from graph.schema import Table
from graph.snapshot import EdgeTable, Snapshot
from graph.snapshot_ties import FACTS

_DAY_S = 86_400.0
_DAYS: Mapping[Table, str] = {Table.CONTRACTS: "signed", Table.LAWSUITS: "filed", Table.EVENTS: "at"}


def newest_day(s: Snapshot) -> F64:
    """Return that day for every party, (n,), as days since 1970-01-01, NaN where no row says a day.

    Counted are the days of what stands on the snapshot's day: of debts, payments, and ties when they began,
    of contracts, lawsuits and events. Later days are left out; the day of a load says nothing. O(ties).
    """
    newest = np.full(len(s), np.nan)
    for kind, edges in s.edges.items():
        source, target = ENDS[kind]
        day = _days_of(edges)
        for end, fact in ((source, edges.source), (target, edges.target)):
            if end is not NodeKind.RECORD and FACTS[end] in _DAYS:
                told = numbers(s.facts(FACTS[end])[_DAYS[FACTS[end]]])
                day = np.fmax(day, told[fact])
        day = np.where(day <= epoch_day(s), day, np.nan)
        for end, party in ((source, edges.source), (target, edges.target)):
            if end is NodeKind.RECORD:
                np.fmax.at(newest, party, day)
    return newest


def _days_of(edges: EdgeTable) -> F64:
    moment = np.floor(edges.values["at"] / _DAY_S)
    return np.fmax(np.fmax(edges.values["as_of"], edges.values["since"]), moment)
