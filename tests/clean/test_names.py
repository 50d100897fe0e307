"""Names are taken apart into what tells a firm or person from another and what does not."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.clean.names import company_name, looks_like_a_company, person_name
from ingest.clean.regions import Region, region
from ingest.match.compare import company_names, person_names


@pytest.mark.parametrize(
    ("raw", "core"),
    [
        ("宁川精密机械有限公司", "宁川精密机械"),
        ("寧川精密機械有限公司", "宁川精密机械"),
        ("洛阳峤曦玻璃科技有限责任公司", "峤曦玻璃科技"),
        ("河南省洛阳市峤曦玻璃科技股份有限公司", "峤曦玻璃科技"),
        ("峤曦（洛阳）玻璃科技有限公司", "峤曦玻璃科技"),
        ("株洲峡铠自动化设备集团有限公司", "峡铠自动化设备"),
        ("峡铠自动化设备（集团）有限公司", "峡铠自动化设备"),
        ("杭州云栖投资合伙企业（有限合伙）", "云栖投资"),
        ("Qiaoxi Glass Technology Co., Ltd.", "qiaoxi glass technology"),
        ("Dunhanzemale Machinery Sp. z o.o.", "dunhanzemale machinery"),
        ("Müllenkranz GmbH & Co. KG", "mullenkranz"),
        ("Drobranbranost Plastics SARL", "drobranbranost plastics"),
        ("Acme Holdings Pte. Ltd.", "acme holdings"),
        ("公司", "公司"),
        ("Ltd", "ltd"),
        ("上海", "上海"),
    ],
)
def test_the_core_is_free_of_place_and_legal_form(raw: str, core: str) -> None:
    assert company_name(raw).core == core


def test_a_branch_is_kept_apart_from_its_firm() -> None:
    name = company_name("宁川精密机械有限公司苏州分公司")
    assert (name.core, name.part) == ("宁川精密机械", "苏州分公司")


def test_a_place_at_the_head_is_told() -> None:
    assert company_name("洛阳峤曦玻璃科技有限公司").region == Region("河南", "洛阳")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("河南省洛阳市长林路20号", Region("河南", "洛阳")),
        ("內蒙古自治區", Region("内蒙古", "")),
        ("上海市浦东新区", Region("上海", "")),
        ("Singapore", Region("", "singapore")),
        ("", None),
        ("某处", None),
    ],
)
def test_a_region_or_address_tells_its_place(text: str, place: Region | None) -> None:
    assert region(text) == place


def test_a_province_does_not_speak_against_a_city_in_it_but_another_city_does() -> None:
    luoyang, henan, kaifeng = Region("河南", "洛阳"), Region("河南", ""), Region("河南", "开封")
    assert [luoyang.speaks_against(each) for each in (henan, kaifeng, Region("湖北", ""))] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Smith, Robert", "Robert Smith"), ("SMITH ROBERT", "Dr. Robert Smith"), ("José García", "jose garcia")],
)
def test_order_case_titles_and_accents_do_not_tell_people_apart(one: str, other: str) -> None:
    assert person_name(one).key == person_name(other).key


def test_a_chinese_name_reads_as_it_is_written_in_latin() -> None:
    assert [person_name(each).pinyin for each in ("王杰", "欧阳娜娜", "单田芳")] == [
        ("wang", "jie"),
        ("ouyang", "nana"),
        ("shan", "tianfang"),
    ]


def test_father_and_son_keep_their_sign() -> None:
    assert (person_name("Smith Sr, Robert E").part, person_name("Robert Smith Jr.").part) == ("sr", "jr")


@pytest.mark.parametrize(
    ("raw", "company"),
    [
        ("宁川精密机械有限公司", True),
        ("宁川精密", True),
        ("王杰", False),
        ("Acme Ltd", True),
        ("Bob Smith", False),
    ],
)
def test_a_bare_name_may_show_that_it_is_a_company(raw: str, company: bool) -> None:
    assert looks_like_a_company(raw) is company


@given(st.text(max_size=80), st.text(max_size=80))
@example("<img src=x onerror=alert(1)>", "=cmd()|' /C calc'!A0")
@example("'; MATCH (n) DETACH DELETE n", "(" * 80)
@example("公司" * 40, "中国")
@example("Sr", ", ,")
@settings(deadline=None, derandomize=True)
def test_any_text_can_be_a_name_and_is_the_same_as_itself(one: str, other: str) -> None:
    for read, compare in ((company_name, company_names), (person_name, person_names)):
        ours, theirs = (read(one),), (read(other),)
        assert compare(ours, ours).alike == "same"
        assert compare(ours, theirs).alike == compare(theirs, ours).alike


def test_an_enormous_name_is_read_in_no_time() -> None:
    assert len(company_name("宁川" * 2_000_000).text) <= 400
