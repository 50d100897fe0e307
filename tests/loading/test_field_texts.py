"""The fields of a record are the JSON text that a dictionary of them would give."""

from datetime import date

from graph.model import Role
from graph.row_cells import json_text
from graph.values import Money
from ingest.field_texts import field_text
from ingest.tables.column import TableRow, row_class
from ingest.tables.companies import Company
from ingest.tables.people import Person


def row_of(model: type[TableRow], **values: object) -> TableRow:
    kind = row_class(model)
    return kind(**{**dict.fromkeys(model.model_fields), **values})


def test_fields_are_sorted_and_empty_ones_left_out() -> None:
    row = row_of(
        Company,
        source_key="C1",
        name="Acme",
        other_names=('"A"\\', "é\n钢"),
        company_number="91430203MA0000000K",
        roles=(Role.CUSTOMER, Role.SUPPLIER),
        registered_on=date(2014, 12, 8),
        revenue=Money(-12, "CNY"),
        staff=0,
        phones=(),
        currency="CNY",
    )
    assert field_text(row, {}) == json_text(
        {
            "other_names": ['"A"\\', "é\n钢"],
            "company_number": "91430203MA0000000K",
            "roles": ["customer", "supplier"],
            "registered_on": "2014-12-08",
            "revenue": {"minor": -12, "currency": "CNY"},
            "staff": 0,
        }
    )


def test_more_fields_are_sorted_in() -> None:
    row = row_of(Company, source_key="C1", name="Acme", industry="钢铁", status="存续")
    more = {"legal_representative": "王伟"}
    assert field_text(row, more) == json_text({"industry": "钢铁", "status": "存续", **more})


def test_a_row_that_says_nothing_has_an_empty_object() -> None:
    assert field_text(row_of(Person, source_key="P1", name="Wang Wei"), {}) == "{}"
