from datetime import date, timedelta
from pathlib import Path

import pytest

from book.book import Book
from book.catalogue import Shelf
from book.causes import cause_of
from book.compare import Comparison, Comparisons
from book.inputs import RunInputs
from graph.changes import Resolution
from graph.model import Lawsuit, Origin, Record
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.store import GraphStore
from graph.values import FactId
from tests.book.books import NOW, refreshed
from tests.contract.worlds import publish
from tests.worlds import cny, company, party_id, resolution, tie

K = RelationshipKind
CLOSE = Terms(amount=cny(70_000), essential=True, substitutability=0.0)
MAKER = company("maker", name="宁川精密", industry="机械", equity={"minor": 9_000_000, "currency": "CNY"})
BUYER = company("buyer", name="远澜重工", costs={"minor": 9_000_000, "currency": "CNY"})
IDLE = company("idle", name="Idle Ltd")
TWIN = company("twin", name="Idle Limited")
RECORDS = [MAKER, BUYER, IDLE, TWIN]
SUPPLY = tie(K.SUPPLIES, MAKER, BUYER, subject="gears", terms=CLOSE)
SUIT = Lawsuit(
    FactId("lawsuit:court:x/1"), "一院", "(2026)1号", "court", Origin("court.csv", 2),
    status="open", claim=cny(80_000), filed=date(2026, 10, 1),
)  # fmt: skip


def book_of(
    store: GraphStore,
    folder: Path,
    ties: list[Relationship],
    *,
    lawsuits: list[Lawsuit] | None = None,
    change: Resolution | None = None,
    records: list[Record] | None = None,
) -> Book:
    publish(
        store,
        records or RECORDS,
        ties,
        change=change or resolution(records or RECORDS),
        lawsuits=lawsuits or [],
    )
    return refreshed(store, folder)


def at(book: Book, record: Record) -> int:
    return book.position(party_id(record))


def test_a_buyer_got_worse_because_its_supplier_was_sued(store: GraphStore, tmp_path: Path) -> None:
    before = book_of(store, tmp_path, [SUPPLY])
    sued = tie(K.DEFENDANT_IN, MAKER, SUIT.id, by="court")
    now = book_of(store, tmp_path, [SUPPLY, sued], lawsuits=[SUIT])
    found = Comparison.of(before, now)
    assert found.moved.tolist() == [at(now, MAKER), at(now, BUYER)]
    assert (found.change[found.moved] > 0).all()
    cause = cause_of(found, at(now, BUYER))
    assert cause is not None
    assert cause.reason.code == "supplier_distress"
    assert cause.reason.path == (party_id(MAKER), party_id(BUYER))
    assert cause.reason.relationships == (SUPPLY.key,)
    assert SUIT.id in cause.facts
    assert (cause.came, cause.ended, cause.changed, cause.over) == ((), (), (), False)
    assert cause.points == pytest.approx(found.change[at(now, BUYER)], abs=0.5)


def test_a_new_tie_is_told_as_new_and_an_ended_one_as_ended(store: GraphStore, tmp_path: Path) -> None:
    debt = tie(K.OWES, MAKER, BUYER, terms=Terms(amount=cny(50_000), days_overdue=90))
    before = book_of(store, tmp_path, [])
    now = book_of(store, tmp_path, [SUPPLY, debt])
    there, back = Comparison.of(before, now), Comparison.of(now, before)
    came, gone = (cause_of(each, at(each.now, BUYER)) for each in (there, back))
    assert came is not None
    assert gone is not None
    assert set(came.came) == set(gone.ended) == set(came.reason.relationships)
    assert came.points == pytest.approx(-gone.points)
    assert gone.over
    assert not came.over


