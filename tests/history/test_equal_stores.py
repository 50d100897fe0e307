"""The same files give the same content on every store: today, and as of any earlier version."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graph.rates import DatedRate, Rates
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import PartyId, Sha256, StoreVersion
from tests.history.rounds import make_rounds, moments, rows_at, tell

TODAY, EARLIER = date(2026, 11, 24), date(2023, 6, 1)
RATES = Rates(
    "CNY",
    {
        "CNY": (DatedRate(date.min, 1.0),),
        "USD": (DatedRate(date(2020, 1, 1), 6.9), DatedRate(date(2025, 1, 1), 7.2)),
        "EUR": (DatedRate(date(2020, 1, 1), 7.8),),
    },
)
Hashes = dict[StoreVersion, dict[str, Sha256]]


@dataclass(frozen=True)
class Told:
    """What was loaded, and a SQLite store that was told all of it."""

    rounds: tuple[Path, Path]
    store: GraphStore


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("rounds")
    rounds = make_rounds(folder)
    with closing(SqliteStore(folder / "first.db")) as store:
        store.init()
        tell(store, rounds, folder / "rejects")
        yield Told(rounds, store)


def hashes(store: GraphStore) -> Hashes:
    """Return for each version what everything stored hashes to, and the snapshots known then."""
    found: Hashes = {}
    for version, at in moments(store).items():
        snapshots = {
            f"valid on {day}": Snapshot.of(store, valid_on=day, known_at=at, rates=RATES).content_hash
            for day in (TODAY, EARLIER)
        }
        found[version] = {"stored": stored_hash(store, version=version), **snapshots}
    return found


def test_every_store_has_the_same_hashes_now_and_then(store: GraphStore, told: Told, tmp_path: Path) -> None:
    tell(store, told.rounds, tmp_path)
    found = hashes(store)
    assert found == hashes(told.store)
    assert (
        Snapshot.of(store, valid_on=TODAY, rates=RATES).content_hash
        == found[StoreVersion(3)][f"valid on {TODAY}"]
    )
    assert len({each["stored"] for each in found.values()}) == 3
    everything = [each for of_version in found.values() for each in of_version.values()]
    assert len(set(everything)) == 9
    assert histories(store) == histories(told.store)


def histories(store: GraphStore) -> list[object]:
    """Return what was known of some parties, with versions in the place of moments."""
    versions = {at: version for version, at in store.versions().items()} | {None: None}
    ids = sorted(
        {*rows_at(store, Table.PARTIES, StoreVersion(1)), *rows_at(store, Table.PARTIES, StoreVersion(3))}
    )
    found: list[object] = []
    for party in ids[::5]:
        history = store.history(PartyId(party), limit=50)
        parts = (history.parties, history.links, history.moves)
        rows = (history.records, history.holdings, history.ties, history.facts)
        found.append((party, history.record_count, history.tie_count))
        found += [
            (each.value, versions[each.known.since], versions[each.known.until])
            for part in parts
            for each in part
        ]
        found += [
            (each.value, versions[each.known.since], versions[each.known.until], each.load, each.closed_by)
            for part in rows
            for each in part
        ]
    return found


def test_the_rounds_change_what_they_should(told: Told) -> None:
    first, second, third = (StoreVersion(number) for number in (1, 2, 3))
    before, after = (rows_at(told.store, Table.RECORDS, each) for each in (first, second))
    assert any(key.startswith("crm:companies:") for key in before.keys() - after.keys())
    assert any(row["name"] != before[key]["name"] for key, row in after.items() if key in before)
    ties = [rows_at(told.store, Table.RELATIONSHIPS, each) for each in (first, second)]
    assert any(row["amount"] != ties[0][key]["amount"] for key, row in ties[1].items() if key in ties[0])
    assert ties[0].keys() - ties[1].keys()
    parties = [rows_at(told.store, Table.PARTIES, each) for each in (second, third)]
    assert parties[1].keys() > parties[0].keys()
