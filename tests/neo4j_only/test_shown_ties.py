"""What a person sees in Neo4j Browser: names on parties and ties from party to party."""

from neo4j import GraphDatabase

from graph.changes import Batch, Resolution
from graph.model import IdentifierKind
from graph.neo4j_store import Neo4jStore
from graph.relationships import RelationshipKind
from tests.contract.worlds import holding, link, load, party, party_id, publish, record, resolve, tie
from tests.servers.neo4j import DATABASE, Server

OWNS, OWES = RelationshipKind.OWNS, RelationshipKind.OWES
ACME, ALIAS, BOLT = record("Acme"), record("Acme Ltd"), record("Bolt")
SEEN = """
MATCH (a:Company)-[tie:OWNS|HAS]->(b)
WHERE a:Party
RETURN a.name AS owner, type(tie) AS kind, coalesce(b.name, b.value) AS owned
ORDER BY owner, kind, owned
"""


def seen(server: Server) -> list[tuple[str, str, str]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return [tuple(row.values()) for row in driver.execute_query(SEEN, database_=DATABASE).records]


def test_ties_of_records_are_seen_between_parties(server: Server, neo4j_store: Neo4jStore) -> None:
    phone = holding(ALIAS, IdentifierKind.PHONE, "+8613800000000")
    publish(neo4j_store, [ACME, ALIAS, BOLT], [tie(ALIAS, OWNS, BOLT)], holdings=[phone])
    assert seen(server) == [("Acme Ltd", "HAS", "+8613800000000"), ("Acme Ltd", "OWNS", "Bolt")]


def test_a_merge_moves_what_is_seen_and_an_undo_brings_it_back(
    server: Server, neo4j_store: Neo4jStore
) -> None:
    publish(neo4j_store, [ACME, ALIAS, BOLT], [tie(ALIAS, OWNS, BOLT), tie(BOLT, OWNS, ALIAS)])
    merge = Resolution([party(ACME, ALIAS)], [link(ALIAS, ACME)], moved={party_id(ALIAS): (party_id(ACME),)})
    resolve(neo4j_store, merge)
    assert seen(server) == [("Acme", "OWNS", "Bolt"), ("Bolt", "OWNS", "Acme")]
    resolve(neo4j_store, Resolution([party(ACME), party(ALIAS)], [link(ALIAS)]))
    assert seen(server) == [("Acme Ltd", "OWNS", "Bolt"), ("Bolt", "OWNS", "Acme Ltd")]


def test_a_tie_that_its_source_took_back_is_seen_no_more(server: Server, neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, [ACME, BOLT], [tie(ACME, OWNS, BOLT)])
    load(neo4j_store, Batch([ACME, BOLT]), replace=True)
    resolve(neo4j_store, Resolution())
    assert seen(server) == []


def test_neighbours_are_the_same_while_what_is_seen_is_being_drawn_anew(
    server: Server, neo4j_store: Neo4jStore
) -> None:
    later = record("Cargo")
    publish(neo4j_store, [ACME, ALIAS, BOLT], [tie(ALIAS, OWNS, BOLT), tie(BOLT, OWES, ACME)])
    load(neo4j_store, Batch([later], relationships=[tie(ACME, OWNS, later)]))
    whole = neo4j_store.neighbours(party_id(BOLT), frozenset({OWNS, OWES}), limit=9)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (store:Store) SET store.showing = true", database_=DATABASE)
        driver.execute_query("MATCH (:Party)-[tie:OWNS]->(:Party) DELETE tie", database_=DATABASE)
    assert neo4j_store.neighbours(party_id(BOLT), frozenset({OWNS, OWES}), limit=9) == whole
    assert whole.counts == {OWNS: 1, OWES: 1}
