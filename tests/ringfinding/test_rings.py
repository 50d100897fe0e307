import numpy as np
import pytest

from analytics.inputs import RingInputs
from analytics.rings.attach import RingIndex, attach
from analytics.rings.find import find_rings, match_rings
from analytics.rings.identity import Change
from analytics.rings.ring import Ring, Typology, mint_ring_id
from analytics.wording import term_text
from graph.model import Identifier
from graph.snapshot import Snapshot
from graph.values import PartyId
from tests.ringfinding.groups import (
    ACCOUNT,
    DEVICE,
    PHONE,
    Group,
    agent,
    applicant,
    disclosed_group,
    household,
    recycled,
    ring,
    together,
)
from tests.scoring.shipped import shipped
from tests.worlds import party_id

INPUTS = shipped().rings
MEMBERS = {party_id(each) for each in ring().records}


def with_settings(**changed: object) -> RingInputs:
    return RingInputs.from_mapping(INPUTS.model_dump() | changed, "test")


def only_ring(s: Snapshot, inputs: RingInputs = INPUTS) -> Ring:
    [found] = find_rings(s, inputs)
    return found


def test_the_ring_is_found_among_households_groups_agents_and_recycled_numbers() -> None:
    s = together(ring(), household(), disclosed_group(), agent(), recycled())
    found = only_ring(s)
    assert set(found.members) == MEMBERS
    assert found.typology is Typology.RECOMBINED
    assert found.probability > 0.95


@pytest.mark.parametrize("trap", [household, disclosed_group, agent, recycled])
def test_an_innocent_group_does_not_alert(trap: type) -> None:
    assert find_rings(together(trap()), INPUTS) == []


def test_a_small_agent_below_the_cap_does_not_alert_either() -> None:
    assert find_rings(together(agent(7)), INPUTS) == []


def test_the_terms_sum_to_the_log_odds_and_name_what_speaks_for_the_ring() -> None:
    found = only_ring(together(ring()))
    log_odds = sum(term.value for term in found.terms)
    assert found.probability == pytest.approx(1 / (1 + np.exp(-log_odds)))
    codes = {term.code for term in found.terms}
    assert codes == {"prior", "recombined", "shared_strong", "forged_id", "burst", "salespeople", "none"}
    for term in found.terms:
        assert term_text(term, "en") != term.code != term_text(term, "zh")


def test_every_edge_of_evidence_is_in_the_book() -> None:
    s = together(ring(), household())
    held = set(zip(s.holdings.party.tolist(), s.holdings.identifier.tolist(), strict=True))
    for edge in only_ring(s).edges:
        for end in (edge.a, edge.b):
            assert (s.position(end), edge.identifier) in held


def test_without_its_evidence_the_alert_falls() -> None:
    group = ring()
    group.holdings = [each for each in group.holdings if each.identifier.kind is ACCOUNT]
    assert find_rings(together(group), INPUTS) == []


def test_a_whitelisted_identifier_is_no_evidence() -> None:
    group = Group()
    for place in range(6):
        member = applicant(f"w{place}", days_ago=place, hand="S")
        group.records.append(member)
        group.has(member, PHONE, f"+869{place // 3}")
        group.has(member, DEVICE, f"D{place % 2}")
        group.has(member, ACCOUNT, f"A{place % 3}")
    found = only_ring(together(group))
    assert len(found.members) == 6
    listed = [f"device:D{place}" for place in range(2)] + [f"bank_account:A{place}" for place in range(3)]
    assert find_rings(together(group), with_settings(whitelist=listed)) == []


def test_identifiers_that_merged_records_into_one_party_are_no_evidence_between_them() -> None:
    group = ring()
    assert find_rings(together(group, same=[group.records]), INPUTS) == []


def test_identifiers_of_the_same_holders_count_once() -> None:
    group = Group()
    for place in range(7):
        member = applicant(f"b{place}", days_ago=5, hand="S")
        group.records.append(member)
        for kind in (PHONE, DEVICE, ACCOUNT):
            group.has(member, kind, f"one {kind}")
    rings = find_rings(together(group), with_settings(threshold=0.01))
    [shared] = [term for term in rings[0].terms if term.code == "shared_strong"]
    assert shared.values["count"] == 1
    assert "recombined" not in {term.code for term in rings[0].terms}


def test_a_large_component_is_parted_and_its_ring_still_found() -> None:
    group = ring()
    crowd = Group()
    for place in range(60):
        member = applicant(f"c{place:02}", days_ago=30 * place, hand=f"T{place}")
        crowd.records.append(member)
        crowd.has(member, PHONE, f"+867{place // 2}")
        crowd.has(member, PHONE, f"+868{(place + 1) // 2}")
    crowd.has(group.records[0], PHONE, "+8670")
    found = only_ring(together(group, crowd))
    assert len(MEMBERS & set(found.members)) >= 9
    assert len(found.members) <= INPUTS.max_members


def test_a_world_without_identifiers_has_no_rings() -> None:
    assert find_rings(together(), INPUTS) == []


def members(*names: str, minted: str = "") -> Ring:
    found = only_ring(together(ring()))
    ids = tuple(PartyId(name) for name in names)
    return Ring(
        mint_ring_id((*ids, PartyId(minted))), found.typology, ids, (1.0,) * len(ids), 0.9,
        found.terms, found.innocent, (),
    )  # fmt: skip


def test_a_ring_keeps_its_id_while_half_of_it_stays() -> None:
    before, after = members(*"abcd"), members(*"abcde", minted="x")
    history = match_rings([before], [after])
    assert [each.id for each in history.rings] == [before.id]
    assert history.changes == {before.id: Change.GREW}


def test_rings_are_matched_one_to_one_and_the_rest_is_born_or_gone() -> None:
    before = [members(*"abcd"), members(*"wxyz")]
    after = [members(*"abc", minted="1"), members(*"mnop", minted="2")]
    history = match_rings(before, after)
    assert [each.id for each in history.rings] == [before[0].id, after[1].id]
    assert history.changes == {
        before[0].id: Change.SHRANK,
        after[1].id: Change.BORN,
        before[1].id: Change.GONE,
    }


def test_no_rings_match_no_rings() -> None:
    assert match_rings([], []).rings == ()


def test_an_applicant_with_an_identifier_of_a_ring_is_attached_to_it() -> None:
    s = together(ring(), household())
    found = only_ring(s)
    index = RingIndex.of([found], s)
    shared = [Identifier(PHONE, "+8610002"), Identifier(DEVICE, "DEV1")]
    [attachment] = attach([*shared, Identifier(PHONE, "+862")], index)
    assert attachment.ring == found.id
    assert attachment.identifiers == tuple(shared)
    assert set(attachment.members) < MEMBERS
    assert 0 < attachment.membership <= 1
    assert attach([Identifier(PHONE, "+1")], index) == []
