"""The label `Hub`, by which people go round parties of very many ties, follows every publication."""

from collections.abc import Sequence

from neo4j import GraphDatabase

from graph.changes import Batch, Resolution
from graph.model import Record
from graph.neo4j_show import HUB_TIES
from graph.neo4j_store import Neo4jStore
from graph.relationships import Relationship, RelationshipKind
from tests.contract.worlds import link, load, party, party_id, publish, record, resolve, tie
from tests.servers.neo4j import DATABASE, Server

BANK, BRANCH = record("Bank"), record("Branch")
CLIENTS = [record(f"Client {number}") for number in range(HUB_TIES + 1)]
ALL = [BANK, BRANCH, *CLIENTS]
HUBS = "MATCH (party:Hub) RETURN party.name AS name ORDER BY name"


def hubs(server: Server) -> list[str]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return [row["name"] for row in driver.execute_query(HUBS, database_=DATABASE).records]


def owing(clients: Sequence[Record], bank: Record = BANK) -> list[Relationship]:
    return [tie(each, RelationshipKind.OWES, bank) for each in clients]


def test_a_hub_has_more_ties_than_the_most(server: Server, neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, ALL, [*owing(CLIENTS), *owing(CLIENTS[1:], BRANCH)])
    assert hubs(server) == ["Bank"]


def test_a_hub_that_loses_ties_with_a_second_load_is_none_any_more(
    server: Server, neo4j_store: Neo4jStore
) -> None:
    publish(neo4j_store, ALL, owing(CLIENTS))
    assert hubs(server) == ["Bank"]
    load(neo4j_store, Batch(records=ALL, relationships=owing(CLIENTS[1:])), replace=True)
    resolve(neo4j_store, Resolution())
    assert hubs(server) == []


def test_a_party_that_gains_ties_with_a_second_load_becomes_a_hub(
    server: Server, neo4j_store: Neo4jStore
) -> None:
    publish(neo4j_store, ALL, owing(CLIENTS[1:]))
    load(neo4j_store, Batch(relationships=owing(CLIENTS[:1])))
    resolve(neo4j_store, Resolution())
    assert hubs(server) == ["Bank"]


def test_a_merge_makes_a_hub_and_its_undoing_unmakes_it(server: Server, neo4j_store: Neo4jStore) -> None:
    publish(neo4j_store, ALL, [*owing(CLIENTS[:100]), *owing(CLIENTS[100:], BRANCH)])
    merged = Resolution(
        [party(BANK, BRANCH)], [link(BRANCH, BANK)], moved={party_id(BRANCH): (party_id(BANK),)}
    )
    resolve(neo4j_store, merged)
    assert hubs(server) == ["Bank"]
    resolve(neo4j_store, Resolution([party(BANK), party(BRANCH)], [link(BRANCH)]))
    assert hubs(server) == []
