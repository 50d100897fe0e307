"""Opening a database by its address; only the store that is asked for is imported."""

from pathlib import Path

from api.settings import Settings
from graph.store import GraphStore


def open_at(
    address: dict[str, str], *, lease_s: float = 15.0, timeout_s: float = 15.0, transaction_s: float = 600.0
) -> GraphStore:
    """Return a new handle on the database at an address.

    `lease_s`: after how long a dead writer's lease ends where the store cannot tell that it is dead.
    `transaction_s`: after how long a server ends what a frozen writer does.
    `timeout_s`: how long a server that does not answer is waited for.
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
        timeout_s=timeout_s,
        transaction_s=transaction_s,
    )


def settings_at(address: dict[str, str], folder: Path) -> Settings:
    """Return the settings of a product that keeps its store at an address and everything else in `folder`."""
    if "path" in address:
        return Settings(folder=folder, store=f"sqlite:///{address['path']}")
    return Settings(
        folder=folder,
        store=address["uri"],
        store_user=address["user"],
        store_password=address["password"],
        store_database=address["database"],
    )
