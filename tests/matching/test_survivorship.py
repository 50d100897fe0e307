"""Which record speaks for a party is a rule that can be read off its result."""

from dataclasses import replace

from graph.model import Json, Party, PartyKind, Record, Role, Sourced
from graph.values import PartyId
from ingest.survivorship import surviving_party
from tests.matching.worlds import USCC_A, mention
from tests.worlds import company

ID = PartyId("p_1")
NAME = "宁川精密机械有限公司"


def made(*records: Record, priority: tuple[str, ...] = ()) -> Party:
    return surviving_party(ID, records, priority=priority)


def field(name: str, *records: Record, priority: tuple[str, ...] = ()) -> Json:
    return made(*records, priority=priority).fields[name].value


def test_the_trusted_source_speaks_first() -> None:
    records = company("1", source="crm", industry="C30"), company("2", source="erp", industry="C38")
    assert [field("industry", *records), field("industry", *records, priority=("erp",))] == ["C30", "C38"]


def test_a_newer_record_of_one_source_speaks_before_an_older_one() -> None:
    old = company("1", industry="C30", cooperation_since="2020-01-01")
    new = company("2", industry="C38", cooperation_since="2024-01-01")
    assert field("industry", old, new) == field("industry", new, old) == "C38"


def test_an_identifier_that_failed_its_check_gives_way_to_a_valid_one() -> None:
    wrong = company("1", source="crm", company_number="911100006000373410")
    right = company("2", source="erp", company_number=USCC_A)
    assert made(wrong, right).fields["company_number"] == Sourced(USCC_A, right.id)


def test_every_field_says_which_record_it_was_taken_from() -> None:
    one, other = company("1", region="洛阳"), company("2", source="erp", staff=12)
    fields = made(one, other).fields
    assert (fields["region"].record, fields["staff"].record) == (one.id, other.id)


def test_lists_are_united() -> None:
    assert field("phones", company("1", phones=["1", "2"]), company("2", phones=["2", "3"])) == [
        "1",
        "2",
        "3",
    ]


def test_the_name_that_most_rows_bear_wins_and_the_others_stay() -> None:
    records = (
        company("1", name="宁川精密"),
        company("2", source="erp", name=NAME, other_names=["Ningchuan"]),
        company("3", source="reg", name=NAME),
    )
    party = made(*records)
    assert (party.name, set(party.other_names)) == (NAME, {"宁川精密", "Ningchuan"})


def test_roles_are_united() -> None:
    party = made(company("1", roles=["customer"]), company("2", roles=["supplier", "customer"]))
    assert party.roles == {Role.CUSTOMER, Role.SUPPLIER}


def test_mentions_alone_leave_a_party_unrated_and_never_name_one_that_has_rows() -> None:
    bare = mention("宁川精蜜机械有限公司")[0]
    alone, both = made(bare), made(bare, replace(bare, id=bare.id + "x"), company("1", name=NAME))
    assert (alone.rated, both.rated, both.name) == (False, True, NAME)
    assert (alone.kind, both.kind) == (PartyKind.UNKNOWN, PartyKind.COMPANY)


def test_the_order_of_records_does_not_matter() -> None:
    records = [
        company(str(at), source=source, name=NAME, industry=f"C{at}") for at, source in enumerate("abc")
    ]
    assert made(*records) == made(*reversed(records))
