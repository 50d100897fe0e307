"""A suggested mapping is one that loads, and says what it rests on."""

from contextlib import closing
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema import Table
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import CommandId
from ingest.mapping_file import parsed
from ingest.resolve import resolve
from ingest.suggest.files import suggest
from ingest.suggest.page import page
from ingest.suggest.suggestion import FieldSuggestion, Suggestion, TableSuggestion
from tests.loading.examples import TODAY, load_into, rows, values, write
from tests.loading.test_examples import EXAMPLES

WIDE = (
    "客户编号,客户名称,信用代码,法定代表人,法人身份证号,法人手机,联系电话,合同编号,合同金额（万元）,签订日期,担保人,担保人证件号,备注",
    "C1,苏州兰亭工具有限公司,91320500884932443Y,王建国,330100196110157113,17269634503,0512-62881234,H1,120,2023/1/9,林晓燕,330300196211197123,老客户",
    "C1,苏州兰亭工具有限公司,91320500884932443Y,王建国,330100196110157113,17269634503,0512-62881234,H2,35.5,2023/7/1,-,,",
    "C2,无锡德胜机械有限公司,91320200879179194G,赵德胜,320500196312247133,17228483849,0510-85103377,H3,860,2023/2/14,周敏,320200196501277140,",
    "C3,南京星河新材料有限公司,91320100873425948Y,陈立,320100196603037150,17287333195,025-83310077,,,,,,潜在",
)


def suggested(folder: Path, name: str, *lines: str) -> Suggestion:
    return suggest([write(folder, name, *lines)], today=TODAY)


def table(suggestion: Suggestion, name: str) -> TableSuggestion:
    """Return the only table of this name."""
    (found,) = (each for each in suggestion.tables if each.table == name)
    return found


def made(suggestion: Suggestion, name: str, field: str) -> object:
    return table(suggestion, name).entry()["columns"][field]


def test_one_wide_file_feeds_companies_their_representatives_and_contracts(
    store: GraphStore, tmp_path: Path
) -> None:
    path = write(tmp_path, "客户总表.csv", *WIDE)
    found = suggest([path], today=TODAY, source="crm")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(page(found), encoding="utf-8")
    report = load_into(store, path, mappings=(mapping,))
    assert report.total.rejected == 0
    assert values(rows(store, Table.RECORDS), "key", "name", "mention") == {
        ("crm:companies:C1", "苏州兰亭工具有限公司", False),
        ("crm:companies:C2", "无锡德胜机械有限公司", False),
        ("crm:companies:C3", "南京星河新材料有限公司", False),
        ("crm:people:330100196110157113", "王建国", False),
        ("crm:people:320500196312247133", "赵德胜", False),
        ("crm:people:320100196603037150", "陈立", False),
        ("crm:contracts:H1#guarantor0", "林晓燕", True),
        ("crm:contracts:H3#guarantor0", "周敏", True),
    }
    assert values(rows(store, Table.CONTRACTS), "number", "amount") == {
        ("H1", 120_000_000),
        ("H2", 35_500_000),
        ("H3", 860_000_000),
    }
    ties = values(rows(store, Table.RELATIONSHIPS), "source", "target", "subject")
    assert ("crm:people:330100196110157113", "crm:companies:C1", "legal_representative") in ties
    assert ("crm:companies:C1", "contract:crm:H2", "buyer") in ties
    assert [each.header for each in found.unmapped] == ["备注"]


def test_what_is_suggested_for_the_example_gives_the_store_of_the_mapping_that_a_person_made(
    tmp_path: Path,
) -> None:
    folder, hashes = EXAMPLES / "wide_customers", []
    export = folder / "客户总表.csv"
    suggested = write(tmp_path, "suggested.yaml", page(suggest([export], today=TODAY, source="crm")))
    for at, mapping in enumerate((folder / "customers.yaml", suggested)):
        with closing(SqliteStore(tmp_path / f"{at}.db")) as store:
            store.init()
            assert load_into(store, export, mappings=(mapping,)).total.rejected == 0
            with store.lease("a test", wait_s=1) as token:
                resolve(store, command=CommandId("x"), token=token)
            hashes.append(stored_hash(store))
    assert hashes[0] == hashes[1]


