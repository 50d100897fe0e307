"""SQL with the names of the schema filled in: the only place where a table's name enters a statement."""

from functools import cache
from string import Template

import pyarrow as pa

from graph.schema import SCHEMAS, Table

VISIBLE = (
    "$t.load IN (SELECT value FROM json_each(:loads))"
    " AND ($t.closed_by IS NULL OR $t.closed_by NOT IN (SELECT value FROM json_each(:loads)))"
)
"""Whether a row of `$t` is visible where the loads of the JSON list `:loads` are."""


@cache
def sql(text: str, table: Table) -> str:
    """Fill SQL text in.

    $t: the table. $key: the column, or columns, that name a row. $columns and $typed: its columns,
    without and with their types. $marks: a `?` for each. $visible: the condition `VISIBLE`. $of_source:
    whether a row was reported by `:source`.
    """
    schema = SCHEMAS[table]
    names = {
        "t": table.value,
        "key": '"a", "b"' if table == Table.POSSIBLE else _quoted(schema.names[0]),
        "columns": ", ".join(f"{table.value}.{_quoted(name)}" for name in schema.names),
        "names": ", ".join(_quoted(name) for name in schema.names),
        "typed": ", ".join(f"{_quoted(each.name)} {_sql_type(each.type)}" for each in schema),
        "marks": ", ".join("?" for _ in schema),
        "of_source": _of_source(table),
    }
    return Template(Template(text).safe_substitute(visible=VISIBLE)).substitute(names)


def _of_source(table: Table) -> str:
    """A record's id begins with its source and a colon, and `;` is the sign after the colon."""
    if table == Table.RECORDS:
        return "(\"key\" >= :source || ':' AND \"key\" < :source || ';')"
    return "reported_by = :source"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_floating(kind):
        return "REAL"
    return "TEXT" if pa.types.is_string(kind) or pa.types.is_list(kind) else "INTEGER"
