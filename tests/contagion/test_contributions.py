"""The search for paths finds what putting every longer prefix into one queue finds, in the same order."""

import heapq

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.contagion import Inflow, contribution_paths, solve
from analytics.measures import Contagion, Transmission
from analytics.network_pd.contributions import Contribution
from tests.contagion.books import Tie, own, transmission

PARTIES = 6
CHANCE = st.sampled_from([0.01, 0.1, 0.1, 0.3])
TIE = st.tuples(
    st.integers(0, PARTIES - 1), st.integers(0, PARTIES - 1), st.sampled_from([0.1, 0.4, 0.4, 0.8])
)
TIES = st.lists(TIE.filter(lambda tie: tie[0] != tie[1]), max_size=25)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(CHANCE, min_size=PARTIES, max_size=PARTIES), TIES, st.integers(1, 40))
def test_paths_are_those_of_one_queue_of_all_prefixes(
    chances: list[float], ties: list[Tie], steps: int
) -> None:
    t = transmission(ties)
    c = solve(own(chances), t)
    for least in (0.0, 0.01):
        shares = contribution_paths(c, t, 0, coverage=0.99, max_steps=steps, least=least)
        expected = _all_in_one_queue(c, t, 0, coverage=0.99, most=steps, least=least)
        assert sorted(shares.paths, key=_place) == sorted(expected, key=_place)


def _place(path: Contribution) -> tuple[object, ...]:
    return path.parties, path.ties


def _all_in_one_queue(
    c: Contagion, t: Transmission, party: int, *, coverage: float, most: int, least: float
) -> list[Contribution]:
    inflow = Inflow.of(c, t)
    total, covered = float(inflow.hazard[party]), float(inflow.own[party])
    found = [Contribution((party,), (), covered, looped=False)]
    queue: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = []

    def add(onward: list[int], scale: float, parties: tuple[int, ...], over: tuple[int, ...]) -> None:
        for tie in onward:
            hazard = scale * float(c.edge_hazard[tie])
            if hazard > least * total:
                heapq.heappush(queue, (-hazard, (int(t.source[tie]), *parties), (tie, *over)))

    add(inflow.order[inflow.into(party)].tolist(), 1.0, (party,), ())
    while queue and covered < coverage * total and len(found) <= most:
        weight, parties, over = heapq.heappop(queue)
        into = inflow.into(parties[0])
        onward = inflow.order[into][inflow.source[into] != parties[1]]
        begun = float(inflow.own[parties[0]])
        received = begun
        for tie in onward.tolist():
            received += float(c.edge_hazard[tie])
        add(onward.tolist(), -weight / received, parties, over)
        looped = len(set(parties)) < len(parties)
        found.append(Contribution(parties, over, -weight * begun / received, looped))
        covered += found[-1].hazard
    return found
