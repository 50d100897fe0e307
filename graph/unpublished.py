"""Which of the loads that nobody has published yet may be dropped, and which taken up again. Pure.

A row that a finished load brought is not written again by a later load that brings it equal: the later
one counts on it (`graph.differences`). On the rows of an unfinished load nobody counts.
"""

from collections.abc import Sequence

from graph.changes import LoadManifest, LoadState
from graph.errors import LoadInUse, LoadNotFound, LoadPublished
from graph.values import LoadId, StoreVersion


def refuse_drop(load: LoadId, unpublished: Sequence[LoadState]) -> None:
    """Raise `LoadInUse` with the load to drop first when another one may count on this one's rows."""
    dropped = next(each for each in unpublished if each.id == load)
    later = [each for each in unpublished if _may_count_on(each, dropped)]
    if later:
        first = max(later, key=lambda each: (each.finished_at is None, each.finished_at))
        why = "is not finished" if first.finished_at is None else "was finished later"
        raise LoadInUse(
            f"Load {load} cannot be dropped yet: load {first.id} of {first.manifest.source} {why} and may"
            f" count on its rows; drop load {first.id} first"
        )


def taken_up(manifest: LoadManifest, unpublished: Sequence[LoadState]) -> LoadId | None:
    """Return the load that this manifest goes on with; None when it is a load of its own.

    A finished one is taken up while it is the last that finished: later ones may have changed its rows.
    """
    same = [each for each in unpublished if each.manifest == manifest]
    if not same or any(_may_count_on(each, same[-1]) for each in unpublished if each.finished_at):
        return None
    return same[-1].id


def no_open_load(load: LoadId, version: StoreVersion | None) -> LoadNotFound | LoadPublished:
    """Return the error for a load that is not there, or that was published at `version`."""
    if version is None:
        return LoadNotFound(f"There is no load {load}; `riskweave loads` lists those there are")
    return LoadPublished(
        f"Load {load} was published (version {version}) and stays; load newer files of its source with"
        " --replace-source to close rows"
    )


def _may_count_on(other: LoadState, load: LoadState) -> bool:
    if load.finished_at is None or other.id == load.id:
        return False
    return other.finished_at is None or other.finished_at > load.finished_at
