"""Text of a cell -> day or moment, in the usual Western and Chinese forms that leave no doubt."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from ingest.reasons import BadValue, Reason
from ingest.values import plain

EARLIEST = date(1800, 1, 1)
_AHEAD_PAST = timedelta(days=366)
_AHEAD_ANY = timedelta(days=36525)
_SERIAL_ORIGIN = datetime(1899, 12, 30, tzinfo=UTC)
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[T ]+(\d.*))?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d{2}:?\d{2}.*))?")
_CLOCK = re.compile(
    r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.(\d{1,6})\d*)?秒?)?分?\s*(Z|[+-]\d\d:?\d\d)?"
)


def day(text: str) -> date:
    """Return a day: 2024-03-05, 2024/3/5, 20240305, 2024年3月5日, an Excel serial of five digits.

    A time after it is dropped. `1/2/18` is refused: nobody can tell its day from its month.
    """
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadValue(Reason.NOT_A_DATE) from None
    return moment(text).date()


def moment(text: str) -> datetime:
    """Return a point in time, in UTC where no zone is given, midnight where no time is."""
    bare = plain(text)
    if _SERIAL.fullmatch(bare):
        return _SERIAL_ORIGIN + timedelta(seconds=round(float(bare) * 86400))
    found = _DAY.fullmatch(bare)
    if found:
        year, month, dom = found[1], found[2] or found[4], found[3] or found[5]
        return _clock(_midnight(year, month, dom), found[6])
    found = _COMPACT.fullmatch(bare)
    if found:
        return _clock(_midnight(found[1], found[2], found[3]), found[4])
    raise BadValue(Reason.NOT_A_DATE)


def by_format(text: str, formats: Sequence[str], today: date) -> date | datetime | None:
    """Return the date by the first `strptime` format that fits, None when none does. Zones are not read.

    With a two-digit year, a day after `today` is taken a century back.
    """
    bare = plain(text)
    for layout in formats:
        try:
            found = datetime.strptime(bare, layout).replace(tzinfo=UTC)
        except ValueError:
            continue
        if "%y" in layout and found.date() > today:
            found = found.replace(year=found.year - 100)
        return found.date() if not re.search(r"%[HIMSfpXc]", layout) else found
    return None


def possible(value: date, today: date, *, past: bool) -> date:
    """Return `value` if such a day can be; what is past may lie a year ahead of `today` at most."""
    latest = today + (_AHEAD_PAST if past else _AHEAD_ANY)
    if not EARLIEST <= value <= latest:
        raise BadValue(Reason.DATE_OUT_OF_RANGE)
    return value


def _midnight(year: str, month: str, dom: str) -> datetime:
    try:
        return datetime(int(year), int(month), int(dom), tzinfo=UTC)
    except ValueError:
        raise BadValue(Reason.NOT_A_DATE) from None


def _clock(midnight: datetime, text: str | None) -> datetime:
    if text is None:
        return midnight
    bare = text.strip()
    if ":" not in bare and "时" not in bare:
        bare = ":".join(bare[at : at + 2] for at in range(0, len(bare), 2))
    found = _CLOCK.fullmatch(bare)
    if found is None:
        raise BadValue(Reason.NOT_A_DATE)
    try:
        local = midnight.replace(
            hour=int(found[1]),
            minute=int(found[2]),
            second=int(found[3] or 0),
            microsecond=int((found[4] or "0").ljust(6, "0")),
        )
    except ValueError:
        raise BadValue(Reason.NOT_A_DATE) from None
    return local - _offset(found[5])


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -size if zone[0] == "-" else size
