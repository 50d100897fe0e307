from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from bench.numbered import numbered_book
from book import tables
from book.book import Book
from book.catalogue import Shelf
from book.inputs import RunInputs
from book.refresh import refresh
from graph.changes import FencingToken
from graph.errors import FencedOut, NoBook, PartyNotFound
from graph.relationships import RelationshipKind, Terms
from graph.store import GraphStore
from graph.values import PartyId
from tests.book.books import APPLICANTS, INPUTS, MILL, NOW, SHOP, TWIN, publish_world, refreshed
from tests.contract.worlds import publish
from tests.worlds import TODAY, cny, company, party_id, resolution, tie


def test_a_book_has_what_the_store_published(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    book = refreshed(store, tmp_path)
    assert len(book.snapshot) == 8
    assert book.manifest.store_version == store.version()
    shop = book.position(party_id(SHOP))
    assert book.name(shop) == "Bolt Trading Ltd"
    assert book.contagion.pd[shop] > book.own.pd[shop]
    assert [hit.party_position for hit in book.index.find("宁川", limit=1)] == [book.position(party_id(MILL))]


def test_the_reasons_of_every_party_sum_to_its_score(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    book = refreshed(store, tmp_path)
    for position in range(len(book.snapshot)):
        score = book.explain(position)
        assert sum(each.points for each in score.reasons) == pytest.approx(score.value, abs=1e-9)
        assert score.value == pytest.approx(book.scores.value[position], abs=1e-9)


def test_both_the_store_and_the_day_make_the_content_hash(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    first = refreshed(store, tmp_path / "a")
    again = refreshed(store, tmp_path / "b", now=NOW + timedelta(days=1))
    assert again.manifest.content_hash == first.manifest.content_hash
    assert again.manifest.id == first.manifest.id
    publish_world(store, amount=81_000)
    assert refreshed(store, tmp_path / "b").manifest.content_hash != first.manifest.content_hash


def test_other_inputs_are_another_book(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "rates.yaml").write_text("CNY: 1\n")
    first = refreshed(store, tmp_path / "a")
    other = refreshed(store, tmp_path / "b", inputs=RunInputs.read(tmp_path / "inputs"))
    assert other.manifest.content_hash != first.manifest.content_hash


def test_an_id_from_before_a_merge_leads_to_who_it_is_now(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    book = refreshed(store, tmp_path)
    assert book.position(party_id(TWIN)) == book.position(party_id(SHOP))
    with pytest.raises(PartyNotFound, match="p_nobody"):
        book.position(PartyId("p_nobody"))
    with pytest.raises(PartyNotFound):
        book.position(party_id(company("never")))


def test_the_store_is_given_the_scores_of_every_party(tmp_path: Path) -> None:
    published = numbered_book(60)
    book = refresh(published, Shelf(tmp_path), INPUTS, token=FencingToken(1), valid_on=TODAY, now=NOW)
    assert published.scores is not None
    assert published.scores.column_names == ["party", "score", "grade", "standalone_pd", "network_pd"]
    assert published.scores["party"].to_pylist() == book.snapshot.parties["key"].to_pylist()
    assert published.scores["score"].to_pylist() == book.scores.value.tolist()
    assert set(published.scores["grade"].to_pylist()) <= {"green", "yellow", "red", "black"}


def test_neighbours_in_the_store_come_riskiest_first_after_a_refresh(
    store: GraphStore, tmp_path: Path
) -> None:
    firms = [company(f"f{n}") for n in range(4)]
    late = [
        tie(RelationshipKind.OWES, firm, firms[0], terms=Terms(amount=cny(n), days_overdue=90 * n))
        for n, firm in enumerate(firms[1:])
    ]
    publish(store, firms, late, change=resolution(firms))
    book = refreshed(store, tmp_path)
    found = store.neighbours(party_id(firms[0]), frozenset({RelationshipKind.OWES}), limit=10).ties
    values = [book.scores.value[book.position(each.party)] for each in found]
    assert len(set(values)) > 1
    assert values == sorted(values, reverse=True)


def test_a_writer_that_lost_its_lease_switches_nothing(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    with store.lease("old", wait_s=5.0) as old:
        pass
    with store.lease("new", wait_s=5.0), pytest.raises(FencedOut):
        refresh(store, Shelf(tmp_path), INPUTS, token=old, valid_on=TODAY, now=NOW)
    with pytest.raises(NoBook):
        Shelf(tmp_path).current()


def test_nothing_published_is_no_book(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(NoBook, match="riskweave load"):
        refresh(store, Shelf(tmp_path), INPUTS, token=FencingToken(1), valid_on=TODAY, now=NOW)


def test_a_ring_keeps_its_id_in_the_next_book(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    first = refreshed(store, tmp_path)
    assert set(first.rings.rings[0].members) <= {party_id(each) for each in APPLICANTS}
    publish_world(store, amount=90_000)
    second = refreshed(store, tmp_path)
    assert [ring.id for ring in second.rings.rings] == [ring.id for ring in first.rings.rings]
    assert second.rings.find(first.rings.rings[0].id)[0] == 1


def test_a_book_opened_again_answers_the_same(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    book = refreshed(store, tmp_path)
    [folder] = [each for each in tmp_path.iterdir() if each.is_dir()]
    again = Book.open(folder)
    for position in range(len(book.snapshot)):
        assert again.explain(position) == book.explain(position)
    np.testing.assert_array_equal(again.scores.value, book.scores.value)
    np.testing.assert_array_equal(again.contagion.edge_hazard, book.contagion.edge_hazard)
    np.testing.assert_array_equal(again.money.customers.limit, book.money.customers.limit)
    assert again.rings.rings == book.rings.rings
    assert again.manifest == book.manifest
    assert again.index.find("Bolt", limit=3) == book.index.find("Bolt", limit=3)


def test_the_three_plain_tables_have_their_columns(store: GraphStore, tmp_path: Path) -> None:
    publish_world(store)
    book = refreshed(store, tmp_path)
    records = tables.assignments(book)
    assert list(records) == ["source", "table", "source_key", "party_id"]
    assert set(records[records.source_key == "shop"].party_id) == {party_id(SHOP)}
    assert set(records.source) == {"crm", "erp"}
    scores = tables.scores(book)
    assert list(scores) == [
        "party_id",
        "name",
        "rated",
        "standalone_pd",
        "network_pd",
        "systemic_importance",
        "score",
        "grade",
        "confidence",
        "ead",
        "expected_loss",
        "limit",
    ]
    assert len(scores) == len(book.snapshot)
    assert scores.systemic_importance.between(0, 1).all()
    rings = tables.rings(book)
    assert list(rings) == ["rank", "ring_id", "typology", "score", "party_id"]
    assert len(rings) == sum(len(ring.members) for ring in book.rings.rings)
