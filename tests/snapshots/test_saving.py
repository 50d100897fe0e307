import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.changes import Batch
from graph.edges import MEASURES
from graph.errors import BookDamaged
from graph.model import Contract, IdentifierKind, Origin
from graph.relationships import RelationshipKind, Terms
from graph.snapshot import Snapshot
from graph.values import FactId
from tests.worlds import cny, company, holding, tie, world

A, B = company("a", industry="steel", staff=4), company("b")


def full_world() -> Snapshot:
    contract = Contract(FactId("contract:erp:1"), "1", "erp", Origin("e.csv", 2), clauses=("delivery",))
    return world(
        [A, B],
        [
            tie(RelationshipKind.SUPPLIES, A, B, since=date(2020, 1, 1), terms=Terms(amount=cny(3))),
            tie(RelationshipKind.SIGNED, A, contract.id, subject="seller"),
        ],
        facts=Batch(contracts=[contract]),
        holdings=[holding(A, IdentifierKind.PHONE, "+86130")],
    )


def test_a_snapshot_opened_again_says_the_same(tmp_path: Path) -> None:
    saved = full_world()
    saved.save(tmp_path / "s")
    opened = Snapshot.open(tmp_path / "s")
    for name in ("version", "content_hash", "valid_on", "known_at", "currency", "problems"):
        assert getattr(opened, name) == getattr(saved, name)
    for name in ("parties", "records", "ties", "identifiers", "holding_rows", "possible"):
        assert getattr(opened, name).equals(getattr(saved, name))
    for kind, edges in saved.edges.items():
        for name in ("source", "target", "row"):
            np.testing.assert_array_equal(getattr(opened.edges[kind], name), getattr(edges, name))
        for name in MEASURES:
            np.testing.assert_array_equal(opened.edges[kind].values[name], edges.values[name])
    np.testing.assert_array_equal(opened.holdings.since, saved.holdings.since)
    assert all(opened.facts(table).equals(rows) for table, rows in saved.fact_tables.items())


def test_an_opened_snapshot_outlives_its_folder(tmp_path: Path) -> None:
    full_world().save(tmp_path / "s")
    opened = Snapshot.open(tmp_path / "s")
    shutil.rmtree(tmp_path / "s")
    assert sorted(opened.parties["name"].to_pylist()) == ["a", "b"]
    assert opened.relationships(RelationshipKind.SUPPLIES).values["amount"].tolist() == [3.0]


def test_opened_arrays_cannot_be_changed(tmp_path: Path) -> None:
    full_world().save(tmp_path / "s")
    edges = Snapshot.open(tmp_path / "s").relationships(RelationshipKind.SUPPLIES)
    with pytest.raises(ValueError, match="read-only"):
        edges.source[0] = 7


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    full_world().save(tmp_path / "s")
    (tmp_path / "s" / "parties.arrow").unlink()
    with pytest.raises(BookDamaged, match=r"parties\.arrow"):
        Snapshot.open(tmp_path / "s")