def test_the_page_shows_samples_confidence_and_what_is_left(tmp_path: Path) -> None:
    text = page(suggested(tmp_path, "客户总表.csv", *WIDE))
    assert "# 100%  苏州兰亭工具有限公司 · 无锡德胜机械有限公司" in text
    assert "#   备注: 老客户 · 潜在" in text
    assert 'where: {合同编号: {not: [""]}}' in text


def test_dates_money_shares_and_words_are_read_as_they_are_written(tmp_path: Path) -> None:
    found = suggested(
        tmp_path,
        "shareholders.csv",
        "shareholder_name,investee,pct_held,valid_from",
        "Jo Roe,Acme Ltd.,60,13.03.2024",
        "Al Poe,Acme Ltd.,40,05.11.2023",
    )
    assert made(found, "ownership", "share") == {"header": "pct_held", "unit": "%"}
    assert made(found, "ownership", "since") == {"header": "valid_from", "format": "%d.%m.%Y"}
    found = suggested(
        tmp_path,
        "bids.csv",
        "招标编号,投标单位,投标报价（万元）,中标情况",
        "Z1,无锡德胜机械有限公司,118.6,中标",
        "Z1,合肥启明电子厂,120,未中标",
    )
    assert made(found, "tenders", "amount") == {"header": "投标报价（万元）", "unit": "万"}
    assert made(found, "tenders", "won") == {"header": "中标情况", "values": {"中标": "yes", "未中标": "no"}}
    assert table(found, "tenders").currency == "CNY"


def test_a_date_that_two_formats_read_asks_which(tmp_path: Path) -> None:
    found = suggested(
        tmp_path, "people.csv", "emp_id,full_name,dob", "E1,Jo Roe,05/03/1970", "E2,Al Poe,11/12/1968"
    )
    (born,) = (each for each in table(found, "people").fields if each.field == "birth_date")
    assert "is the day first?" in born.note
    found = suggested(
        tmp_path, "people.csv", "emp_id,full_name,dob", "E1,Jo Roe,05/23/1970", "E2,Al Poe,11/12/1968"
    )
    assert made(found, "people", "birth_date") == {"header": "dob", "format": "%m/%d/%Y"}


def test_lists_with_a_mark_of_their_own_are_split(tmp_path: Path) -> None:
    found = suggested(
        tmp_path,
        "officers.csv",
        "name,gender,age,code,jobs",
        "杜玉岱,男,58,601058,董事长/董事",
        "延万华,男,45,601058,董事",
        "宋军,女,48,600219,监事/财务总监",
    )
    assert made(found, "officers", "role") == {"split": "jobs", "by": "/"}
    assert made(found, "officers", "company") == "code"
    assert made(found, "people", "birth_year") == {"header": "age", "years_before": "2026"}
    assert made(found, "people", "source_key") == {"join": ["name", "gender", "age", "code"], "with": "-"}


def test_firm_and_officer_of_one_row_are_told_apart_by_their_values(tmp_path: Path) -> None:
    found = suggested(
        tmp_path,
        "高管.csv",
        "公司代码,公司全称,所属行业,高管姓名,性别,职务",
        "601058,苏州兰亭工具股份有限公司,金属制品业,杜玉岱,男,董事长",
        "601058,苏州兰亭工具股份有限公司,金属制品业,延万华,男,董事",
        "600219,宁波云帆物流股份有限公司,道路运输业,宋军,女,监事",
    )
    assert {each.table for each in found.tables} == {"officers", "companies", "people"}
    assert made(found, "companies", "name") == "公司全称"
    assert made(found, "people", "name") == "高管姓名"
    assert made(found, "officers", "company") == "公司代码"


