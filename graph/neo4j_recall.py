"""Reading which rows of a kind stand, all at once, for a load that brings much of it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import repeat
from typing import Any

from graph.differences import Making
from graph.neo4j_database import SLOTS, Database, Run
from graph.neo4j_memory import Known
from graph.neo4j_rows import table_of

_PAGE = 100_000


def recall(database: Database, making: Making, known: Known, coming: Mapping[str, int]) -> None:
    """Remember the rows that stand untouched by loads in the making, and their nodes.

    coming: how many rows will be looked for, by kind; of kinds that are seldom asked for nothing is read.
    A load that replaces its source marks every row that it meets, so it has to look at each.
    """
    names = () if making.replace else known.due(coming)
    if names:
        with ThreadPoolExecutor(SLOTS) as pool:
            list(pool.map(_recall, repeat(database), repeat(making), repeat(known), names))


def _recall(database: Database, making: Making, known: Known, name: str) -> None:
    standing: dict[str, bytes] = {}
    after: str | None = ""
    while after is not None:
        ((after, keys, hashes, *nodes),) = database.read(
            partial(_page, name=name, after=after, loose=sorted(making.loose))
        )
        standing.update(zip(keys, hashes, strict=True))
        if nodes:
            known.ids[table_of(name)].update(zip(keys, nodes[0], strict=True))
    known.standing[name] = standing


def _page(run: Run, *, name: str, after: str, loose: Sequence[int]) -> list[list[Any]]:
    return run(f"read/standing/{name}", after=after, loose=loose, page=_PAGE)
