"""The results of the computations, whole dataclasses or named tuples of arrays, as .npy files."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from graph.errors import BookDamaged

Measures = TypeVar("Measures")
_PLAIN = "numbers.json"


def save(value: Any, folder: Path) -> None:
    """Write each array of `value` as NAME.npy and its plain numbers and texts into one JSON file."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {}
    for name in _names(type(value)):
        part = getattr(value, name)
        if isinstance(part, np.ndarray):
            np.save(folder / f"{name}.npy", part, allow_pickle=False)
        else:
            plain[name] = part.item() if isinstance(part, np.generic) else part
    (folder / _PLAIN).write_text(json.dumps(plain), encoding="utf-8")


def opened(kind: type[Measures], folder: Path) -> Measures:
    """Map what `save` wrote of a value of this kind; the arrays are read-only.

    Raises
    ------
    BookDamaged
        When a part is missing or unreadable.
    """
    try:
        plain: dict[str, Any] = json.loads((folder / _PLAIN).read_text(encoding="utf-8"))
        arrays = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in _names(kind)
            if name not in plain
        }
    except (OSError, ValueError, EOFError) as error:
        raise BookDamaged(f"{folder} cannot be read; build the Book again with `riskweave score`") from error
    return kind(**arrays, **plain)


def _names(kind: Any) -> Iterator[str]:
    yield from (each.name for each in fields(kind)) if is_dataclass(kind) else kind._fields
