"""A suggestion -> the text of a mapping file, with what it rests on as comments."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from glob import escape
from typing import Any

from ingest.suggest.suggestion import FieldSuggestion, Suggestion, TableSuggestion, Unmapped

_PLAIN = re.compile(r"[A-Za-z0-9_\u3400-\u9fff][A-Za-z0-9_\u3400-\u9fff（）()./·、 %$+-]*(?<! )")
_HEAD = """\
# Suggested from headers and values; the figures are how sure each line is. Correct it, then try it:
#   riskweave load FILES --mapping THIS_FILE --dry-run
"""
_COMMENT_AT = 46


def page(suggestion: Suggestion) -> str:
    """Return the mapping file; `read_mapping` reads it as it is unless no table was found."""
    lines = [_HEAD.rstrip("\n"), f"source: {_scalar(suggestion.source)}"]
    lines.append(
        "tables:" if suggestion.tables else "# No table was found: say which with `table:` and `columns:`."
    )
    places = {(each.file, each.sheet): None for each in suggestion.tables}
    places |= {(each.file, each.sheet): None for each in suggestion.unmapped}
    for place in places:
        for table in suggestion.tables:
            if (table.file, table.sheet) == place:
                lines.extend(_table(table))
        lines.extend(_unmapped([each for each in suggestion.unmapped if (each.file, each.sheet) == place]))
    lines.extend(f"# {_told(name)} is no table that can be read" for name in suggestion.unread)
    return "\n".join(lines) + "\n"


def _table(table: TableSuggestion) -> Iterator[str]:
    yield f"  - files: {_scalar(escape(table.file))}"
    if table.sheet is not None:
        yield f"    sheet: {_scalar(table.sheet)}"
    yield f"    table: {table.table}"
    if table.currency:
        yield f"    currency: {table.currency}"
    if table.where:
        yield f"    where: {_value(table.where)}"
    for note in table.notes:
        yield f"    # {_told(note)}"
    yield "    columns:"
    for each in table.fields:
        yield _field(each)


def _field(field: FieldSuggestion) -> str:
    line = f"      {field.field}: {_value(field.made)}"
    told = f"{field.confidence:.0%}"
    if field.samples:
        told += f"  {' · '.join(map(_told, field.samples))}"
    if field.note:
        told += f"  ({_told(field.note)})"
    return f"{line:<{_COMMENT_AT}}  # {told}"


def _unmapped(headers: Sequence[Unmapped]) -> Iterator[str]:
    if headers:
        sheet = f" sheet {headers[0].sheet}" if headers[0].sheet else ""
        yield f"  # Not mapped of {_told(headers[0].file + sheet)}:"
    for each in headers:
        samples = " · ".join(map(_told, each.samples)) or "always empty"
        why = each.why or (f"nearest: {each.closest[0]}, {each.closest[1]:.0%}" if each.closest else "")
        name = _told(each.header) or "a column without a header"
        yield f"  #   {name}: {samples}" + (f"  ({_told(why)})" if why else "")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(key))}: {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """Return a text as YAML reads it back: bare where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in quoted)


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _told(text: str) -> str:
    """Return a text that can stand in a comment: one line, nothing that cannot be seen."""
    return "".join(each if each.isprintable() else "�" for each in " ".join(text.split()))
