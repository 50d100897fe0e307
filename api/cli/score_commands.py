"""`resolve`, `score`: work on what is loaded."""

import typer

from api.cli.console import progress, result, result_json, result_table
from api.cli.money_report import mover_lines, totals_line
from api.cli.options import Csv, Folder, Json, Store
from api.cli.reports import resolved_line
from api.cli.written_tables import write_table
from api.jobs.outcomes import resolved_outcome
from api.pipeline import refresh_only, resolve_and_refresh
from api.present import party_rows
from api.present_movers import movers_page
from api.present_portfolio import totals_out
from api.settings import read_settings
from api.wiring import Product
from book import portfolio, tables

_SHOWN = 10
_MOVERS = 5


def register(app: typer.Typer) -> None:
    app.command()(resolve)
    app.command()(score)


def resolve(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Decide who is who, publish, and build a new Book. --csv: which record is which party."""
    product = Product(read_settings(store=store, folder=folder))
    with progress() as bar:
        done, book = resolve_and_refresh(product, progress=bar)
    write_table(csv, tables.assignments, book)
    if json:
        result_json(resolved_outcome(done, book))
    else:
        result(resolved_line(done, book))


def score(csv: Csv = None, store: Store = None, folder: Folder = None, json: Json = False) -> None:
    """Score what is published, show the riskiest and who moved. --csv: all parties, with PDs and money."""
    product = Product(read_settings(store=store, folder=folder))
    with progress() as bar:
        book = refresh_only(product, progress=bar)
    write_table(csv, tables.scores, book)
    rows = party_rows(book, portfolio.riskiest(book, portfolio.Filter(rated=True))[:_SHOWN].tolist())
    moved = movers_page(book, product.comparisons.since_last(book), who="moved", start=0, limit=_MOVERS)
    totals = totals_out(book)
    if json:
        riskiest = [row.model_dump() for row in rows]
        result_json({"riskiest": riskiest, "money": totals.model_dump(), "movers": moved.model_dump()})
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
    if totals.customers:
        result(totals_line(totals))
    for line in mover_lines(moved):
        result(line)
