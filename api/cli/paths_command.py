"""`paths`: the strongest ways from a party to another, or to any that something speaks against."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from analytics.flagged import Flag
from analytics.neighbourhood import Path
from api.cli.asked_by_name import offering_ids
from api.cli.console import result, result_json
from api.cli.current import current_book
from api.cli.options import Csv, Folder, Json, Store
from api.cli.written_tables import write_table
from api.present_what_if import flagged_out, path_out
from book import answer_tables
from book.book import Book
from viz import views

_FLAGGED = "flagged"


def register(app: typer.Typer) -> None:
    app.command()(paths)


def paths(
    party: Annotated[str, typer.Argument(help="A party id (p_…); for a name, ids are offered")],
    to: Annotated[str, typer.Option(help="Another party, or `flagged`: any that something speaks against")],
    flag: Annotated[
        list[Flag] | None, typer.Option(help="What speaks against a party; anything without it")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=20, help="Paths to show at most")] = 3,
    max_hops: Annotated[int, typer.Option(min=1, max=8, help="Ties of a path at most")] = 5,
    csv: Csv = None,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Show the strongest paths from a party to another or to `flagged` ones. --csv: one row a tie."""
    book = current_book(store, folder)
    start = _position(book, party)
    if to == _FLAGGED:
        found = views.found_flagged(book, start, frozenset(flag or Flag), k=most, max_hops=max_hops)
    else:
        found = views.found_paths(book, start, _position(book, to), k=most, max_hops=max_hops)
    write_table(csv, lambda shown: answer_tables.steps(shown, found), book)
    ends = list(dict.fromkeys(path.parties[-1] for path in found)) if to == _FLAGGED else []
    if json:
        told = {
            "paths": [path_out(book, each).model_dump() for each in found],
            "flagged": [flagged_out(book, each).model_dump() for each in ends],
        }
        result_json(told)
        return
    for line in _lines(book, found, ends):
        result(line)


def _lines(book: Book, found: Sequence[Path], ends: Sequence[int]) -> Iterator[str]:
    if not found:
        yield "No path was found; hubs are not passed, and more hops reach further (--max-hops)"
    kinds = book.snapshot.ties["kind"]
    for path in found:
        steps = [book.name(path.parties[0])]
        for party, tie in zip(path.parties[1:], path.ties, strict=True):
            steps.append(f"–{kinds[tie].as_py()}– {book.name(party)}")
        yield f"{path.strength:8.2%}  {' '.join(steps)}"
    for end in ends:
        told = flagged_out(book, end)
        yield f"{told.name} ({told.id}): {'; '.join(flag.text.en for flag in told.flags)}"


def _position(book: Book, asked: str) -> int:
    with offering_ids(asked, lambda: book) as party:
        return book.position(party)
