"""What is suggested for some files: tables with their fields, and the headers that nothing was found for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.suggest.draft import Draft


@dataclass(frozen=True, slots=True)
class FieldSuggestion:
    """How a field is fed. headers: of the columns in it. confidence: 0..1. note: what to decide or know."""

    field: str
    made: Draft
    headers: tuple[str, ...]
    confidence: float
    samples: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableSuggestion:
    """A table that a sheet of a file feeds; `beside` another that explains more of it."""

    file: str
    sheet: str | None
    table: str
    fields: tuple[FieldSuggestion, ...]
    where: Mapping[str, Any] = field(default_factory=dict[str, Any])
    currency: str | None = None
    notes: tuple[str, ...] = ()
    beside: bool = False

    def entry(self) -> dict[str, Any]:
        """Return the part of a mapping file that it becomes."""
        optional = {"sheet": self.sheet, "currency": self.currency, "where": dict(self.where)}
        return {
            "files": [self.file],
            "table": self.table,
            **{key: value for key, value in optional.items() if value},
            "columns": {each.field: each.made for each in self.fields},
        }


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A header that feeds nothing. closest: field it is nearest to, and how near. why: it was given up."""

    file: str
    sheet: str | None
    header: str
    samples: tuple[str, ...]
    closest: tuple[str, float] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A whole mapping. `unread` are files of a folder that are no tables."""

    source: str
    tables: tuple[TableSuggestion, ...]
    unmapped: tuple[Unmapped, ...]
    unread: tuple[str, ...] = ()

    def content(self) -> dict[str, Any]:
        """Return the content of the mapping file."""
        return {"source": self.source, "tables": [each.entry() for each in self.tables]}
