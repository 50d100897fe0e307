"""The spool: a folder for each upload, kept until the job that reads it ended."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from api.wiring import made_folder


@dataclass(frozen=True)
class Spool:
    """Folders of uploaded files below `root`, by names that nobody can guess."""

    root: Path

    def new(self) -> str:
        """Make an empty folder and return its name; `CannotWrite` where it cannot be made."""
        name = uuid4().hex
        made_folder(self.folder(name))
        return name

    def folder(self, name: str) -> Path:
        return self.root / name

    def has(self, name: str) -> bool:
        return self.folder(name).is_dir()

    def remove(self, name: str) -> None:
        """Remove a folder with all it holds; one that is not there is fine."""
        shutil.rmtree(self.folder(name), ignore_errors=True)

    def age_s(self, name: str) -> float:
        """Return how long ago something was put into a folder last."""
        return time.time() - _changed(self.folder(name))

    def names(self) -> Sequence[str]:
        """Return the names of all folders, the oldest first."""
        if not self.root.is_dir():
            return []
        folders = [each for each in self.root.iterdir() if each.is_dir()]
        return [each.name for each in sorted(folders, key=_changed)]


def _changed(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:  # removed meanwhile
        return 0.0
