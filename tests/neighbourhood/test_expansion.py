import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.neighbourhood import HUB_TIES, Network, expand, k_paths
from graph.relationships import RelationshipKind, Terms
from graph.snapshot import Snapshot
from tests.worlds import cny, company, position, tie, world

K = RelationshipKind
unhurried = settings(max_examples=25, deadline=None, derandomize=True)


def line(*pairs: tuple[str, str], kind: K = K.SUPPLIES) -> Snapshot:
    """Return a world of firms named in `pairs`, each pair a tie."""
    firms = {name: company(name) for pair in pairs for name in pair}
    return world(
        list(firms.values()), [tie(kind, firms[a], firms[b], occurrence=n) for n, (a, b) in enumerate(pairs)]
    )


def places(s: Snapshot, *names: str) -> list[int]:
    return [position(s, company(name)) for name in names]


def star(leaves: int) -> Snapshot:
    return line(("far", "hub"), *(("hub", f"leaf{number:03}") for number in range(leaves)))


def test_a_neighbour_is_found_against_the_arrow() -> None:
    s = line(("a", "b"), ("c", "b"))
    a, b, c = places(s, "a", "b", "c")
    found = expand(Network.of(s), a, hops=2)
    assert found.parties.tolist() == [a, b, c]
    assert len(found.ties) == 2


def test_hops_end_where_they_should() -> None:
    s = line(("a", "b"), ("b", "c"), ("c", "d"))
    found = expand(Network.of(s), places(s, "a")[0], hops=1)
    assert found.parties.tolist() == places(s, "a", "b")
    assert (found.more_nodes, found.more_edges) == (0, 0)


def test_the_riskiest_come_first_and_the_rest_is_counted() -> None:
    s = line(("a", "b"), ("a", "c"), ("a", "d"))
    risk = np.zeros(len(s))
    risk[places(s, "c")] = 50.0
    found = expand(Network.of(s), places(s, "a")[0], max_nodes=2, risk=risk)
    assert found.parties.tolist() == places(s, "a", "c")
    assert (found.more_nodes, len(found.ties), found.counts) == (2, 1, {K.SUPPLIES: 3})


def test_a_party_that_was_cut_twice_is_counted_once() -> None:
    s = line(("a", "b"), ("a", "c"), ("b", "c"))
    assert expand(Network.of(s), places(s, "a")[0], hops=2, max_nodes=2).more_nodes == 1


def test_ties_between_neighbours_are_shown_and_cut_furthest_first() -> None:
    s = line(("a", "b"), ("a", "c"), ("b", "c"))
    network, centre = Network.of(s), places(s, "a")[0]
    assert len(expand(network, centre).ties) == 3
    cut = expand(network, centre, max_edges=2)
    ends = s.ties.take(cut.ties).select(["source_index", "target_index"]).to_pylist()
    assert (len(cut.ties), cut.more_edges) == (2, 1)
    assert any(centre in end.values() for end in ends)


def test_a_hub_is_shown_but_not_expanded_through_unless_asked() -> None:
    s = star(HUB_TIES + 1)
    network, far = Network.of(s), places(s, "far")[0]
    assert network.is_hub(places(s, "hub")[0])
    assert len(expand(network, far, hops=2).parties) == 2
    assert len(expand(network, far, hops=2, through_hubs=True).parties) == HUB_TIES + 3
    assert len(expand(network, places(s, "hub")[0]).parties) == HUB_TIES + 3


def test_only_the_kinds_asked_for_are_followed_and_all_are_counted() -> None:
    a, b, c = (company(name) for name in "abc")
    s = world([a, b, c], [tie(K.OWNS, a, b), tie(K.OWES, a, c)])
    found = expand(Network.of(s), position(s, a), kinds={K.OWNS})
    assert found.parties.tolist() == [position(s, a), position(s, b)]
    assert found.counts == {K.OWNS: 1, K.OWES: 1}


def test_a_party_without_ties_is_alone() -> None:
    s = world([company("a")])
    found = expand(Network.of(s), 0, hops=3)
    assert (found.parties.tolist(), len(found.ties), found.counts) == ([0], 0, {})


def test_the_strongest_path_comes_first_even_when_it_is_longer() -> None:
    s = line(("a", "b"), ("a", "c"), ("c", "b"))
    a, b, c = places(s, "a", "b", "c")
    rates = np.full(3, 0.5)
    direct = [sorted(ends.values()) == sorted((a, b)) for ends in indexed(s)].index(True)
    rates[direct] = 0.1
    paths = k_paths(Network.of(s), a, b, k=5, max_hops=3, rates=rates)
    assert [path.parties for path in paths] == [(a, c, b), (a, b)]
    assert [path.strength for path in paths] == pytest.approx([0.25, 0.1])
    assert paths[1].ties == (direct,)


def indexed(s: Snapshot) -> list[dict[str, int]]:
    return s.ties.select(["source_index", "target_index"]).to_pylist()


def test_of_parallel_ties_the_strongest_is_named() -> None:
    a, b = company("a"), company("b")
    ties = [tie(kind, a, b, terms=Terms(amount=cny(1))) for kind in (K.OWES, K.SUPPLIES)]
    s = world([a, b], ties)
    strong = s.ties["kind"].to_pylist().index("OWES")
    rates = np.where(np.arange(2) == strong, 0.9, 0.2)
    [path] = k_paths(Network.of(s), position(s, a), position(s, b), k=3, max_hops=2, rates=rates)
    assert (path.ties, path.strength) == ((strong,), pytest.approx(0.9))


def test_paths_do_not_lead_through_hubs_nor_beyond_the_hops() -> None:
    s = star(HUB_TIES + 1)
    far, leaf = places(s, "far", "leaf000")
    rates = np.full(s.ties.num_rows, 0.5)
    assert k_paths(Network.of(s), far, leaf, k=1, max_hops=4, rates=rates) == ()
    chain = line(("a", "b"), ("b", "c"))
    start, end = places(chain, "a", "c")
    assert k_paths(Network.of(chain), start, end, k=1, max_hops=1, rates=np.ones(2)) == ()


def test_there_is_no_path_from_a_party_to_itself() -> None:
    s = line(("a", "b"), ("b", "c"))
    assert k_paths(Network.of(s), 0, 0, k=3, max_hops=4, rates=np.ones(2)) == ()


@unhurried
@given(st.integers(0, 10_000))
def test_paths_are_those_of_an_exhaustive_search(seed: int) -> None:
    rng = np.random.default_rng(seed)
    names = [f"n{number}" for number in range(7)]
    pairs = [tuple(rng.choice(names, 2, replace=False)) for _ in range(12)]
    s = line(*pairs, ("n0", "n6"))
    rates = rng.uniform(0.01, 0.9, s.ties.num_rows)
    plain = nx.Graph()
    for row, ends in enumerate(indexed(s)):
        near, far = ends["source_index"], ends["target_index"]
        plain.add_edge(near, far, rate=max(rates[row], plain.get_edge_data(near, far, {"rate": 0})["rate"]))
    start, end = places(s, "n0", "n6")
    expected = sorted(
        (np.prod([plain[a][b]["rate"] for a, b in nx.utils.pairwise(nodes)]) for nodes in
         nx.all_simple_paths(plain, start, end, cutoff=4)), reverse=True
    )[:5]  # fmt: skip
    found = k_paths(Network.of(s), start, end, k=5, max_hops=4, rates=rates)
    assert [path.strength for path in found] == pytest.approx(expected)
