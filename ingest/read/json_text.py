"""A JSON object -> its cells: nested names joined by points, lists by `;`, numbers digit by digit."""

import json
from collections.abc import Mapping, Sequence

from ingest.reasons import Fault, Reason

_SHOWN = 80


class _NotFinite:
    """`NaN` or `Infinity`: what Python's reader takes and JSON does not know."""

    def __init__(self, text: str) -> None:
        self.text = text


class BadObject(Exception):
    """A text that is no object of plain values. Caught where rows are read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands there twice")
    return made


DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_NotFinite, object_pairs_hook=_unique
)


def cells_of(text: str) -> Mapping[str, str]:
    """Return the cells of an object by name. `{"a": {"b": [1, 2.50]}}` gives `a.b` as `1;2.50`.

    Raises
    ------
    BadObject
        When it is no JSON object, has a name twice, or holds what is no value.
    """
    try:
        return cells_of_value(DECODER.decode(text), text)
    except (ValueError, RecursionError) as error:
        raise broken(text) from error


def cells_of_value(value: object, text: str) -> Mapping[str, str]:
    """Return the cells of a decoded object; `text` is where it came from."""
    if not isinstance(value, dict):
        raise broken(text)
    cells: dict[str, str] = {}
    _flatten(value, "", cells, text)
    if "\\ud" in text or "\\uD" in text:
        _refuse_halves(cells)
    return cells


def broken(text: str) -> BadObject:
    """Return the error for a text that is no object."""
    return BadObject(Fault(Reason.BROKEN_JSON, "", text.strip()[:_SHOWN]))


def _flatten(value: Mapping[str, object], before: str, cells: dict[str, str], text: str) -> None:
    for name, each in value.items():
        full = before + name
        if isinstance(each, dict):
            _flatten(each, full + ".", cells, text)
        elif full in cells:
            raise broken(text)
        else:
            cells[full] = each if isinstance(each, str) else _plain(each, full)


def _plain(value: object, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, _NotFinite):
        raise BadObject(Fault(Reason.NOT_FINITE, name, value.text))
    if isinstance(value, list):
        return _listed(value, name)
    return str(value)


def _listed(values: Sequence[object], name: str) -> str:
    """Return a list as a person types it; a list of objects stays JSON."""
    if any(isinstance(each, dict | list) for each in values):
        return json.dumps(values, ensure_ascii=False, default=lambda each: each.text)
    texts = (each if isinstance(each, str) else _plain(each, name) for each in values)
    return ";".join(each for each in texts if each)


def _refuse_halves(cells: Mapping[str, str]) -> None:
    """Refuse halves of surrogate pairs: no character, and nothing that could be stored."""
    for name, cell in cells.items():
        if any("\ud800" <= char <= "\udfff" for char in cell):
            shown = cell.encode("utf-8", "replace").decode()[:_SHOWN]
            raise BadObject(Fault(Reason.BROKEN_TEXT, name, shown))
