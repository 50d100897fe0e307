"""`scorecard check`: look at a scorecard before it is used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from analytics.own.worked import WorkedRow
from api.cli.console import result, result_json, result_table
from api.cli.options import Folder, Json
from api.settings import read_settings
from api.wiring import Product
from book.book import Book
from book.inputs import texts_of
from book.scorecard_check import Checked, Remark, check_scorecard
from graph.errors import NoBook, UnreadableFile

scorecard = typer.Typer(help="Look at a scorecard before it is used.", no_args_is_help=True)
File = Annotated[Path | None, typer.Argument(help="A scorecard YAML; without it, the one that is in use")]


def register(app: typer.Typer) -> None:
    app.add_typer(scorecard, name="scorecard")


@scorecard.callback()
def scorecards() -> None:
    """Look at a scorecard before it is used."""


@scorecard.command()
def check(file: File = None, folder: Folder = None, json: Json = False) -> None:
    """Say what is wrong or odd about a scorecard, line by line, and how it comes to its answers.

    The parties are those of the current Book, invented ones where there is none. Exit code 1 when it
    cannot be used.
    """
    product = Product(read_settings(folder=folder))
    name, text = _text(product, file)
    checked = check_scorecard(text, name, _book(product))
    if json:
        result_json(_data(checked))
    else:
        _tell(checked)
    if checked.mistakes:
        raise typer.Exit(1)


def _text(product: Product, file: Path | None) -> tuple[str, str]:
    if file is None:
        return texts_of(product.settings.inputs)["scorecard"]
    try:
        return str(file), file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UnreadableFile(f"{file} cannot be read: {why}") from error


def _book(product: Product) -> Book | None:
    try:
        return product.shelf.current()
    except NoBook:
        return None


def _data(checked: Checked) -> dict[str, object]:
    return {
        "file": checked.name,
        "usable": not checked.mistakes,
        "mistakes": [each._asdict() for each in checked.mistakes],
        "remarks": [each._asdict() for each in checked.remarks],
        "book": checked.book,
        "rows": [{**row._asdict(), "lines": [line._asdict() for line in row.lines]} for row in checked.rows],
    }


def _tell(checked: Checked) -> None:
    for line in _lines(checked):
        result(line)
    for row in checked.rows:
        result("")
        result(f"{row.party} ({row.kind})")
        result_table(["indicator", "answer", "band", "points", "log-odds"], list(_table(row)))


def _lines(checked: Checked) -> Iterator[str]:
    yield from (_said(checked.name, each) for each in (*checked.mistakes, *checked.remarks))
    if checked.mistakes:
        yield f"{checked.name} cannot be used; mistakes: {len(checked.mistakes)}"
    else:
        whose = f"parties of Book {checked.book}" if checked.book else "invented parties, as there is no Book"
        yield f"{checked.name} can be used; remarks: {len(checked.remarks)}. Worked rows of {whose}:"


def _said(name: str, each: Remark) -> str:
    return f"{name} line {each.line}, {each.place}: {each.text}"


def _table(row: WorkedRow) -> Iterator[list[str]]:
    yield ["base rate", "", row.kind, "", f"{row.base:+.3f}"]
    for line in row.lines:
        yield [line.indicator, line.answer, line.band, f"{line.points:+g}", f"{line.log_odds:+.3f}"]
    yield ["sum", f"PD {row.pd:.2%}", f"confidence {row.confidence:.0%}", "", f"{row.log_odds:+.3f}"]
