"""Every Cypher statement of the product, one a file; the head comment names parameters and columns."""

from functools import cache
from importlib import resources
from typing import LiteralString, cast


@cache
def statement(name: str) -> LiteralString:
    """Return the text of `cypher/<name>.cypher`, such as ``statement("write/create/records")``."""
    text = resources.files("cypher").joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    return cast(LiteralString, text)  # type: ignore[redundant-cast]  # it is one for pyright


def schema_statements() -> tuple[str, ...]:
    """Return the names of the statements that make constraints and indexes, in order of name."""
    files = resources.files("cypher").joinpath("schema").iterdir()
    return tuple(sorted(f"schema/{each.name[:-7]}" for each in files if each.name.endswith(".cypher")))
