"""Text of a cell -> day or moment, in the usual Western and Chinese forms that leave no doubt."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from ingest.chinese_days import with_digits
from ingest.reasons import BadValue, Reason
from ingest.spoilt import spoilt
from ingest.values import digits, plain

EARLIEST = date(1800, 1, 1)
_AHEAD_PAST = timedelta(days=366)
_AHEAD_ANY = timedelta(days=36525)
_SERIAL_ORIGIN = datetime(1899, 12, 30, tzinfo=UTC)
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
_MONTHS = {
    name: at
    for at, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_CLOCK_AFTER = r"(?:[T ]+(?P<clock>\d.*))?"
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _WEEKDAY + _CLOCK_AFTER,
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:[T ]?(?P<clock>\d\d:?\d\d.*))?",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})(?:[日号]"
        + _WEEKDAY
        + r"[T ]*(?P<clock>\d.*)?)?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[- ](?P<name>[A-Za-z]{3,9})\.?,?[- ](?P<year>\d{4})" + _CLOCK_AFTER,
        r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _CLOCK_AFTER,
    )
)
_CLOCK = re.compile(
    r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.(\d{1,6})\d*)?秒?)?分?\s*(Z|[+-]\d\d:?\d\d)?"
)
_FARTHEST_ZONE = timedelta(hours=15)


def day(text: str) -> date:
    """Return a day: 2024-03-05, 2024/3/5, 20240305, 2024年3月5日, 5 March 2024, an Excel serial.

    A time after it is dropped, and its zone: the day is the one that is written. `1/2/18` is refused:
    nobody can tell its day from its month.
    """
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    midnight, clock = _written(text)
    if clock is not None:
        _clock(midnight, clock)
    return midnight.date()


def moment(text: str) -> datetime:
    """Return a point in time, in UTC where no zone is given, midnight where no time is."""
    midnight, clock = _written(text)
    return midnight if clock is None else _clock(midnight, clock)


def _written(text: str) -> tuple[datetime, str | None]:
    """Return the day and the time after it."""
    bare = with_digits(digits(text, Reason.NOT_A_DATE))
    if _SERIAL.fullmatch(bare):
        return _SERIAL_ORIGIN + timedelta(seconds=round(float(bare) * 86400)), None
    for form in _FORMS:
        found = form.fullmatch(bare)
        if found:
            said = found.groupdict()
            month = said.get("month") or _MONTHS.get((said.get("name") or "").lower(), 0)
            return _midnight(said["year"], month, said["day"]), said["clock"]
    raise BadValue(spoilt(bare) or Reason.NOT_A_DATE)


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


def _midnight(year: str, month: str | int, dom: str) -> datetime:
    try:
        return datetime(int(year), int(month), int(dom), tzinfo=UTC)
    except ValueError:
        raise BadValue(Reason.NOT_A_DATE) from None


def _clock(midnight: datetime, text: str) -> datetime:
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
        return local - _offset(found[5])
    except (ValueError, OverflowError):
        raise BadValue(Reason.NOT_A_DATE) from None


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if size > _FARTHEST_ZONE:
        raise BadValue(Reason.NOT_A_DATE)
    return -size if zone[0] == "-" else size
