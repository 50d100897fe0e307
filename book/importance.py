"""The importance of all parties of a Book, kept beside what it was computed from.

A refresh computes it for a book of up to `AT_ONCE` ties, so that a large one is not held up; for others it is
computed once, when somebody asks for it, and kept in the Book's folder for every process.
"""

import os
import shutil
from pathlib import Path
from typing import Protocol

from analytics.importance import Importance
from book import arrays
from graph.errors import CannotWrite, NotComputed

AT_ONCE = 30_000
FOLDER = "importance"


class Holder(Protocol):
    """A Book, as far as it concerns its importance."""

    @property
    def importance(self) -> Importance | None: ...


def of_all(book: Holder) -> Importance:
    """Return the importance of all parties.

    Raises
    ------
    NotComputed
        When the book is so large that nobody has done it yet.
    """
    if book.importance is None:
        raise NotComputed(
            "The importance of all parties of so large a book is computed when it is asked for:"
            " run `riskweave importance --all`"
        )
    return book.importance


def kept(folder: Path) -> Importance | None:
    """Map what was kept in the folder of a Book, None where nothing was.

    Raises
    ------
    BookDamaged
        When it is there and unreadable.
    """
    return arrays.opened(Importance, folder / FOLDER) if (folder / FOLDER).is_dir() else None


def keep(found: Importance, folder: Path) -> None:
    """Keep it in the folder of a Book: whole or not at all; what is there already is the same and stays.

    Raises
    ------
    CannotWrite
        With what the system has against it.
    """
    building = folder / f".{FOLDER}-{os.getpid()}"
    try:
        arrays.save(found, building)
        building.rename(folder / FOLDER)
    except OSError as error:
        shutil.rmtree(building, ignore_errors=True)
        if not (folder / FOLDER).is_dir():
            raise CannotWrite(
                f"The importance of all parties cannot be written to {folder} ({error.strerror or error});"
                " make room or see who owns it, and try again"
            ) from error
