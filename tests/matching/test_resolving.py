"""Resolution on a real store: ids that stay, decisions that can be taken back, loads in any order."""

import pytest

from graph.model import Moved, Party, PartyKind
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import CommandId, PartyId, mint_party_id
from ingest.resolve import judge
from tests.matching.worlds import RESIDENT_A, USCC_A, Told, bring, firm, human, mention, said, settle
from tests.worlds import tie

NAME = "宁川精密机械有限公司"
CRM = firm("1", NAME, company_number=USCC_A, revenue="")
ERP = firm("2", "寧川精密機械有限公司", source="erp", company_number=USCC_A)
COURT = mention("宁川精蜜机械有限公司")


def party_of(store: GraphStore, *told: Told) -> list[PartyId]:
    links = store.links([record.id for record, _ in told])
    return [links[record.id].party for record, _ in told]


def test_rows_and_a_misspelt_bare_name_become_one_party_with_reasons(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", CRM, token=token)
        bring(store, "erp", ERP, token=token)
        bring(store, "court", COURT, token=token)
        report = settle(store, "one", token)
    links = store.links([CRM[0].id, ERP[0].id, COURT[0].id])
    assert len({link.party for link in links.values()}) == 1
    assert (report.version, report.records, report.parties, report.links) == (1, 3, 1, 3)
    assert {reason.code for reason in links[ERP[0].id].reasons} >= {"same_identifier", "name_same"}
    assert {reason.code for reason in links[COURT[0].id].reasons} >= {"name_near"}


def test_resolving_again_changes_nothing_but_the_version(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", CRM, token=token)
        bring(store, "court", COURT, token=token)
        settle(store, "one", token)
        again = settle(store, "two", token)
    assert (again.version, again.parties, again.links, again.merged) == (2, 0, 0, 0)


def test_the_same_command_again_makes_no_new_version(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", CRM, token=token)
        settle(store, "one", token)
        assert settle(store, "one", token).version == 1


def test_a_party_keeps_its_id_when_records_join_it_later(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "erp", ERP, token=token)
        settle(store, "one", token)
        bring(store, "crm", CRM, token=token)
        settle(store, "two", token)
    assert party_of(store, CRM, ERP) == [mint_party_id(ERP[0].id)] * 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_groups_do_not_depend_on_the_order_of_loads(store: GraphStore, order: tuple[int, ...]) -> None:
    loads = (("crm", CRM), ("erp", ERP), ("court", COURT))
    with store.lease("test", wait_s=5) as token:
        for turn in order:
            source, told = loads[turn]
            bring(store, source, told, token=token)
            settle(store, f"after {source}", token)
    assert len(set(party_of(store, CRM, ERP, COURT))) == 1


def test_two_parties_that_turn_out_to_be_one_leave_a_moved_id_behind(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(
            store,
            "crm",
            firm("1", NAME + "一", phone="13800138000"),
            firm("2", "海晏传动系统有限公司"),
            token=token,
        )
        settle(store, "one", token)
        pair = (firm("1", NAME + "一"), firm("2", "海晏传动系统有限公司"))
        before = party_of(store, *pair)
        report = settle(store, "two", token, said(*pair, same=True))
    kept = party_of(store, pair[0])[0]
    gone = next(each for each in before if each != kept)
    assert report.merged == 1
    assert store.parties([gone])[gone] == Moved(gone, (kept,))


def test_a_word_that_two_are_not_one_gives_the_old_id_back(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        for source, told in (("crm", CRM), ("erp", ERP)):
            bring(store, source, told, token=token)
        apart = (said(CRM, ERP, same=False), said(CRM, ERP, same=True))
        settle(store, "apart", token, apart[0])
        before = party_of(store, CRM, ERP)
        settle(store, "together", token, apart[1])
        merged = party_of(store, CRM, ERP)
        judge(
            store,
            (CRM[0].id, ERP[0].id),
            same=False,
            by="analyst",
            why="two firms",
            command=CommandId("undo"),
            token=token,
        )
    assert merged[0] == merged[1]
    assert party_of(store, CRM, ERP) == before
    assert all(isinstance(each, Party) for each in store.parties(before).values())


def test_a_word_is_obeyed_by_every_later_resolution(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", CRM, token=token)
        bring(store, "erp", ERP, token=token)
        settle(store, "apart", token, said(CRM, ERP, same=False))
        bring(store, "bank", firm("3", NAME, source="bank"), token=token)
        settle(store, "later", token)
    assert len(set(party_of(store, CRM, ERP))) == 2


def test_a_bare_name_finds_its_party_when_the_row_comes_later(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "court", COURT, token=token)
        settle(store, "one", token)
        alone = store.parties(party_of(store, COURT))
        bring(store, "crm", CRM, token=token)
        settle(store, "two", token)
    assert [isinstance(each, Party) and each.rated for each in alone.values()] == [False]
    assert len(set(party_of(store, CRM, COURT))) == 1
    found = store.parties(party_of(store, CRM))[party_of(store, CRM)[0]]
    assert isinstance(found, Party)
    assert (found.name, found.rated) == (NAME, True)


def test_an_ambiguous_bare_name_is_possible_with_each_and_unrated(store: GraphStore) -> None:
    firms = (firm("1", "洛阳峤曦玻璃科技有限公司"), firm("2", "洛阳峤昊玻璃科技有限公司"))
    unclear = mention("洛阳峤日玻璃科技有限公司")
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", *firms, token=token)
        bring(store, "court", unclear, token=token)
        report = settle(store, "one", token)
    pairs = [
        row for batch in store.columns(Table.POSSIBLE, version=report.version) for row in batch.to_pylist()
    ]
    own = party_of(store, unclear)[0]
    assert {frozenset((row["a"], row["b"])) for row in pairs} == {
        frozenset((own, party)) for party in party_of(store, *firms)
    }
    assert all(0.0 < row["probability"] < 1.0 for row in pairs)


def test_a_withdrawn_record_loses_its_link_and_its_party(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", CRM, human("9", "王杰"), token=token)
        settle(store, "one", token)
        bring(store, "crm", CRM, token=token, replace=True)
        report = settle(store, "two", token)
    assert store.links([human("9", "王杰")[0].id]) == {}
    assert report.merged == 1
    assert store.check().problems == ()


def test_a_changed_row_changes_its_party(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", firm("1", NAME, company_number=USCC_A, industry="C30"), token=token)
        settle(store, "one", token)
        bring(store, "crm", firm("1", NAME, company_number=USCC_A, industry="C38"), token=token)
        report = settle(store, "two", token)
    found = store.parties(party_of(store, CRM))[party_of(store, CRM)[0]]
    assert report.parties == 1
    assert isinstance(found, Party)
    assert found.fields["industry"].value == "C38"


def test_officers_of_one_name_at_one_resolved_company_are_one_person(store: GraphStore) -> None:
    people = (human("7", "王杰"), human("8", "王杰", source="erp"), human("9", "王杰", source="bank"))
    with store.lease("test", wait_s=5) as token:
        offices = [tie(RelationshipKind.OFFICER_OF, people[0][0], CRM[0], by="crm")]
        bring(store, "crm", CRM, people[0], token=token, ties=offices)
        offices = [tie(RelationshipKind.OFFICER_OF, people[1][0], ERP[0], by="erp")]
        bring(store, "erp", ERP, people[1], token=token, ties=offices)
        bring(store, "bank", people[2], token=token)
        settle(store, "one", token)
    first, second, third = party_of(store, *people)
    assert first == second != third


def test_nothing_loaded_is_published_as_nothing(store: GraphStore) -> None:
    with store.lease("test", wait_s=5) as token:
        report = settle(store, "one", token)
    assert (report.version, report.records, report.parties) == (1, 0, 0)


def test_kinds_and_roles_come_from_all_records_of_a_person(store: GraphStore) -> None:
    told = (
        human("1", "王杰", resident_id=RESIDENT_A),
        human("2", "王杰", source="bank", resident_id=RESIDENT_A),
    )
    with store.lease("test", wait_s=5) as token:
        bring(store, "crm", told[0], token=token)
        bring(store, "bank", told[1], token=token)
        settle(store, "one", token)
    (found,) = store.parties(party_of(store, *told)).values()
    assert isinstance(found, Party)
    assert found.kind is PartyKind.PERSON
