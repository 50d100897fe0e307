"""`init`, `load`: bring files in."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import progress, result, result_json
from api.cli.options import Folder, Json, Store
from api.cli.reports import load_lines
from api.jobs.imports import IMPORT, ImportOrder
from api.jobs.outcomes import load_outcome, resolved_outcome
from api.pipeline import load_files, load_options
from api.present_jobs import import_out
from api.settings import read_settings
from api.wiring import Product
from graph.errors import UnreadableFile


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(load)


def init(store: Store = None, folder: Folder = None) -> None:
    """Make or complete the store's schema. Safe to repeat."""
    settings = read_settings(store=store, folder=folder)
    with Product(settings).store() as opened:
        version = opened.init()
    result(f"{settings.store_url} is ready (schema {version})")


def load(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders, zips; a folder of sources by sub-folder")
    ],
    table: Annotated[str | None, typer.Option("--as", help="The table that the files are")] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source system")] = None,
    mapping: Annotated[list[Path] | None, typer.Option(help="Mapping files (YAML)")] = None,
    dry_run: Annotated[bool, typer.Option(help="Check everything, write nothing")] = False,
    replace_source: Annotated[bool, typer.Option(help="Close rows that the source no longer brings")] = False,
    refresh: Annotated[bool, typer.Option(help="Resolve and score afterwards")] = True,
    queue: Annotated[bool, typer.Option(help="Leave it to `riskweave serve`, as a job")] = False,
    store: Store = None,
    folder: Folder = None,
    json: Json = False,
) -> None:
    """Load files, decide who is who, score, and switch to the new Book."""
    settings = read_settings(store=store, folder=folder)
    product = Product(settings)
    if queue:
        order = ImportOrder(
            tuple(str(each.resolve()) for each in paths),
            tuple(str(each.resolve()) for each in mapping or ()),
            table=table,
            source=source,
            dry_run=dry_run,
            replace_source=replace_source,
            refresh=refresh,
        )
        _queue(product, order, json=json)
        return
    options = replace(
        load_options(product),
        source=source,
        table=table,
        mappings=tuple(mapping or ()),
        dry_run=dry_run,
        replace=replace_source,
    )
    with progress() as bar:
        loaded = load_files(product, paths, options, then_refresh=refresh, progress=bar)
    if json:
        result_json(load_outcome(loaded.report) | resolved_outcome(loaded.resolved, loaded.book))
        return
    for line in load_lines(loaded):
        result(line)


def _queue(product: Product, order: ImportOrder, *, json: bool) -> None:
    """Put the import into the queue; files that are not there are said now."""
    for name in (*order.files, *order.mappings):
        if not Path(name).exists():
            raise UnreadableFile(f"{name} does not exist; check the path")
    job = product.jobs.enqueue(IMPORT, order.payload())
    if json:
        result_json(import_out(product, product.jobs.get(job)).model_dump(mode="json"))
    else:
        result(f"Job {job} is queued; `riskweave jobs` says how it goes")
