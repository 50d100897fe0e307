from contextlib import closing

import pytest

from graph.errors import InvalidSettings, StoreRefused, StoreUnavailable
from graph.neo4j_store import Neo4jStore
from tests.servers.free_port import free_port
from tests.servers.neo4j import Server

WRONG = "wrong-pa55word-of-mine"


def test_a_wrong_password_is_refused_and_never_repeated(server: Server) -> None:
    with (
        closing(Neo4jStore(server.uri, user=server.user, password=WRONG)) as store,
        pytest.raises(StoreRefused, match="user name or the password") as refused,
    ):
        store.version()
    assert WRONG not in str(refused.value) + str(refused.value.__cause__)


def test_a_server_that_is_away_is_said_with_its_address() -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    with (
        closing(Neo4jStore(uri, user="neo4j", password=WRONG, timeout_s=0.5)) as store,
        pytest.raises(StoreUnavailable, match=uri) as away,
    ):
        store.version()
    assert WRONG not in str(away.value)


def test_a_store_can_be_made_while_its_server_is_away() -> None:
    Neo4jStore(f"bolt://127.0.0.1:{free_port()}", user="neo4j", password=WRONG).close()


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidSettings, match="http://somewhere"):
        Neo4jStore("http://somewhere", user="neo4j", password=WRONG)


def test_a_database_that_is_not_there_is_refused(server: Server) -> None:
    with (
        closing(
            Neo4jStore(server.uri, user=server.user, password=server.password, database="nowhere")
        ) as store,
        pytest.raises(StoreRefused, match="nowhere"),
    ):
        store.version()
