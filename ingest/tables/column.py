"""What a column of a canonical table is: its cell, headers, end; read off the pydantic models."""

from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, ClassVar, NamedTuple, TypeAlias, cast

from pydantic import BaseModel, ConfigDict

from graph.model import EventKind, PartyKind, Role
from graph.values import Money, Share


class Cell(StrEnum):
    """How the text of a cell is read; `ingest.cells` has one parser for each."""

    TEXT = "text"
    TEXTS = "list"
    INTEGER = "whole number"
    RATIO = "share 0..1 or %"
    SHARE = "share, exact or low-high"
    DAY = "date"
    MOMENT = "date or time"
    MONEY = "money"
    FLAG = "yes/no"
    ROLES = "list of roles"
    SEX = "sex"
    EVENT = "event kind"
    SEVERITY = "severity"
    PARTY_KIND = "company or person"
    END = "end"
    ENDS = "ends"


class End(NamedTuple):
    """A party as a row names it: `text` is a key, an identifier or a name; the others say it outright."""

    text: str | None
    name: str | None = None
    identifier: str | None = None

    @property
    def said(self) -> str:
        """Return the first thing that was given: the end's part of a natural key."""
        return self.text or self.identifier or self.name or ""


@dataclass(frozen=True, slots=True)
class Headers:
    """Chinese headers of a column beside its English name, in order of preference."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """`signed`: amounts below zero are possible. `past`: the day cannot lie ahead of the load.

    `expects`: who stands at an end; a key of a company and a person then means that one.
    """

    signed: bool = False
    past: bool = False
    expects: PartyKind | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as its model declares it."""

    name: str
    cell: Cell
    required: bool
    headers: tuple[str, ...]
    limits: Limits

    @property
    def is_end(self) -> bool:
        return self.cell in (Cell.END, Cell.ENDS)


def headed(*words: str) -> Headers:
    """Return the Chinese headers of a column."""
    return Headers(words)


SIGNED = Limits(signed=True)
PAST = Limits(past=True)
PERSON = Limits(expects=PartyKind.PERSON)
COMPANY = Limits(expects=PartyKind.COMPANY)

Word: TypeAlias = Annotated[str, Cell.TEXT]
MaybeWord: TypeAlias = Annotated[str | None, Cell.TEXT]
Words: TypeAlias = Annotated[tuple[str, ...], Cell.TEXTS]
MaybeInteger: TypeAlias = Annotated[int | None, Cell.INTEGER]
MaybeRatio: TypeAlias = Annotated[float | None, Cell.RATIO]
MaybeShare: TypeAlias = Annotated[Share | None, Cell.SHARE]
MaybeDay: TypeAlias = Annotated[date | None, Cell.DAY]
MaybeMoment: TypeAlias = Annotated[datetime | None, Cell.MOMENT]
MaybeMoney: TypeAlias = Annotated[Money | None, Cell.MONEY]
MaybeFlag: TypeAlias = Annotated[bool | None, Cell.FLAG]
MaybeRoles: TypeAlias = Annotated[tuple[Role, ...], Cell.ROLES]
MaybeSex: TypeAlias = Annotated[str | None, Cell.SEX]
EventWord: TypeAlias = Annotated[EventKind, Cell.EVENT]
MaybeSeverity: TypeAlias = Annotated[float | None, Cell.SEVERITY]
MaybePartyKind: TypeAlias = Annotated[PartyKind | None, Cell.PARTY_KIND]
OneEnd: TypeAlias = Annotated[End, Cell.END]
MaybeEnd: TypeAlias = Annotated[End | None, Cell.END]
ManyEnds: TypeAlias = Annotated[tuple[End, ...], Cell.ENDS]

Since: TypeAlias = Annotated[MaybeDay, headed("开始日期")]
Until: TypeAlias = Annotated[MaybeDay, headed("结束日期")]
Currency: TypeAlias = Annotated[MaybeWord, headed("币种")]


class TableRow(BaseModel):
    """A typed row: `ingest.cells` reads each cell, the model checks the types of the whole.

    `interval` names the columns that say from when to when the row holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    chinese: ClassVar[str]
    model: "ClassVar[type[TableRow]]"
    interval: ClassVar[tuple[str, str] | None] = ("since", "until")


@cache
def columns(model: type[TableRow]) -> Mapping[str, Column]:
    """Return the columns of a table in their order."""
    found = {}
    for name, field in model.model_fields.items():
        said = field.metadata
        words = [each.words for each in said if isinstance(each, Headers)]
        found[name] = Column(
            name=name,
            cell=next(each for each in said if isinstance(each, Cell)),
            required=field.is_required(),
            headers=words[-1] if words else (),
            limits=next((each for each in said if isinstance(each, Limits)), Limits()),
        )
    return found


@cache
def row_class(model: type[TableRow]) -> type[TableRow]:
    """Return the light twin of a table's model: a named tuple; `absent` has the values of columns not fed.

    A load makes millions of rows out of values that `ingest.cells` has typed already; checking them
    again in the model took half of the time of typing them. Tests hold both to be the same.
    """
    fields = model.model_fields
    named = namedtuple(model.__name__, fields)  # type: ignore[misc]  # not known before
    absent = {name: each.default for name, each in fields.items() if not each.is_required()}
    told = {"__slots__": (), "table": model.table, "model": model, "absent": absent}
    twin = type(model.__name__, (named,), told)
    return cast(type[TableRow], twin)
