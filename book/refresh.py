"""From the store to a new Book: read, compute, save beside, switch."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

import pyarrow as pa

from analytics.contagion import solve
from analytics.money.money_at_risk import money_at_risk
from analytics.neighbourhood import Network
from analytics.own.scorecard import own_risk
from analytics.rings.find import find_rings
from analytics.rings.identity import match_rings
from analytics.rings.ring import Ring
from analytics.score import ScoreTable, score_all
from analytics.solution import Solution
from analytics.transmission import transmission
from book.book import SNAPSHOT, Book
from book.catalogue import Shelf
from book.importance import AT_ONCE
from book.inputs import RunInputs
from book.manifest import Manifest
from book.moved import moved_ids
from book.rings import Rings
from graph.changes import FencingToken
from graph.errors import BookDamaged, NoBook
from graph.snapshot import Published, Snapshot
from graph.values import RunId
from ingest.match.index import MatchIndex


class Progress(Protocol):
    """Is told which step is under way."""

    def step(self, name: str, total: int | None = None) -> None: ...


class Scored(Published, Protocol):
    """What a refresh asks of a store; see `graph.store.GraphStore`."""

    def write_scores(self, run: RunId, scores: pa.Table, *, token: FencingToken) -> None: ...


class Silent:
    """Is told and says nothing."""

    def step(self, name: str, total: int | None = None) -> None:
        del name, total


def refresh(
    store: Scored,
    shelf: Shelf,
    inputs: RunInputs,
    *,
    token: FencingToken,
    valid_on: date,
    now: datetime,
    progress: Progress | None = None,
) -> Book:
    """Build a Book of what is published and make it the current one; readers never see it half-made.

    The same store, inputs and day give a Book of the same content hash, whoever builds it when.
    The latest scores go into the store first, so a writer that lost its lease switches nothing.

    Raises
    ------
    NoBook
        When nothing was published yet.
    FencedOut, StoreUnavailable
        From the store; the current Book stays.
    CannotWrite
        When the shelf cannot be written; the current Book stays.
    """
    progress = progress or Silent()
    progress.step("snapshot")
    snapshot = Snapshot.of(store, valid_on=valid_on, rates=inputs.rates)
    if snapshot.version == 0:
        raise NoBook("Nothing has been published yet; load files with `riskweave load`")
    building = shelf.begin()
    with shelf.writing():
        snapshot.save(building / SNAPSHOT)
    # From here on the snapshot is mapped: what no step looks at takes no memory.
    snapshot = Snapshot.open(building / SNAPSHOT)
    pa.default_memory_pool().release_unused()
    manifest = Manifest.of(snapshot, inputs.hash, built_at=now)
    book = build_book(snapshot, inputs, manifest, former=_former_rings(shelf), progress=progress)
    progress.step("save")
    with shelf.writing():
        book.save(building)
    progress.step("scores to store")
    store.write_scores(RunId(manifest.id), score_rows(book), token=token)
    progress.step("switch")
    shelf.put(building)
    return shelf.current()


def build_book(
    snapshot: Snapshot,
    inputs: RunInputs,
    manifest: Manifest,
    *,
    former: Sequence[Ring] = (),
    progress: Progress | None = None,
) -> Book:
    """Compute everything from a snapshot. `former` rings lend their ids to those that continue them."""
    progress = progress or Silent()
    progress.step("own risk")
    own = own_risk(snapshot, inputs.settings)
    progress.step("transmission")
    ties = transmission(snapshot, inputs.settings)
    progress.step("contagion")
    contagion = solve(own, ties)
    progress.step("rings")
    rings = match_rings(former, find_rings(snapshot, inputs.settings.rings)).rings
    progress.step("scores")
    solution = Solution(snapshot, inputs.settings, own=own, ties=ties, contagion=contagion, rings=rings)
    scores: ScoreTable = score_all(solution)
    progress.step("money at risk")
    money = money_at_risk(solution, scores)
    progress.step("network")
    network, moved = Network.of(snapshot), moved_ids(snapshot)
    progress.step("index")
    index = MatchIndex.build(snapshot.parties, snapshot.identifiers, snapshot.holdings)
    book = Book(
        manifest=manifest,
        inputs=inputs,
        solution=solution,
        scores=scores,
        rings=Rings(tuple(rings)),
        index=index,
        network=network,
        moved=moved,
        money=money,
    )
    if snapshot.ties.num_rows <= AT_ONCE:
        progress.step("importance")
        book.compute_importance()
    return book


def score_rows(book: Book) -> pa.Table:
    """Return what the store keeps of a Book: party, score, grade, standalone_pd, network_pd."""
    grades = [book.scores.grade_of(position).value for position in range(len(book.snapshot))]
    return pa.table(
        {
            "party": book.snapshot.parties["key"].combine_chunks(),
            "score": pa.array(book.scores.value),
            "grade": pa.array(grades, pa.string()),
            "standalone_pd": pa.array(book.own.pd),
            "network_pd": pa.array(book.contagion.pd),
        }
    )


def _former_rings(shelf: Shelf) -> Sequence[Ring]:
    try:
        return shelf.current().rings.rings
    except (NoBook, BookDamaged):
        return ()
