"""The truth beside the files: who is who, what was planted, what must be found. Never read by the product."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from ingest.demo.columns import Text, cells, join
from ingest.demo.planting import Actor, Story
from ingest.demo.sources import Sheet

ROWS_AT_ONCE = 100_000


def write_truth(
    path: Path, head: Mapping[str, object], sheets: Sequence[Sheet], stories: Mapping[str, Sequence[Story]]
) -> None:
    """Write `head`, the stories and traps, and `entities`: record id to true entity id."""
    told = {kind: [_told(story) for story in each] for kind, each in stories.items()}
    opening = json.dumps({**head, **told}, ensure_ascii=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(opening.removesuffix("\n}") + ',\n "entities": {\n')
        _write_entities(file, [sheet for sheet in sheets if sheet.entity is not None])
        file.write("\n }\n}\n")


def _write_entities(file: TextIO, sheets: Sequence[Sheet]) -> None:
    """Write one line a record, a block of rows at a time, so that a million records need little memory."""
    comma = ""
    for sheet in sheets:
        if sheet.entity is None:
            continue
        for start in range(0, len(sheet), ROWS_AT_ONCE):
            lines = _lines(sheet, sheet.entity.slice(start, ROWS_AT_ONCE), start)
            file.write(comma + ",\n".join(cells(lines)))
            comma = ",\n"


def _lines(sheet: Sheet, entity: Text, start: int) -> Text:
    keys = sheet.key.slice(start, ROWS_AT_ONCE)
    return join(f'  "{sheet.source}:{sheet.table}:', keys, '": "', entity, '"')


def _told(story: Story) -> dict[str, object]:
    members = [{"part": part, **_shown(actor)} for part, actors in story.members.items() for actor in actors]
    return {
        "name": story.name,
        "title": story.title,
        "members": members,
        "facts": list(story.facts),
        "expect": dict(story.expect),
    }


def _shown(actor: Actor) -> dict[str, object]:
    return {"entity": actor.entity, "name": actor.name, "records": sorted(actor.records.values())}
