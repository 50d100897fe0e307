"""Files that commands write: a place that cannot be written is said before the work for it begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import CannotWrite


def place_to_write(path: Path | None) -> Path | None:
    """Return the path when its folder is there and it is no folder itself. None stays None."""
    if path is None:
        return None
    if path.is_dir():
        raise CannotWrite(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise CannotWrite(f"{path} cannot be written: there is no folder {path.parent}; make it first")
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say what the system has against writing `path` in one sentence."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be written: {error.strerror or error}; name another file"
        ) from error
