"""Equal content has one hash, whatever the order in which it came."""

from graph.relationships import RelationshipKind
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import StoreVersion
from tests.contract.worlds import publish, record, tie

ACME, BOLT = record("Acme"), record("Bolt")
OWNS = tie(ACME, RelationshipKind.OWNS, BOLT)
HASH_OF_BOTH = "ce389bd3b6e406ef"


def test_every_store_gives_what_it_shows_the_same_hash(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [OWNS])
    assert stored_hash(store)[:16] == HASH_OF_BOTH


def test_an_earlier_version_keeps_its_hash(store: GraphStore) -> None:
    first = publish(store, [ACME])
    before = stored_hash(store)
    publish(store, [BOLT], [OWNS])
    assert stored_hash(store, version=first) == before != stored_hash(store)
    assert stored_hash(store, version=StoreVersion(0)) not in (before, stored_hash(store))
