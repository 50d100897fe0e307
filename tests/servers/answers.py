"""Whether a Neo4j answers, and waiting until it does."""

import time
from collections.abc import Callable

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

PAUSE_S = 0.25


def answers(uri: str, user: str, password: str) -> bool:
    try:
        with GraphDatabase.driver(uri, auth=(user, password), connection_timeout=5) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError):
        return False
    return True


def wait_for_answer(
    uri: str, user: str, password: str, *, within_s: float, alive: Callable[[], bool]
) -> None:
    """Return once the server answers; RuntimeError when it ended or `within_s` seconds have passed."""
    deadline = time.monotonic() + within_s
    while not answers(uri, user, password):
        if not alive():
            raise RuntimeError("The Neo4j of the tests ended while it was starting; see its log")
        if time.monotonic() > deadline:
            raise RuntimeError(f"The Neo4j of the tests did not answer at {uri} within {within_s:.0f} s")
        time.sleep(PAUSE_S)
