"""Identifiers that pass their checks, made a column at a time.

Company numbers follow GB 32100-2015 (last character modulo 31) around an organisation code of
GB 11714-1997 (modulo 11); resident ids follow GB 11643-1999 (ISO 7064 modulo 11-2); LEIs ISO 17442.
Phones lie in 172 xxxx xxxx, numbers for data cards that nobody can be called at. Mails end in
`.example` (RFC 2606).
"""

import numpy as np

from ingest.demo.columns import Ints, Text, join, padded, take, text
from ingest.demo.places import REGION_CODES

_BASE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_SPREAD = 179_424_673  # a prime: steps through all numbers before one repeats
_ORGANISATIONS = 89_999_999
_PHONES = 100_000_000


def company_numbers(city: Ints, serial: Ints) -> Text:
    """Return unified social credit codes; different serials (below 89,999,999) give different numbers."""
    body = 10_000_000 + serial * _SPREAD % _ORGANISATIONS
    digits = _digits(body, 8)
    check = (11 - digits @ np.array(_ORGANISATION_WEIGHTS)) % 11
    organisation = np.where(check == 10, _BASE.index("X"), check)
    region = _digits(np.array(REGION_CODES, dtype=np.int64)[city], 6)
    lead = np.tile(np.array([9, 1]), (len(serial), 1))
    values = np.hstack([lead, region, digits, organisation[:, None]])
    last = (31 - values @ np.array(_USCC_WEIGHTS)) % 31
    return _written(np.hstack([values, last[:, None]]), _BASE)


def resident_ids(city: Ints, birth: Ints, sequence: Ints) -> Text:
    """Return resident ids for births (days since 1970) and sequence numbers 0 … 999 (odd: men)."""
    dates = birth.astype("datetime64[D]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    dom = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    region = np.array(REGION_CODES, dtype=np.int64)[city]
    body = np.hstack(
        [_digits(region, 6), _digits(year * 10_000 + month * 100 + dom, 8), _digits(sequence, 3)]
    )
    check = body @ np.array(_RESIDENT_WEIGHTS) % 11
    return join(_written(body, "0123456789"), take(list(_RESIDENT_CHECKS), check))


def leis(serial: Ints) -> Text:
    """Return legal entity identifiers of an issuer that does not exist (9999)."""
    body = serial * _SPREAD % 1_000_000_000_000
    # ISO 7064 modulo 97-10 over the eighteen digits: 9999 00 and twelve of the body
    check = 98 - (999_900 * pow(10, 14, 97) + body % 97 * 100) % 97
    return join("999900", padded(body, 12), padded(check, 2))


def phones(serial: Ints) -> Text:
    """Return eleven digits in 172 xxxx xxxx; different serials give different numbers."""
    return join("172", padded(serial * _SPREAD % _PHONES, 8))


def accounts(serial: Ints) -> Text:
    """Return nineteen digits of an issuer range (9900) that no bank has."""
    return join("9900", padded(serial * _SPREAD % 10**15, 15))


def devices(serial: Ints) -> Text:
    """Return device fingerprints."""
    return join("DEV-", padded(serial * _SPREAD % 10**10, 10))


def passports(serial: Ints) -> Text:
    """Return passport numbers in a series (X) that no state issues to the demo's nationals."""
    return join("X", padded(serial * _SPREAD % _PHONES, 8))


def mails(user: Text, domain: Text) -> Text:
    """Return addresses under `.example`, where no mail can be sent."""
    return join(user, "@", domain, ".example")


def numbered(prefix: str, numbers: Ints) -> Text:
    """Return keys such as `KH0000123` for numbers below ten million."""
    return join(prefix, padded(numbers, 7))


def _digits(numbers: Ints, width: int) -> Ints:
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return numbers[:, None] // powers % 10


def _written(values: Ints, alphabet: str) -> Text:
    codes = np.frombuffer(alphabet.encode(), dtype=np.uint8)[values]
    rows = np.ascontiguousarray(codes).view(f"S{values.shape[1]}").ravel()
    return text([row.decode() for row in rows.tolist()])
