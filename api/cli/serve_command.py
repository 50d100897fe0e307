"""`serve`: the API, the page and the job process."""

import socket
import webbrowser
from pathlib import Path
from threading import Timer
from typing import Annotated

import typer

from api.cli.console import say
from api.jobs.process import JobProcess
from api.settings import Settings, read_settings
from api.wiring import Product
from graph.errors import PortInUse

_OPEN_AFTER_S = 1.0


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Loopback address to serve on")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one")] = None,
    workers: Annotated[int | None, typer.Option(help="API processes")] = None,
    store: Annotated[str | None, typer.Option(help="sqlite:///PATH, bolt://HOST or neo4j://HOST")] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Where the embedded store and the Books are kept")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser")] = False,
) -> None:
    """Serve the explorer and the API, and run queued jobs beside them."""
    serve_with(
        read_settings(host=host, port=port, workers=workers, store=store, folder=folder), open_page=open_page
    )


def serve_with(settings: Settings, *, open_page: bool) -> None:
    """Serve until interrupted.

    Raises
    ------
    InvalidSettings
        When the address is not loopback.
    PortInUse
        When another program listens there.
    """
    settings.require_loopback()
    Product(settings).jobs.unfinished()  # a casebook that cannot be used is said here, not by the job process
    listener = listen(settings.host, settings.port)
    address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}/"
    jobs = JobProcess(settings)
    jobs.start()
    say(f"Riskweave serves {address} (Ctrl-C stops it)")
    if open_page:
        Timer(_OPEN_AFTER_S, webbrowser.open, [address]).start()
    try:
        from api.serving import run_server  # takes seconds; who is refused is not kept waiting

        run_server(settings, listener)
    finally:
        jobs.stop()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address, or raise `PortInUse` with the remedy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise PortInUse(
            f"Nobody can listen on {host}:{port} ({error.strerror}); choose another --port"
        ) from error
    listener.set_inheritable(True)
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
