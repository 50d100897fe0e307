"""Firms that one person runs: distress of one is a warning for the other."""

from collections.abc import Sequence

import numpy as np

from analytics.inputs import Calibration
from analytics.ties.flows import Flow
from graph.arrays import I64, Mask
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot


def shared_officers(s: Snapshot, calibration: Calibration) -> Sequence[Flow]:
    """Return both ways between each two firms that a person runs, by the default rate, one flow a way.

    A person with more firms than `officer_companies` is a nominee: nothing. Several common officers
    count once. The key of a flow is the office at its source.
    """
    edges = s.relationships(RelationshipKind.OFFICER_OF)
    offices = np.flatnonzero(_runs(s, edges.row, calibration))
    # One office a firm, the first, where a person holds several in it.
    pairs = edges.source[offices].astype(np.int64) * (len(s) + 1) + edges.target[offices]
    offices = offices[np.unique(pairs, return_index=True)[1]]
    first, second = _pairs_within(edges.source[offices].astype(np.int64), calibration.officer_companies)
    near, far = offices[first], offices[second]
    a, b = edges.target[near], edges.target[far]
    once = np.unique(np.minimum(a, b).astype(np.int64) * (len(s) + 1) + np.maximum(a, b), return_index=True)[
        1
    ]
    near, far, a, b = near[once], far[once], a[once], b[once]
    unknown = np.full(len(near), np.nan)
    return (
        Flow.of(a, b, unknown, edges.row[near], default=calibration.officer),
        Flow.of(b, a, unknown, edges.row[far], default=calibration.officer),
    )


def _runs(s: Snapshot, rows: I64, calibration: Calibration) -> Mask:
    """Return which offices run the firm; an office without a role does."""
    roles = s.ties["subject"].take(rows).to_pylist()
    running = set(calibration.running_roles)
    return np.array([role is None or role.strip().lower() in running for role in roles], np.bool_)


def _pairs_within(person: I64, most: int) -> tuple[I64, I64]:
    """Return the positions of each two offices of one person; `person` is ascending."""
    start = np.flatnonzero(np.r_[True, np.diff(person) != 0]) if len(person) else np.empty(0, np.int64)
    size = np.diff(np.r_[start, len(person)])
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for count in range(2, most + 1):
        begin = start[size == count]
        for i in range(count):
            for j in range(i + 1, count):
                firsts.append(begin + i)
                seconds.append(begin + j)
    return np.concatenate(firsts), np.concatenate(seconds)
