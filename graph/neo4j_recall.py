"""Reading which rows of a kind stand, all at once, for a load that brings much of it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import repeat
from typing import Any

from graph.differences import Making
from graph.neo4j_database import SLOTS, Database, Run
from graph.neo4j_memory import Known, Recalled
from graph.neo4j_rows import NODE_TABLES, table_of

_PAGE = 100_000


def recall(database: Database, making: Making, known: Known, names: Sequence[str]) -> None:
    """Remember the rows of these kinds that stand untouched by loads in the making, and their nodes.

    A load that replaces its source marks every row that it meets, so it has to look at each.
    """
    if not making.replace:
        with ThreadPoolExecutor(SLOTS) as pool:
            found = pool.map(_standing, repeat(database), repeat(making), repeat(known), names)
            known.standing.update(zip(names, found, strict=True))


def recall_ahead(database: Database, making: Making, known: Known, names: Sequence[str]) -> None:
    """Begin to `recall` kinds of ties that are still to come, beside what the load writes meanwhile."""
    if not making.replace:
        pool = ThreadPoolExecutor(SLOTS)
        known.ahead.update({name: pool.submit(_standing, database, making, known, name) for name in names})
        pool.shutdown(wait=False)


def _standing(database: Database, making: Making, known: Known, name: str) -> Recalled:
    standing, table = Recalled(), table_of(name)
    after: str | None = ""
    while after is not None and not known.dropped:
        ((after, keys, hashes, ids, *nodes),) = database.read(
            partial(_page, name=name, after=after, loose=sorted(making.loose))
        )
        standing.add(keys, hashes, ids)
        if table in NODE_TABLES:
            known.ids[table].update(zip(keys, *nodes, strict=True))
    return standing


def _page(run: Run, *, name: str, after: str, loose: Sequence[int]) -> list[list[Any]]:
    return run(f"read/standing/{name}", after=after, loose=loose, page=_PAGE)
