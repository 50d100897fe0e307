"""Shares of one company that make more than a whole."""

import numpy as np
import pyarrow as pa

from graph.edges import EdgeTable

ROUNDING = 0.005
"""So much above 1 may come of shares that were rounded one by one."""
_NAMED = 3


def beyond_whole(owns: EdgeTable, parties: pa.Table) -> str:
    """Return a sentence about the parties whose owners hold more than all of them; empty where none is.

    Ranges count with their lower end, missing shares as nothing. O(ties).
    """
    if not len(owns):
        return ""
    shares = np.nan_to_num(owns.values["share_low"])
    owned = np.bincount(owns.target, weights=shares)
    above = np.flatnonzero(owned > 1.0 + ROUNDING)
    if not len(above):
        return ""
    worst = above[np.argsort(-owned[above], kind="stable")][:_NAMED]
    names = parties["name"].take(worst).to_pylist()
    told = ", ".join(f"{name} ({owned[each]:.1%})" for each, name in zip(worst, names, strict=True))
    return f"Parties whose owners hold more than 100 % in all, {len(above)}: {told}"
