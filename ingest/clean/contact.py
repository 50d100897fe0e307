"""Phones, e-mails, addresses and web sites: each value's normal form and the check it failed."""

import re
import unicodedata
from functools import cache
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from ingest.clean.text import simplified

_CHINESE_MOBILE = re.compile(r"(?:\+86|0086|86)?(1[3-9]\d{9})")
_PHONE_NOISE = re.compile(r"[\s\-‐‑–—().·/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_NOT_WORD = re.compile(r"[^\w]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])")
_SCHEME = re.compile(r"^[a-z]+://")
_FALLBACK_REGION = "US"
_ADDRESS_WORDS = {
    "street": "st", "road": "rd", "avenue": "ave", "av": "ave", "lane": "ln", "drive": "dr", "place": "pl",
    "boulevard": "blvd", "court": "ct", "square": "sq", "highway": "hwy", "parkway": "pkwy", "suite": "ste",
    "apartment": "apt", "building": "bldg", "floor": "fl", "north": "n", "south": "s", "east": "e",
    "west": "w", "number": "no", "saint": "st", "strasse": "str", "straße": "str",
}  # fmt: skip


def phone(raw: str, *, region: str = "CN") -> tuple[str, str | None]:
    """Return the number in E.164 and None, or what is left of it and "not_a_number" or "length".

    Without a country code it is read as a number of `region`; where it cannot be one there but is
    valid in North America, it is read as such.
    """
    plain = _PHONE_NOISE.sub("", raw if raw.isascii() else unicodedata.normalize("NFKC", raw))
    if region == "CN" and (national := _chinese_number(plain)):
        return f"+86{national}", None
    first = _parsed(raw, region)
    if first and phonenumbers.is_valid_number(first):
        return _e164(first), None
    second = _parsed(raw, _FALLBACK_REGION)
    if second and phonenumbers.is_valid_number(second):
        return _e164(second), None
    if first is None:
        return re.sub(r"\D", "", plain) or plain.lower(), "not_a_number"
    return _e164(first), None if phonenumbers.is_possible_number(first) else "length"


def _chinese_number(plain: str) -> str | None:
    """Return the national number of what is a valid Chinese one at first sight: most are."""
    mobile = _CHINESE_MOBILE.fullmatch(plain)
    if mobile:
        return mobile[1]
    national = plain[1:] if plain[:1] == "0" and plain[1:2] not in ("", "0") and plain.isascii() else ""
    return national if _chinese_landline().fullmatch(national) else None


@cache
def _chinese_landline() -> re.Pattern[str]:
    """Return the library's pattern of Chinese numbers with an area code; asking it takes far longer."""
    known: Any = phonenumbers.PhoneMetadata.metadata_for_region("CN")
    allowed, landline = known.general_desc.national_number_pattern, known.fixed_line.national_number_pattern
    return re.compile(f"(?=(?:{allowed})$)(?:{landline})", re.ASCII)


def email(raw: str) -> tuple[str, str | None]:
    """Return the address in lower case; "format" where it is none."""
    value = unicodedata.normalize("NFKC", raw).strip().strip("<>").lower().removeprefix("mailto:")
    return value, None if _EMAIL.fullmatch(value) else "format"


def address(raw: str) -> tuple[str, str | None]:
    """Return the words of an address with common abbreviations, one blank apart, Chinese without blanks."""
    words = _NOT_WORD.sub(" ", simplified(raw)).split()
    key = _BETWEEN_HAN.sub("", " ".join(_ADDRESS_WORDS.get(each, each) for each in words))
    return key, None if len(key) >= 4 else "length"


def website(raw: str) -> tuple[str, str | None]:
    """Return the host without `www.`."""
    value = _SCHEME.sub("", unicodedata.normalize("NFKC", raw).strip().lower())
    host = value.split("/", 1)[0].split("?", 1)[0].removeprefix("www.").rstrip(".")
    return host, None if "." in host and " " not in host else "format"


def _parsed(raw: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(raw, region)
    except NumberParseException:
        return None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
