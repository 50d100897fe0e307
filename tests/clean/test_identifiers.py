"""Identifiers in every dress get one normal form, and wrong ones say what is wrong."""

from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from graph.model import IdentifierKind
from ingest.clean.contact import phone
from ingest.clean.identifiers import birth_date, identifier, is_uscc, recognise

USCC = "91110000600037341L"
RESIDENT_ID = "11010519491231002X"
LEI = "5493000IBP32UQZ0KL24"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (IdentifierKind.COMPANY_NUMBER, " 91110000600037341l", USCC),
        (IdentifierKind.COMPANY_NUMBER, "９１１１００００６０００３７３４１Ｌ", USCC),
        (IdentifierKind.COMPANY_NUMBER, "9111-0000-600037341L", USCC),
        (IdentifierKind.COMPANY_NUMBER, "201012345A", "201012345A"),
        (IdentifierKind.RESIDENT_ID, "11010519491231002x", RESIDENT_ID),
        (IdentifierKind.RESIDENT_ID, "110105491231002", RESIDENT_ID),
        (IdentifierKind.LEI, "5493000ibp32uqz0kl24", LEI),
        (IdentifierKind.VAT, "DE 136 695 976", "DE136695976"),
        (IdentifierKind.PASSPORT, "e 1234567", "E1234567"),
        (IdentifierKind.PHONE, "138 0013 8000", "+8613800138000"),
        (IdentifierKind.PHONE, "+86-13800138000", "+8613800138000"),
        (IdentifierKind.PHONE, "(010) 6552 9988", "+861065529988"),
        (IdentifierKind.PHONE, "702-919-1300", "+17029191300"),
        (IdentifierKind.PHONE, "+44 20 7946 0018", "+442079460018"),
        (IdentifierKind.EMAIL, " Info@Example.COM ", "info@example.com"),
        (IdentifierKind.ADDRESS, "1515 Adela Lane, Las Vegas", "1515 adela ln las vegas"),
        (IdentifierKind.ADDRESS, "河南省 洛陽市長林路20號", "河南省洛阳市长林路20号"),
        (IdentifierKind.WEBSITE, "https://www.Example.com/about", "example.com"),
        (IdentifierKind.BANK_ACCOUNT, "6222 0200 0000 0000", "6222020000000000"),
        (IdentifierKind.BANK_ACCOUNT, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (IdentifierKind.DEVICE, "dev-0559", "DEV-0559"),
    ],
)
def test_a_good_value_has_one_normal_form(kind: IdentifierKind, raw: str, value: str) -> None:
    found = identifier(kind, raw)
    assert (found.identifier.kind, found.identifier.value, found.failed) == (kind, value, None)


@pytest.mark.parametrize(
    ("kind", "raw", "failed"),
    [
        (IdentifierKind.COMPANY_NUMBER, "911100006000373410", "checksum"),
        (IdentifierKind.COMPANY_NUMBER, "123", "length"),
        (IdentifierKind.COMPANY_NUMBER, "000000000", "placeholder"),
        (IdentifierKind.RESIDENT_ID, "110105194912310021", "checksum"),
        (IdentifierKind.RESIDENT_ID, "11010519491331002X", "checksum"),
        (IdentifierKind.RESIDENT_ID, "1101051949", "length"),
        (IdentifierKind.RESIDENT_ID, "1101051949123100XX", "format"),
        (IdentifierKind.LEI, "5493000IBP32UQZ0KL25", "checksum"),
        (IdentifierKind.LEI, "5493", "length"),
        (IdentifierKind.VAT, "DE136695977", "checksum"),
        (IdentifierKind.PHONE, "call me", "not_a_number"),
        (IdentifierKind.EMAIL, "nobody", "format"),
        (IdentifierKind.WEBSITE, "none", "format"),
        (IdentifierKind.PASSPORT, "ABCDEFG", "format"),
        (IdentifierKind.BANK_ACCOUNT, "DE89370400440532013001", "checksum"),
        (IdentifierKind.PHONE, "", "empty"),
    ],
)
def test_a_bad_value_names_the_check_it_failed(kind: IdentifierKind, raw: str, failed: str) -> None:
    assert identifier(kind, raw).failed == failed


def test_an_impossible_birth_date_fails_even_with_a_good_check_digit() -> None:
    digits = "11010519491331002"
    checked = next(
        f"{digits}{last}"
        for last in "0123456789X"
        if identifier(IdentifierKind.RESIDENT_ID, f"{digits}{last}").failed != "checksum"
    )
    assert identifier(IdentifierKind.RESIDENT_ID, checked).failed == "birth_date"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (USCC, IdentifierKind.COMPANY_NUMBER),
        (RESIDENT_ID.lower(), IdentifierKind.RESIDENT_ID),
        (LEI, IdentifierKind.LEI),
    ],
)
def test_a_valid_number_of_one_actor_is_recognised(raw: str, kind: IdentifierKind) -> None:
    found = recognise(raw)
    assert found is not None
    assert found.identifier.kind == kind


@pytest.mark.parametrize(
    "raw",
    ["宁川精密机械有限公司", "SUP-0000950", "13800138000", "911100006000373410", "201012345A", "", "王杰"],
)
def test_names_keys_and_unchecked_numbers_are_not_recognised(raw: str) -> None:
    assert recognise(raw) is None


def test_a_resident_id_tells_the_birth_date() -> None:
    assert birth_date(RESIDENT_ID) == "1949-12-31"


@given(st.sampled_from(IdentifierKind), st.text(max_size=60))
@settings(deadline=None, derandomize=True)
def test_any_text_is_read_without_an_error_and_normalising_twice_changes_nothing(
    kind: IdentifierKind, raw: str
) -> None:
    once = identifier(kind, raw)
    again = identifier(kind, once.identifier.value)
    assert again.identifier == once.identifier


@given(
    st.sampled_from(["010", "021", "0731", "0311", "0754", "0433", "0978", "0999", "01", "0120", "020"]),
    st.text("0123456789", min_size=5, max_size=9),
)
@settings(deadline=None, derandomize=True, max_examples=300)
def test_a_chinese_number_is_read_at_first_sight_as_the_library_reads_it(area: str, rest: str) -> None:
    found = phonenumbers.parse(area + rest, "CN")
    value, failed = phone(f"{area}-{rest}")
    if phonenumbers.is_valid_number(found):
        assert (value, failed) == (f"+86{found.national_number}", None)
    elif value.startswith("+86"):
        assert failed == (None if phonenumbers.is_possible_number(found) else "length")


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXYIO", min_size=18, max_size=18))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_a_company_number_passes_exactly_where_the_library_lets_it_pass(digits: str) -> None:
    for value in (digits, f"91{digits[2:]}", f"91430203{digits[8:]}"):
        with suppress(ValueError):
            value = value[:17] + uscc.calc_check_digit(value[:17])
        if is_uscc(value):
            passed = identifier(IdentifierKind.COMPANY_NUMBER, value).failed is None
            assert passed == uscc.is_valid(value)
