"""A JSON object -> its cells: nested names joined by points, lists by `;`, numbers digit by digit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.read.plausible import LOST
from ingest.reasons import Fault, Reason

_SHOWN = 80


class _NotFinite:
    """`NaN` or `Infinity`: what Python's reader takes and JSON does not know."""

    def __init__(self, text: str) -> None:
        self.text = text


class BadObject(Exception):
    """A text that is no object of plain values. Caught where rows are read.

    `cells` are those of an object of which only some cells have faults.
    """

    def __init__(self, faults: Sequence[Fault], cells: Mapping[str, str] | None = None) -> None:
        super().__init__(*faults)
        self.faults, self.cells = tuple(faults), cells


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands there twice")
    return made


DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_NotFinite, object_pairs_hook=_unique
)


def cells_of(text: str, *, damaged: bool = False) -> Mapping[str, str]:
    """Return the cells of an object by name. `{"a": {"b": [1, 2.50]}}` gives `a.b` as `1;2.50`.

    damaged: some bytes of it are no characters.

    Raises
    ------
    BadObject
        When it is no JSON object, has a name twice, or holds what is no value.
    """
    try:
        value = DECODER.decode(text)
        if not isinstance(value, dict):
            raise _broken(text)
        found = _Cells(text)
        found.add(value, "")
    except (ValueError, RecursionError) as error:
        raise _broken(text) from error
    if damaged or "\\ud" in text or "\\uD" in text:
        found.find_broken_text(damaged)
    if found.faults:
        raise BadObject(found.faults, found.cells)
    return found.cells


def _broken(text: str) -> BadObject:
    return BadObject([Fault(Reason.BROKEN_JSON, "", text.strip()[:_SHOWN])])


@dataclass(slots=True)
class _Cells:
    """The cells of one object, and what is wrong with some of them. `text` is where they came from."""

    text: str
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, value: Mapping[str, object], before: str) -> None:
        for name, each in value.items():
            full = before + name
            if isinstance(each, dict):
                self.add(each, full + ".")
            elif full in self.cells:
                raise _broken(self.text)
            else:
                self.cells[full] = each if isinstance(each, str) else self._plain(each, full)

    def find_broken_text(self, damaged: bool) -> None:
        """Find lost bytes and halves of surrogate pairs: no characters, and nothing that could be stored."""
        for name, cell in self.cells.items():
            if any("\ud800" <= char <= "\udfff" for char in cell) or (damaged and LOST in cell):
                self.cells[name] = cell.encode("utf-8", "replace").decode()
                self.faults.append(Fault(Reason.BROKEN_TEXT, name, self.cells[name][:_SHOWN]))

    def _plain(self, value: object, name: str) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, _NotFinite):
            self.faults.append(Fault(Reason.NOT_FINITE, name, value.text))
            return value.text
        if isinstance(value, list):
            return self._listed(value, name)
        return str(value)

    def _listed(self, values: Sequence[object], name: str) -> str:
        """Return a list as a person types it; a list of objects stays JSON."""
        if any(isinstance(each, dict | list) for each in values):
            return json.dumps(values, ensure_ascii=False, default=lambda each: each.text)
        texts = (each if isinstance(each, str) else self._plain(each, name) for each in values)
        return ";".join(each for each in texts if each)
