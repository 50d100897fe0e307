"""Which table of which source each sheet of each file is read as, before anything is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from graph.errors import InvalidInput, RiskError, UnreadableFile
from graph.values import data_source
from ingest.binding import Binding, best_table, mapped, matched
from ingest.mapping import BESIDE, TableMapping
from ingest.mapping_file import ReadMapping, read_mapping
from ingest.mended import is_report, mended, told_of
from ingest.read.archive import FoundFile
from ingest.read.detect import input_file, raw_tables, readable
from ingest.read.raw import InputFile, RawTable
from ingest.tables import PARTY_TABLES, TABLES, table_named
from ingest.tables.column import TableRow

_MAPPING_ENDS = tuple(pattern.lstrip("*") for pattern in BESIDE)
_ORDER = (*PARTY_TABLES, "contracts")


@dataclass(frozen=True, slots=True)
class Feed:
    """One table of one source out of one sheet."""

    table: RawTable
    source: str
    binding: Binding


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load will read, in the order in which it will; `skipped` files are no tables.

    unused: parts of the given mappings that no file fits, as a person knows them.
    """

    feeds: Sequence[Feed]
    files: Sequence[InputFile]
    mappings: Sequence[ReadMapping]
    skipped: Sequence[str]
    unused: Sequence[str] = ()


@dataclass
class Planner:
    """Settles tables and sources: `table` and `source` are what the caller insists on."""

    table: str | None
    source: str | None
    mappings: Sequence[Path]
    today: date

    def plan(self, found: Sequence[FoundFile]) -> Plan:
        """Return the feeds of these files: parties first, then contracts, then the rest.

        Raises
        ------
        UnreadableFile
            When a file cannot be read, or there is no table at all.
        InvalidInput
            When nothing says which table a sheet is, or a needed header is missing.
        InvalidMapping
            When a mapping is wrong or speaks of headers that are not there.
        """
        given = [read_mapping(path) for path in self.mappings]
        used: dict[Path, ReadMapping] = {each.path: each for each in given}
        feeds: list[Feed] = []
        files: list[InputFile] = []
        skipped: list[str] = []
        stood: list[RawTable] = []
        for each in found:
            if not each.asked and not readable(each.path):
                skipped.append(each.name)
                continue
            file = input_file(each.path, each.name, each.folder)
            mappings = given or _beside(each.path)
            used.update((mapping.path, mapping) for mapping in mappings)
            tables = raw_tables(file)
            hidden = [table for table in tables if table.hidden and not _asked_for(table, mappings)]
            skipped.extend(f"{file.name} sheet {table.sheet} (hidden)" for table in hidden)
            shown = [table for table in tables if table not in hidden]
            stood.extend(shown)
            fed = [feed for table in shown for feed in self._feeds(table, mappings, each.asked)]
            feeds.extend(fed)
            files.extend([file] if fed else [])
            skipped.extend([] if fed else [each.name])
        if not feeds:
            raise UnreadableFile(
                f"None of {', '.join(skipped)} is a table that can be loaded; docs/files.md lists the kinds"
            )
        feeds.sort(key=lambda feed: _rank(feed.binding.model))
        skipped = [each for each in skipped if not each.endswith(_MAPPING_ENDS)]
        return Plan(feeds, files, list(used.values()), skipped, _unused(given, stood))

    def _feeds(self, table: RawTable, mappings: Sequence[ReadMapping], asked: bool) -> list[Feed]:
        if is_report(table):
            return self._from_report(table, mappings)
        fitting = [
            (mapping, entry)
            for mapping in mappings
            for entry in mapping.content.tables
            if entry.fits(table.file.name, table.sheet)
        ]
        if fitting:
            return [self._mapped(table, mapping, entry) for mapping, entry in fitting]
        model = self._table_of(table)
        if model is None:
            if mappings and not asked:
                return []
            raise InvalidInput(
                f"{table.place}: nothing says which table this is; give --as with one of {', '.join(TABLES)},"
                f" or a mapping. The headers are {', '.join(table.headers)}"
            )
        return [Feed(table, self._source(table, None), matched(table, model, today=self.today))]

    def _mapped(self, table: RawTable, mapping: ReadMapping, entry: TableMapping) -> Feed:
        source = self._source(table, entry.source or mapping.content.source)
        binding = mapped(table, entry, currency=mapping.content.currency, today=self.today)
        return Feed(table, source, binding)

    def _table_of(self, table: RawTable) -> type[TableRow] | None:
        if self.table is not None:
            return table_named(self.table)
        for name in (table.sheet, Path(table.file.name).stem):
            for model in TABLES.values():
                if name is not None and name.strip().lower() in (model.table, model.chinese):
                    return model
        return best_table(table.headers)

    def _source(self, table: RawTable, mapped_to: str | None) -> str:
        if self.source is not None:
            return data_source(self.source)
        if mapped_to is not None:
            return mapped_to
        return slug(table.file.folder or Path(table.file.name).stem)

    def _from_report(self, table: RawTable, mappings: Sequence[ReadMapping]) -> list[Feed]:
        """Return how a reject report is loaded again: as what its rows were, by the mapping they had."""
        row = told_of(table)
        if row is None:
            return []
        source, rows = data_source(self.source or row["_source"]), mended(table)
        feeds = [
            replace(self._mapped(rows, mapping, entry), source=source)
            for mapping in mappings
            for entry in mapping.content.tables
            if entry.table == row["_table"] and entry.fits(row["_file"], row["_sheet"] or None)
        ]
        if feeds:
            return feeds
        return [Feed(rows, source, matched(rows, table_named(row["_table"]), today=self.today))]


def _asked_for(table: RawTable, mappings: Sequence[ReadMapping]) -> bool:
    """Return whether a mapping names the sheet itself."""
    return any(
        entry.sheet == table.sheet and entry.fits(table.file.name, table.sheet)
        for mapping in mappings
        for entry in mapping.content.tables
    )


def _unused(given: Sequence[ReadMapping], tables: Sequence[RawTable]) -> Sequence[str]:
    """Return the parts of mappings that fit none of these tables; a reject report is of other files."""
    if any(map(is_report, tables)):
        return ()
    return [
        f"{mapping.path.name} tables[{at}] ({', '.join(entry.files)} as {entry.table})"
        for mapping in given
        for at, entry in enumerate(mapping.content.tables, start=1)
        if not any(entry.fits(each.file.name, each.sheet) for each in tables)
    ]


def slug(name: str) -> str:
    """Return a source's name made of a file's or folder's; names without Latin letters get a digest."""
    made = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:63]
    try:
        return data_source(made)
    except RiskError:
        return f"source-{sha256(name.encode()).hexdigest()[:8]}"


def _beside(path: Path) -> Sequence[ReadMapping]:
    """Return the mappings in the folder of a file."""
    found = {each for pattern in BESIDE for each in path.parent.glob(pattern)}
    return [read_mapping(each) for each in sorted(found)]


def _rank(model: type[TableRow]) -> int:
    return _ORDER.index(model.table) if model.table in _ORDER else len(_ORDER)


def by_source(feeds: Sequence[Feed]) -> Mapping[str, Sequence[Feed]]:
    """Return the feeds of each source, in the order of their names."""
    found: dict[str, list[Feed]] = {}
    for feed in feeds:
        found.setdefault(feed.source, []).append(feed)
    return dict(sorted(found.items()))
