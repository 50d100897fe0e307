"""`export`: a part of the Book to take away."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.asked_by_name import offering_ids
from api.cli.console import say
from api.cli.current import current_book
from api.cli.files import place_to_write, writing
from api.cli.options import Folder, Store
from viz import views
from viz.exports.networks import as_json, graphml
from viz.exports.tables import csv_zip
from viz.page import page


class Form(StrEnum):
    JSON = "json"
    GRAPHML = "graphml"
    CSV = "csv"
    HTML = "html"


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    party_id: Annotated[str, typer.Argument(help="The party in the middle")],
    to: Annotated[Path, typer.Option(help="The file to write", callback=place_to_write)],
    form: Annotated[Form, typer.Option("--format", help="What kind of file")] = Form.HTML,
    hops: Annotated[int, typer.Option(min=1, max=3)] = 1,
    max_nodes: Annotated[int, typer.Option(min=1, max=2000)] = 300,
    store: Store = None,
    folder: Folder = None,
) -> None:
    """Write the surroundings of a party as a file that stands on its own."""
    book = current_book(store, folder)
    with offering_ids(party_id, lambda: book) as asked:
        position = book.position(asked)
    part = views.surroundings(book, position, hops=hops, max_nodes=max_nodes, kinds=None)
    match form:
        case Form.JSON:
            body = as_json(part)
        case Form.GRAPHML:
            body = graphml(part)
        case Form.CSV:
            body = csv_zip(part)
        case Form.HTML:
            body = page(part).encode()
    with writing(to):
        to.write_bytes(body)
    parties, ties = len(part.parties), len(part.ties)
    say(f"{parties} part{'y' if parties == 1 else 'ies'} and {ties} tie{'' if ties == 1 else 's'}: {to}")
