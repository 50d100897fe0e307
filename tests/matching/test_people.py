"""Which rows are one person: never by a name alone."""

import pytest

from graph.model import PartyKind
from graph.values import RecordId
from ingest.match.matching import Matching
from ingest.match.rarity import SMALL_WORLD
from tests.matching.worlds import (
    RESIDENT_A,
    RESIDENT_B,
    firm,
    human,
    listed,
    matched,
    mention,
    one,
    together,
    undecided,
)


def test_a_name_alone_never_links_two_people() -> None:
    assert not one(human("1", "上官婉儿"), human("2", "上官婉儿", source="bank"))


def test_a_bare_name_never_finds_a_person() -> None:
    assert not one(human("1", "上官婉儿"), mention("上官婉儿", kind=PartyKind.PERSON))


def test_two_bare_names_of_people_are_two_people() -> None:
    assert not one(
        mention("王杰", "1#a0", kind=PartyKind.PERSON), mention("王杰", "2#a0", kind=PartyKind.PERSON)
    )


@pytest.mark.parametrize(
    "shared",
    [
        {"resident_id": RESIDENT_A},
        {"passport": "E1234567"},
        {"birth_date": "1985-03-11"},
        {"phone": "13800138000"},
        {"email": "wj@example.com"},
        {"account": "9900001250948820156"},
        {"address": "河南省洛阳市长林路20号172室"},
    ],
    ids=lambda shared: next(iter(shared)),
)
def test_a_name_with_something_shared_links(shared: dict[str, str]) -> None:
    assert one(human("1", "王杰", **shared), human("2", "王杰", source="bank", **shared))


@pytest.mark.parametrize(
    ("one_name", "other_name"),
    [
        ("Robert Smith", "Smith, Bob"),
        ("Robert J Smith", "Robert Smith"),
        ("SMITH ROBERT", "Robert Smith"),
        ("王杰", "Wang Jie"),
        ("王小明", "Xiao Ming Wang"),
        ("José García", "Jose Garcia"),
    ],
)
def test_names_that_go_together_link_with_phone_and_birth_date(one_name: str, other_name: str) -> None:
    shared = {"phone": "+14155550132", "birth_date": "1978-12-11"}
    assert one(human("1", one_name, **shared), human("2", other_name, source="bank", **shared))


def test_swapped_day_and_month_is_mild() -> None:
    assert one(
        human("1", "Robert Smith", birth_date="1978-12-11", phone="+14155550132"),
        human("2", "Bob Smith", source="bank", birth_date="1978-11-12", phone="+14155550132"),
    )


@pytest.mark.parametrize(
    ("one_told", "other_told"),
    [
        ({"birth_date": "1978-12-11"}, {"birth_date": "1991-04-02"}),
        ({"resident_id": RESIDENT_A}, {"resident_id": RESIDENT_B}),
    ],
    ids=["birth dates", "resident ids"],
)
def test_what_nobody_has_two_of_forbids_a_link(one_told: dict[str, str], other_told: dict[str, str]) -> None:
    shared = {"phone": "13800138000", "email": "w@example.com"}
    found = matched(human("1", "王杰", **shared, **one_told), human("2", "王杰", **shared, **other_told))
    assert (together(found), undecided(found)) == (set(), {frozenset("12")})


def test_a_household_of_one_phone_and_address_is_several_people() -> None:
    shared = {"phone": "13800138000", "address": "武汉市长林路20号172室"}
    names = ("尹国庆", "毛秀兰", "尹晓峰", "尹佳怡")
    assert together(matched(*(human(str(at), name, **shared) for at, name in enumerate(names)))) == set()


def test_father_and_son_of_one_name_are_two() -> None:
    shared = {"address": "123 Main Street, Las Vegas", "phone": "+17029191300"}
    assert not one(human("1", "Robert Smith Sr", **shared), human("2", "Robert Smith Jr", **shared))


def test_a_shared_resident_id_under_different_names_is_undecided() -> None:
    found = matched(human("1", "王杰", resident_id=RESIDENT_A), human("2", "陈欣", resident_id=RESIDENT_A))
    assert (together(found), undecided(found)) == (set(), {frozenset("12")})


