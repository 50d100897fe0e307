"""Headers of a file -> fields of a table: by a mapping, or because the headers match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidInput, InvalidMapping
from ingest.expressions import Compiler, Extract, Test
from ingest.mapping import TableMapping
from ingest.read.raw import RawTable
from ingest.tables import TABLES
from ingest.tables.column import Column, TableRow, columns
from ingest.values import plain

SAID = ("", "_name", "_id")
"""What a row may say of an end: the plain column and two beside it."""
_SAID_CHINESE = (("",), ("_name", "名称", "姓名"), ("_id", "证件号", "证件号码"))


@dataclass(frozen=True, slots=True)
class Binding:
    """How one table is taken out of a file. `fed` has a function for each field, `_name`s and `_id`s too.

    `shown` is what each field is called in the file, for reports. `asked` are the places of the headers that
    `where` looks at.
    """

    model: type[TableRow]
    fed: Mapping[str, Extract]
    shown: Mapping[str, str]
    where: Test | None = None
    asked: Sequence[int] = ()
    currency: str | None = None


def mapped(table: RawTable, mapping: TableMapping, *, currency: str | None, today: date) -> Binding:
    """Return the binding that a mapping asks for; `InvalidMapping` names a header that is not there."""
    model = TABLES[mapping.table]
    compiler = Compiler(table.headers, table.place, today)
    missing = [
        each.name for each in columns(model).values() if each.required and not _feeds(mapping.columns, each)
    ]
    if missing:
        raise InvalidMapping(
            f"{table.place}: the mapping says nothing of {mapping.table}.{missing[0]}, which is needed"
        )
    return Binding(
        model=model,
        fed={field: compiler.extract(made) for field, made in mapping.columns.items()},
        shown={field: made if isinstance(made, str) else field for field, made in mapping.columns.items()},
        where=compiler.test(mapping.where),
        asked=[compiler.position(header) for header in mapping.where],
        currency=mapping.currency or currency,
    )


def matched(table: RawTable, model: type[TableRow], *, today: date) -> Binding:
    """Return the binding of headers that are the table's own words.

    Raises
    ------
    InvalidInput
        With the headers that were found and expected, when a needed one is missing.
    """
    found = match_headers(table.headers, model)
    missing = [each for each in columns(model).values() if each.required and not _feeds(found, each)]
    if missing:
        expected = "; ".join(" or ".join((each.name, *each.headers)) for each in missing)
        raise InvalidInput(
            f"{table.place}: a column of {model.table} is missing: {expected}."
            f" The headers are {', '.join(table.headers)}; rename one or give a mapping"
        )
    compiler = Compiler(table.headers, table.place, today)
    return Binding(model, {field: compiler.extract(header) for field, header in found.items()}, found)


def match_headers(headers: Sequence[str], model: type[TableRow]) -> Mapping[str, str]:
    """Return field -> header where a header is one of the field's words; earlier words win."""
    known: dict[str, str] = {}
    for header in headers:
        known.setdefault(_folded(header), header)
    found: dict[str, str] = {}
    for column in columns(model).values():
        for field, words in _words(column):
            fitting = [known[each] for each in words if each in known and known[each] not in found.values()]
            if fitting:
                found[field] = fitting[0]
    return found


def best_table(headers: Sequence[str]) -> type[TableRow] | None:
    """Return the one table that these headers match best with all it needs; None when there is none."""
    scores = {}
    for model in TABLES.values():
        found = match_headers(headers, model)
        if all(_feeds(found, each) for each in columns(model).values() if each.required):
            scores[model] = len(found)
    best = max(scores.values(), default=0)
    winners = [model for model, score in scores.items() if score == best]
    return winners[0] if len(winners) == 1 and best > 1 else None


def _feeds(fed: Mapping[str, object], column: Column) -> bool:
    return any(column.name + said in fed for said in (SAID if column.is_end else ("",)))


def _words(column: Column) -> list[tuple[str, list[str]]]:
    """Return each field of a column with the folded headers it goes by."""
    ways = zip(SAID, _SAID_CHINESE, strict=True) if column.is_end else [("", ("",))]
    return [
        (
            column.name + said,
            [
                _folded(column.name + said),
                *(_folded(word + tail) for word in column.headers for tail in tails),
            ],
        )
        for said, tails in ways
    ]


def _folded(header: str) -> str:
    return "".join(plain(header).lower().replace("_", " ").split())
