"""`whatif`: who gets how much worse if parties failed or ties were gone or weighed otherwise."""

from collections.abc import Iterator
from typing import Annotated

import typer

from analytics.whatif.sampling import SEED, sampled
from analytics.whatif.supposed import Weight
from analytics.whatif.what_if import what_if
from api.cli.asked_by_name import offering_ids
from api.cli.console import result, result_json, result_table
from api.cli.current import current_book
from api.cli.options import Csv, Folder, Json, Store
from api.cli.written_tables import write_table
from api.present_what_if import what_if_out
from api.schemas.what_if import WhatIfOut
from book import answer_tables
from book.book import Book
from book.supposing import Asked, supposed
from graph.errors import InvalidInput
from graph.relationships import RelationshipKey
from graph.values import PartyId

_SHOWN = 20
_NAMED = 3


def register(app: typer.Typer) -> None:
    app.command()(whatif)


def whatif(
    fail: Annotated[
        list[str] | None, typer.Option(help="A party that fails (p_…); for a name, ids are offered")
    ] = None,
    remove: Annotated[list[str] | None, typer.Option(help="The key of a tie that is gone")] = None,
    change: Annotated[list[str] | None, typer.Option(help="KEY=RATE: a tie that has another rate")] = None,
    worlds: Annotated[
        int | None, typer.Option("--sampled", min=100, max=20_000, help="Check it on so many sampled worlds")
    ] = None,
    csv: Csv = None,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Say who gets how much worse if parties failed or ties were others, with money. Stores nothing."""
    book = current_book(store, folder)
    asked = Asked(
        fail=[_party(book, each) for each in fail or ()],
        remove=[RelationshipKey(each) for each in remove or ()],
        change=[_changed(each) for each in change or ()],
    )
    if not (asked.fail or asked.remove or asked.change):
        raise typer.BadParameter("say what is supposed with --fail, --remove or --change")
    wanted = supposed(book, asked)
    found = what_if(book.solution, wanted)
    check = sampled(book.solution, wanted, worlds=worlds, seed=SEED) if worlds else None
    write_table(csv, lambda shown: answer_tables.changes(shown, found), book)
    told = what_if_out(book, found, check, limit=_SHOWN)
    if json:
        result_json(told.model_dump())
        return
    for line in _lines(told):
        result(line)
    result_table(
        ["party", "name", "PD before", "PD after", "score", "grade"],
        [
            [
                each.id,
                each.name,
                f"{each.pd_before:.2%}",
                "fails" if each.failed else f"{each.pd_after:.2%}",
                f"{each.score_before:.1f} → {each.score_after:.1f}",
                _grades(each.grade_before, each.grade_after),
            ]
            for each in told.changes
        ],
    )


def _lines(told: WhatIfOut) -> Iterator[str]:
    yield told.text.en
    for each in told.rounds:
        names = ", ".join(reached.name for reached in each.reached[:_NAMED])
        more = " …" if each.parties > _NAMED else ""
        last = not told.followed and each is told.rounds[-1]
        begin = "fails" if each.number == 0 else "further" if last else f"round {each.number}"
        money = f", {each.lost:,.0f} {told.currency} lost"
        if each.parties:
            yield f"  {begin}: {each.rise:+.3f} in {each.parties:,} parties{money}: {names}{more}"
    if told.lost_by_us:
        yield f"  of the money {told.lost_by_us:,.0f} {told.currency} is our own house's"
    if told.sampled:
        yield (
            f"  in {told.sampled.worlds:,} sampled worlds: {told.sampled.added:+.2f}"
            f" ± {told.sampled.error:.2f} others in distress; computed: {told.added:+.2f}"
        )


def _grades(before: str | None, after: str | None) -> str:
    return before or "" if before == after else f"{before} → {after}"


def _party(book: Book, asked: str) -> PartyId:
    with offering_ids(asked, lambda: book) as party:
        return book.party_id(book.position(party))


def _changed(text: str) -> tuple[RelationshipKey, Weight]:
    key, _, rate = text.partition("=")
    try:
        return RelationshipKey(key), Weight(rate=float(rate))
    except ValueError as wrong:
        raise InvalidInput(f"--change {text}: write the key of a tie, =, and a rate such as 0.25") from wrong
