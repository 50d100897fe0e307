"""`rings`, `party`: read from the Book."""

from collections.abc import Iterable
from typing import Annotated

import typer
from pydantic import BaseModel

from api.cli.asked_by_name import offering_ids
from api.cli.console import result, result_json, result_table
from api.cli.current import current_book
from api.cli.history_report import history_lines
from api.cli.moments import KnownAt, ValidOn
from api.cli.options import Csv, Folder, Json, Store
from api.cli.party_report import party_lines
from api.cli.written_tables import write_table
from api.present import party_out
from api.present_history import history_out
from api.settings import read_settings
from api.wiring import TIMEOUT_S, Product
from book import tables
from book.history import told_history
from graph.values import PartyId


def register(app: typer.Typer) -> None:
    app.command()(rings)
    app.command()(party)


def rings(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """List the rings of the current Book, most probable first. --csv: one row a member."""
    book = current_book(store, folder)
    write_table(csv, tables.rings, book)
    found = [
        {
            "id": ring.id,
            "typology": ring.typology,
            "probability": ring.probability,
            "members": list(ring.members),
        }
        for ring in book.rings.rings
    ]
    if json:
        result_json(found)
        return
    result_table(
        ["ring", "typology", "probability", "members"],
        [
            [
                ring.id,
                ring.typology,
                f"{ring.probability:.3f}",
                "、".join(book.name(book.position(each)) for each in ring.members),
            ]
            for ring in book.rings.rings
        ],
    )


def party(
    party_id: Annotated[str, typer.Argument(help="A party id (p_…); for a name, ids are offered")],
    history: Annotated[bool, typer.Option("--history", help="What was known of it, and when")] = False,
    known_at: KnownAt = None,
    valid_on: ValidOn = None,
    most: Annotated[int, typer.Option(min=1, help="Records and ties of a history to show at most")] = 100,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Show a party's score with its reasons, each down to the row of a file; or its history."""
    if history or known_at or valid_on:
        product = Product(read_settings(store=store, folder=folder))
        with (
            offering_ids(party_id, product.shelf.current) as asked,
            product.store(read_only=True, timeout_s=TIMEOUT_S) as opened,
        ):
            told = history_out(told_history(opened, asked, limit=most, known_at=known_at, valid_on=valid_on))
        _tell(told, history_lines(told), json=json)
        return
    book = current_book(store, folder)
    with offering_ids(party_id, lambda: book) as asked:
        position = book.position(asked)
    moved_from = PartyId(party_id) if book.party_id(position) != party_id else None
    shown = party_out(book, position, moved_from=moved_from)
    _tell(shown, party_lines(shown), json=json)


def _tell(shown: BaseModel, lines: Iterable[str], *, json: bool) -> None:
    if json:
        result_json(shown.model_dump())
        return
    for line in lines:
        result(line)
