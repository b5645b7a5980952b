"""What hangs on by log10(n) edges or fewer is cut off; networkx's minimum cuts are the judge."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
import pytest
from detect_planted import of_networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from graphring.detect import TieGraph
from graphring.detect.body import Body
from graphring.detect.bridges import pruned
from graphring.detect.firm import firm


def left(graph: nx.Graph, n_stubs: int = 0) -> list[int]:
    n_accounts = len(graph) - n_stubs
    return pruned(of_networkx(graph, n_stubs), np.arange(n_accounts)).tolist()


def cliques(*sizes: int, edges: int = 1) -> nx.Graph:
    """Cliques in a chain, neighbours joined by so many edges with no vertex in common."""
    graph = nx.disjoint_union_all([nx.complete_graph(size) for size in sizes])
    starts = np.cumsum([0, *sizes])
    for here, there in pairwise(starts[:-1]):
        graph.add_edges_from((here + i, there + i) for i in range(edges))
    return graph


def test_of_two_cliques_joined_by_one_edge_the_smaller_is_dropped() -> None:
    assert left(cliques(12, 8)) == list(range(12))
    assert left(cliques(8, 12)) == list(range(8, 20))
    assert left(cliques(8, 8)) == list(range(8))


@pytest.mark.parametrize(("size", "edges", "dropped"), [(40, 1, True), (40, 2, False), (90, 2, True), (90, 3, False)])
def test_how_many_edges_are_few_depends_on_how_many_accounts_there_are(size: int, edges: int, dropped: bool) -> None:
    assert len(left(cliques(size, 20, edges=edges))) == (size if dropped else size + 20)


def test_below_ten_accounts_only_what_is_not_connected_goes() -> None:
    assert left(cliques(5, 4)) == list(range(9))
    assert left(nx.disjoint_union(nx.path_graph(5), nx.path_graph(3))) == list(range(5))


def test_a_chain_of_cliques_loses_them_one_by_one_until_few_accounts_are_left() -> None:
    assert left(cliques(4, 4, 12, 4, 4)) == list(range(8, 20))


def test_single_accounts_on_one_edge_go_and_so_do_those_that_hang_on_these() -> None:
    graph = nx.complete_graph(12)
    graph.add_edges_from([(0, 12), (12, 13), (13, 14), (3, 15)])
    assert left(graph) == list(range(12))


def test_weights_do_not_count_edges_do() -> None:
    graph = cliques(12, 8)
    graph.edges[0, 12]["weight"] = 1000.0
    assert left(graph) == list(range(12))


def test_stub_hubs_connect_too_and_several_count_as_several() -> None:
    """Two cliques of 12 and 8 with one edge between them; a hub that two of each side use is a second way across."""
    graph = cliques(12, 8)
    graph.add_edges_from([(1, 20), (2, 20), (13, 20), (14, 20)])
    assert left(graph, 1) == list(range(20))
    alone = cliques(12, 8)
    alone.remove_edge(0, 12)
    alone.add_edges_from([(1, 20), (2, 20), (3, 20), (13, 20)])
    assert left(alone, 1) == list(range(12))
    alone.add_edges_from([(1, 21), (2, 21), (3, 21), (14, 21)])
    assert left(alone, 2) == list(range(20))


def test_hubs_of_other_accounts_only_do_not_connect() -> None:
    graph = of_networkx(cliques(12, 8, 6), 0)
    assert pruned(graph, np.arange(20)).tolist() == list(range(12))
    ends = TieGraph(5, 1, np.array([0, 1, 2, 3, 4]), np.array([5, 5, 5, 5, 5]), np.ones(5))
    assert pruned(ends, np.array([1, 3])).tolist() == [1, 3]


def test_a_ring_that_is_thin_throughout_is_kept() -> None:
    """Each of 300 accounts hangs on by two edges, to the same two hubs; cutting them all off would leave no ring."""
    graph = nx.Graph((account, hub) for account in range(300) for hub in (300, 301))
    assert left(graph, 2) == list(range(300))
    assert left(nx.path_graph(50)) == list(range(50))


def test_the_bound_follows_the_number_of_accounts_still_there() -> None:
    """Of 65 accounts on two edges each, six go before fewer than 100 are left, where two edges are no longer few."""
    graph = nx.complete_graph(40)
    graph.add_edges_from((40 + i, (i + step) % 40) for i in range(65) for step in (0, 1))
    assert left(graph) == list(range(99))


def test_a_hub_that_one_member_uses_hides_no_weak_side() -> None:
    graph = cliques(90, 20, edges=2)
    graph.add_edge(5, 110)
    assert left(graph, 1) == list(range(90))


def test_many_bystanders_on_one_edge_each_do_not_save_each_other() -> None:
    graph = nx.complete_graph(40)
    graph.add_edges_from((i % 40, 40 + i) for i in range(60))
    assert left(graph) == list(range(40))


def mixture(seed: int) -> nx.Graph:
    """Random clumps with a few random edges between them: cuts of every size."""
    draw = np.random.default_rng(seed)
    parts = [nx.gnp_random_graph(int(n), 0.55, seed=int(n) + seed) for n in draw.integers(4, 34, 4)]
    graph = nx.disjoint_union_all(parts)
    graph.add_edges_from(draw.choice(len(graph), 2, replace=False).tolist() for _ in range(int(draw.integers(2, 9))))
    return graph


@settings(max_examples=12)
@given(st.integers(0, 100_000))
def test_what_is_left_has_no_weak_cut_and_comes_from_the_largest_body(seed: int) -> None:
    graph = mixture(seed)
    kept = left(graph)
    rest = graph.subgraph(kept)
    assert nx.is_connected(rest)
    assert nx.stoer_wagner(rest)[0] > np.log10(len(rest)) or len(rest) < 10
    assert len(kept) >= max(len(core) for core in nx.k_edge_components(graph, 4)) * 0.5


@settings(max_examples=12)
@given(st.integers(0, 100_000), st.integers(1, 3))
def test_what_is_taken_as_one_part_is_never_divided_by_a_weak_cut(seed: int, weak: int) -> None:
    graph = mixture(seed)
    parts = Body.of(of_networkx(graph), np.arange(len(graph), dtype=np.int32), weak).parts(weak).part_of
    joined = [set(component) for component in nx.k_edge_components(graph, weak + 1)]
    for part in set(parts.tolist()):
        members = set(np.flatnonzero(parts == part).tolist())
        assert any(members <= component for component in joined)


@settings(max_examples=12)
@given(st.integers(0, 100_000))
def test_without_exact_cuts_single_accounts_and_bridges_are_still_cut(seed: int) -> None:
    graph = mixture(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["graphring.detect.parts"], "_EXACT", 0)
        rest = graph.subgraph(left(graph))
    assert nx.is_connected(rest)
    assert len(rest) < 10 or not nx.has_bridges(rest)
    assert len(rest) < 10 or min(degree for _, degree in rest.degree()) > int(np.log10(len(rest)))


@pytest.mark.parametrize(("edges", "dropped"), [(3, True), (4, False)])
def test_a_large_sparse_community_is_cut_exactly(edges: int, dropped: bool) -> None:
    big = nx.disjoint_union(nx.random_regular_graph(12, 5000, seed=1), nx.random_regular_graph(8, 1000, seed=2))
    big.add_edges_from((i, 5000 + 7 * i) for i in range(edges))
    assert left(big) == list(range(5000 if dropped else 6000))


def test_a_large_dense_community_takes_no_longer() -> None:
    """The minimum cut of a clique of a thousand took minutes before its parts were taken as one."""
    big = nx.complete_graph(600)
    big.add_edges_from(combinations(range(600, 606), 2))
    big.add_edges_from([(0, 600), (1, 601)])
    assert left(big) == list(range(600))


def test_nothing_in_nothing_out_and_members_must_be_accounts() -> None:
    graph = of_networkx(cliques(5, 5))
    assert pruned(graph, np.empty(0, np.int32)).tolist() == []
    assert pruned(graph, np.array([3])).tolist() == [3]
    with pytest.raises(ValueError, match="from 0 to 9"):
        pruned(graph, np.array([10]))


@given(st.integers(0, 10_000))
def test_whom_the_check_of_many_at_once_calls_firm_is_left_as_it_is(seed: int) -> None:
    draw = np.random.default_rng(seed)
    n, n_stubs = 60, 4
    ends = np.unique(np.sort(draw.integers(0, n, (int(draw.integers(60, 260)), 2)), axis=1), axis=0)
    hubs = np.unique(np.stack([draw.integers(0, n, 40), n + draw.integers(0, n_stubs, 40)], axis=1), axis=0)
    edges = np.concatenate([ends[ends[:, 0] != ends[:, 1]], hubs])
    graph = TieGraph(n, n_stubs, edges[:, 0], edges[:, 1], np.ones(len(edges)))
    sets = [np.sort(draw.permutation(n)[:size]).astype(np.int32) for size in (5, 9, 10, 11, 25, 40, 60)]
    told = firm(graph, sets)
    for members, whole in zip(sets, told, strict=True):
        same = np.array_equal(pruned(graph, members), members)
        assert same or not whole
        assert whole or not same or len(members) >= 10  # below ten it knows


def test_the_check_of_many_at_once_knows_cliques_and_chains_of_them() -> None:
    graph = of_networkx(
        nx.disjoint_union_all([nx.complete_graph(12), cliques(12, 8), nx.path_graph(9), nx.path_graph(12)]), 0
    )
    sets = [range(12), range(12, 32), range(32, 41), range(41, 53), [0, 1, 2, 12, 13, 14]]
    told = firm(graph, [np.array(members, np.int32) for members in sets])
    assert told.tolist() == [True, False, True, False, False]
    assert firm(graph, []).tolist() == []
