"""How commands speak: results on stdout, progress and trouble on stderr."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.progress import TimeRemainingColumn as Remaining
from rich.table import Table

err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True, emoji=False)
_WIDE = 240
"""Columns of a table that goes to a file or another program."""
out = Console(
    highlight=False, markup=False, soft_wrap=True, emoji=False, width=None if sys.stdout.isatty() else _WIDE
)
_UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�")
"""Control characters and reversals of direction: a name may not move the cursor or rewrite a line."""


class Bar:
    """A progress bar that steps can be named on. It satisfies every `Progress` protocol of the product."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("", total=None)

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step with a known or unknown number of things to do."""
        self._bars.reset(self._task, description=name, total=total)

    def advance(self, count: int = 1) -> None:
        self._bars.advance(self._task, count)


@contextmanager
def progress() -> Iterator[Bar]:
    """Show a progress bar on stderr while the context lasts."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        Remaining(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        yield Bar(bars)


def say(text: str) -> None:
    """Tell the person something that is no result, in one line."""
    err.print(harmless(text))


def result(text: str) -> None:
    """Print one line of a result."""
    out.print(harmless(text))


def result_json(data: object) -> None:
    """Print a result that programs read."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")


def result_table(headers: list[str], rows: list[list[str]]) -> None:
    """Print a table; cells are plain text, never markup."""
    table = Table(*headers, box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        column.overflow = "fold"
    for row in rows:
        table.add_row(*map(harmless, row))
    out.print(table)


def harmless(text: str) -> str:
    """Return the text in one line, with a mark for each character that would do something to a terminal."""
    return text.replace("\n", " ").translate(_UNSEEN)
