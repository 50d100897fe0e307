"""A Book: one version of everything that is read, immutable, in a folder of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from analytics import score
from analytics.importance import Importance, Progress, importance
from analytics.measures import Basis, Contagion, OwnRisk, Transmission
from analytics.money.money_at_risk import MoneyAtRisk
from analytics.neighbourhood import Network
from analytics.parties import epoch_day
from analytics.score import Reason, Score, ScoreTable
from analytics.solution import Solution
from analytics.systemic.failing import Failure, Networks, failure
from analytics.transmission import tie_bases, tie_rates
from book import arrays
from book import money as money_files
from book.importance import FOLDER, keep, kept
from book.inputs import MODEL, NAMES, RunInputs
from book.manifest import Manifest
from book.moved import moved_to
from book.ownership import Owners
from book.rings import Rings
from book.summary import Summary, summary
from graph.arrays import F64, I64, U8
from graph.errors import BookDamaged, PartyNotFound
from graph.snapshot import Snapshot
from graph.snapshot_files import read_table, write_table
from graph.values import PartyId
from ingest.match.index import MatchIndex

SNAPSHOT = "snapshot"
"""The folder of the snapshot in that of its Book."""
_REMEMBERED = 5_000


@dataclass(frozen=True, eq=False)
class Book:
    """What a request holds from its first to its last line: one state, whatever is built meanwhile.

    Positions are rows of `snapshot.parties`; they mean nothing in another Book, ids do.
    """

    manifest: Manifest
    inputs: RunInputs
    solution: Solution
    scores: ScoreTable
    rings: Rings
    index: MatchIndex
    network: Network
    moved: pa.Table
    money: MoneyAtRisk
    folder: Path | None = None
    _importance: list[Importance] = field(default_factory=list[Importance], repr=False)
    _told: dict[int, Reason | None] = field(default_factory=dict[int, Reason | None], repr=False)
    _explained: dict[int, Score] = field(default_factory=dict[int, Score], repr=False)

    @property
    def snapshot(self) -> Snapshot:
        return self.solution.snapshot

    @property
    def own(self) -> OwnRisk:
        return self.solution.own

    @property
    def ties(self) -> Transmission:
        return self.solution.ties

    @property
    def contagion(self) -> Contagion:
        return self.solution.contagion

    @cached_property
    def owners(self) -> Owners:
        return Owners(self.snapshot, self.inputs.settings)

    @cached_property
    def summary(self) -> Summary:
        groups = self.owners.holders.groups
        return summary(self.snapshot, self.scores, self.money, groups, self.inputs.settings.card)

    @cached_property
    def _tie_rates(self) -> F64:
        return tie_rates(self.ties, self.snapshot.ties.num_rows)

    @cached_property
    def _tie_bases(self) -> U8:
        return tie_bases(self.ties, self.snapshot.ties.num_rows)

    @cached_property
    def networks(self) -> Networks:
        """What parties hurt each other through; O(ties) when first asked for."""
        return Networks.of(self.snapshot, self.inputs.settings)

    @property
    def importance(self) -> Importance | None:
        """The importance of all parties; None until it was computed, here or by another process."""
        if not self._importance and self.folder is not None and (found := kept(self.folder)) is not None:
            self._importance.append(found)
        return self._importance[0] if self._importance else None

    @cached_property
    def by_risk(self) -> I64:
        """All positions: rated parties before unrated ones, by falling score, then by id."""
        order = np.lexsort((-np.nan_to_num(self.scores.value), ~self.scores.rated))
        return order.astype(np.int64)

    def position(self, party: PartyId) -> int:
        """Return the position of a party; an id from before a merge leads to who it is now.

        Raises
        ------
        PartyNotFound
            When no party has or had this id.
        """
        found = self.snapshot.position(party)
        if found is None:
            found = moved_to(self.moved, party)
        if found is None:
            raise PartyNotFound(f"No party has the id {party} in Book {self.manifest.id}")
        return found

    def party_id(self, position: int) -> PartyId:
        return PartyId(str(self.snapshot.parties["key"][position].as_py()))

    def name(self, position: int) -> str:
        return str(self.snapshot.parties["name"][position].as_py())

    def data_age(self, position: int) -> int | None:
        """Return how old the newest row behind a party is on the Book's day, in days; None: no row says."""
        newest = self.solution.newest_day[position]
        return None if np.isnan(newest) else epoch_day(self.snapshot) - int(newest)

    def explain(self, position: int) -> Score:
        """Return a party's score with the reasons whose points sum to it; the answer is remembered."""
        known = self._explained.get(position)
        if known is None:
            known = score.explain(self.solution, position)
            if len(self._explained) >= _REMEMBERED:
                self._explained.clear()
            self._explained[position] = known
        return known

    def top_reason(self, position: int) -> Reason | None:
        """Return the reason with the most points, None where nothing adds to the score; it is remembered."""
        if position not in self._told:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            self._told[position] = score.top_reason(self.solution, position)
        return self._told[position]

    def failure(self, position: int) -> Failure:
        """Return what it does if a party fails: how important it is, and whom that hurts."""
        return failure(self.networks, position)

    def compute_importance(self, progress: Progress | None = None) -> Importance:
        """Let every party fail alone; a Book that is saved keeps the result, for every process.

        Raises
        ------
        CannotWrite
            When its folder cannot be written.
        """
        found = self.importance
        if found is None:
            found = importance(self.networks.production, self.networks.losses, progress=progress)
            if self.folder is not None:
                keep(found, self.folder)
            self._importance.append(found)
        return found

    def rate_of_ties(self, rows: Sequence[int] | I64) -> F64:
        """Return for rows of `snapshot.ties` the larger transmission of their two ways, 0 for none."""
        return self._tie_rates[np.asarray(rows, np.int64)]

    def bases_of_ties(self, rows: Sequence[int] | I64) -> list[Basis]:
        """Return for rows of `snapshot.ties` on what their transmission stands."""
        return [Basis(each) for each in self._tie_bases[np.asarray(rows, np.int64)].tolist()]

    def save(self, folder: Path) -> None:
        """Write all of it into `folder`, the manifest with the hash of each file last.

        A snapshot that is there already is the Book's own and left alone.
        """
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / SNAPSHOT).exists():
            self.snapshot.save(folder / SNAPSHOT)
        for name in ("own", "ties", "contagion", "scores", "network"):
            arrays.save(getattr(self, name), folder / name)
        money_files.save(self.money, folder / "money")
        if self.importance is not None:
            arrays.save(self.importance, folder / FOLDER)
        self.rings.save(folder / "rings.json")
        self.index.save(folder / "index")
        write_table(self.moved, folder / "moved.arrow")
        (folder / "inputs").mkdir()
        for name in self.inputs.names:
            (folder / "inputs" / f"{name}.yaml").write_text(self.inputs.texts[name], encoding="utf-8")
        self.manifest.save(folder)

    @classmethod
    def open(cls, folder: Path, *, verify: bool = True) -> "Book":
        """Map a saved Book; `verify` compares every file with the manifest first.

        Raises
        ------
        BookDamaged
            When a file is missing, unreadable or not what the manifest says.
        """
        manifest = Manifest.open(folder)
        if verify:
            manifest.verify(folder)
        snapshot = Snapshot.open(folder / SNAPSHOT)
        inputs = RunInputs.parse(_texts(folder / "inputs"), currency=manifest.currency)
        rings = Rings.open(folder / "rings.json")
        solution = Solution(
            snapshot,
            inputs.settings,
            own=arrays.opened(OwnRisk, folder / "own"),
            ties=arrays.opened(Transmission, folder / "ties"),
            contagion=arrays.opened(Contagion, folder / "contagion"),
            rings=rings.rings,
        )
        return cls(
            manifest=manifest,
            inputs=inputs,
            solution=solution,
            scores=arrays.opened(ScoreTable, folder / "scores"),
            rings=rings,
            index=MatchIndex.open(folder / "index"),
            network=arrays.opened(Network, folder / "network"),
            moved=read_table(folder / "moved.arrow"),
            money=money_files.opened(folder / "money"),
            folder=folder,
        )


def _texts(folder: Path) -> dict[str, str]:
    try:
        names = (*NAMES, MODEL) if (folder / f"{MODEL}.yaml").exists() else NAMES
        return {name: (folder / f"{name}.yaml").read_text(encoding="utf-8") for name in names}
    except (OSError, UnicodeDecodeError) as error:
        raise BookDamaged(f"{folder} cannot be read; build the Book again with `riskweave score`") from error
