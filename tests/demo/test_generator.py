"""The demo book: equal bytes, honest numbers, files that fit together, planted stories."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from stdnum import lei
from stdnum.cn import ric, uscc

from graph.errors import InvalidSettings
from ingest.demo.generate import generate

SIZES = (200, 3000)
CSV_PARTIES = {
    "registry/companies": ("编号", "企业名称", "统一社会信用代码"),
    "crm/companies": ("编号", "企业名称", "统一社会信用代码"),
    "bank/companies": ("编号", "企业名称", "统一社会信用代码"),
    "erp/companies": ("source_key", "name", "company_number"),
}
TIES = {
    "registry/ownership": {"股东": ("registry",), "被投资企业": ("registry",)},
    "registry/officers": {"人员": ("registry",), "企业": ("registry",)},
    "crm/supplies": {"供应商": ("crm",), "采购方": ("crm",)},
    "crm/debts": {"债权人": ("crm",), "债务人": ("crm",)},
    "crm/partnerships": {"甲方": ("crm",), "合作方": ("crm",)},
    "bank/payments": {"付款方": ("bank",), "收款方": ("bank",)},
    "bank/guarantees": {"担保人": ("bank",), "被担保人": ("bank",)},
    "erp/debts": {"creditor": ("erp",), "debtor": ("erp",)},
}


@pytest.fixture(scope="module", params=SIZES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(f"book{request.param}")
    generate(folder, companies=request.param)
    return folder


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usual")
    generate(folder)
    return folder


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet(folder: Path, name: str) -> list[dict[str, str]]:
    cells = CalamineWorkbook.from_path(folder / f"{name}.xlsx").get_sheet_by_index(0).to_python()
    header = [str(cell) for cell in cells[0]]
    return [dict(zip(header, [str(cell) for cell in line], strict=True)) for line in cells[1:]]


def truth(folder: Path) -> dict:
    return json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))


def story(folder: Path, name: str, kind: str = "stories") -> dict:
    return next(each for each in truth(folder)[kind] if each["name"] == name)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_equal_seed_and_size_give_equal_bytes(tmp_path: Path) -> None:
    generate(tmp_path / "once", seed=3, companies=200)
    generate(tmp_path / "again", seed=3, companies=200)
    assert files(tmp_path / "once") == files(tmp_path / "again")


def test_another_seed_gives_another_book(tmp_path: Path) -> None:
    generate(tmp_path / "three", seed=3, companies=200)
    generate(tmp_path / "four", seed=4, companies=200)
    three, four = files(tmp_path / "three"), files(tmp_path / "four")
    assert three.keys() == four.keys()
    assert three["registry/companies.csv"] != four["registry/companies.csv"]


def test_the_usual_book_has_about_nine_thousand_records_and_twenty_thousand_ties(tmp_path: Path) -> None:
    summary = generate(tmp_path)
    assert (summary.companies, summary.people) == (3000, 4000)
    assert 8_500 <= summary.records <= 9_500
    assert 17_000 <= summary.row_count - summary.records <= 23_000


def test_the_summary_counts_what_was_written(tmp_path: Path) -> None:
    told: dict[str, int] = {}
    summary = generate(tmp_path, companies=200, progress=told.__setitem__)
    assert sum(told.values()) == summary.row_count
    assert all((tmp_path / name).is_file() for name in told)
    assert summary.companies == 200
    assert len(truth(tmp_path)["entities"]) == summary.records


def test_a_size_too_small_for_the_stories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="at least 150"):
        generate(tmp_path, companies=20)


def test_every_company_number_is_valid(book: Path) -> None:
    numbers = [row[c[2]] for name, c in CSV_PARTIES.items() for row in rows(book, name) if row[c[2]]]
    assert numbers
    assert [number for number in numbers if not uscc.is_valid(number)] == []


def test_every_lei_is_valid(book: Path) -> None:
    numbers = [row["lei"] for row in rows(book, "erp/companies") if row["lei"]]
    assert numbers
    assert [number for number in numbers if not lei.is_valid(number)] == []


def test_only_the_rings_resident_ids_fail_their_check(book: Path) -> None:
    people = rows(book, "registry/people") + rows(book, "bank/people")
    wrong = {row["身份证号"] for row in people if row["身份证号"] and not ric.is_valid(row["身份证号"])}
    assert wrong == set(story(book, "fraud_ring")["expect"]["forged_ids"][:2])


def test_an_honest_resident_id_tells_the_birth_date(book: Path) -> None:
    ring = {record.split(":")[2] for m in story(book, "fraud_ring")["members"] for record in m["records"]}
    told = [r for r in rows(book, "bank/people") if r["身份证号"] and r["出生日期"] and r["编号"] not in ring]
    assert told
    assert all(row["身份证号"][6:14] == row["出生日期"].replace("-", "") for row in told)


def test_no_two_people_share_a_valid_resident_id(book: Path) -> None:
    entity = truth(book)["entities"]
    forged = set(story(book, "fraud_ring")["expect"]["forged_ids"])
    holders: dict[str, set[str]] = {}
    for source in ("registry", "bank"):
        for row in rows(book, f"{source}/people"):
            if row["身份证号"] and row["身份证号"] not in forged:
                holders.setdefault(row["身份证号"], set()).add(entity[f"{source}:people:{row['编号']}"])
    assert [number for number, people in holders.items() if len(people) > 1] == []


def test_registered_names_are_unique(book: Path) -> None:
    counted = Counter(row["企业名称"] for row in rows(book, "registry/companies"))
    assert [name for name, times in counted.items() if times > 1] == []


def test_different_people_share_names(usual: Path) -> None:
    counted = Counter(row["姓名"] for row in rows(usual, "registry/people"))
    assert sum(times > 1 for times in counted.values()) > 10


def test_every_source_key_is_unique_and_true_to_an_entity(book: Path) -> None:
    entity = truth(book)["entities"]
    for name, (key, *_) in CSV_PARTIES.items():
        keys = [row[key] for row in rows(book, name)]
        assert len(keys) == len(set(keys))
        assert all(f"{name.replace('/', ':')}:{one}" in entity for one in keys)


def test_every_tie_ends_at_a_row_of_its_own_source(book: Path) -> None:
    keys = {
        "registry": {r["编号"] for t in ("companies", "people") for r in rows(book, f"registry/{t}")},
        "bank": {r["编号"] for t in ("companies", "people") for r in rows(book, f"bank/{t}")},
        "crm": {r["编号"] for r in rows(book, "crm/companies")},
        "erp": {r["source_key"] for r in rows(book, "erp/companies")},
    }
    for name, ends in TIES.items():
        for column, (source,) in ends.items():
            assert {row[column] for row in rows(book, name)} <= keys[source], (name, column)


def test_the_named_ends_of_supplies_are_firms_with_valid_numbers(book: Path) -> None:
    known = {row["source_key"] for row in rows(book, "erp/companies")}
    named = [row for row in rows(book, "erp/supplies") if row["buyer"] not in known]
    assert named
    assert all(uscc.is_valid(row["buyer_id"]) for row in named if row["buyer_id"])


def test_two_rows_of_two_files_are_broken(book: Path) -> None:
    bad = [row for row in rows(book, "registry/ownership") if float(row["持股比例"].rstrip("%")) > 100]
    worse = [row for row in rows(book, "erp/debts") if not row["amount"].isdecimal()]
    assert (len(bad), len(worse)) == (1, 1)
    assert {broken["value"] for broken in truth(book)["broken"]} == {bad[0]["持股比例"], worse[0]["amount"]}


def test_all_eight_stories_and_four_traps_are_told(book: Path) -> None:
    told = truth(book)
    assert [each["name"] for each in told["stories"]] == [
        "supplier_fails",
        "guarantee_circle",
        "fraud_ring",
        "hidden_owner",
        "circular_trading",
        "twin",
        "contract_over_limit",
        "ordinary_life",
    ]
    assert len(told["traps"]) == 4


def test_every_member_of_a_story_stands_behind_its_records(book: Path) -> None:
    told = truth(book)
    for each in told["stories"] + told["traps"]:
        for member in each["members"]:
            assert {told["entities"][record] for record in member["records"]} == {member["entity"]}


def test_one_of_the_makers_three_lawsuits_misspells_it(book: Path) -> None:
    maker = story(book, "supplier_fails")["members"][0]["name"]
    misspelt = story(book, "supplier_fails")["expect"]["misspelt_as"]
    sued = Counter(row["被告"] for row in sheet(book, "court/lawsuits"))
    assert (sued[maker], sued[misspelt]) == (2, 1)
    assert sum(a != b for a, b in zip(maker, misspelt, strict=True)) == 1


def test_the_truth_says_whom_the_misspelt_name_means(book: Path) -> None:
    told, misspelt = truth(book), story(book, "supplier_fails")["expect"]["misspelt_as"]
    (row,) = [row for row in sheet(book, "court/lawsuits") if row["被告"] == misspelt]
    mention = f"court:lawsuits:{row['受理法院']}/{row['案号']}#defendants0"
    assert told["mentions"][mention] == story(book, "supplier_fails")["members"][0]["entity"]


def test_the_truth_knows_every_party_of_lawsuits_between_ordinary_firms(usual: Path) -> None:
    told = truth(usual)["mentions"]
    lawsuits = sheet(usual, "court/lawsuits")
    assert sum(mention.endswith("#defendants0") for mention in told) == len(lawsuits)


def test_the_guarantees_of_the_five_close_a_circle(book: Path) -> None:
    members = story(book, "guarantee_circle")["members"]
    keys = [r.split(":")[2] for m in members for r in m["records"] if r.startswith("bank:")]
    pairs = {(row["担保人"], row["被担保人"]) for row in rows(book, "bank/guarantees")}
    assert {(keys[i], keys[(i + 1) % 5]) for i in range(5)} <= pairs


def test_the_ring_is_made_of_few_identifiers_and_nobody_else_has_them(book: Path) -> None:
    ring = story(book, "fraud_ring")
    mine = {record.split(":")[2] for member in ring["members"] for record in member["records"]}
    people = rows(book, "bank/people")
    inside = [row for row in people if row["编号"] in mine]
    phones = {phone for row in inside for phone in row["手机号"].split("; ")}
    assert (len(inside), len(phones), len({row["设备号"] for row in inside})) == (11, 5, 4)
    assert len({row["身份证号"] for row in inside} - {""}) == 3
    days = sorted(row["申请日期"] for row in inside)
    assert (int(days[-1][-2:]) - int(days[0][-2:])) % 31 <= 9
    assert len({row["经办人"] for row in inside}) == 2
    assert phones.isdisjoint(row["手机号"] for row in people if row["编号"] not in mine)


def test_no_payment_circle_closes_by_chance(book: Path) -> None:
    circle = story(book, "circular_trading")
    keys = {r.split(":")[2] for m in circle["members"] for r in m["records"] if r.startswith("bank:")}
    followers: dict[str, set[str]] = {}
    for row in rows(book, "bank/payments"):
        if row["付款方"] not in keys:
            followers.setdefault(row["付款方"], set()).add(row["收款方"])
    order = _topological(followers)
    assert all(order[a] < order[b] for a, after in followers.items() for b in after)


def _topological(followers: dict[str, set[str]]) -> dict[str, int]:
    from graphlib import TopologicalSorter

    before: dict[str, set[str]] = {}
    for first, after in followers.items():
        for second in after:
            before.setdefault(second, set()).add(first)
    return {name: place for place, name in enumerate(TopologicalSorter(before).static_order())}


def test_ninety_four_per_cent_come_back_after_nine_days(book: Path) -> None:
    legs = [row for row in rows(book, "bank/payments") if row["流水号"].startswith("LS900000")]
    legs.sort(key=lambda row: row["交易时间"])
    assert [leg["收款方"] for leg in legs] == [leg["付款方"] for leg in legs[1:] + legs[:1]]
    assert int(legs[-1]["金额"]) / int(legs[0]["金额"]) == pytest.approx(0.94)


def test_the_twin_has_the_old_account_and_a_number_of_its_own(book: Path) -> None:
    keys = [m["records"][0].split(":")[2] for m in story(book, "twin")["members"]]
    pair = [row for row in rows(book, "crm/companies") if row["编号"] in keys]
    assert len({row["银行账号"] for row in pair}) == 1
    assert len({row["统一社会信用代码"] for row in pair}) == 2


def test_the_contract_is_above_its_limit(book: Path) -> None:
    contract = next(r for r in sheet(book, "legal/contracts") if r["合同编号"] == "HT-2026-9001")
    assert float(contract["合同金额"]) > float(contract["授信额度"])
    assert "termination" not in contract["条款"]


def test_the_registered_agent_has_three_hundred_firms(usual: Path) -> None:
    assert len(story(usual, "registered_agent", "traps")["members"]) == 300
    agents = Counter(row["地址"] for row in rows(usual, "registry/companies")).most_common(1)
    assert agents[0][1] >= 300


def test_some_defaults_come_by_contagion(usual: Path) -> None:
    future = rows(usual, "truth/future")
    failed = [row for row in future if row["defaulted"] == "1"]
    assert len(future) == 3000
    assert 30 <= len(failed) <= 300
    assert {row["cause"] for row in failed} == {"own", "contagion"}
    assert all(row["through"] for row in failed if row["cause"] == "contagion")
