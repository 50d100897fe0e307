"""Opening a database by its address; only the store that is asked for is imported."""

from pathlib import Path

from graph.store import GraphStore


def open_at(address: dict[str, str], *, lease_s: float = 15.0) -> GraphStore:
    """Return a new handle on the database at an address.

    `lease_s`: after how long a dead writer's lease ends where the store cannot tell that it is dead.
    """
    if "path" in address:
        from graph.sqlite.store import SqliteStore

        return SqliteStore(Path(address["path"]))
    from graph.neo4j_store import Neo4jStore

    return Neo4jStore(
        address["uri"],
        user=address["user"],
        password=address["password"],
        database=address["database"],
        lease_s=lease_s,
    )
