"""The page that documents the tables, made of their models: `docs/tables.md` is its text."""

import sys
from collections.abc import Mapping

from ingest import cells
from ingest.tables import TABLES
from ingest.tables.column import Cell, Column, TableRow, columns

_HEAD = """# Canonical tables

<!-- Written by `python -m ingest.tables_page`; change the models in ingest/tables, not this. -->

A file is read as one of these tables: the one that `--as` names, else the one its name (or a
sheet's) is, in English or Chinese, else the one that its headers fit best. Headers are the English
word or one of the Chinese ones after it; case, blanks and underscores do not matter. **Bold**
columns are needed; everything else may be missing. Lists in one cell are parted by `;`, `；`, `、` or
`|`. `-`, `N/A`, `无`, `暂无`, `不详` and the like are missing values.

**Ends.** Where a row names a party (*end*), the plain column takes a source key, an identifier
(company number, resident id …) or a name: a key that a row of the same source has wins, then a
valid identifier, then it is a name. The columns `…_name` (`…名称`) and `…_id` (`…证件号`) beside it say
it outright and add evidence, e.g. `supplier`, `supplier_name`, `supplier_id`.

**Values.** Dates: `2024-03-05`, `2024/3/5`, `20240305`, `2024年3月5日`, Excel serials of five digits;
others by a mapping's `format`. Money: `1,234.50`, `12.5万`, `3亿元`, `¥80`, in the row's `currency`,
else the mapping's, else the book's. Shares: `0.25`, `25%`; where it says so also `10%-20%`. What
cannot be (140 %, a day years ahead, an end before its start, an amount below zero, a currency without
a rate, a company that owns itself) rejects the row. Numbers that fail their check digit are kept and
prove nothing. Owners who hold more than 100 % of a company in all are told after the load.
"""

_TAIL = """
## Keys

Companies, people and the watch list by their key; contracts by number; lawsuits by court and case
number; ties by ends, subject (product, role, kind) and `since`; events and payments by `key`.
Events without one are known by their whole row, payments by the whole row and its occurrence within
the file. A row that comes twice is counted once, with a warning; the same key with other content is
rejected.
"""

_CELLS: Mapping[Cell, str] = {
    Cell.TEXT: "",
    Cell.TEXTS: "list",
    Cell.INTEGER: "whole number",
    Cell.RATIO: "share",
    Cell.SHARE: "share or range",
    Cell.DAY: "date",
    Cell.MOMENT: "date or time",
    Cell.MONEY: "money",
    Cell.FLAG: "yes/no",
    Cell.ROLES: "list of roles",
    Cell.SEX: "sex",
    Cell.EVENT: "event",
    Cell.SEVERITY: "severity",
    Cell.PARTY_KIND: "company or person",
    Cell.END: "end",
    Cell.ENDS: "ends",
}


def page() -> str:
    """Return the page in Markdown."""
    parts = [_HEAD, *map(_table, TABLES.values()), _words(), _TAIL]
    return "\n".join(parts)


def _table(model: type[TableRow]) -> str:
    rows = [_row(each) for each in columns(model).values()]
    title = f"## {model.table} {model.chinese}\n\n{(model.__doc__ or '').strip()}\n"
    return "\n".join([title, "| column | headers | value |", "|---|---|---|", *rows, ""])


def _row(column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    value = _CELLS[column.cell]
    if column.limits.expects:
        value += f": {column.limits.expects.value}"
    if column.limits.signed:
        value += ", may be below zero"
    return f"| {name} | {' '.join(column.headers)} | {value} |"


def _words() -> str:
    """Return the words that cells may hold; severities are shares or words too."""
    lists: dict[str, Mapping[str, object]] = {
        "roles": cells.ROLE_WORDS,
        "sex": cells.SEX_WORDS,
        "event": cells.EVENT_WORDS,
        "severity (or a share)": cells.SEVERITY_WORDS,
        "company or person": cells.KIND_WORDS,
    }
    lines = [f"- {name}: {_by_meaning(words)}" for name, words in lists.items()]
    return "\n".join(["## Words in cells\n", *lines, "- yes/no: yes no y n true false t f 1 0 是 否 有"])


def _by_meaning(words: Mapping[str, object]) -> str:
    meanings: dict[object, list[str]] = {}
    for word, meaning in words.items():
        meanings.setdefault(meaning, []).append(word)
    return "; ".join(
        f"{meaning} = {' '.join(each)}" if isinstance(meaning, float) else " ".join(sorted(each))
        for meaning, each in meanings.items()
    )


if __name__ == "__main__":
    sys.stdout.write(page())
