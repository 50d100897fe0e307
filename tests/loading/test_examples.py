"""The mappings in examples/ read files of the shape that their data sets have."""

import tarfile
from pathlib import Path

from graph.schema import Table
from graph.store import GraphStore
from ingest.load import LoadReport
from tests.loading.examples import load_into, rows, values, write

EXAMPLES = Path(__file__).parents[2] / "examples"
CUSTOMER_HEADERS = (
    "DATA_SOURCE,RECORD_ID,PRIMARY_NAME_FULL,PRIMARY_NAME_ORG,PRIMARY_NAME_LAST,PRIMARY_NAME_FIRST,"
    "PRIMARY_NAME_MIDDLE,NATIVE_NAME_FULL,SECONDARY_NAME_ORG,GENDER,DATE_OF_BIRTH,PASSPORT_NUMBER,"
    "PASSPORT_COUNTRY,DRIVERS_LICENSE_NUMBER,DRIVERS_LICENSE_STATE,SSN_NUMBER,NATIONAL_ID_NUMBER,"
    "NATIONAL_ID_COUNTRY,EMAIL_ADDRESS,ADDR_FULL,ADDR_LINE1,ADDR_CITY,ADDR_STATE,ADDR_POSTAL_CODE,"
    "ADDR_COUNTRY,ADDR_TYPE,PHONE_NUMBER,PHONE_TYPE,RECORD_TYPE,AMOUNT,CATEGORY,DATE,STATUS"
)
REFERENCE_HEADERS = (
    "DATA_SOURCE,RECORD_ID,PRIMARY_NAME_FULL,PRIMARY_NAME_ORG,PRIMARY_NAME_LAST,PRIMARY_NAME_FIRST,"
    "NATIVE_NAME_FULL,SECONDARY_NAME_ORG,DATE_OF_BIRTH,EMAIL_ADDRESS,ADDR_FULL,ADDR_LINE1,ADDR_CITY,"
    "ADDR_STATE,ADDR_POSTAL_CODE,ADDR_COUNTRY,ADDR_TYPE,PHONE_NUMBER,PHONE_TYPE,EMPLOYER,RECORD_TYPE,"
    "REL_ANCHOR_KEY,REL_POINTER_KEY,REL_POINTER_ROLE,CATEGORY,DATE,STATUS,NATIONAL_ID_NUMBER,"
    "NATIONAL_ID_TYPE,NATIONAL_ID_COUNTRY,TAX_ID_NUMBER,TAX_ID_TYPE,TAX_ID_COUNTRY,LEI_NUMBER"
)
WATCHLIST_HEADERS = (
    "DATA_SOURCE,RECORD_ID,PRIMARY_NAME_FULL,PRIMARY_NAME_LAST,PRIMARY_NAME_FIRST,PRIMARY_NAME_MIDDLE,"
    "NATIVE_NAME_FULL,GENDER,DATE_OF_BIRTH,DRIVERS_LICENSE_NUMBER,DRIVERS_LICENSE_STATE,SSN_NUMBER,"
    "EMAIL_ADDRESS,ADDR_LINE1,ADDR_CITY,ADDR_STATE,ADDR_POSTAL_CODE,ADDR_COUNTRY,ADDR_TYPE,PHONE_NUMBER,"
    "EMPLOYER,RECORD_TYPE,CATEGORY,DATE,STATUS"
)


def line(headers: str, **cells: str) -> str:
    """Return a CSV line with these cells filled in."""
    return ",".join(f'"{cells.get(header, "")}"' for header in headers.split(","))


def load_with(store: GraphStore, example: str, *paths: Path) -> LoadReport:
    return load_into(store, *paths, mappings=(EXAMPLES / example / "mapping.yaml",))


def test_people_and_organisations_of_one_file_are_told_apart(store: GraphStore, tmp_path: Path) -> None:
    customers = write(
        tmp_path,
        "customers.csv",
        CUSTOMER_HEADERS,
        line(
            CUSTOMER_HEADERS,
            RECORD_ID="1",
            PRIMARY_NAME_LAST="Roe",
            PRIMARY_NAME_FIRST="Jo",
            GENDER="U",
            DATE_OF_BIRTH="24-May-11",
            SSN_NUMBER="294-66-0000",
            EMAIL_ADDRESS="Jo Roe<jo@example.com>",
            ADDR_LINE1="1 Main St",
            ADDR_CITY="Springfield",
            RECORD_TYPE="PERSON",
        ),
        line(CUSTOMER_HEADERS, RECORD_ID="2", PRIMARY_NAME_ORG="Acme", RECORD_TYPE="ORGANIZATION"),
    )
    report = load_with(store, "senzing", customers)
    assert report.total.rejected == 0
    assert values(rows(store, Table.RECORDS), "key", "kind", "name") == {
        ("customers:people:1", "person", "Jo Roe"),
        ("customers:companies:2", "company", "Acme"),
    }
    held = {str(row["kind"]): row["value"] for row in rows(store, Table.HOLDINGS)}
    assert (held["national_id"], held["email"]) == ("294660000", "jo@example.com")
    person = next(row for row in rows(store, Table.RECORDS) if row["kind"] == "person")
    assert '"birth_date":"2011-05-24"' in str(person["fields"])
    assert '"address":"1 Main St, Springfield"' in str(person["fields"])


