from pathlib import Path

from graph.schema import Table
from graph.store import GraphStore
from tests.loading.examples import load_into, rows, values, write

USCC = "91430203MA4L16JQ9B"
VALID_LEI = "5493001KJTIIGC8Y1R12"


def crm(folder: Path) -> Path:
    return write(folder, "crm/companies.csv", "source_key,name", "C1,株洲远方陶瓷有限公司", "C2,Acme Ltd")


def test_a_tie_ends_at_the_records_whose_keys_it_names(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/supplies.csv", "supplier,buyer,amount,product", "C1,C2,12万,clay")
    crm(tmp_path)
    load_into(store, tmp_path / "crm")
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert (tie["source"], tie["target"]) == ("crm:companies:C1", "crm:companies:C2")
    assert (tie["kind"], tie["subject"], tie["amount"], tie["currency"]) == (
        "SUPPLIES",
        "clay",
        12_000_000,
        "CNY",
    )
    assert (tie["file"], tie["line"]) == ("crm/supplies.csv", 2)


def test_keys_of_an_earlier_load_are_known(store: GraphStore, tmp_path: Path) -> None:
    load_into(store, crm(tmp_path), source="crm")
    later = write(tmp_path, "debts.csv", "creditor,debtor,amount,overdue", "C1,C2,10,3")
    load_into(store, later, source="crm")
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert (tie["source"], tie["target"], tie["overdue"]) == ("crm:companies:C2", "crm:companies:C1", 300)


def test_a_key_of_another_source_is_only_a_name(store: GraphStore, tmp_path: Path) -> None:
    load_into(store, crm(tmp_path), source="crm")
    other = write(tmp_path, "partnerships.csv", "party,partner", "C1,C2")
    report = load_into(store, other, source="erp")
    assert report.warnings == {"end_became_a_mention": 2, "end_key_not_found": 2}
    mentions = [row for row in rows(store, Table.RECORDS) if row["mention"]]
    assert {row["name"] for row in mentions} == {"C1", "C2"}
    assert all('"given":"C' in str(row["fields"]) for row in mentions)


def test_a_defendant_known_by_name_becomes_a_mention_of_the_lawsuit(
    store: GraphStore, tmp_path: Path
) -> None:
    lawsuits = write(
        tmp_path,
        "lawsuits.csv",
        "法院,案号,原告,被告,涉案金额",
        "株洲法院,(2023)湘01民初5号,Acme Ltd,株洲远方陶磁、张三,80万元",
    )
    load_into(store, lawsuits, source="court")
    (fact,) = rows(store, Table.LAWSUITS)
    assert (fact["key"], fact["claim"]) == ("lawsuit:court:株洲法院/(2023)湘01民初5号", 80_000_000)
    place = "court:lawsuits:株洲法院/(2023)湘01民初5号"
    assert values(rows(store, Table.RECORDS), "key", "name", "kind", "mention") == {
        (f"{place}#plaintiffs0", "Acme Ltd", "unknown", True),
        (f"{place}#defendants0", "株洲远方陶磁", "unknown", True),
        (f"{place}#defendants1", "张三", "unknown", True),
    }
    assert values(rows(store, Table.RELATIONSHIPS), "kind", "source", "target") == {
        ("PLAINTIFF_IN", f"{place}#plaintiffs0", fact["key"]),
        ("DEFENDANT_IN", f"{place}#defendants0", fact["key"]),
        ("DEFENDANT_IN", f"{place}#defendants1", fact["key"]),
    }


def test_an_end_given_by_a_valid_identifier_holds_it(store: GraphStore, tmp_path: Path) -> None:
    ties = write(tmp_path, "ownership.csv", "owner,owned,owned_name,share", f"{VALID_LEI},,Acme Ltd,10%-20%")
    load_into(store, ties, source="reg")
    (holding,) = rows(store, Table.HOLDINGS)
    assert (holding["kind"], holding["value"], holding["failed"]) == ("lei", VALID_LEI, None)
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert tie["source"] == holding["record"]
    assert (tie["share_low"], tie["share_high"]) == (0.1, 0.2)
    assert ("Acme Ltd", "unknown") in values(rows(store, Table.RECORDS), "name", "kind")


def test_the_kind_of_an_end_decides_between_a_person_and_a_company_of_one_key(
    store: GraphStore, tmp_path: Path
) -> None:
    write(tmp_path, "reg/companies.csv", "source_key,name,legal_representative", "7,Acme,7", "8,Bolt,Jo Roe")
    write(tmp_path, "reg/people.csv", "source_key,name", "7,Jo Roe")
    write(tmp_path, "reg/officers.csv", "person,company,role", "7,7,director;chair")
    load_into(store, tmp_path / "reg")
    assert values(rows(store, Table.RELATIONSHIPS), "source", "target", "subject") == {
        ("reg:people:7", "reg:companies:7", "legal_representative"),
        ("reg:companies:8#legal_representative0", "reg:companies:8", "legal_representative"),
        ("reg:people:7", "reg:companies:7", "director"),
        ("reg:people:7", "reg:companies:7", "chair"),
    }


def test_a_key_of_two_records_is_ambiguous_and_leaves_nothing_behind(
    store: GraphStore, tmp_path: Path
) -> None:
    write(tmp_path, "reg/companies.csv", "source_key,name", "7,Acme")
    write(tmp_path, "reg/people.csv", "source_key,name", "7,Jo Roe")
    write(tmp_path, "reg/debts.csv", "creditor,debtor", "Bolt,7", "Bolt,Nuts")
    report = load_into(store, tmp_path / "reg")
    assert report.reasons == {"ambiguous_end": 1}
    assert len(rows(store, Table.RELATIONSHIPS)) == 1
    assert sorted(str(row["name"]) for row in rows(store, Table.RECORDS)) == [
        "Acme",
        "Bolt",
        "Jo Roe",
        "Nuts",
    ]


def test_a_tie_of_a_party_to_itself_is_refused(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/supplies.csv", "supplier,buyer", "C1,C1", "X,X")
    crm(tmp_path)
    assert load_into(store, tmp_path / "crm").reasons == {"self_tie": 2}


def test_a_contract_is_signed_in_roles(store: GraphStore, tmp_path: Path) -> None:
    write(
        tmp_path,
        "crm/contracts.csv",
        "number,buyer,seller,guarantor,signatory,amount,credit_limit,clauses,starts,ends,delivered_share",
        "N1,C1,C2,Bolt;Nuts,Jo Roe,5000,4000,guarantee;penalty,2024-01-01,2027-01-01,60%",
    )
    crm(tmp_path)
    load_into(store, tmp_path / "crm")
    (fact,) = rows(store, Table.CONTRACTS)
    assert (fact["key"], fact["amount"], fact["credit_limit"]) == ("contract:crm:N1", 500_000, 400_000)
    assert (fact["clauses"], fact["delivered_share"]) == (["guarantee", "penalty"], 0.6)
    assert values(rows(store, Table.RELATIONSHIPS), "source", "subject") == {
        ("crm:companies:C1", "buyer"),
        ("crm:companies:C2", "seller"),
        ("crm:contracts:N1#guarantor0", "guarantor"),
        ("crm:contracts:N1#guarantor1", "guarantor"),
        ("crm:contracts:N1#signatory0", "signatory"),
    }


def test_an_event_is_about_a_party_or_a_contract(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "crm/contracts.csv", "number,buyer", "N1,C1")
    write(
        tmp_path, "crm/events.csv", "kind,about,at,severity", "overdue,C2,2024-01-02,high", "complaint,N1,,"
    )
    crm(tmp_path)
    load_into(store, tmp_path / "crm")
    events = rows(store, Table.EVENTS)
    assert values(events, "kind", "severity", "contract") == {
        ("overdue", 0.75, None),
        ("complaint", 0.5, "contract:crm:N1"),
    }
    (about,) = (row for row in rows(store, Table.RELATIONSHIPS) if row["kind"] == "ABOUT")
    assert about["target"] == "crm:companies:C2"
    later = write(tmp_path, "later.csv", "kind,about,text", "other,N1,looked at again")
    load_into(store, later, source="crm", table="events")
    assert len([row for row in rows(store, Table.EVENTS) if row["contract"] == "contract:crm:N1"]) == 2


def test_a_watch_list_entry_is_a_party_and_an_event_about_it(store: GraphStore, tmp_path: Path) -> None:
    entries = write(
        tmp_path,
        "watchlist.csv",
        "entry_id,names,ids,kind,list,reason,since",
        "W1,Jo Roe;J. Roe,AB-123456,person,PEP,minister,2020-01-01",
    )
    load_into(store, entries, source="watch")
    (record,) = rows(store, Table.RECORDS)
    assert (record["key"], record["kind"], record["mention"]) == ("watch:watchlist:W1", "person", False)
    assert '"other_names":["J. Roe"]' in str(record["fields"])
    (event,) = rows(store, Table.EVENTS)
    assert (event["kind"], event["severity"], event["text"]) == ("watchlist_hit", 1.0, "PEP; minister")
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert (tie["kind"], tie["source"], tie["target"]) == ("ABOUT", event["key"], record["key"])
    assert values(rows(store, Table.HOLDINGS), "kind", "value") == {("national_id", "AB123456")}


def test_a_bid_leaves_account_phone_and_device_with_the_bidder(store: GraphStore, tmp_path: Path) -> None:
    bids = write(
        tmp_path,
        "tenders.csv",
        "tender,bidder,amount,deposit_account,contact,device,submitted_at,won",
        "T1,Acme,5万,6222021234567890123,13800138000,DEV-0001,2024-01-02 10:00,是",
        "T1,Bolt,6万,6222021234567890123,,DEV-0001,2024-01-02 10:05,否",
    )
    load_into(store, bids, source="portal")
    assert [row["key"] for row in rows(store, Table.TENDERS)] == ["tender:portal:T1"]
    assert values(rows(store, Table.RELATIONSHIPS), "kind", "target", "won") == {
        ("BID_IN", "tender:portal:T1", True),
        ("BID_IN", "tender:portal:T1", False),
    }
    held = [(row["kind"], row["record"]) for row in rows(store, Table.HOLDINGS)]
    assert len(held) == 5
    assert {record for _, record in held} == {
        "portal:tenders:T1/Acme#bidder0",
        "portal:tenders:T1/Bolt#bidder0",
    }


def test_party_fields_are_json_and_identifiers_are_held_normalised(store: GraphStore, tmp_path: Path) -> None:
    companies = write(
        tmp_path,
        "companies.csv",
        "source_key,name,roles,revenue,registered_on,phones,emails,handled_by",
        "C1,Acme,customer;partner,12.5万,2010-05-01,138 0013 8000,Info@Acme.com,Li",
    )
    load_into(store, companies, source="crm")
    (record,) = rows(store, Table.RECORDS)
    assert record["fields"] == (
        '{"emails":["Info@Acme.com"],"handled_by":"Li","phones":["138 0013 8000"],'
        '"registered_on":"2010-05-01","revenue":{"currency":"CNY","minor":12500000},"roles":["customer","partner"]}'
    )
    assert values(rows(store, Table.HOLDINGS), "kind", "value") == {
        ("phone", "+8613800138000"),
        ("email", "info@acme.com"),
    }
