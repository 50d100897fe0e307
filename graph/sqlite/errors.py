"""SQLite's errors in our words: one place, one sentence each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from graph.errors import InvalidRecord, RiskError, StoreError, StoreNotReady, StoreRefused, StoreUnavailable

_SENTENCES: tuple[tuple[tuple[type[apsw.Error], ...], type[RiskError], str], ...] = (
    ((apsw.NotADBError,), StoreRefused, "{path} is no store; name another file, or move this one away"),
    ((apsw.CorruptError,), StoreRefused, "{path} is damaged; bring it back from a backup"),
    ((apsw.BusyError, apsw.LockedError), StoreUnavailable, "{path} is in use; try again in a moment"),
    (
        (apsw.CantOpenError,),
        StoreRefused,
        "{path} cannot be opened; see that it is a file and that you may write to its folder",
    ),
    (
        (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError),
        StoreRefused,
        "{path} may not be written; see who owns it and its folder",
    ),
    ((apsw.FullError,), StoreRefused, "The disk that holds {path} is full; make room and try again"),
    ((apsw.IOError,), StoreUnavailable, "The disk that holds {path} does not answer; see the system's log"),
    ((apsw.TooBigError,), InvalidRecord, "A value is too long for {path}; it takes at most 1 GB"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise our errors for SQLite's. What was to be stored is never quoted."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidRecord(
            "A value holds half a character that is no valid text; save the file as UTF-8"
        ) from error
    except OverflowError as error:
        raise InvalidRecord("A number does not fit 64 bits; see the amounts of the rows") from error
    except apsw.Error as error:
        raise _ours(error, path) from error


def _ours(error: apsw.Error, path: Path) -> RiskError:
    for kinds, ours, sentence in _SENTENCES:
        if isinstance(error, kinds):
            return ours(sentence.format(path=path))
    if isinstance(error, apsw.SQLError) and "no such table: store" in str(error):
        return not_ready(path)
    return StoreError(f"{path} failed: {type(error).__name__}")


def not_ready(path: Path) -> StoreNotReady:
    return StoreNotReady(f"{path} holds no store yet; run `riskweave init` first")
