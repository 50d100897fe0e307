"""`demo`: from nothing to an explained network in the browser."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import progress, say
from api.cli.reports import demo_lines
from api.pipeline import load_files, load_options
from api.settings import Settings, read_settings
from api.wiring import Product, made_folder
from ingest.demo.generate import generate


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the page afterwards")] = True,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser")] = True,
    seed: Annotated[int, typer.Option(help="Another seed, another book")] = 7,
    size: Annotated[int, typer.Option(min=200, help="How many companies")] = 3000,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one")] = None,
    store: Annotated[str | None, typer.Option(help="Load into this store instead of an embedded one")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where to keep the demo; made anew each time")] = None,
) -> None:
    """Make an invented book, load, resolve and score it, serve it and open the page."""
    settings = read_settings(store=store, port=port, folder=folder)
    if folder is None:
        settings = settings.model_copy(update={"folder": settings.folder / "demo"})
    make(settings, seed=seed, size=size)
    if serve:
        from api.cli.serve_command import serve_with

        serve_with(settings, open_page=open_page)
    else:
        say(f"See it with: riskweave serve --open --folder {settings.folder}")


def make(settings: Settings, *, seed: int, size: int) -> None:
    """Generate the demo book into the settings' folder and load it through the ordinary path."""
    start_anew(settings.folder)
    files = settings.folder / "files"
    product = Product(settings)
    with progress() as bar:
        bar.step("Inventing a book")
        generate(files, seed=seed, companies=size)
        sources = sorted(each for each in files.iterdir() if each.name != "truth")
        loaded = load_files(product, sources, load_options(product), then_refresh=True, progress=bar)
    if loaded.book is not None:
        for line in demo_lines(loaded.book):
            say(line)


def start_anew(folder: Path) -> None:
    """Remove what an earlier demo left in the folder, and nothing else."""
    for name in ("files", "books", "rejects"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for pattern in ("book.db*", "casebook.db*"):
        for file in folder.glob(pattern):
            file.unlink()
    made_folder(folder)