def test_pointers_become_ownership_and_offices(store: GraphStore, tmp_path: Path) -> None:
    def told(key: str, kind: str, **cells: str) -> str:
        return line(REFERENCE_HEADERS, RECORD_ID=key, RECORD_TYPE=kind, **cells)

    reference = write(
        tmp_path,
        "reference.csv",
        REFERENCE_HEADERS,
        told("10", "ORGANIZATION", PRIMARY_NAME_ORG="Acme USA", REL_POINTER_KEY="11",
             REL_POINTER_ROLE="Global Parent"),
        told("11", "ORGANIZATION", PRIMARY_NAME_ORG="Acme", TAX_ID_NUMBER="DE123456789", DATE="1990"),
        told("12", "PERSON", PRIMARY_NAME_FULL="Jo Roe", REL_POINTER_KEY="11", REL_POINTER_ROLE="Owns 60%"),
        told("13", "PERSON", PRIMARY_NAME_FULL="Al Poe", REL_POINTER_KEY="11", REL_POINTER_ROLE="Principal",
             CATEGORY="Director"),
    )  # fmt: skip
    load_with(store, "senzing", reference)
    ties = rows(store, Table.RELATIONSHIPS)
    assert values(ties, "kind", "source", "target", "subject", "share_low") == {
        ("OWNS", "reference:companies:11", "reference:companies:10", None, None),
        ("OWNS", "reference:people:12", "reference:companies:11", None, 0.6),
        ("OFFICER_OF", "reference:people:13", "reference:companies:11", "Director", None),
    }


def test_a_listed_person_is_hit_by_an_event(store: GraphStore, tmp_path: Path) -> None:
    entry = line(
        WATCHLIST_HEADERS, RECORD_ID="1", NATIVE_NAME_FULL="فيصل", CATEGORY="Sanctioned", DATE="2/22/2002"
    )
    load_with(store, "senzing", write(tmp_path, "watchlist.csv", WATCHLIST_HEADERS, entry))
    (event,) = rows(store, Table.EVENTS)
    assert (event["kind"], event["severity"], str(event["at"])) == ("watchlist_hit", 1.0, "2002-02-22")
    (tie,) = rows(store, Table.RELATIONSHIPS)
    assert tie["target"] == "watchlist:people:1"


def test_one_wide_row_holds_a_customer_its_people_and_a_contract(store: GraphStore) -> None:
    folder = EXAMPLES / "wide_customers"
    report = load_into(store, folder / "客户总表.csv", mappings=(folder / "customers.yaml",))
    assert (report.total.good, report.total.rejected) == (13, 0)
    assert report.warnings == {"row_repeated": 2}
    ties = values(rows(store, Table.RELATIONSHIPS), "kind", "source", "target", "subject")
    assert {each for each in ties if each[3] in ("guarantor", "legal_representative")} == {
        ("SIGNED", "crm:people:330300196211197123", "contract:crm:HT-01", "guarantor"),
        ("SIGNED", "crm:people:320200196501277140", "contract:crm:HT-02", "guarantor"),
        ("OFFICER_OF", "crm:people:330100196110157113", "crm:companies:C001", "legal_representative"),
        ("OFFICER_OF", "crm:people:320500196312247133", "crm:companies:C002", "legal_representative"),
        ("OFFICER_OF", "crm:people:320100196603037150", "crm:companies:C003", "legal_representative"),
    }


def test_no_transfer_of_an_archive_vanishes(store: GraphStore, tmp_path: Path) -> None:
    write(tmp_path, "20K/nodes.csv", "nodeid,isFraud,init_balance,fraudStep", "0,0,1.5,-1", "1,1,2.5,4")
    transfers = ["0,1,147.8,1", "0,1,147.8,1", "1,0,104.06,2", "1,1,3,2"]
    write(tmp_path, "20K/transactions.csv", "sourceNodeId,targetNodeId,value,time", *transfers)
    write(tmp_path, "20K/metadata.txt", "what this is")
    with tarfile.open(tmp_path / "20K.tgz", "w:gz") as packed:
        packed.add(tmp_path / "20K", "20K")
    report = load_with(store, "amlsim", tmp_path / "20K.tgz")
    assert report.skipped == ("20K.tgz/20K/metadata.txt",)
    ties = rows(store, Table.RELATIONSHIPS)
    assert len(ties) == len(transfers)
    assert values(ties, "source", "target", "amount", "currency") == {
        ("amlsim:companies:0", "amlsim:companies:1", 14_780, "USD"),
        ("amlsim:companies:1", "amlsim:companies:0", 10_406, "USD"),
        ("amlsim:companies:1", "amlsim:companies:1", 300, "USD"),
    }
    assert {str(row["at"])[:10] for row in ties} == {"2017-01-02", "2017-01-03"}


def test_an_officer_of_one_name_on_two_boards_stays_two_records(store: GraphStore, tmp_path: Path) -> None:
    officers = write(
        tmp_path,
        "executive_prep.csv",
        "name,gender,age,code,jobs",
        "李明,男,58,601058,董事长/董事",
        "李明,男,58,600051,独立董事",
        "王芳,女,,600051,董事",
    )
    firms = write(
        tmp_path, "stock_industry_prep.csv", "code,name,c_name", "601058,甲股份,化工", "600051,乙股份,综合"
    )
    load_with(store, "listed_officers", officers, firms)
    assert values(rows(store, Table.RELATIONSHIPS), "source", "target", "subject") == {
        ("listed:people:李明-男-58-601058", "listed:companies:601058", "董事长"),
        ("listed:people:李明-男-58-601058", "listed:companies:601058", "董事"),
        ("listed:people:李明-男-58-600051", "listed:companies:600051", "独立董事"),
        ("listed:people:王芳-女-600051", "listed:companies:600051", "董事"),
    }