def test_a_phone_that_many_names_share_says_little() -> None:
    crowd = [
        human(str(at), name, phone="13800138000") for at, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯")
    ]
    found = matched(
        *crowd,
        human("a", "王杰", phone="13800138000"),
        human("b", "王杰", source="bank", phone="13800138000"),
    )
    assert together(found) == set()


def test_a_listed_person_is_found_by_resident_id_and_not_by_a_common_name() -> None:
    world = (human("1", "王杰", resident_id=RESIDENT_A), human("2", "王杰", resident_id=RESIDENT_B))
    found = matched(
        *world,
        listed("W1", "王杰", PartyKind.PERSON, resident_id=RESIDENT_B),
        listed("W2", "王杰", PartyKind.PERSON),
    )
    assert together(found) == {frozenset(("2", "W1"))}


def test_officers_of_one_name_at_one_company_are_one_person() -> None:
    company = firm("F", "宁川精密机械有限公司")
    again = firm("G", "宁川精密机械有限公司", source="erp")
    people = (human("1", "王杰"), human("2", "王杰", source="erp"), human("3", "王杰", source="bank"))
    officers: dict[RecordId, frozenset[RecordId]] = {
        people[0][0].id: frozenset({company[0].id}),
        people[1][0].id: frozenset({again[0].id}),
    }
    assert together(matched(company, again, *people, officers=officers)) == {frozenset("FG"), frozenset("12")}


def board_members(one_name: str, other_name: str, **told: str) -> tuple[Matching, frozenset[str]]:
    """Match two officers of two companies within a book that knows enough births, and name their pair."""
    crowd = [human(f"C{at}", f"Nobody{at} Other{at}", birth_date="1950-01-01") for at in range(SMALL_WORLD)]
    both = (human("1", one_name, **told), human("2", other_name, **told))
    boards = {record.id: frozenset({RecordId(f"crm:companies:{record.id}")}) for record, _ in both}
    return matched(*both, *crowd, officers=boards), frozenset({"1", "2"})


def test_officers_of_one_full_name_sex_and_birth_year_are_one_person() -> None:
    matching, pair = board_members("上官婉儿", "上官婉儿", sex="female", birth_year="1960")
    assert pair in together(matching)


def test_officers_of_one_name_and_birth_year_without_sex_are_not_linked() -> None:
    matching, pair = board_members("上官婉儿", "上官婉儿", birth_year="1960")
    assert pair not in together(matching)


def test_a_book_that_knows_few_births_leaves_officers_of_one_birth_year_undecided() -> None:
    told = {"sex": "female", "birth_year": "1960"}
    both = (human("1", "上官婉儿", **told), human("2", "上官婉儿", **told))
    boards = {record.id: frozenset({RecordId(f"crm:companies:{record.id}")}) for record, _ in both}
    assert not together(matched(*both, officers=boards))


def test_people_of_one_name_sex_and_birth_year_who_are_no_officers_stay_apart() -> None:
    told = {"sex": "female", "birth_year": "1960"}
    assert not one(human("1", "上官婉儿", **told), human("2", "上官婉儿", **told))


def test_birth_years_that_differ_by_two_forbid_a_link_that_one_year_allows() -> None:
    phone = {"phone": "13800138000"}
    ours = human("1", "王杰", birth_year="1960", **phone)
    assert one(ours, human("2", "王杰", birth_year="1961", **phone))
    assert not one(ours, human("2", "王杰", birth_year="1962", **phone))


def test_a_shared_number_outweighs_a_first_name_that_only_begins_alike() -> None:
    shared = {"passport": "E1234567"}
    assert one(human("1", "Lea Farrow", **shared), human("2", "Lou Farrow", **shared))


def test_a_relative_who_cannot_be_the_person_does_not_stand_in_the_way() -> None:
    home = {"phone": "+14155550132", "email": "farrow@example.com"}
    mother = human("1", "Mary Farrow", birth_date="1976-10-27", **home)
    again = human("2", "Marie Farrow", birth_date="1976-10-28", phone="+14155550132")
    son = human("3", "Mark Farrow", birth_date="1997-09-28", **home)
    assert together(matched(mother, again, son)) == {frozenset({"1", "2"})}
