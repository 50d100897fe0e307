"""Records <-> flat rows."""

import json
from collections.abc import Mapping

from graph.model import PartyKind, Record
from graph.row_cells import Scalar, Values, json_text, text
from graph.values import RecordId
from graph.wide_cells import origin_of


def record_values(record: Record) -> Values:
    origin = record.origin
    return (
        record.id,
        record.kind._value_,
        record.name,
        record.mention,
        json_text(record.fields),
        origin.file,
        origin.sheet,
        origin.line,
    )


def record_of(row: Mapping[str, Scalar]) -> Record:
    return Record(
        id=RecordId(text(row["key"])),
        kind=PartyKind(text(row["kind"])),
        name=text(row["name"]),
        fields=json.loads(text(row["fields"])),
        origin=origin_of(row),
        mention=bool(row["mention"]),
    )
