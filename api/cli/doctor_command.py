"""`doctor`: what is installed, reachable, broken, waiting and stale."""

from typing import Annotated

import typer

from api.cli.console import result, result_json
from api.cli.options import Folder, Json, Store
from api.doctor.examine import examine
from api.doctor.findings import Level
from api.settings import read_settings
from api.wiring import Product

_MARKS = {Level.FINE: "ok", Level.NOTE: "note", Level.WRONG: "WRONG"}


def register(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="Look at every page of an embedded store")] = False,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Say what is installed, reachable, broken, waiting and stale. Exit code 1 when something is wrong."""
    product = Product(read_settings(store=store, folder=folder))
    found = []
    for each in examine(product, deep=deep):
        found.append(each)
        if not json:
            result(f"{_MARKS[each.level]:5}  {each.area:7}  {each.text}")
    well = not any(each.level is Level.WRONG for each in found)
    if json:
        findings = [{"area": each.area, "level": each.level.value, "text": each.text} for each in found]
        result_json({"well": well, "findings": findings})
    if not well:
        raise typer.Exit(1)
