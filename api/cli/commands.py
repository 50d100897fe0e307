"""Which commands there are. A command's module is imported when it is used: listing them needs none."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("demo", "Make an invented book, load, resolve and score it, serve it and open the page."),
    "init": ("load_commands", "Make or complete the store's schema. Safe to repeat."),
    "load": ("load_commands", "Load files, decide who is who, score, and switch to the new Book."),
    "map": (
        "map_command",
        "Suggest which columns feed which tables, from headers and values; correct it, then load with it.",
    ),
    "doctor": (
        "doctor_command",
        "Say what is installed, reachable, broken, waiting and stale. Exit code 1 when something is wrong.",
    ),
    "resolve": (
        "score_commands",
        "Decide who is who, publish, and build a new Book. --csv: which record is which party.",
    ),
    "score": (
        "score_commands",
        "Score what is published, show the riskiest and who moved. --csv: all parties, with PDs and money.",
    ),
    "rings": (
        "book_commands",
        "List the rings of the current Book, most probable first. --csv: one row a member.",
    ),
    "party": (
        "book_commands",
        "Show a party's score with its reasons, each down to the row of a file; or its history.",
    ),
    "ownership": (
        "ownership_commands",
        "Show who owns and controls a party, up to persons with the chains that prove it, and what it holds.",
    ),
    "groups": (
        "ownership_commands",
        "Show control groups by what is at stake with them, and how concentrated it is. --csv: every member.",
    ),
    "importance": (
        "importance_command",
        "List whose failure would hurt most, or say whom that of one party hurts. --csv: everybody.",
    ),
    "whatif": (
        "what_if_command",
        "Say who gets how much worse if parties failed or ties were others, with money. Stores nothing.",
    ),
    "paths": (
        "paths_command",
        "Show the strongest paths from a party to another or to `flagged` ones. --csv: one row a tie.",
    ),
    "export": ("export_command", "Write the surroundings of a party as a file that stands on its own."),
    "scorecard": ("scorecard_commands", "Look at a scorecard before it is used."),
    "model": ("model_commands", "Own risk as it is learned from who failed."),
    "serve": ("serve_command", "Serve the explorer and the API, and run queued jobs beside them."),
    "loads": ("loads_commands", "What was loaded, and whether it is seen."),
    "jobs": ("job_commands", "What is queued, runs and ended."),
}
"""Of each command the module in this folder and the first paragraph of its own help, in order of the list."""


class Commands(TyperGroup):
    """Lists commands by the lines above, and imports the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, (_, line) in COMMANDS.items():
            self.add_command(TyperCommand(name, help=line))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # typer does not publish their types
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and imported(name), rest


def imported(name: str | None) -> Any:
    """Return the command itself."""
    module, _ = COMMANDS[name or ""]
    app = typer.Typer()
    import_module(f"api.cli.{module}").register(app)
    return get_group(app).commands[name or ""]
