"""The faults of rows: all that are found, one for each column, told in the order of the columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.reasons import Fault


@dataclass(frozen=True, slots=True)
class RowFaults:
    """The faults of the rows of a batch, by the place of the row. What is found first of a column counts."""

    _found: dict[int, dict[str, Fault]] = field(default_factory=dict)

    def __contains__(self, at: int) -> bool:
        return at in self._found

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def add(self, at: int, fault: Fault) -> None:
        self._found.setdefault(at, {}).setdefault(fault.column, fault)

    def of(self, at: int, headers: Sequence[str]) -> tuple[Fault, ...]:
        """Return the faults of a row in the order of its file's columns."""
        return in_column_order(self._found[at].values(), headers)


def in_column_order(faults: Iterable[Fault], headers: Sequence[str]) -> tuple[Fault, ...]:
    """Return the faults as a reader of the row meets them; what is no header of the file stands last."""
    places = {header: at for at, header in enumerate(headers)}
    return tuple(sorted(faults, key=lambda each: places.get(each.column, len(places))))
