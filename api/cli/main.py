"""The `riskweave` command. Exit code 0 done, 1 refused or failed with one sentence, 2 wrong usage."""

import sys

import typer

from api.cli import book_commands, demo, load_commands, serve_command
from api.cli.console import say
from graph.errors import RiskError

app = typer.Typer(
    name="riskweave",
    help="Who is tied to whom, how exposed everybody is, and why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
demo.register(app)
load_commands.register(app)
book_commands.register(app)
serve_command.register(app)


def run() -> None:
    """Run the command line; a deliberate error is one sentence on stderr, never a traceback."""
    try:
        app()
    except RiskError as error:
        say(f"riskweave: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("riskweave: stopped; what was finished is kept, the rest can be run again")
        sys.exit(130)
