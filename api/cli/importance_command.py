"""`importance`: who would hurt most, read from the Book or computed for it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from api.cli.asked_by_name import offering_ids
from api.cli.console import progress, result, result_json, result_table, say
from api.cli.current import current_book
from api.cli.options import Csv, Folder, Json, Store
from api.cli.written_tables import write_table
from api.present_importance import importance_page, party_importance_out
from api.schemas.importance import HurtsOut, PartyImportanceOut
from api.schemas.plain import Bilingual
from book import tables
from book.importance import of_all

_SHOWN = 20
_HURT = 5


def register(app: typer.Typer) -> None:
    app.command()(importance)


def importance(
    party_id: Annotated[
        str | None, typer.Argument(help="Only this party (p_…): whom it hurts if it fails")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Compute it for all parties of a large book, and keep it")
    ] = False,
    csv: Csv = None,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """List whose failure would hurt most, or say whom that of one party hurts. --csv: everybody."""
    book = current_book(store, folder)
    if party_id is not None:
        with offering_ids(party_id, lambda: book) as asked:
            told = party_importance_out(book, book.position(asked), most=_SHOWN if json else _HURT)
        _tell(told, json=json)
        return
    if every or csv:
        with progress() as bar:
            book.compute_importance(bar)
    write_table(csv, tables.importance, book)
    page = importance_page(book, of_all(book), start=0, limit=_SHOWN)
    if json:
        result_json(page.model_dump())
        return
    result_table(
        ["party", "name", "ESRI", "downstream", "upstream", f"others lose, {page.currency}"],
        [
            [
                row.id,
                row.name,
                *(f"{part:.3%}" for part in (row.esri, row.esri_downstream, row.esri_upstream)),
                f"{row.money_lost:,.0f}",
            ]
            for row in page.items
        ],
    )
    for note in (page.measures["esri"], page.measures["money_lost"], *page.notes):
        say(_both(note))


def _tell(told: PartyImportanceOut, *, json: bool) -> None:
    if json:
        result_json(told.model_dump())
        return
    for line in _lines(told):
        result(line)
    for note in told.notes:
        say(_both(note))


def _lines(told: PartyImportanceOut) -> Iterator[str]:
    names = told.measures
    yield f"{told.name} · {told.id}"
    yield f"{told.esri:.4%}  {_both(names['esri'])}"
    yield f"{told.esri_downstream:.4%}  {_both(names['esri_downstream'])}"
    yield f"{told.esri_upstream:.4%}  {_both(names['esri_upstream'])}"
    yield f"{told.output_lost:,.0f} {told.currency}  {_both(names['output_lost'])}"
    yield f"{told.money_lost:,.0f} {told.currency}  {_both(names['money_lost'])}"
    for code, hurt in (("house", told.house), ("production", told.production), ("equity", told.equity)):
        yield from _hurt_lines(_both(names[code]), hurt, told.currency)


def _hurt_lines(title: str, hurt: HurtsOut, currency: str) -> Iterator[str]:
    shown = len(hurt.items)
    yield title + (f" ({shown} of {hurt.total})" if shown < hurt.total else "" if shown else ": –")
    for each in hurt.items:
        part = "" if each.part is None else f"{each.part:.1%}, "
        yield f"  {each.name} · {each.id}: {part}{each.money:,.0f} {currency}"


def _both(text: Bilingual) -> str:
    return f"{text.en} · {text.zh}"
