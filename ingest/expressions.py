"""Mapping expressions -> functions on columns of text: text in, text out, a whole batch at a time."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from graph.errors import InvalidMapping
from ingest import dates
from ingest.mapping import Condition, Expression, Made
from ingest.mapping_checks import nearest
from ingest.reasons import Reason
from ingest.spoilt import spoilt
from ingest.values import word

Columns: TypeAlias = Sequence[Sequence[str]]
"""The cells of a batch by column; every column has one cell a row."""
Extract: TypeAlias = Callable[[Columns], Sequence[str]]
Test: TypeAlias = Callable[[Columns], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Compiler:
    """Knows the headers that expressions speak of. `place` names the file in errors."""

    headers: Sequence[str]
    place: str
    today: date

    def position(self, header: str) -> int:
        """Return where a header stands; `InvalidMapping` when it is missing or there twice."""
        found = [at for at, each in enumerate(self.headers) if each == header.strip()]
        if len(found) != 1:
            trouble = "stands there more than once" if found else "is not there"
            close = "" if found else nearest(header, self.headers)
            raise InvalidMapping(
                f"{self.place}: the mapping needs the header {header!r}, which {trouble};"
                f" the headers are {', '.join(self.headers)}{close}"
            )
        return found[0]

    def extract(self, made: Made) -> Extract:
        """Return the function that makes this expression's column."""
        if isinstance(made, str):
            at = self.position(made)
            return lambda columns: columns[at]
        refine = _refinements(made, self.today)
        column = self._made(made)
        if not refine:
            return column
        return lambda columns: _refined(column(columns), refine)

    def _made(self, made: Expression) -> Extract:
        if made.header is not None:
            return self.extract(made.header)
        if made.constant is not None:
            constant = made.constant
            return lambda columns: [constant] * len(columns[0])
        if made.split is not None:
            return _splitting(self.extract(made.split), made.by or "", made.take)
        if made.join is not None:
            return _joining([self.extract(part) for part in made.join], made.joint)
        return _joining([self.extract(part) for part in made.first or ()], None)

    def test(self, where: Mapping[str, tuple[str, ...] | Condition]) -> Test | None:
        """Return the function that says which rows are meant; None when all are."""
        tests = [_testing(self.position(header), wanted) for header, wanted in where.items()]
        if not tests:
            return None
        return lambda columns: [all(row) for row in zip(*(test(columns) for test in tests), strict=True)]


def _joining(parts: Sequence[Extract], joint: str | None) -> Extract:
    """Return the parts that are filled in, joined; without a joint only the first of them."""

    def one(cells: Sequence[str]) -> str:
        filled = [text for cell in cells if (text := word(cell))]
        if joint is None:
            return filled[0] if filled else ""
        failed = (text for text in filled if spoilt(text) is Reason.FAILED_FORMULA)
        return next(failed, None) or joint.join(filled)

    return lambda columns: [one(cells) for cells in zip(*(part(columns) for part in parts), strict=True)]


def _splitting(whole: Extract, mark: str, take: int | None) -> Extract:
    def one(cell: str) -> str:
        parts = [part.strip() for part in cell.split(mark)]
        if take is None:
            return ";".join(parts)
        at = take - 1 if take > 0 else take
        return parts[at] if -len(parts) <= at < len(parts) else ""

    return lambda columns: [one(cell) for cell in whole(columns)]


def _testing(at: int, wanted: tuple[str, ...] | Condition) -> Test:
    if isinstance(wanted, tuple):
        return lambda columns: [cell.strip() in wanted for cell in columns[at]]
    none_of = frozenset(wanted.none_of or ())
    pattern = re.compile(wanted.matches) if wanted.matches else None

    def passes(cell: str) -> bool:
        text = cell.strip()
        return (not none_of or text not in none_of) and (pattern is None or bool(pattern.search(text)))

    return lambda columns: [passes(cell) for cell in columns[at]]


def _refined(cells: Sequence[str], refine: Sequence[Callable[[str], str]]) -> list[str]:
    known: dict[str, str] = {}
    for cell in cells:
        if cell not in known:
            text = cell.strip()
            for step in refine:
                text = step(text) if text else ""
            known[cell] = text
    return [known[cell] for cell in cells]


def _refinements(made: Expression, today: date) -> list[Callable[[str], str]]:
    steps: list[Callable[[str], str]] = []
    if made.pattern is not None:
        steps.append(_first_group(re.compile(made.pattern)))
    if made.values is not None:
        values = made.values
        steps.append(lambda text: values.get(text, text))
    if made.format:
        layouts = made.format
        steps.append(lambda text: _iso(dates.by_format(text, layouts, today), text))
    if made.step_origin is not None:
        steps.append(_stepping(made.step_origin, made.step))
    if made.years_before is not None:
        steps.append(_years_before(made.years_before))
    if made.unit is not None:
        unit = made.unit
        steps.append(lambda text: text if text.endswith(unit) else text + unit)
    return steps


def _first_group(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def one(text: str) -> str:
        if spoilt(text):
            return text
        found = pattern.search(text)
        return "" if found is None else (found[1] or "") if pattern.groups else found[0]

    return one


def _stepping(origin: date, step: str) -> Callable[[str], str]:
    """Return the function from a number of steps since `origin` to a date, or a time for shorter steps."""
    start = datetime(origin.year, origin.month, origin.day, tzinfo=UTC)

    def one(text: str) -> str:
        try:
            moment = start + timedelta(**{f"{step}s": int(text)})
        except (ValueError, OverflowError):
            return text
        return moment.date().isoformat() if step == "day" else moment.isoformat()

    return one


def _years_before(year: int) -> Callable[[str], str]:
    """Return the function from an age in `year` to the year of birth; what is no age stays."""
    return lambda text: str(year - int(text)) if text.isascii() and text.isdigit() and len(text) < 4 else text


def _iso(found: date | datetime | None, text: str) -> str:
    return text if found is None else found.isoformat()