def test_a_debt_that_grew_is_told_as_changed(store: GraphStore, tmp_path: Path) -> None:
    def owed(amount: int, days: int) -> Relationship:
        return tie(K.OWES, BUYER, MAKER, terms=Terms(amount=cny(amount), days_overdue=days))

    before = book_of(store, tmp_path, [owed(1_000, 0)])
    now = book_of(store, tmp_path, [owed(60_000, 120)])
    cause = cause_of(Comparison.of(before, now), at(now, BUYER))
    assert cause is not None
    assert cause.changed == (owed(1, 1).key,)


def test_parties_that_came_and_went_are_told_apart(store: GraphStore, tmp_path: Path) -> None:
    fresh = company("fresh", name="Fresh Ltd")
    before = book_of(store, tmp_path / "a", [SUPPLY])
    now = book_of(store, tmp_path / "b", [SUPPLY], records=[*RECORDS, fresh])
    there, back = Comparison.of(before, now), Comparison.of(now, before)
    assert [now.party_id(each) for each in there.new] == [party_id(fresh)]
    assert there.gone.tolist() == back.new.tolist() == []
    assert [now.party_id(each) for each in back.gone] == [party_id(fresh)]


def test_a_merged_party_is_compared_with_itself_and_names_who_joined(
    store: GraphStore, tmp_path: Path
) -> None:
    before = book_of(store, tmp_path, [SUPPLY])
    one = resolution(RECORDS, same=[[IDLE, TWIN]], moved={party_id(TWIN): (party_id(IDLE),)})
    now = book_of(store, tmp_path, [SUPPLY], change=one)
    merged = Comparison.of(before, now)
    assert merged.gone.tolist() == []
    assert merged.was[at(now, IDLE)] == before.position(party_id(IDLE))
    assert merged.joined_by(at(now, IDLE)) == [before.position(party_id(TWIN))]
    split = Comparison.of(now, before)
    assert split.new.tolist() == []
    assert split.parted[at(before, TWIN)]
    assert split.was[at(before, TWIN)] == at(now, IDLE)


def test_grades_that_moved_are_counted(store: GraphStore, tmp_path: Path) -> None:
    before = book_of(store, tmp_path, [SUPPLY])
    late = tie(K.OWES, BUYER, MAKER, terms=Terms(amount=cny(60_000), overdue=cny(60_000), days_overdue=200))
    now = book_of(store, tmp_path, [SUPPLY, late])
    moves = Comparison.of(before, now).grade_moves()
    assert sum(moves.values()) == len(RECORDS)
    worse = [pair for pair in moves if pair[0] != pair[1]]
    assert ("green", "red") in worse or ("yellow", "red") in worse


def test_the_last_book_is_the_one_that_says_something_else(store: GraphStore, tmp_path: Path) -> None:
    first = book_of(store, tmp_path, [])
    assert Comparisons(Shelf(tmp_path)).since_last(first) is None
    book_of(store, tmp_path, [SUPPLY])
    for turn in range(4):
        now = refreshed(store, tmp_path, now=NOW + timedelta(hours=turn))
    compared = Comparisons(Shelf(tmp_path)).since_last(now)
    assert compared is not None
    assert compared.former.manifest.id == first.manifest.id
    assert not compared.settings_changed


def test_other_settings_are_told_beside_the_moves(store: GraphStore, tmp_path: Path) -> None:
    publish(store, RECORDS, [SUPPLY], change=resolution(RECORDS))
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "rates.yaml").write_text("CNY: 1\n")
    before = refreshed(store, tmp_path / "a")
    now = refreshed(store, tmp_path / "b", inputs=RunInputs.read(tmp_path / "inputs"))
    assert Comparison.of(before, now).settings_changed
    assert Comparison.of(before, now).moved.tolist() == []


def test_an_earlier_book_that_cannot_be_read_is_none(store: GraphStore, tmp_path: Path) -> None:
    book_of(store, tmp_path, [])
    [first] = [each for each in tmp_path.iterdir() if each.is_dir()]
    (first / "moved.arrow").unlink()
    now = book_of(store, tmp_path, [SUPPLY])
    assert Shelf(tmp_path).before(now) is None
