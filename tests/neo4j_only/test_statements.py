"""Every statement is one that the server understands."""

import re
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import Neo4jError

from cypher import schema_statements, statement
from graph.neo4j_store import Neo4jStore
from tests.servers.neo4j import DATABASE, Server

ROOT = Path(__file__).parents[2] / "cypher"
NAMES = sorted(str(file.relative_to(ROOT).with_suffix("")) for file in ROOT.rglob("*.cypher"))


def test_every_statement_is_understood(server: Server, neo4j_store: Neo4jStore) -> None:
    del neo4j_store
    with GraphDatabase.driver(
        server.uri,
        auth=(server.user, server.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as driver:
        refused = {name: why for name in NAMES if (why := _refusal(driver, name))}
    assert not refused


def _refusal(driver: Driver, name: str) -> str:
    if name in schema_statements():
        return ""
    text = statement(name)
    parameters: dict[str, Any] = dict.fromkeys(re.findall(r"\$(\w+)", text))
    try:
        with driver.session(database=DATABASE) as session:
            session.run(f"EXPLAIN {text}", parameters).consume()  # type: ignore[arg-type]
    except Neo4jError as error:
        return str(error.message)
    return ""
