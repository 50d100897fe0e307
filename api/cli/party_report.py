"""A party in lines for people."""

from collections.abc import Iterator

from api.cli.money_report import money_lines
from api.schemas.parties import PartyOut


def party_lines(party: PartyOut) -> Iterator[str]:
    """Yield a party's score and reasons, each with the rows of the files behind it."""
    rated = f"score {party.score:.1f} of 100, {party.grade}" if party.score is not None else "not rated"
    yield f"{party.name} · {party.kind} · {party.id}"
    if party.moved_from:
        yield f"(was {party.moved_from})"
    alone, together = party.standalone_pd, party.network_pd
    yield f"{rated}; default within a year: {alone:.1%} alone, {together:.1%} with its network"
    yield _grounds(party)
    for reason in party.reasons:
        guessed = " [by default rates]" if reason.basis == "default" else ""
        yield f"  {reason.points:6.2f}  {reason.text.en}{guessed}"
        for origin in reason.origins:
            sheet = f" sheet {origin.sheet}" if origin.sheet else ""
            yield f"          {origin.file}{sheet} line {origin.line}"
    if party.money:
        yield from money_lines(party.money)
    if party.rings:
        yield f"Rings: {', '.join(party.rings)}"


def _grounds(party: PartyOut) -> str:
    """Return how sure the score is and what it rests on."""
    age = party.data_age_days
    newest = "no row says of which day it is" if age is None else f"the newest row is {age} days old"
    used = party.versions
    model = f"{used.model}, constants {used.constants}"
    return f"confidence {party.confidence:.0%}; {newest}; Book {used.book}, {model}"
