"""Compiled Leiden is Leiden: each phase keeps its promise, and the whole gains as much as igraph and leidenalg do."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import leidenalg
import networkx as nx
import numba
import numpy as np
import numpy.typing as npt
import pytest
from detect_planted import blocks
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from scipy import sparse

from graphring import machine_code
from graphring.detect.compiled import Level, Stopped, leiden, level_of
from graphring.detect.compiled.level import joined
from graphring.detect.compiled.moving import moved
from graphring.detect.compiled.refining import refined

DATA = Path(os.environ.get("GRAPHRING_DATA") or Path(__file__).parents[3] / "shared" / "data") / "community"
GOES_ON = np.zeros(1, np.bool_)
Ints = npt.NDArray[np.int32]


def level(seed: int, n: int = 30, n_hubs: int = 3) -> Level:
    """A random graph with uneven weights; the last vertices are hubs without a size."""
    draw = np.random.default_rng(seed)
    pairs = np.array(sorted(nx.gnm_random_graph(n, 3 * n, seed=seed).edges()), np.int32)
    weight = draw.choice([0.1, 0.25, 0.7, 1.0, 3.0], len(pairs))
    return level_of(pairs[:, 0].copy(), pairs[:, 1].copy(), weight, np.repeat([1.0, 0.0], [n - n_hubs, n_hubs]))


def matrix(of: Level) -> npt.NDArray[np.float64]:
    size = len(of.size)
    dense: npt.NDArray[np.float64] = sparse.csr_array((of.weight, of.others, of.starts), shape=(size, size)).toarray()
    return dense


def quality(of: Level, member: Ints, gamma: float) -> float:
    """The constant Potts model straight from its definition: weight inside, less gamma for every pair of accounts."""
    same = member[:, np.newaxis] == member
    return float((matrix(of) - gamma * np.outer(of.size, of.size) + gamma * np.diag(of.size**2))[same].sum() / 2)


@given(st.integers(0, 10_000), st.sampled_from([1.0, 0.3, 0.05]))
def test_once_moving_changes_nothing_no_vertex_gains_by_a_move(seed: int, gamma: float) -> None:
    graph = level(seed)
    member = np.random.default_rng(seed).integers(0, 30, 30).astype(np.int32)
    order = np.random.default_rng(seed).permutation(30).astype(np.int32)
    before, reached = -np.inf, quality(graph, member, gamma)
    while reached > before:
        moved(graph, member, order, gamma, GOES_ON)
        before, reached = reached, quality(graph, member, gamma)
    assert reached >= before - 1e-9
    worth = matrix(graph) - gamma * np.outer(graph.size, graph.size)
    np.fill_diagonal(worth, 0)
    gain = worth @ np.eye(30)[member]
    assert (gain.max(axis=1) <= gain[np.arange(30), member] + 1e-6).all()


@given(st.integers(0, 10_000), st.sampled_from([1.0, 0.3, 0.05]))
def test_refined_parts_lie_within_communities_and_are_connected(seed: int, gamma: float) -> None:
    graph = level(seed)
    member = np.random.default_rng(seed).integers(0, 3, 30).astype(np.int32)
    part = refined(graph, member, np.arange(30, dtype=np.int32), gamma)
    tied = nx.from_numpy_array(matrix(graph))
    for one in set(part.tolist()):
        inside = np.flatnonzero(part == one)
        assert len(set(member[inside])) == 1
        assert nx.is_connected(tied.subgraph(inside.tolist()))
    assert quality(graph, part, gamma) >= quality(graph, np.arange(30, dtype=np.int32), gamma) - 1e-9


@given(st.integers(0, 10_000))
def test_a_joined_graph_holds_the_weights_between_groups_and_their_sizes(seed: int) -> None:
    graph = level(seed)
    group = np.random.default_rng(seed).integers(0, 6, 30).astype(np.int32)
    within = np.eye(6)[group]
    expected = within.T @ matrix(graph) @ within
    np.fill_diagonal(expected, 0)
    small = joined(graph, group, 6)
    assert np.allclose(matrix(small), expected)
    assert small.size.tolist() == (within.T @ graph.size).tolist()


@effort(max_examples=20)
@given(st.integers(0, 10_000), st.sampled_from([0.5, 0.1]))
def test_the_whole_gains_nearly_as_much_as_the_best_of_many_starts_of_igraph(seed: int, gamma: float) -> None:
    graph = level(seed, n=24, n_hubs=2)
    ends = sparse.triu(sparse.csr_array(matrix(graph)), format="coo")
    theirs = igraph.Graph(n=24, edges=list(zip(ends.row.tolist(), ends.col.tolist(), strict=True)))
    given_ = {"weights": ends.data.tolist(), "node_weights": graph.size.astype(int).tolist()}
    random.seed(seed)
    found = [theirs.community_leiden("CPM", resolution=gamma, n_iterations=-1, **given_) for _ in range(10)]
    best = max(quality(graph, np.array(one.membership, np.int32), gamma) for one in found)
    ours = max(quality(graph, leiden(graph, gamma, 4, start, GOES_ON), gamma) for start in range(10))
    assert ours >= 0.99 * best


def lfr(size: int, mu: str) -> igraph.Graph:
    with gzip.open(DATA / f"networks_LFR_N{size}_ad5_mc50_mu{mu}.csv.gz", "rt") as lines:
        ends = [tuple(map(int, line.split("\t")[:2])) for line in lines if line.strip()]
    return igraph.Graph(edges=sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}))


def of_igraph(graph: igraph.Graph) -> Level:
    ends = np.array(graph.get_edgelist(), np.int32)
    return level_of(ends[:, 0].copy(), ends[:, 1].copy(), np.ones(len(ends)), np.ones(graph.vcount()))


def potts(graph: igraph.Graph, gamma: float) -> Callable[[Any], float]:
    def value(member: Any) -> float:
        partition = leidenalg.CPMVertexPartition(graph, [int(m) for m in member], resolution_parameter=gamma)
        return float(partition.quality())

    return value


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of public data is not here; GRAPHRING_DATA names it")
@pytest.mark.parametrize("mu", ["0.1", "0.3"])
def test_on_lfr_graphs_it_gains_as_much_as_igraph_and_leidenalg(mu: str) -> None:
    """Rounds as in a run (ours are cheaper: one more), mean of three starts at two resolutions."""
    graph = lfr(5000, mu)
    ours = of_igraph(graph)
    random.seed(0)  # igraph draws from it
    for gamma in (0.3, 0.03):
        value = potts(graph, gamma)
        one = np.mean([value(leiden(ours, gamma, 3, seed, GOES_ON)) for seed in range(3)])
        starts = [graph.community_leiden("CPM", resolution=gamma, n_iterations=2) for _ in range(3)]
        kind, given_ = leidenalg.CPMVertexPartition, {"resolution_parameter": gamma, "n_iterations": 2}
        others = [leidenalg.find_partition(graph, kind, seed=seed, **given_) for seed in range(3)]
        for theirs in (starts, others):
            assert one >= 0.999 * np.mean([value(found.membership) for found in theirs])


def test_in_a_ring_of_cliques_every_clique_is_a_community() -> None:
    ends = np.array(sorted(nx.ring_of_cliques(500, 6).edges()), np.int32)
    graph = level_of(ends[:, 0].copy(), ends[:, 1].copy(), np.ones(len(ends)), np.ones(3000))
    assert leiden(graph, 0.3, 2, 0, GOES_ON).tolist() == [vertex // 6 for vertex in range(3000)]


def test_all_rounds_of_weights_that_no_binary_number_holds_come_to_an_end() -> None:
    """Equal sums of .1 and .7 in unlike orders differ in their last bits; a vertex must not move for that."""
    draw = np.random.default_rng(0)
    ends = np.array([(a, b) for a in range(120) for b in range(a + 1, 120)], np.int32)
    graph = level_of(ends[:, 0].copy(), ends[:, 1].copy(), draw.choice([0.1, 0.7], len(ends)), np.ones(120))
    for gamma in (0.4, 0.41, 0.4 + 1e-12):
        assert len(leiden(graph, gamma, 20, 0, GOES_ON)) == 120


def test_work_that_is_halted_stops() -> None:
    graph, _ = blocks([20, 20])
    ours = level_of(graph.source, graph.target, graph.weight, np.ones(40))
    with pytest.raises(Stopped):
        leiden(ours, 0.1, 2, 0, np.ones(1, np.bool_))


def test_where_machine_code_cannot_be_kept_it_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = numba.njit

    def nowhere(cache: bool = False, **given_: Any) -> Any:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return usual(**given_)

    def twice(number: int) -> int:
        return 2 * number

    monkeypatch.setattr(numba, "njit", nowhere)
    assert machine_code.compiled(twice)(21) == 42
