"""A party's history as it is told: what changed from version to version, by which line of which file."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from api.cli.history_report import history_lines
from api.present_history import history_out, relationship_history_out
from api.schemas.history import ChangeOut, PartyHistoryOut, VersionOut
from book.history import told_history, told_relationship
from graph.errors import PartyNotFound
from graph.relationships import RelationshipKey
from graph.store import GraphStore
from graph.values import CommandId, PartyId, RecordId, StoreVersion
from ingest.resolve import judge, resolve
from tests.history.rounds import moments
from tests.loading.examples import load_into, write

ACME, ACNE = RecordId("crm:companies:C1"), RecordId("erp:companies:S9")
Bring = Callable[..., None]


@pytest.fixture
def bring(store: GraphStore, tmp_path: Path) -> Bring:
    """Return a function that writes a file, loads it and publishes."""

    def bring(name: str, *lines: str, replace: bool = False) -> None:
        path = write(tmp_path, name, *lines)
        load_into(store, path, source=path.parent.name, replace=replace)
        publish(store)

    return bring


def publish(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        resolve(store, command=CommandId(uuid4().hex), token=token)


def word(store: GraphStore, *, same: bool, at: datetime) -> None:
    with store.lease("test", wait_s=5) as token:
        command = CommandId(uuid4().hex)
        judge(store, (ACME, ACNE), same=same, by="ann", why="I asked", at=at, command=command, token=token)


def party_of(store: GraphStore, record: RecordId) -> PartyId:
    return store.links([record])[record].party


def told(store: GraphStore, party: PartyId, **options: object) -> PartyHistoryOut:
    return history_out(told_history(store, party, limit=50, **options))


def changed(versions: list[VersionOut]) -> list[list[tuple[str, str | None, str | None]]]:
    return [[pair(each) for each in version.changes] for version in versions]


def pair(change: ChangeOut) -> tuple[str, str | None, str | None]:
    return change.name, change.before, change.after


def test_a_changed_row_tells_what_changed_and_where_it_stands(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name,phones,revenue", "C1,Acme,13800138000,1200000")
    bring("crm/newer.csv", "source_key,name,phones,revenue", "C0,Nil,,", "C1,Acme,,1500000.50")
    (record,) = told(store, party_of(store, ACME)).records
    first, second = record.versions
    assert changed([first])[0][:2] == [("name", None, "Acme"), ("kind", None, "company")]
    assert changed([second])[0] == [
        ("revenue", "1,200,000.00 CNY", "1,500,000.50 CNY"),
        ("phones", "13800138000", None),
    ]
    assert (first.origin.file, first.origin.line, first.load) == ("companies.csv", 2, 1)
    assert (second.origin.file, second.origin.line, second.load) == ("newer.csv", 3, 2)
    assert (first.closed_by, second.closed_by) == (2, None)


def test_the_loads_are_named_with_their_files_and_hashes(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme")
    bring("crm/companies.csv", "source_key,name", "C1,Acme Holding")
    loads = told(store, party_of(store, ACME)).loads
    assert [(each.id, each.source, each.files[0].name) for each in loads] == [
        (1, "crm", "companies.csv"),
        (2, "crm", "companies.csv"),
    ]
    assert [each.published_at for each in loads] == list(store.versions().values())
    assert len({each.files[0].sha256 for each in loads}) == 2


def test_what_was_shown_changes_when_its_rows_do(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name,industry", "C1,Acme,steel")
    bring("crm/companies.csv", "source_key,name,industry", "C1,Acme,glass")
    first, second = told(store, party_of(store, ACME)).shown
    assert [pair(each) for each in second.changes] == [("industry", "steel", "glass")]
    assert first.known.until == second.known.since


def test_a_merge_and_its_undo_are_told_with_who_said_so(store: GraphStore, bring: Bring) -> None:
    at = datetime(2026, 11, 24, 8, tzinfo=UTC)
    bring("crm/companies.csv", "source_key,name", "C1,Acme")
    bring("erp/companies.csv", "source_key,name", "S9,Zebra")
    before = party_of(store, ACME), party_of(store, ACNE)
    word(store, same=True, at=at)
    (merged,) = {party_of(store, ACME), party_of(store, ACNE)}
    (gone,) = set(before) - {merged}
    followed = told(store, gone)
    assert (followed.id, followed.moved_from, followed.stands) == (merged, gone, True)
    assert [(each.id, each.into) for each in followed.path] == [(gone, [merged])]
    word(store, same=False, at=at + timedelta(hours=1))
    parted = told(store, gone)
    assert (parted.id, parted.moved_from, parted.path) == (gone, None, [])
    assert [(each.id, each.into, each.known.until) for each in parted.moves] == [
        (gone, [merged], store.versions()[StoreVersion(4)])
    ]
    assert [(each.by, each.same) for each in parted.verdicts] == [("ann", True), ("ann", False)]
    (record,) = parted.records
    assert [each.party.id for each in record.links] == [gone, merged, gone]
    lines = "\n".join(history_lines(parted))
    assert f"{gone} was merged into {merged}" in lines
    assert "2026-11-24 08:00:00 ann: crm:companies:C1 and erp:companies:S9 are the same: I asked" in lines


def test_a_tie_is_told_from_its_first_amount_to_its_end(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring("crm/debts.csv", "creditor,debtor,amount", "C1,C2,7", "C1,C2,7")
    bring("crm/debts.csv", "creditor,debtor,amount", "C1,C2,900")
    bring("crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt", replace=True)
    (tie,) = told(store, party_of(store, ACME)).ties
    assert (tie.kind, tie.source.name, tie.target.name) == ("OWES", "Bolt", "Acme")
    assert changed(tie.versions)[1] == [("amount", "7.00 CNY", "900.00 CNY")]
    assert [each.closed_by for each in tie.versions] == [3, 4]
    alone = relationship_history_out(told_relationship(store, RelationshipKey(tie.key)))
    assert (alone.versions, [each.id for each in alone.loads]) == (tie.versions, [2, 3, 4])


def test_a_contract_is_told_with_its_versions(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring("crm/contracts.csv", "number,buyer,seller,amount", "K1,C1,C2,7")
    bring("crm/contracts.csv", "number,buyer,seller,amount", "K1,C1,C2,8")
    shown = told(store, party_of(store, ACME))
    (fact,) = shown.facts
    assert (fact.table, fact.title, changed(fact.versions)[1]) == (
        "contracts",
        "K1",
        [("amount", "7.00 CNY", "8.00 CNY")],
    )
    assert [(each.kind, each.target.id) for each in shown.ties] == [("SIGNED", "contract:crm:K1")]


def test_an_id_whose_rows_are_gone_says_so(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    gone = party_of(store, ACME)
    bring("crm/companies.csv", "source_key,name", "C2,Bolt", replace=True)
    shown = told(store, gone)
    assert (shown.stands, shown.name) == (False, "Acme")
    assert "(nobody has this id now)" in list(history_lines(shown))


def test_one_may_ask_for_what_was_known_at_a_moment(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name,industry", "C1,Acme,steel", "C2,Bolt,")
    bring("crm/debts.csv", "creditor,debtor,amount", "C1,C2,7")
    bring("crm/debts.csv", "creditor,debtor,amount", "C1,C2,900")
    bring("crm/companies.csv", "source_key,name,industry", "C1,Acme,glass", "C2,Bolt,")
    party = party_of(store, ACME)
    at = moments(store)
    amounts, industries = [], []
    for version in range(1, 5):
        shown = told(store, party, known_at=at[StoreVersion(version)])
        amounts.append([pair(each)[2] for tie in shown.ties for each in tie.versions[0].changes][-1:])
        industries += [pair(each)[2] for each in shown.shown[0].changes if each.name == "industry"]
        assert (len(shown.records), shown.stands) == (1, True)
    assert amounts == [[], ["7.00 CNY"], ["900.00 CNY"], ["900.00 CNY"]]
    assert industries == ["steel", "steel", "steel", "glass"]
    with pytest.raises(PartyNotFound, match="nobody's id at 2001"):
        told(store, party, known_at=datetime(2001, 1, 1, tzinfo=UTC))


def test_one_may_ask_for_ties_that_held_on_a_day(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring("crm/ownership.csv", "owner,owned,share,since,until", "C1,C2,20%,2020-01-01,2024-01-01")
    party = party_of(store, ACME)
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [told(store, party, valid_on=day).tie_count for day in days] == [0, 1, 1, 0]


def test_a_merged_id_was_its_own_before_the_merge(store: GraphStore, bring: Bring) -> None:
    bring("crm/companies.csv", "source_key,name", "C1,Acme")
    bring("erp/companies.csv", "source_key,name", "S9,Zebra")
    before = party_of(store, ACME), party_of(store, ACNE)
    word(store, same=True, at=datetime(2026, 11, 24, tzinfo=UTC))
    (gone,) = {*before} - {party_of(store, ACME)}
    then = told(store, gone, known_at=moments(store)[StoreVersion(2)])
    assert (then.id, then.moved_from, then.record_count, then.stands) == (gone, None, 1, True)
