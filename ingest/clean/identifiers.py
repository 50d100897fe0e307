"""Identifiers: one normal form for each kind, and the name of the check that a value did not pass.

Check digits: GB 32100-2015 (company numbers), GB 11643-1999 (resident ids), ISO 17442 (LEI),
ISO 13616 (IBAN), as `python-stdnum` implements them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stdnum import iban, lei
from stdnum.cn import ric, uscc
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from graph.model import Identifier, IdentifierKind
from ingest.clean import contact

_BLANKS_AND_DASHES = re.compile(r"[\s\-‐‑‒–—―−_·]+")
_WORD = re.compile(r"[0-9A-Z]+")
_USCC_LENGTH = 18
_BASE_31 = {digit: value for value, digit in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_USCC_WEIGHTS = [*(3**place % 31 for place in range(_USCC_LENGTH - 1)), 1]
_OLD_RESIDENT_ID = re.compile(r"\d{15}")
_EU_PREFIX = re.compile(r"[A-Z]{2}")
_REMEMBERED = 400_000


class Identified(NamedTuple):
    """A normalised identifier; `failed` names the check it did not pass, None where it passed all."""

    identifier: Identifier
    failed: str | None


@lru_cache(maxsize=_REMEMBERED)
def identifier(kind: IdentifierKind, raw: str) -> Identified:
    """Return the normal form of `raw` and the failed check; never raises.

    Checks: "empty", "length", "format", "checksum", "birth_date", "placeholder" (one digit
    throughout), "not_a_number", "country". A value that failed is kept as evidence, normalised as
    far as possible.
    """
    value, failed = _READERS[kind](raw)
    return Identified(Identifier(kind, value), "empty" if not value else failed)


def recognise(raw: str) -> Identified | None:
    """Return a valid company number, resident id or LEI; None for anything else, names above all."""
    value = compact(raw)
    if len(value) not in (_USCC_LENGTH, 20) or not _WORD.fullmatch(value):
        return None
    for kind in (IdentifierKind.RESIDENT_ID, IdentifierKind.COMPANY_NUMBER, IdentifierKind.LEI):
        found = identifier(kind, value)
        if found.failed is None and (kind != IdentifierKind.COMPANY_NUMBER or is_uscc(value)):
            return found
    return None


def is_uscc(value: str) -> bool:
    """Say whether a company number has the form of a unified social credit code, checked or not."""
    return len(value) == _USCC_LENGTH and value[:1] in "123456789ANY" and value[2:8].isdigit()


def birth_date(resident_id: str) -> str | None:
    """Return the birth date that a resident id of 18 characters holds, ISO text; None if impossible."""
    try:
        return date(int(resident_id[6:10]), int(resident_id[10:12]), int(resident_id[12:14])).isoformat()
    except ValueError:
        return None


def compact(raw: str) -> str:
    """Return `raw` in plain upper case without blanks and dashes."""
    text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
    return _BLANKS_AND_DASHES.sub("", text).upper()


def _company_number(raw: str) -> tuple[str, str | None]:
    """A unified social credit code is checked; other countries' and older numbers only for their form."""
    value = compact(raw)
    if is_uscc(value):
        return value, None if _passes_uscc(value) else _failure(uscc.validate, value)
    return value, _plain(value, 4, 24)


def _passes_uscc(value: str) -> bool:
    """Say whether a code of 18 characters passes its check; the library names what the others fail.

    GB 32100-2015: the characters are digits to the base 31; their sum, weighted by powers of 3 and 1
    for the last, is a multiple of 31.
    """
    try:
        weighted = sum([_BASE_31[each] * weight for each, weight in zip(value, _USCC_WEIGHTS, strict=True)])
    except KeyError:
        return False
    return weighted % 31 == 0 and value[:8].isdigit()


def _lei(raw: str) -> tuple[str, str | None]:
    value = compact(raw)
    return value, "length" if len(value) != 20 else _failure(lei.validate, value)


def _vat(raw: str) -> tuple[str, str | None]:
    """European numbers are checked, other countries' only for their form."""
    value = compact(raw)
    if _EU_PREFIX.match(value) and value[:2].lower() in vat.MEMBER_STATES:
        return value, _failure(vat.validate, value)
    return value, _plain(value, 6, 24)


def _resident_id(raw: str) -> tuple[str, str | None]:
    """15 digits of before 1999 become the 18 of today. The table of places is not asked: it changes."""
    value = compact(raw)
    if _OLD_RESIDENT_ID.fullmatch(value):
        longer = f"{value[:6]}19{value[6:]}"
        value = longer + ric.calc_check_digit(f"{longer}0")
    if len(value) != 18:
        return value, "length"
    if not (value[:17].isdigit() and value.isascii()):
        return value, "format"
    if ric.calc_check_digit(value) != value[-1]:
        return value, "checksum"
    born = birth_date(value)
    return value, None if born and "1900-01-01" <= born <= "2100-01-01" else "birth_date"


def _passport(raw: str) -> tuple[str, str | None]:
    value = compact(raw)
    return value, _plain(value, 5, 14)


def _national_id(raw: str) -> tuple[str, str | None]:
    value = compact(raw)
    return value, _plain(value, 4, 30)


def _bank_account(raw: str) -> tuple[str, str | None]:
    value = compact(raw)
    if value[:2].isalpha() and value[2:4].isdigit() and len(value) >= 15:
        return value, _failure(iban.validate, value)
    return value, _plain(value, 5, 34)


def _device(raw: str) -> tuple[str, str | None]:
    value = re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw)).upper()
    return value, None if len(value) >= 4 else "length"


def _plain(value: str, shortest: int, longest: int) -> str | None:
    if not shortest <= len(value) <= longest:
        return "length"
    digits = [each for each in value if each.isdigit()]
    if not digits:
        return "format"
    return "placeholder" if len(set(value)) == 1 else None


def _failure(validate: Callable[[str], object], value: str) -> str | None:
    try:
        validate(value)
    except InvalidChecksum:
        return "checksum"
    except InvalidLength:
        return "length"
    except InvalidFormat:
        return "format"
    except ValidationError:
        return "country"
    return None


_READERS: Mapping[IdentifierKind, Callable[[str], tuple[str, str | None]]] = {
    IdentifierKind.COMPANY_NUMBER: _company_number,
    IdentifierKind.LEI: _lei,
    IdentifierKind.VAT: _vat,
    IdentifierKind.RESIDENT_ID: _resident_id,
    IdentifierKind.PASSPORT: _passport,
    IdentifierKind.NATIONAL_ID: _national_id,
    IdentifierKind.PHONE: contact.phone,
    IdentifierKind.EMAIL: contact.email,
    IdentifierKind.ADDRESS: contact.address,
    IdentifierKind.BANK_ACCOUNT: _bank_account,
    IdentifierKind.DEVICE: _device,
    IdentifierKind.WEBSITE: contact.website,
}
