"""`map`: a mapping suggested from files, for a person to correct."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import out, result_json, say
from api.cli.files import place_to_write, writing
from graph.values import data_source
from ingest.suggest.files import suggest
from ingest.suggest.page import page
from ingest.suggest.suggestion import Suggestion


def register(app: typer.Typer) -> None:
    app.command(name="map")(map_files)


def map_files(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, zips whose headers are your own")],
    to: Annotated[Path | None, typer.Option(help="Write the mapping there, not to the screen")] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source system")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the suggestion as JSON")] = False,
) -> None:
    """Suggest which columns feed which tables, from headers and values; correct it, then load with it."""
    place = place_to_write(to)
    named = data_source(source) if source else None
    found = suggest(paths, today=datetime.now(UTC).date(), source=named)
    if place is not None:
        with writing(place):
            place.write_text(page(found), encoding="utf-8")
    if json:
        result_json(_as_data(found))
    elif place is None:
        out.file.write(page(found))
    say(_summary(found, place))


def _summary(found: Suggestion, place: Path | None) -> str:
    fields = sum(len(each.fields) for each in found.tables)
    tables = ", ".join(dict.fromkeys(each.table for each in found.tables)) or "no table"
    where = f", written to {place}" if place else ""
    return f"{fields} fields of {tables} suggested, {len(found.unmapped)} headers left{where}"


def _as_data(found: Suggestion) -> dict[str, object]:
    """Return the suggestion as data; `mapping` is the text of the file."""
    return {
        "source": found.source,
        "tables": [
            {
                **each.entry(),
                "fields": [
                    {
                        "field": field.field,
                        "expression": field.made,
                        "headers": field.headers,
                        "confidence": round(field.confidence, 3),
                        "samples": field.samples,
                        "note": field.note,
                    }
                    for field in each.fields
                ],
                "notes": each.notes,
            }
            for each in found.tables
        ],
        "unmapped": [
            {
                "file": each.file,
                "sheet": each.sheet,
                "header": each.header,
                "samples": each.samples,
                "closest": {"field": each.closest[0], "confidence": round(each.closest[1], 3)}
                if each.closest
                else None,
                "why": each.why,
            }
            for each in found.unmapped
        ],
        "unread": found.unread,
        "mapping": page(found),
    }
