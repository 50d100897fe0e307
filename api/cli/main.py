"""The `riskweave` command. Exit code 0 done, 1 refused or failed with one sentence, 2 wrong usage."""

import logging
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from api.cli.commands import Commands
from api.cli.console import result, say
from graph.errors import RiskError

app = typer.Typer(
    name="riskweave",
    cls=Commands,
    help="Who is tied to whom, how exposed everybody is, and why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_INTERRUPTED = 130


def _say_version(asked: bool) -> None:
    if asked:
        result(f"riskweave {version('riskweave')}")
        raise typer.Exit


@app.callback()
def riskweave(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """Who is tied to whom, how exposed everybody is, and why."""


def run() -> None:
    """Run the command line; a deliberate error is one sentence on stderr, never a traceback."""
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # its retries are told as one sentence, below
    try:
        app()
    except RiskError as error:
        say(f"riskweave: {error}")
        sys.exit(1)
    except OSError as error:
        say(
            f"riskweave: {error.filename or 'The system'}: {error.strerror or error}; mend that and try again"
        )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(_stopped())
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _stopped()
        raise


def _stopped() -> int:
    say("riskweave: stopped; what was published before is as it was, and the command can be run again")
    return _INTERRUPTED


if __name__ == "__main__":
    run()
