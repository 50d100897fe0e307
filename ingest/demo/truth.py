"""The truth beside the files: who is who, what was planted, what must be found. Never read by the product."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from ingest.demo.columns import Text, join
from ingest.demo.planting import Actor, Story
from ingest.demo.sources import Sheet

ROWS_AT_ONCE = 100_000


def write_truth(
    path: Path, head: Mapping[str, object], sheets: Sequence[Sheet], stories: Mapping[str, Sequence[Story]]
) -> None:
    """Write `head`, the stories and traps, `entities` and `mentions`: record id to entity id."""
    told = {kind: [_told(story) for story in each] for kind, each in stories.items()}
    opening = json.dumps({**head, **told}, ensure_ascii=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(opening.removesuffix("\n}") + ',\n "entities": {\n')
        _write_lines(file, (block for sheet in sheets for block in _records(sheet)))
        file.write('\n },\n "mentions": {\n')
        _write_lines(file, (block for sheet in sheets for block in _mentions(sheet)))
        file.write("\n }\n}\n")


def _write_lines(file: TextIO, blocks: Iterable[Text]) -> None:
    """Write one line a record, a block of rows at a time, so that a million records need little memory."""
    comma = ""
    for block in blocks:
        lines = [line for line in block.to_pylist() if line]
        if lines:
            file.write(comma + ",\n".join(lines))
            comma = ",\n"


def _records(sheet: Sheet) -> Iterator[Text]:
    if sheet.entity is not None:
        whole = (f'  "{sheet.source}:{sheet.table}:', sheet.key, '": "', sheet.entity, '"')
        yield from _blocks(len(sheet), *whole)


def _mentions(sheet: Sheet) -> Iterator[Text]:
    for end, entity in sheet.named.items():
        whole = (f'  "{sheet.source}:{sheet.table}:', sheet.key, f'#{end}": "', entity, '"')
        yield from _blocks(len(sheet), *whole)


def _blocks(length: int, *parts: Text | str) -> Iterator[Text]:
    for start in range(0, length, ROWS_AT_ONCE):
        yield join(*(part if isinstance(part, str) else part.slice(start, ROWS_AT_ONCE) for part in parts))


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