def test_a_file_of_companies_and_people_is_read_in_two_parts(tmp_path: Path) -> None:
    found = suggested(
        tmp_path,
        "parties.csv",
        "party_no,party_name,party_type,reg_no,id_card,mobile",
        "P1,苏州兰亭工具有限公司,企业,91320500884932443Y,,0512-62881234",
        "P2,王建国,个人,,330100196110157113,17269634503",
        "P3,无锡德胜机械有限公司,企业,91320200879179194G,,0510-85103377",
    )
    assert {each.table: each.where for each in found.tables} == {
        "companies": {"party_type": ["企业"]},
        "people": {"party_type": ["个人"]},
    }
    assert made(found, "people", "resident_id") == "id_card"
    assert made(found, "companies", "company_number") == "reg_no"


def test_values_that_are_keys_of_another_file_name_an_end(tmp_path: Path) -> None:
    firms = write(
        tmp_path,
        "firms.csv",
        "no,company name,phone",
        *[f"K{n},Acme {n} Ltd,0512-6288{n:04}" for n in range(9)],
    )
    ties = write(
        tmp_path, "spend.csv", "von,buyer,annual spend", *[f"K{n},Acme 0 Ltd,{n}00" for n in range(1, 9)]
    )
    found = suggest([firms, ties], today=TODAY)
    assert made(found, "supplies", "supplier") == "von"


def test_headers_that_stand_twice_are_told_not_used(tmp_path: Path) -> None:
    found = suggested(
        tmp_path, "customers.csv", "cust_no,cust_name,phone,phone", "C1,Acme Ltd,0512-62881234,0512-62881235"
    )
    assert [(each.header, each.why) for each in found.unmapped] == [
        ("phone", "stands there more than once; rename one"),
        ("phone", "stands there more than once; rename one"),
    ]
    assert parsed(page(found), "m").tables


def test_a_file_that_is_like_no_table_says_so_and_shows_its_headers(tmp_path: Path) -> None:
    text = page(suggested(tmp_path, "weather.csv", "sunny,rainy", "3,4", "5,6"))
    assert "# No table was found" in text
    assert "#   sunny: 3 · 5" in text


def test_a_field_that_its_values_cannot_be_is_given_up_with_the_reason(tmp_path: Path) -> None:
    found = suggested(
        tmp_path,
        "customers.csv",
        "cust_no,cust_name,revenue,roles",
        "C1,Acme Ltd,-5,gold",
        "C2,Bolt Ltd,-7,silver",
        "C3,Nuts Ltd,-9,gold",
    )
    why = {each.header: each.why for each in found.unmapped}
    assert "revenue" in why["revenue"] and "below zero" in why["revenue"]
    assert "gold" in why["roles"]


def test_each_sheet_of_a_workbook_has_its_own_part(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        for name, lines in {
            "Firmen": [["cust_no", "cust_name"], ["C1", "Acme Ltd"]],
            "Loans": [["Lender", "Borrower", "Outstanding Balance"], ["Bank AG", "Acme Ltd", "5"]],
        }.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
    found = suggest([tmp_path / "book.xlsx"], today=TODAY)
    assert [(each.sheet, each.table) for each in found.tables] == [
        ("Firmen", "companies"),
        ("Loans", "debts"),
    ]


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(NAMES.filter(bool), min_size=2, max_size=6, unique=True))
def test_whatever_the_headers_are_the_page_reads_back_as_the_suggestion(headers: list[str]) -> None:
    chosen = TableSuggestion(
        "a [1].csv",
        headers[0],
        "companies",
        tuple(_field(*pair) for pair in zip(("source_key", "name"), headers, strict=False)),
        where={headers[-1]: {"not": ["", headers[0]]}},
    )
    suggestion = Suggestion("crm", (chosen,), ())
    (read,) = parsed(page(suggestion), "m").tables
    assert read.columns == {"source_key": headers[0], "name": headers[1]}
    assert read.fits("a [1].csv", headers[0])
    assert read.sheet == headers[0]


def _field(field: str, header: str) -> FieldSuggestion:
    return FieldSuggestion(field, header, (header,), 1.0, (header,), header)
