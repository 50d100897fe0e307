"""Exports of other systems, as tiny files with the fields that their headers mean."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from ingest.suggest.files import suggest
from ingest.suggest.suggestion import Suggestion
from ingest.suggest.vocabulary import Vocabulary, vocabulary
from tests.loading.examples import TODAY

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Export:
    """A file. means: header -> the fields that are right for it."""

    file: str
    columns: Mapping[str, Sequence[str]]
    means: Mapping[str, Sequence[str]]


def exports(name: str) -> Sequence[Export]:
    """Return the exports of a YAML file beside this one; every value is text."""
    told = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        Export(
            Path(each["file"]).with_suffix(".csv").name,
            {column["header"]: column["values"] for column in each["columns"]},
            {column["header"]: column["means"] for column in each["columns"] if "means" in column},
        )
        for each in told
    ]


def written(folder: Path, export: Export) -> Path:
    """Write an export as CSV and return its path."""
    path = folder / export.file
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(export.columns)
        rows.writerows(zip(*export.columns.values(), strict=True))
    return path


def wrong(folder: Path, chosen: Sequence[Export], known: Vocabulary) -> Mapping[str, Sequence[str]]:
    """Return header -> what was suggested for it, for every header whose right field was not."""
    found = {}
    for export in chosen:
        fields = fields_by_header(suggest([written(folder, export)], today=TODAY, known=known))
        for header, means in export.means.items():
            if not set(fields.get(header, ())) & set(means):
                found[f"{export.file}: {header}"] = fields.get(header, ())
    return found


def fields_by_header(suggestion: Suggestion) -> Mapping[str, Sequence[str]]:
    """Return header -> the fields of tables that it feeds."""
    found: dict[str, list[str]] = {}
    for table in suggestion.tables:
        for field in table.fields:
            for header in field.headers:
                found.setdefault(header, []).append(f"{table.table}.{field.field}")
    return found


def told(names: Sequence[str]) -> Iterator[str]:
    """Yield a line for each YAML file: how many of its headers, none known whole, find their field."""
    for name in names:
        asked = [header for export in exports(name) for header in export.means]
        with TemporaryDirectory() as folder:
            missed = wrong(Path(folder), exports(name), vocabulary().without(asked))
        right = len(asked) - len(missed)
        yield f"{name}: {right} of {len(asked)} headers find their field, {right / len(asked):.0%}"


if __name__ == "__main__":
    for line in told(("tuned.yaml", "held_out.yaml", "blind.yaml")):
        print(line)
