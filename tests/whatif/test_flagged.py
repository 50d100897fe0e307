"""Parties that something speaks against, and the strongest paths to them."""

import numpy as np

from analytics.flagged import Flag, flagged, flaggings
from analytics.neighbourhood import HUB_TIES, Network, k_paths_to
from analytics.rings.ring import Ring, Term, Typology, mint_ring_id
from analytics.score import score_all
from analytics.solution import Solution
from analytics.wording import flag_text
from graph.changes import Batch
from graph.model import Event, EventKind, Origin
from graph.relationships import Relationship, RelationshipKind
from graph.values import FactId, PartyId
from tests.scoring.stories import MAKER, failing_supplier, solved
from tests.worlds import company, party_id, position, tie, world

K = RelationshipKind
CHAIN = tuple(company(f"link{n}") for n in range(5))
HIT = Event(
    FactId("event:watch:1"), EventKind.WATCHLIST_HIT, 1.0, "watch", Origin("w.csv", 2), text="sanctions"
)


def chain(*more: Relationship) -> Solution:
    """link0 – link1 – … – link4, the last on a watch list."""
    ties = [tie(K.PARTNERS_WITH, CHAIN[n], CHAIN[n + 1]) for n in range(4)]
    return solved(world(CHAIN, [*ties, *more, tie(K.ABOUT, HIT.id, CHAIN[4])], facts=Batch(events=[HIT])))


def found(solution: Solution, start: int, *flags: Flag, hops: int = 5) -> list[tuple[int, ...]]:
    ends = flagged(solution, score_all(solution), flags)
    rates = np.ones(solution.snapshot.ties.num_rows)
    network = Network.of(solution.snapshot)
    return [each.parties for each in k_paths_to(network, start, ends, k=3, max_hops=hops, rates=rates)]


def test_a_path_leads_to_the_party_on_the_watch_list() -> None:
    solution = chain()
    places = [position(solution.snapshot, each) for each in CHAIN]
    assert found(solution, places[0], Flag.WATCHLIST) == [tuple(places)]
    assert found(solution, places[0], Flag.WATCHLIST, hops=3) == []
    assert found(solution, places[0], Flag.RING) == []


def test_a_path_ends_at_the_first_flagged_party() -> None:
    members = tuple(PartyId(party_id(each)) for each in (CHAIN[2], CHAIN[3]))
    nothing = Term("none", 0.0, {})
    ring = Ring(mint_ring_id(members), Typology.SHARED, members, (1.0, 0.5), 0.8, (nothing,), nothing, ())
    solution = solved(chain().snapshot, [ring])
    places = [position(solution.snapshot, each) for each in CHAIN]
    assert found(solution, places[0], *Flag) == [tuple(places[:3])]
    assert found(solution, places[2], *Flag) == [(places[2], places[3])]


def test_hubs_are_not_passed() -> None:
    others = [company(f"other{n}") for n in range(HUB_TIES)]
    ties = [tie(K.PARTNERS_WITH, CHAIN[1], each) for each in others]
    links = [tie(K.PARTNERS_WITH, CHAIN[n], CHAIN[n + 1]) for n in range(2)]
    about = tie(K.ABOUT, HIT.id, CHAIN[2])
    solution = solved(world([*CHAIN[:3], *others], [*links, *ties, about], facts=Batch(events=[HIT])))
    start, hub = (position(solution.snapshot, each) for each in CHAIN[:2])
    assert found(solution, start, Flag.WATCHLIST) == []
    assert len(found(solution, hub, Flag.WATCHLIST)) == 1


def test_a_red_grade_flags_and_says_so() -> None:
    solution = failing_supplier()
    maker = position(solution.snapshot, MAKER)
    scores = score_all(solution)
    assert maker in flagged(solution, scores, [Flag.GRADE])
    [flag] = flaggings(solution, scores, maker)
    assert flag.code == "flag_red"
    assert flag_text(flag, "en").startswith("Graded red")


def test_a_watch_list_hit_is_told_with_its_row_and_text() -> None:
    solution = chain()
    flags = flaggings(solution, score_all(solution), position(solution.snapshot, CHAIN[4]))
    assert [each.code for each in flags] == ["flag_watchlist", "flag_black"]
    assert HIT.id in flags[0].records
    assert flag_text(flags[0], "zh") == "列入名单：sanctions"
