"""Rows that come again with other cells, in a load that does not replace its source: the old ones end."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.schema import Table
from graph.store import GraphStore
from tests.loading.examples import load_into, rows, values, write

PHONE, OTHER = "13800138000", "13900139000"


def bring(store: GraphStore, folder: Path, name: str, *lines: str) -> None:
    load_into(store, write(folder, name, *lines), source="crm")


def held(store: GraphStore) -> set[tuple[object, ...]]:
    return values(rows(store, Table.HOLDINGS), "value")


def tied(store: GraphStore) -> set[tuple[object, ...]]:
    """Return who is tied to what: names for records, ids for facts."""
    names = {row["key"]: row["name"] for row in rows(store, Table.RECORDS)}
    return {
        (names.get(tie["source"], tie["source"]), tie["kind"], names.get(tie["target"], tie["target"]))
        for tie in rows(store, Table.RELATIONSHIPS)
    }


def test_a_company_has_its_new_phone_only(store: GraphStore, tmp_path: Path) -> None:
    bring(
        store,
        tmp_path,
        "monday/companies.csv",
        "source_key,name,phones",
        f"C1,Acme,{PHONE}",
        f"C2,Bolt,{PHONE}",
    )
    bring(store, tmp_path, "tuesday/companies.csv", "source_key,name,phones", f"C1,Acme,{OTHER}")
    assert values(rows(store, Table.HOLDINGS), "record", "value") == {
        ("crm:companies:C1", f"+86{OTHER}"),
        ("crm:companies:C2", f"+86{PHONE}"),
    }


def test_a_phone_that_stays_is_one_of_several(store: GraphStore, tmp_path: Path) -> None:
    bring(store, tmp_path, "monday/companies.csv", "source_key,name,phones", f"C1,Acme,{PHONE};{OTHER}")
    bring(store, tmp_path, "tuesday/companies.csv", "source_key,name,phones", f"C1,Acme,{OTHER}")
    assert held(store) == {(f"+86{OTHER}",)}
    bring(store, tmp_path, "wednesday/companies.csv", "source_key,name,phones", f"C1,Acme,{PHONE};{OTHER}")
    assert held(store) == {(f"+86{PHONE}",), (f"+86{OTHER}",)}


def test_an_account_in_a_payment_outlives_a_changed_row(store: GraphStore, tmp_path: Path) -> None:
    bring(store, tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring(
        store, tmp_path, "payments.csv", "payer,payee,amount,at,payer_account", "C1,C2,5,2024-01-01,62220001"
    )
    bring(store, tmp_path, "companies.csv", "source_key,name", "C1,Acme Holding", "C2,Bolt")
    assert held(store) == {("62220001",)}


@pytest.mark.parametrize("representatives", [("P1", "P2"), ("张三", "李四"), ("P1", "李四"), ("张三", "P2")])
def test_a_new_legal_representative_follows_the_former(
    store: GraphStore, tmp_path: Path, representatives: tuple[str, str]
) -> None:
    bring(store, tmp_path, "people.csv", "source_key,name", "P1,Ann", "P2,Bob")
    header = "source_key,name,legal_representative"
    for day, person in zip(("monday", "tuesday"), representatives, strict=True):
        bring(store, tmp_path, f"{day}/companies.csv", header, f"C1,Acme,{person}")
    name = {"P2": "Bob"}.get(representatives[1], representatives[1])
    assert tied(store) == {(name, "OFFICER_OF", "Acme")}
    mentions = [row["name"] for row in rows(store, Table.RECORDS) if row["mention"]]
    assert mentions == ([] if representatives[1] == "P2" else ["李四"])


def test_an_officers_table_is_another_word(store: GraphStore, tmp_path: Path) -> None:
    bring(store, tmp_path, "people.csv", "source_key,name", "P1,Ann", "P2,Bob")
    bring(store, tmp_path, "companies.csv", "source_key,name,legal_representative", "C1,Acme,P1")
    bring(store, tmp_path, "officers.csv", "person,company,role", "P1,C1,director")
    bring(store, tmp_path, "companies.csv", "source_key,name,legal_representative", "C1,Acme,P2")
    assert tied(store) == {("Ann", "OFFICER_OF", "Acme"), ("Bob", "OFFICER_OF", "Acme")}


def test_a_corrected_contract_has_its_new_parties_only(store: GraphStore, tmp_path: Path) -> None:
    bring(store, tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring(store, tmp_path, "contracts.csv", "number,buyer,seller,amount", "K1,C1,Cargo Ltd,7", "K2,C1,C2,8")
    bring(store, tmp_path, "contracts.csv", "number,buyer,seller,amount", "K1,C2,C1,7", "K2,C1,C2,8")
    assert tied(store) == {
        ("Bolt", "SIGNED", "contract:crm:K1"),
        ("Acme", "SIGNED", "contract:crm:K1"),
        ("Acme", "SIGNED", "contract:crm:K2"),
        ("Bolt", "SIGNED", "contract:crm:K2"),
    }
    assert len(rows(store, Table.RECORDS)) == 2


def test_a_defendant_who_was_left_out_is_no_defendant(store: GraphStore, tmp_path: Path) -> None:
    header = "court,case_number,plaintiffs,defendants"
    bring(store, tmp_path, "lawsuits.csv", header, "Ning,1,Acme,Bolt;Cargo")
    bring(store, tmp_path, "lawsuits.csv", header, "Ning,1,Acme,Cargo")
    assert {(name, kind) for name, kind, _ in tied(store)} == {
        ("Acme", "PLAINTIFF_IN"),
        ("Cargo", "DEFENDANT_IN"),
    }
    assert len(rows(store, Table.RECORDS)) == 2


def test_an_owner_whose_row_came_later_is_no_mention_any_more(store: GraphStore, tmp_path: Path) -> None:
    bring(store, tmp_path, "ownership.csv", "owner,owned,share", "C1,C2,20%")
    bring(store, tmp_path, "companies.csv", "source_key,name", "C1,Acme", "C2,Bolt")
    bring(store, tmp_path, "ownership.csv", "owner,owned,share", "C1,C2,30%")
    assert tied(store) == {("Acme", "OWNS", "Bolt")}
    assert len(rows(store, Table.RECORDS)) == 2


def test_what_a_load_ended_comes_back_when_its_row_does(store: GraphStore, tmp_path: Path) -> None:
    header = "source_key,name,phones,legal_representative"
    monday = (header, f"C1,Acme,{PHONE},张三")
    bring(store, tmp_path, "companies.csv", *monday)
    before = held(store), tied(store)
    bring(store, tmp_path, "companies.csv", header, f"C1,Acme,{OTHER},")
    assert (held(store), tied(store)) == ({(f"+86{OTHER}",)}, set())
    bring(store, tmp_path, "companies.csv", *monday)
    assert (held(store), tied(store)) == before


NAMES, PHONES = ("Acme", "Bolt", "张三"), ("", PHONE, OTHER, f"{PHONE};{OTHER}")
PEOPLE, ENDS = ("", "P1", "P2", "李四"), ("C1", "C2", "P1", "Cargo Ltd", "91110000600037341L")
company_rows = st.tuples(st.sampled_from(NAMES), st.sampled_from(PHONES), st.sampled_from(PEOPLE))
contract_rows = st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS), st.sampled_from(("5", "7")))
parties = st.dictionaries(st.sampled_from(("C1", "C2")), company_rows)
contracts = st.dictionaries(st.sampled_from(("K1", "K2")), contract_rows)
rounds = st.lists(st.tuples(parties, contracts), min_size=1, max_size=4)


@given(rounds)
@settings(
    deadline=None,
    max_examples=15,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_source_told_in_changes_is_the_source_told_at_once(
    store: GraphStore, tmp_path: Path, told: list[tuple[dict[str, tuple[str, ...]], ...]]
) -> None:
    turn = str(uuid4().hex[:8])
    first = ({"C1": ("Acme", "", ""), "C2": ("Bolt", "", "")}, {"K1": ("C1", "C2", "5")})
    last: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = ({}, {})
    for number, (companies, papers) in enumerate((first, *told)):
        last[0].update(companies)
        last[1].update(papers)
        tell(store, tmp_path / f"{number}", f"changes{turn}", companies, papers)
    tell(store, tmp_path / "all", f"once{turn}", *last)
    assert what_stands(store, f"changes{turn}") == what_stands(store, f"once{turn}")


def tell(
    store: GraphStore,
    folder: Path,
    source: str,
    companies: dict[str, tuple[str, ...]],
    papers: dict[str, tuple[str, ...]],
) -> None:
    """Load two people, these companies and these contracts as one load of a source."""
    write(folder, "people.csv", "source_key,name,sex", "P1,Ann,", "P2,Bob,")
    lines = [",".join((key, *row)) for key, row in companies.items()]
    write(folder, "companies.csv", "source_key,name,phones,legal_representative", *lines)
    lines = [",".join((key, *row)) for key, row in papers.items()]
    write(folder, "contracts.csv", "number,buyer,seller,amount", *lines)
    load_into(store, folder, source=source)


def what_stands(store: GraphStore, source: str) -> tuple[set[tuple[object, ...]], ...]:
    """Return what a source says of records, identifiers, contracts and ties, without its name."""

    def own(table: Table, *names: str) -> set[tuple[object, ...]]:
        found = [row for row in rows(store, table) if source in (row["key"] + str(row.get("reported_by")))]
        return {tuple(str(row[name]).replace(source, "") for name in names) for row in found}

    return (
        own(Table.RECORDS, "key", "name", "mention", "fields"),
        own(Table.HOLDINGS, "record", "kind", "value"),
        own(Table.CONTRACTS, "key", "amount"),
        own(Table.RELATIONSHIPS, "kind", "source", "target", "subject"),
    )
