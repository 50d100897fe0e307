"""`resolve`, `score`, `rings`, `party`, `export`: work on what is loaded and read from the Book."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from api.cli.console import progress, result, result_json, result_table, say
from api.cli.files import place_to_write, writing
from api.cli.history_report import history_lines
from api.cli.load_commands import Folder, Json, Store
from api.cli.moments import KnownAt, ValidOn
from api.cli.reports import party_lines, resolved_line
from api.jobs.outcomes import resolved_outcome
from api.pipeline import refresh_only, resolve_and_refresh
from api.present import party_out, party_rows
from api.present_history import history_out
from api.settings import read_settings
from api.wiring import TIMEOUT_S, Product
from book import portfolio, tables
from book.book import Book
from book.history import told_history
from graph.values import PartyId
from viz import views
from viz.exports.networks import as_json, graphml
from viz.exports.tables import csv_zip
from viz.page import page

Csv = Annotated[Path | None, typer.Option(help="Write the plain table to this file", callback=place_to_write)]
_SHOWN = 10


class Form(StrEnum):
    JSON = "json"
    GRAPHML = "graphml"
    CSV = "csv"
    HTML = "html"


def register(app: typer.Typer) -> None:
    for command in (resolve, score, rings, party, export):
        app.command()(command)


def resolve(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Decide who is who, publish, and build a new Book. --csv: which record is which party."""
    product = Product(read_settings(store=store, folder=folder))
    with progress() as bar:
        done, book = resolve_and_refresh(product, progress=bar)
    _write(csv, tables.assignments(book))
    if json:
        result_json(resolved_outcome(done, book))
    else:
        result(resolved_line(done, book))


def score(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Score what is published and show the riskiest. --csv: every party with its PDs, score and grade."""
    product = Product(read_settings(store=store, folder=folder))
    with progress() as bar:
        book = refresh_only(product, progress=bar)
    _write(csv, tables.scores(book))
    rows = party_rows(book, portfolio.riskiest(book, portfolio.Filter(rated=True))[:_SHOWN].tolist())
    if json:
        result_json([row.model_dump() for row in rows])
        return
    result_table(
        ["party", "name", "score", "grade", "why"],
        [
            [
                row.id,
                row.name,
                f"{row.score or 0:.1f}",
                row.grade or "",
                row.top_reason.en if row.top_reason else "",
            ]
            for row in rows
        ],
    )


def rings(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """List the rings of the current Book, most probable first. --csv: one row a member."""
    book = _current(store, folder)
    _write(csv, tables.rings(book))
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
    party_id: Annotated[str, typer.Argument(help="A party id (p_…)")],
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
        with product.store(read_only=True, timeout_s=TIMEOUT_S) as opened:
            told = history_out(
                told_history(opened, PartyId(party_id), limit=most, known_at=known_at, valid_on=valid_on)
            )
        _tell(told, history_lines(told), json=json)
        return
    book = _current(store, folder)
    position = book.position(PartyId(party_id))
    moved_from = PartyId(party_id) if book.party_id(position) != party_id else None
    shown = party_out(book, position, moved_from=moved_from)
    _tell(shown, party_lines(shown), json=json)


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
    book = _current(store, folder)
    part = views.surroundings(
        book, book.position(PartyId(party_id)), hops=hops, max_nodes=max_nodes, kinds=None
    )
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
    say(f"{len(part.parties)} parties and {len(part.ties)} ties are in {to}")


def _tell(shown: BaseModel, lines: Iterable[str], *, json: bool) -> None:
    if json:
        result_json(shown.model_dump())
        return
    for line in lines:
        result(line)


def _current(store: str | None, folder: Path | None) -> Book:
    """Return the Book to read, and tell the person when it is not the newest there could be."""
    product = Product(read_settings(store=store, folder=folder))
    book = product.shelf.current()
    if product.pending(book):
        say("Newer data waits: a load is under way, or `riskweave score` has to build the Book of it")
    return book


def _write(path: Path | None, table: tables.Frame) -> None:
    if path is not None:
        with writing(path):
            table.to_csv(path, index=False, encoding="utf-8")
        say(f"{len(table):,} rows are in {path}")
