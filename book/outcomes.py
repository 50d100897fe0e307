"""Who failed when, from a CSV file that a person or another system wrote."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import InvalidInput, UnreadableFile
from graph.values import PartyId, RecordId, record_id

PARTY, DAY = "party_id", "failed_on"
OF_RECORD = ("source", "table", "source_key")
_HEADERS = f"{PARTY},{DAY} or {','.join(OF_RECORD)},{DAY}"


@dataclass(frozen=True, slots=True)
class Failures:
    """The first day on which each failed: by party id, or by the record that a source has of it."""

    parties: Mapping[PartyId, date]
    records: Mapping[RecordId, date]

    def __len__(self) -> int:
        return len(self.parties) + len(self.records)


def read_failures(path: Path) -> Failures:
    """Read a UTF-8 CSV file of failures; parties that are not in it did not fail.

    Headers: party_id,failed_on or source,table,source_key,failed_on (as `riskweave resolve --csv` has
    them). A row without a day is passed over, so a list of all parties will do. The earliest day counts.

    Raises
    ------
    UnreadableFile
        When the file cannot be read as such.
    InvalidInput
        With the line of the first row that does not say whom or when.
    """
    parties: dict[PartyId, date] = {}
    records: dict[RecordId, date] = {}
    for line, row in _rows(path):
        text = (row[DAY] or "").strip()
        if not text:
            continue
        day = _day(text, f"{path} line {line}")
        if row.get(PARTY):
            party = PartyId(row[PARTY].strip())
            parties[party] = min(day, parties.get(party, day))
        elif all(row.get(name) for name in OF_RECORD):
            record = record_id(*(row[name].strip() for name in OF_RECORD))
            records[record] = min(day, records.get(record, day))
        else:
            raise InvalidInput(f"{path} line {line}: it does not say who failed; the headers are {_HEADERS}")
    return Failures(parties, records)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            headers = set(reader.fieldnames or ())
            if DAY not in headers or not (PARTY in headers or headers.issuperset(OF_RECORD)):
                raise InvalidInput(f"{path} line 1: the headers of outcomes are {_HEADERS}")
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{path} cannot be read as a CSV file in UTF-8: {why}") from error


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(f"{place}: {text!r} is no day; write it like 2025-06-30") from error
