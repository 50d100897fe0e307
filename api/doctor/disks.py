"""Room on the disks that the product writes to."""

import os
import shutil
from pathlib import Path

from api.doctor.findings import Finding, Findings, Level, size
from api.wiring import Product

_LITTLE = 1 << 30
"""Below so much, the next load or Book may not fit."""


def examine_disk(product: Product) -> Findings:
    """Tell how much room there is where store, Books, uploads and reject reports are."""
    for folder in _folders(product):
        free = shutil.disk_usage(folder).free
        if not os.access(folder, os.W_OK):
            yield Finding("disk", Level.WRONG, f"{folder} may not be written; see who owns it")
        if free < _LITTLE:
            text = f"Only {size(free)} are free at {folder}; make room before the next load"
            yield Finding("disk", Level.WRONG, text)
        else:
            yield Finding("disk", Level.FINE, f"{size(free)} are free at {folder}")


def _folders(product: Product) -> list[Path]:
    """Return the folders that are written to, or the nearest ones above them that are there."""
    settings = product.settings
    wanted = [settings.folder]
    if settings.store_url.startswith("sqlite:///"):
        wanted.append(Path(settings.store_url.removeprefix("sqlite:///")).parent)
    return list(dict.fromkeys(_there(each).resolve() for each in wanted))


def _there(folder: Path) -> Path:
    return next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
