"""Mapping files: which column of a file feeds which field. `docs/mapping.md` explains the grammar."""

from collections.abc import Mapping, Sequence
from datetime import date
from fnmatch import fnmatch
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.errors import RiskError
from graph.values import data_source
from ingest import mapping_checks
from ingest.tables import TABLES
from ingest.tables.column import columns

BESIDE = ("mapping.yaml", "*.mapping.yaml")
"""Names under which a mapping is found beside the files it is for."""

_STRICT = ConfigDict(frozen=True, extra="forbid")
_MAKES = ("header", "constant", "join", "split", "first")
_BELONGS = {
    "joint": ("with", "join"), "by": ("by", "split"), "take": ("take", "split"),
    "step": ("step", "step_origin"),
}  # fmt: skip
"""Keys that mean nothing without another: field -> its key, the other."""


class Misplaced(ValueError):
    """A mistake further in than the part of the mapping that was checked: `inner` leads on to it."""

    def __init__(self, message: str, *inner: str | int) -> None:
        super().__init__(message)
        self.inner = inner


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Regex: TypeAlias = Annotated[str, AfterValidator(mapping_checks.regex)]
DateFormat: TypeAlias = Annotated[str, AfterValidator(mapping_checks.date_format)]
DateFormats: TypeAlias = Annotated[tuple[DateFormat, ...], BeforeValidator(_listed)]
Unit: TypeAlias = Annotated[str, AfterValidator(mapping_checks.unit)]
CurrencyCode: TypeAlias = Annotated[str, AfterValidator(mapping_checks.currency)]


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
    by: str | None = Field(default=None, min_length=1)
    take: int | None = None
    first: "tuple[Made, ...] | None" = None
    pattern: Regex | None = None
    values: Mapping[str, str] | None = None
    format: DateFormats = ()
    step_origin: date | None = None
    step: Literal["day", "hour", "minute", "second"] = "day"
    years_before: int | None = None
    unit: Unit | None = None

    @model_validator(mode="after")
    def _makes_one_thing(self) -> "Expression":
        given = [name for name in _MAKES if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of {', '.join(_MAKES)}, not {' and '.join(given) or 'none'}")
        if self.split is not None and self.by is None:
            raise ValueError("split needs by, the mark that parts the items")
        for name, (key, owner) in _BELONGS.items():
            if name in self.model_fields_set and getattr(self, owner) is None:
                raise Misplaced(f"{key} belongs to {owner}, which is not there", key)
        if self.take == 0:
            raise ValueError("take counts from 1, or from -1 at the end")
        if self.format and self.step_origin is not None:
            raise ValueError("format and step_origin are two ways to read one date; keep one")
        return self


Made: TypeAlias = str | Expression
"""A header's name, or an expression."""


class Condition(BaseModel):
    """Which cells pass: those `not` among some texts, or those that match a regular expression."""

    model_config = _STRICT

    none_of: Texts | None = Field(default=None, alias="not")
    matches: Regex | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "Condition":
        if self.none_of is None and self.matches is None:
            raise ValueError("a condition has `not` or `matches`")
        return self


class TableMapping(BaseModel):
    """How one table is read from the files whose name fits one of `files`."""

    model_config = _STRICT

    files: Annotated[Texts, Field(min_length=1)]
    table: str
    columns: Mapping[str, Made]
    sheet: str | None = None
    source: str | None = None
    currency: CurrencyCode | None = None
    where: Mapping[str, Texts | Condition] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_what_exists(self) -> "TableMapping":
        if self.table not in TABLES:
            close = mapping_checks.nearest(self.table, TABLES)
            raise Misplaced(
                f"there is no table {self.table!r}; the tables are {', '.join(TABLES)}{close}", "table"
            )
        fields = fields_of(self.table)
        unknown = next((name for name in self.columns if name not in fields), None)
        if unknown is not None:
            close = mapping_checks.nearest(unknown, fields)
            raise Misplaced(
                f"{self.table} has no column {unknown!r}; it has {', '.join(fields)}{close}",
                *("columns", unknown),
            )
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
    currency: CurrencyCode | None = None

    @model_validator(mode="after")
    def _sources_can_be_names(self) -> "MappingFile":
        places: list[tuple[str | None, tuple[str | int, ...]]] = [(self.source, ("source",))]
        places += [(table.source, ("tables", at, "source")) for at, table in enumerate(self.tables)]
        for source, place in places:
            if source is not None:
                try:
                    data_source(source)
                except RiskError as refused:
                    raise Misplaced(str(refused), *place) from refused
        return self


def fields_of(table: str) -> Sequence[str]:
    """Return what a mapping may feed: the columns, and `_name` and `_id` beside each end."""
    fields = []
    for column in columns(TABLES[table]).values():
        fields.append(column.name)
        fields.extend([f"{column.name}_name", f"{column.name}_id"] if column.is_end else ())
    return fields
