"""`loads`: what was loaded and whether it is seen; drop what nobody saw yet."""

from collections.abc import Sequence
from typing import Annotated

import typer

from api.cli.console import result, result_json, result_table
from api.cli.options import Folder, Json, Store
from api.settings import read_settings
from api.turn import drop_load
from api.wiring import Product
from graph.changes import LoadState
from graph.values import LoadId

loads = typer.Typer(help="What was loaded, and whether it is seen.", invoke_without_command=True)
_FILES_SHOWN = 2


def register(app: typer.Typer) -> None:
    app.add_typer(loads, name="loads")


@loads.callback()
def list_loads(
    context: typer.Context, store: Store = None, folder: Folder = None, json: Json = False
) -> None:
    """List the loads of the store, the oldest first. rows: what is there of those that nobody saw yet."""
    if context.invoked_subcommand is not None:
        return
    with Product(read_settings(store=store, folder=folder)).store(read_only=True) as opened:
        states, rows = opened.loads(), opened.unpublished_rows()
    if json:
        result_json([_data(each, rows.get(each.id)) for each in states])
        return
    result_table(
        ["load", "source", "state", "begun", "rows", "files"],
        [_row(each, rows.get(each.id)) for each in states],
    )


@loads.command()
def drop(
    number: Annotated[int, typer.Argument(min=1, help="The number of the load")],
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Drop a load that was not published yet, whole: its rows go, what it had closed is open again."""
    counts = drop_load(Product(read_settings(store=store, folder=folder)), LoadId(number))
    if json:
        result_json({"load": number, "erased": counts.closed, "opened_again": counts.changed})
        return
    result(
        f"Load {number} is dropped: {counts.closed:,} rows are erased, {counts.changed:,} that it had closed"
        " are open again"
    )


def _state(load: LoadState) -> str:
    if load.version is not None:
        return f"published (version {load.version})"
    return "unfinished" if load.finished_at is None else "waits for `riskweave resolve`"


def _row(load: LoadState, rows: int | None) -> list[str]:
    begun = f"{load.started_at.astimezone():%Y-%m-%d %H:%M:%S}"
    names = [each.name for each in load.manifest.files]
    count = "" if rows is None else f"{rows:,}"
    return [str(load.id), load.manifest.source, _state(load), begun, count, _short(names)]


def _short(names: Sequence[str]) -> str:
    more = len(names) - _FILES_SHOWN
    return ", ".join(names[:_FILES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _data(load: LoadState, rows: int | None) -> dict[str, object]:
    return {
        "id": load.id,
        "source": load.manifest.source,
        "files": [{"name": each.name, "sha256": each.sha256} for each in load.manifest.files],
        "replace_source": load.manifest.replace,
        "started_at": load.started_at.isoformat(),
        "finished_at": load.finished_at and load.finished_at.isoformat(),
        "version": load.version,
        "rows": rows,
    }
