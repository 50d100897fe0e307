"""Which rows and bare names are one company, and which are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import PartyKind
from ingest.match.cluster import Word
from tests.matching.worlds import USCC_A, USCC_B, firm, listed, matched, mention, one, together, undecided

NINGCHUAN = "宁川精密机械有限公司"


def test_a_valid_number_links_a_name_and_its_traditional_and_short_forms() -> None:
    assert one(
        firm("1", NINGCHUAN, company_number=USCC_A),
        firm("2", "寧川精密機械有限公司", source="erp", company_number=USCC_A),
        firm("3", "宁川精密", source="bank", company_number=USCC_A),
    )


def test_a_shared_number_does_not_link_firms_of_quite_different_names_but_keeps_them_in_mind() -> None:
    found = matched(
        firm("1", NINGCHUAN, company_number=USCC_A), firm("2", "海晏传动系统有限公司", company_number=USCC_A)
    )
    assert (together(found), undecided(found)) == (set(), {frozenset("12")})


def test_a_long_rare_name_links_alone() -> None:
    assert one(firm("1", NINGCHUAN), firm("2", NINGCHUAN, source="erp"))


@pytest.mark.parametrize(
    ("one_name", "other_name"),
    [
        ("洛阳峤曦玻璃科技有限公司", "开封峤曦玻璃科技有限公司"),
        (NINGCHUAN, "宁川精密机械有限公司苏州分公司"),
        ("岫泠物流有限公司", "岫泠食品有限公司"),
        ("鑫源有限公司", "鑫源有限公司"),
        ("Acme GmbH", "Acme SARL"),
        (NINGCHUAN, "宁川精蜜机械有限公司"),
    ],
    ids=["other city", "branch", "sister firm", "short core", "short latin", "one sign apart"],
)
def test_a_name_alone_does_not_link(one_name: str, other_name: str) -> None:
    assert not one(firm("1", one_name), firm("2", other_name, source="erp"))


def test_two_different_valid_numbers_forbid_a_link_and_leave_the_pair_undecided() -> None:
    account = "9900001250948820156"
    found = matched(
        firm("1", "铭湾国际贸易有限公司", company_number=USCC_A, account=account),
        firm("2", "銘灣國際貿易有限公司", company_number=USCC_B, account=account),
    )
    assert (together(found), undecided(found)) == (set(), {frozenset("12")})


def test_shared_phone_and_account_do_not_make_sister_firms_one() -> None:
    shared = {"phone": "13800138000", "account": "9900001250948820156", "address": "昆明市长林路20号"}
    assert not one(firm("1", "岫泠物流有限公司", **shared), firm("2", "岫泠食品有限公司", **shared))


def test_a_latin_name_finds_its_chinese_twin_by_sound_and_phone() -> None:
    phone = {"phone": "13800138000"}
    assert one(
        firm("1", "洛阳峤曦玻璃科技有限公司", **phone),
        firm("2", "Qiaoxi Glass Technology Co., Ltd.", **phone),
    )


def test_a_latin_name_that_fits_two_firms_by_sound_and_phone_is_linked_to_neither() -> None:
    phone = {"phone": "13800138000"}
    found = matched(
        firm("1", "岫泠物流有限公司", company_number=USCC_A, **phone),
        firm("2", "岫泠食品有限公司", company_number=USCC_B, **phone),
        firm("3", "Xiuling Group Services Ltd", **phone),
    )
    assert (together(found), undecided(found)) == (set(), {frozenset("13"), frozenset("23")})


@pytest.mark.parametrize("name", ["宁川精蜜机械有限公司", "宁川精密机械", "宁川精密", "寧川精密機械有限公司"])
def test_a_misspelt_or_shortened_bare_name_finds_its_party(name: str) -> None:
    assert one(firm("1", NINGCHUAN, company_number=USCC_A), mention(name))


def test_a_bare_name_near_two_parties_stays_alone_with_both_kept_in_mind() -> None:
    found = matched(
        firm("1", "洛阳峤曦玻璃科技有限公司"),
        firm("2", "洛阳峤昊玻璃科技有限公司"),
        mention("洛阳峤日玻璃科技有限公司"),
    )
    assert together(found) == set()
    assert undecided(found) == {frozenset(("1", "1#defendants0")), frozenset(("2", "1#defendants0"))}


def test_a_bare_name_that_two_firms_bear_is_no_silent_pick() -> None:
    found = matched(
        firm("1", "洛阳峤曦玻璃科技有限公司"),
        firm("2", "开封峤曦玻璃科技有限公司"),
        mention("峤曦玻璃科技有限公司"),
    )
    assert together(found) == set()
    assert len(undecided(found)) == 2


def test_a_bare_name_written_as_a_source_key_is_the_row_of_that_key() -> None:
    assert one(firm("K7", NINGCHUAN, source="court"), mention("K7", kind=PartyKind.UNKNOWN))


def test_a_key_of_another_source_means_nothing() -> None:
    assert not one(firm("K7", NINGCHUAN, source="erp"), mention("K7"))


def test_an_identifier_in_the_place_of_a_name_finds_its_party() -> None:
    told = mention(USCC_A, kind=PartyKind.COMPANY, company_number=USCC_A)
    assert one(firm("1", NINGCHUAN, company_number=USCC_A), told)


def test_equal_bare_names_of_an_unknown_company_are_one() -> None:
    assert one(mention("远澜重工装备有限公司", "1#a0"), mention("远澜重工装备有限公司", "2#b0"))


def test_a_listed_company_of_the_same_common_short_name_is_no_hit() -> None:
    assert not one(firm("1", "鑫源贸易有限公司"), listed("W1", "鑫源贸易", PartyKind.COMPANY))


def test_a_person_and_a_company_are_never_one() -> None:
    found = matched(
        firm("1", "王杰", phone="13800138000", passport="E1234567"),
        listed("W1", "王杰", PartyKind.PERSON, phone="13800138000", passport="E1234567"),
    )
    assert together(found) == set()


def test_a_person_who_says_that_two_are_one_is_obeyed() -> None:
    pair = (firm("1", NINGCHUAN, company_number=USCC_A), firm("2", "海晏有限公司", company_number=USCC_B))
    ids = (pair[0][0].id, pair[1][0].id)
    assert one(*pair, word=Word(same=frozenset({ids})))


def test_a_person_who_says_that_two_are_not_one_is_obeyed() -> None:
    pair = (firm("1", NINGCHUAN, company_number=USCC_A), firm("2", NINGCHUAN, company_number=USCC_A))
    found = matched(*pair, word=Word(apart=frozenset({(pair[0][0].id, pair[1][0].id)})))
    assert (together(found), undecided(found)) == (set(), set())


def test_a_name_between_two_firms_of_different_numbers_does_not_chain_them() -> None:
    found = matched(
        firm("1", NINGCHUAN, company_number=USCC_A, phone="13800138000"),
        firm("2", NINGCHUAN, source="erp"),
        firm("3", NINGCHUAN, source="bank", company_number=USCC_B, phone="13800138001"),
    )
    assert together(found) == set()


@given(st.permutations(range(7)))
@settings(deadline=None, derandomize=True, max_examples=25)
def test_who_is_who_does_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    world = [
        firm("1", NINGCHUAN, company_number=USCC_A),
        firm("2", "宁川精密机械股份有限公司", source="erp", company_number=USCC_A),
        firm("3", "洛阳峤曦玻璃科技有限公司", phone="13800138000"),
        firm("4", "Qiaoxi Glass Technology Co., Ltd.", source="erp", phone="13800138000"),
        mention("宁川精蜜机械有限公司"),
        mention("洛阳峤曦玻璃科技有限公司", "2#plaintiffs0"),
        firm("7", "海晏传动系统有限公司", source="bank"),
    ]
    expected = {frozenset(("1", "2", "1#defendants0")), frozenset(("3", "4", "2#plaintiffs0"))}
    assert together(matched(*(world[at] for at in order))) == expected
