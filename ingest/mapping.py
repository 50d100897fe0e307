"""Mapping files: which column of a file feeds which field. `docs/mapping.md` explains the grammar."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InvalidMapping, RiskError
from graph.values import Sha256, data_source
from ingest.tables import TABLES
from ingest.tables.column import columns

BESIDE = ("mapping.yaml", "*.mapping.yaml")
"""Names under which a mapping is found beside the files it is for."""

_STRICT = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
_OTHER_WAY = "string_type"
"""What pydantic says of an expression because it is no header either: never the mistake itself."""
_MAKES = ("header", "constant", "join", "split", "first")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Expression(BaseModel):
    """How the text of a field is made: one of `header`, `constant`, `join`, `split`, `first`; then refined.

    Refinements in their order: `pattern` (first group), `values`, `format` or `step_origin`,
    `years_before`, `unit`.
    """

    model_config = _STRICT

    header: str | None = None
    constant: str | None = None
    join: "tuple[Made, ...] | None" = None
    joint: str = Field(default=" ", alias="with")
    split: "Made | None" = None
    by: str | None = None
    take: int | None = None
    first: "tuple[Made, ...] | None" = None
    pattern: str | None = None
    values: Mapping[str, str] | None = None
    format: Texts = ()
    step_origin: date | None = None
    step: Literal["day", "hour", "minute", "second"] = "day"
    years_before: int | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _makes_one_thing(self) -> "Expression":
        given = [name for name in _MAKES if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(_MAKES)}, not {' and '.join(given) or 'none'}")
        if (self.split is None) != (self.by is None):
            raise ValueError("split and by belong together")
        if self.take == 0:
            raise ValueError("take counts from 1, or from -1 at the end")
        if any("%z" in layout or "%Z" in layout for layout in self.format):
            raise ValueError("format cannot read time zones")
        return self


Made: TypeAlias = str | Expression
"""A header's name, or an expression."""


class Condition(BaseModel):
    """Which cells pass: those `not` among some texts, or those that match a regular expression."""

    model_config = _STRICT

    none_of: Texts | None = Field(default=None, alias="not")
    matches: str | None = None


class TableMapping(BaseModel):
    """How one table is read from the files whose name fits one of `files`."""

    model_config = _STRICT

    files: Texts
    table: str
    columns: Mapping[str, Made]
    sheet: str | None = None
    source: str | None = None
    currency: str | None = None
    where: Mapping[str, Texts | Condition] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_what_exists(self) -> "TableMapping":
        if self.table not in TABLES:
            raise ValueError(f"there is no table {self.table!r}; the tables are {', '.join(TABLES)}")
        fields = fields_of(self.table)
        unknown = sorted(set(self.columns) - set(fields))
        if unknown:
            raise ValueError(f"{self.table} has no column {unknown[0]!r}; it has {', '.join(fields)}")
        return self

    def fits(self, file: str, sheet: str | None) -> bool:
        """Return whether it is for a sheet of this file: its name or its path below the folder given."""
        names = (file.lower(), file.rsplit("/", 1)[-1].lower())
        named = any(fnmatch(name, pattern.lower()) for pattern in self.files for name in names)
        return named and self.sheet in (None, sheet)


class MappingFile(BaseModel):
    """A whole mapping file; `source` and `currency` count for tables that name none."""

    model_config = _STRICT

    tables: tuple[TableMapping, ...] = Field(min_length=1)
    source: str | None = None
    currency: str | None = None

    @model_validator(mode="after")
    def _sources_can_be_names(self) -> "MappingFile":
        for source in (self.source, *(table.source for table in self.tables)):
            if source is not None:
                try:
                    data_source(source)
                except RiskError as refused:
                    raise ValueError(str(refused)) from refused
        return self


@dataclass(frozen=True, slots=True)
class ReadMapping:
    """A mapping file with its place and version."""

    path: Path
    sha256: Sha256
    content: MappingFile


def fields_of(table: str) -> Sequence[str]:
    """Return what a mapping may feed: the columns, and `_name` and `_id` beside each end."""
    fields = []
    for column in columns(TABLES[table]).values():
        fields.append(column.name)
        fields.extend([f"{column.name}_name", f"{column.name}_id"] if column.is_end else ())
    return fields


def read_mapping(path: Path) -> ReadMapping:
    """Return the mapping of a YAML file; every value in it is text until the grammar says otherwise.

    Raises
    ------
    InvalidMapping
        With the file, the line and the key path of the first mistake.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except OSError as error:
        raise InvalidMapping(f"{path} cannot be opened: {error.strerror or error}") from error
    except UnicodeError as error:
        raise InvalidMapping(f"{path} is not UTF-8; save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise InvalidMapping(f"{path}{where} is no YAML: {getattr(error, 'problem', error)}") from error
    try:
        return ReadMapping(path, Sha256(hashlib.sha256(raw).hexdigest()), MappingFile.model_validate(content))
    except ValidationError as error:
        mistake = max(error.errors(), key=lambda each: (each["type"] != _OTHER_WAY, len(each["loc"])))
        line, place = _place(tree, mistake["loc"])
        said = mistake["msg"].removeprefix("Value error, ")
        raise InvalidMapping(f"{path} line {line}, {place or 'top'}: {said}") from error


def _place(tree: yaml.Node | None, loc: Sequence[int | str]) -> tuple[int, str]:
    """Return the line and key path of a mistake; parts that only the grammar knows are passed over."""
    node: yaml.Node | None = tree
    line, place = 1, ""
    for part in loc:
        if isinstance(node, yaml.MappingNode) and isinstance(part, str):
            inner = next((pair for pair in node.value if pair[0].value == part), None)
            if inner is not None:
                line, node = inner[0].start_mark.line + 1, inner[1]
                place = f"{place}.{part}" if place else part
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            item = node.value[part]
            node, line, place = item, item.start_mark.line + 1, f"{place}[{part + 1}]"
    return line, place
