"""The whole examination: each part on its own, so that trouble in one does not hide the others."""

from collections.abc import Callable, Iterator
from functools import partial

from api.doctor.disks import examine_disk
from api.doctor.findings import Finding, Findings, Level
from api.doctor.programs import examine_programs
from api.doctor.queues import examine_jobs
from api.doctor.shelves import examine_book
from api.doctor.stores import examine_store
from api.wiring import Product
from graph.errors import RiskError


def examine(product: Product, *, deep: bool) -> Iterator[Finding]:
    """Yield what is found, in order of the parts. Nothing is written, nothing is made.

    deep: also have the store look at every page of its file.
    """
    parts: tuple[tuple[str, Callable[[], Findings]], ...] = (
        ("program", examine_programs),
        ("store", partial(examine_store, product, deep=deep)),
        ("book", partial(examine_book, product)),
        ("jobs", partial(examine_jobs, product)),
        ("disk", partial(examine_disk, product)),
    )
    for area, look in parts:
        try:
            yield from look()
        except RiskError as error:
            yield Finding(area, Level.WRONG, str(error))
        except OSError as error:
            yield Finding(area, Level.WRONG, f"{error.filename or 'The system'}: {error.strerror or error}")
