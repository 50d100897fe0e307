"""What-ifs and paths as plain tables for other tools."""

from collections.abc import Iterable
from typing import Any

from analytics.neighbourhood import Path
from analytics.parties import texts_at
from analytics.whatif.what_if import WhatIf
from book.book import Book
from book.tables import Frame


def changes(book: Book, found: WhatIf) -> Frame:
    """Return one row a party that changes, those that change most first.

    party_id, name, failed, pd_before, pd_after (both in [0, 1]), score_before, score_after (both in
    [0, 100]), grade_before, grade_after (empty where unrated).
    """
    changed = found.changes
    rated = book.scores.rated[changed.party]
    grades = [
        (found.grade_before(place).value, found.grade_after(place).value) if known else (None, None)
        for place, known in enumerate(rated.tolist())
    ]
    failed = set(found.failed.tolist())
    return _frame(
        {
            "party_id": texts_at(book.snapshot.parties["key"], changed.party),
            "name": texts_at(book.snapshot.parties["name"], changed.party),
            "failed": [party in failed for party in changed.party.tolist()],
            "pd_before": changed.pd_before,
            "pd_after": changed.pd_after,
            "score_before": changed.score_before,
            "score_after": changed.score_after,
            "grade_before": [before for before, _ in grades],
            "grade_after": [after for _, after in grades],
        }
    )


def steps(book: Book, paths: Iterable[Path]) -> Frame:
    """Return one row a tie of each path, in order.

    path (1: the strongest), strength, step, from_id, from_name, to_id, to_name, key, kind.
    """
    ids, names = book.snapshot.parties["key"], book.snapshot.parties["name"]
    keys, kinds = book.snapshot.ties["key"], book.snapshot.ties["kind"]
    rows: list[dict[str, Any]] = []
    for number, path in enumerate(paths, 1):
        party, name = texts_at(ids, path.parties), texts_at(names, path.parties)
        tied = zip(texts_at(keys, path.ties), texts_at(kinds, path.ties), strict=True)
        rows += [
            {
                "path": number,
                "strength": path.strength,
                "step": step + 1,
                "from_id": party[step],
                "from_name": name[step],
                "to_id": party[step + 1],
                "to_name": name[step + 1],
                "key": key,
                "kind": kind,
            }
            for step, (key, kind) in enumerate(tied)
        ]
    columns = ["path", "strength", "step", "from_id", "from_name", "to_id", "to_name", "key", "kind"]
    return _frame(rows, columns=columns)


def _frame(data: Any, **how: Any) -> Frame:
    import pandas as pd  # here, as it takes longer than most commands that could write a table, and do not

    return pd.DataFrame(data, **how)
