"""The demo book as a whole: a folder of files from several systems, and the truth beside them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.errors import InvalidSettings
from ingest.demo.bank import bank_sheets
from ingest.demo.crm import crm_sheets
from ingest.demo.erp import erp_sheets
from ingest.demo.future import write_future
from ingest.demo.mapping import MAPPING
from ingest.demo.papers import paper_sheets
from ingest.demo.planting import Planting, Story, days_before
from ingest.demo.registry import registry_sheets
from ingest.demo.scene import Scene, make_keys
from ingest.demo.sources import Sheet, write_sheet
from ingest.demo.stories import STORIES
from ingest.demo.ties import make_ties
from ingest.demo.traps import plant_traps
from ingest.demo.truth import write_truth
from ingest.demo.world import HOUSE_FIRMS, make_world

PLANTED_FIRMS, PLANTED_PEOPLE = 39, 22
"""How many the stories and traps add; the ordinary world is that much smaller."""
SMALLEST = 150
TRUTH_FOLDER = "truth"
Progress = Callable[[str, int], None]
"""Told of each file when it is written: its path below the folder, its rows."""


@dataclass(frozen=True)
class DemoSummary:
    """What was written. `as_of` is the day that the book knows about, ISO; rows by `source/table`."""

    folder: Path
    seed: int
    companies: int
    people: int
    records: int
    rows: dict[str, int]
    defaults: int
    as_of: str

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())


def generate(
    folder: Path,
    *,
    seed: int = 7,
    companies: int = 3000,
    futures: int = 1,
    progress: Progress = lambda _name, _rows: None,
) -> DemoSummary:
    """Write the demo book below `folder`: one folder a source system, and `truth/`, which is not for loading.

    Equal seed and size give equal bytes. Four people come with every three firms. Files of the same
    names are replaced, others are left alone. futures: how many years after the book to sample; beside
    `future.csv` there are then `future_2.csv` and so on, for who measures and wants less of chance in it.

    Raises
    ------
    InvalidSettings
        When fewer than 150 companies are asked for: the stories would not fit.
    """
    if companies < SMALLEST:
        raise InvalidSettings(f"A demo book has at least {SMALLEST} companies, not {companies}")
    rng = np.random.default_rng([seed, companies])
    scene = _scene(rng, companies)
    ordinary = [
        *registry_sheets(rng, scene),
        *crm_sheets(rng, scene),
        *erp_sheets(rng, scene),
        *bank_sheets(rng, scene),
        *paper_sheets(rng, scene),
    ]
    planting = Planting(scene, ordinary)
    stories = [tell(planting) for tell in STORIES]
    traps = plant_traps(planting)
    _break_two_rows(planting)
    sheets = [planting.added_to(sheet, rng) for sheet in ordinary]
    for sheet in sheets:
        path = write_sheet(folder, sheet)
        progress(str(path.relative_to(folder)), len(sheet))
    (folder / "procure" / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    summary = _with_truth(folder, rng, planting, sheets, {"stories": stories, "traps": traps}, seed)
    for number in range(2, futures + 1):
        write_future(folder / TRUTH_FOLDER / f"future_{number}.csv", rng, planting)
    return summary


def _scene(rng: np.random.Generator, companies: int) -> Scene:
    world = make_world(rng, companies - PLANTED_FIRMS, companies * 4 // 3 - PLANTED_PEOPLE)
    return Scene(world, make_ties(rng, world), make_keys(rng, world))


def _break_two_rows(planting: Planting) -> None:
    """Plant one row with a share of 140 % and one with words for an amount."""
    keys = planting.scene.keys
    registered = [key for key in keys.registry.slice(0, 200).to_pylist() if key][HOUSE_FIRMS:]
    planting.row(
        "registry", "ownership", owner=registered[0], owned=registered[1], share="140%", since="2019-05-20"
    )
    supplier = next(key for key in keys.erp.slice(HOUSE_FIRMS, 200).to_pylist() if key)
    planting.row(
        "erp",
        "debts",
        creditor=supplier,
        debtor=keys.erp[0].as_py(),
        amount="about three million",
        overdue="0",
        longest_days_overdue="0",
        as_of=days_before(0),
    )
    planting.broken = [
        {"file": "registry/ownership.csv", "column": "持股比例", "value": "140%"},
        {"file": "erp/debts.csv", "column": "amount", "value": "about three million"},
    ]


def _with_truth(
    folder: Path,
    rng: np.random.Generator,
    planting: Planting,
    sheets: Sequence[Sheet],
    stories: Mapping[str, Sequence[Story]],
    seed: int,
) -> DemoSummary:
    """Write what is true and what happens next; return the summary of all."""
    truth = folder / TRUTH_FOLDER
    truth.mkdir(parents=True, exist_ok=True)
    summary = DemoSummary(
        folder=folder,
        seed=seed,
        companies=planting.firms,
        people=planting.people,
        records=sum(len(sheet) for sheet in sheets if sheet.entity is not None),
        rows={f"{sheet.source}/{sheet.table}": len(sheet) for sheet in sheets},
        defaults=write_future(truth / "future.csv", rng, planting),
        as_of=days_before(0),
    )
    head = {name: getattr(summary, name) for name in ("seed", "companies", "people", "as_of")}
    write_truth(truth / "truth.json", {**head, "broken": planting.broken}, sheets, stories)
    return summary
