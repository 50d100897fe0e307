"""Days and moments as options of commands."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer

_TICK = timedelta(microseconds=1)


def moment_of(text: str) -> datetime:
    """Return the moment that is meant; a day means its end, a time without a zone is UTC."""
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(text) + timedelta(days=1), time(), UTC) - _TICK
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no day or moment; write 2026-11-24 or 2026-11-24T09:30"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day_of(text: str) -> date:
    """Return the day that is meant."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2026-11-24") from error


KnownAt = Annotated[
    datetime | None,
    typer.Option(
        parser=moment_of, metavar="DAY", help="Only what was known at the end of this day, or at this moment"
    ),
]
ValidOn = Annotated[
    date | None, typer.Option(parser=day_of, metavar="DAY", help="Only ties that held on this day")
]
