"""The plain tables of owners and groups, for other tools."""

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from analytics.ownership.answer import Interest
from analytics.ownership.concentration import listed
from book.book import Book

if TYPE_CHECKING:
    import pandas as pd

Frame: TypeAlias = "pd.DataFrame"
_INTERESTS = (
    "side",
    "party_id",
    "name",
    "kind",
    "share_low",
    "share_high",
    "direct_low",
    "direct_high",
    "control",
)


def interests(book: Book, *, position: int) -> Frame:
    """Return one row for each owner and holding of a party that its answer tells, owners first.

    side `owner` or `holding`; party_id, name, kind; shares over all chains and direct ones, in [0, 1];
    control `certain`, `possible` or `no`.
    """
    import pandas as pd  # here, as it takes longer than most commands that could write a table, and do not

    known = book.owners.of(position)
    sides = (("owner", known.owners), ("holding", known.holdings))
    rows = [_interest(book, side, each) for side, found in sides for each in found]
    return pd.DataFrame(rows, columns=list(_INTERESTS))


def group_members(book: Book, *, dependence: bool) -> Frame:
    """Return one row a member of each group that owes us something or has two members at least.

    rank (1: most exposure), head_id, party_id, name, exposure (what this member owes us) and the group's
    share of all that, in [0, 1].
    """
    import pandas as pd

    found = book.owners.concentration(dependence=dependence)
    every = listed(found)
    sizes = found.groups.sizes[every]
    members = np.concatenate([found.groups.members(int(each)) for each in every] or [np.empty(0, np.int32)])
    share = np.zeros(len(every))
    share[: len(found.group)] = found.share
    ids, names = (book.snapshot.parties[column].take(members) for column in ("key", "name"))
    heads = book.snapshot.parties["key"].take(np.repeat(found.groups.head[every], sizes))
    return pd.DataFrame(
        {
            "rank": np.repeat(np.arange(1, len(every) + 1), sizes),
            "head_id": heads.to_pandas(),
            "party_id": ids.to_pandas(),
            "name": names.to_pandas(),
            "exposure": found.owed[members],
            "group_share": np.repeat(share, sizes),
        }
    )


def _interest(book: Book, side: str, of: Interest) -> tuple[object, ...]:
    kind = book.snapshot.parties["kind"][of.party].as_py()
    shares = of.low, of.high, of.direct_low, of.direct_high
    return (side, book.party_id(of.party), book.name(of.party), kind, *shares, of.control.value)
