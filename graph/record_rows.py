"""Records <-> flat rows."""

import json
from collections.abc import Mapping

from graph.model import Origin, PartyKind, Record
from graph.row_cells import Scalar, Values, json_text, text
from graph.values import RecordId
from graph.wide_cells import origin_of


def record_values(record: Record) -> Values:
    fields = json_text(record.fields)
    return told_values(record.id, record.kind, record.name, fields, record.origin, mention=record.mention)


def told_values(
    record: RecordId, kind: PartyKind, name: str, fields: str, origin: Origin, *, mention: bool = False
) -> Values:
    """Return the row of a record without making one first: there are millions of them.

    fields: as `json_text` gives them.
    """
    return record, kind._value_, name, mention, fields, origin.file, origin.sheet, origin.line


def record_of(row: Mapping[str, Scalar]) -> Record:
    return Record(
        id=RecordId(text(row["key"])),
        kind=PartyKind(text(row["kind"])),
        name=text(row["name"]),
        fields=json.loads(text(row["fields"])),
        origin=origin_of(row),
        mention=bool(row["mention"]),
    )
