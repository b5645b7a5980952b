"""The single step: any table of edges in, planted communities out, in one form that does not depend on row order."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.detect import communities
from graphring.detect.edges import edges_of


def table(graph: nx.Graph) -> pa.Table:
    pairs = list(graph.edges())
    return pa.table({"source": [str(a) for a, _ in pairs], "target": [str(b) for _, b in pairs]})


def grouping(edges: Any, objective: str = "cpm", resolution: float | None = None, seed: int = 0) -> dict[str, int]:
    found = communities(edges, objective, resolution, seed)
    return dict(zip(found["node"].to_pylist(), found["community"].to_pylist(), strict=True))


def nmi(found: dict[str, int], truth: dict[int, int]) -> float:
    nodes = sorted(truth)
    return float(igraph.compare_communities([found[str(v)] for v in nodes], [truth[v] for v in nodes], method="nmi"))


@pytest.mark.parametrize("objective", ["cpm", "modularity"])
def test_two_cliques_joined_by_an_edge_are_two_communities(objective: str) -> None:
    found = grouping(table(nx.barbell_graph(10, 0)), objective)
    assert found == {str(v): v // 10 for v in range(20)}


def test_a_ring_of_cliques_comes_apart_into_its_cliques_where_modularity_joins_them() -> None:
    edges = table(nx.ring_of_cliques(40, 5))
    assert sorted(np.bincount(list(grouping(edges).values()))) == [5] * 40
    assert max(np.bincount(list(grouping(edges, "modularity").values()))) > 5


@pytest.mark.parametrize("objective", ["cpm", "modularity"])
def test_sparse_planted_communities_are_recovered(objective: str) -> None:
    """Of five ties four are inside: about as hard as LFR graphs with mixing .2."""
    graph = nx.planted_partition_graph(20, 40, 0.2, 0.0026, seed=4)
    truth = {v: v // 40 for v in graph if graph.degree(v)}
    assert nmi(grouping(table(graph), objective), truth) >= 0.95


def test_communities_of_unlike_size_are_recovered_without_a_resolution() -> None:
    sizes = [90, 45, 25, 12, 8]
    shares = [[0.6 if a == b else 0.01 for b in range(5)] for a in range(5)]
    graph = nx.stochastic_block_model(sizes, shares, seed=2)
    truth = {v: graph.nodes[v]["block"] for v in graph}
    assert nmi(grouping(table(graph)), truth) > 0.98


def test_what_cannot_help_coming_back_is_not_taken_for_stable() -> None:
    """Four blocks and a hundred leaves: all blocks in one and each leaf alone comes back best, and tells nothing."""
    shares = [[0.4 if a == b else 0.08 for b in range(4)] for a in range(4)]
    graph = nx.stochastic_block_model([25] * 4, shares, seed=1)
    draw = np.random.default_rng(0)
    graph.add_edges_from((int(draw.integers(100)), 100 + leaf) for leaf in range(100))
    assert nmi(grouping(table(graph)), {v: v // 25 for v in range(100)}) > 0.9


def test_one_clique_is_one_community_and_pieces_stay_apart() -> None:
    assert set(grouping(table(nx.complete_graph(8))).values()) == {0}
    apart = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(4))
    assert grouping(table(apart)) == {str(v): int(v >= 6) for v in range(10)}


def test_a_given_resolution_is_the_one_taken() -> None:
    """Cliques of five in a ring: within, the density is 1; of two neighbours together, 21/45."""
    edges = table(nx.ring_of_cliques(10, 5))
    assert len(set(grouping(edges, resolution=0.5).values())) == 10
    assert len(set(grouping(edges, resolution=0.001).values())) == 1
    assert len(set(grouping(edges, resolution=1.5).values())) == 50
    assert len(set(grouping(edges, "modularity", 0.01).values())) == 1


def test_heavy_ties_hold_where_light_ones_do_not() -> None:
    ring = pd.DataFrame({"source": range(20), "target": [(v + 1) % 20 for v in range(20)], "weight": [9.0, 0.1] * 10})
    found = grouping(ring, resolution=0.5)
    assert all(found[str(v)] == found[str(v + 1)] for v in range(0, 20, 2))
    assert len(set(found.values())) == 10


def test_modularity_is_at_least_that_of_networkx() -> None:
    graph = nx.karate_club_graph()
    edges = pd.DataFrame(
        [(a, b, d["weight"]) for a, b, d in graph.edges(data=True)], columns=["source", "target", "weight"]
    )
    found = grouping(edges, "modularity")
    ours = [{v for v in graph if found[str(v)] == c} for c in set(found.values())]
    theirs = nx.community.louvain_communities(graph, seed=0)
    assert nx.community.modularity(graph, ours) >= nx.community.modularity(graph, theirs) - 1e-9


def test_communities_are_numbered_by_size_then_by_smallest_node_and_nodes_are_sorted() -> None:
    parts = nx.disjoint_union_all([nx.complete_graph(3), nx.complete_graph(5), nx.complete_graph(3)])
    found = communities(table(parts))
    assert found["node"].to_pylist() == sorted(map(str, range(11)))
    assert found.schema.types == [pa.string(), pa.int64()]
    by_node = dict(zip(found["node"].to_pylist(), found["community"].to_pylist(), strict=True))
    assert [by_node[v] for v in ("3", "0", "8")] == [0, 1, 2]


@given(st.integers(0, 1000), st.randoms())
def test_the_order_of_rows_and_of_ends_does_not_matter(seed: int, chance: random.Random) -> None:
    graph = nx.gnm_random_graph(25, 50, seed=seed)
    rows = [(a, b, 0.1 * (1 + (a * b) % 7)) for a, b in graph.edges()] * 2
    mixed = [(b, a, w) if chance.random() < 0.5 else (a, b, w) for a, b, w in chance.sample(rows, len(rows))]
    names = ["source", "target", "weight"]
    for objective in ("cpm", "modularity"):
        one = communities(pd.DataFrame(rows, columns=names), objective)
        assert one.equals(communities(pd.DataFrame(mixed, columns=names), objective))


@given(st.integers(0, 1000))
def test_every_community_is_connected(seed: int) -> None:
    graph = nx.gnm_random_graph(30, 45, seed=seed)
    for objective in ("cpm", "modularity"):
        found = grouping(table(graph), objective)
        for community in set(found.values()):
            assert nx.is_connected(graph.subgraph(int(v) for v, c in found.items() if c == community))


def test_repeated_edges_are_summed_up_and_self_loops_left_out() -> None:
    once = pa.table({"source": ["a", "c", "b"], "target": ["b", "d", "c"], "weight": [3.0, 3.0, 1.0]})
    split = pa.table(
        {
            "source": ["a", "b", "c", "b", "a", "a"],
            "target": ["b", "a", "d", "c", "a", "b"],
            "weight": [1.0, 1.0, 3.0, 1.0, 50.0, 1.0],
        }
    )
    assert communities(once, resolution=0.5).equals(communities(split, resolution=0.5))
    assert grouping(once, resolution=0.5) == {"a": 0, "b": 0, "c": 1, "d": 1}


def test_sums_of_repeated_edges_do_not_depend_on_the_order_of_rows() -> None:
    weights = [0.1, 0.2, 0.3, 0.7, 1e16, 1.0]
    sums = {
        float(edges_of({"source": ["a"] * 6, "target": ["b"] * 6, "weight": order}).weight[0])
        for order in permutations(weights)
    }
    assert len(sums) == 1


def test_nodes_whose_edges_say_nothing_are_alone() -> None:
    edges = {"source": ["a", "x", "y"], "target": ["b", "x", "z"], "weight": [1.0, 1.0, 0.0]}
    assert grouping(edges) == {"a": 0, "b": 0, "x": 1, "y": 2, "z": 3}


@pytest.mark.parametrize("objective", ["cpm", "modularity"])
def test_nothing_in_nothing_out(objective: str) -> None:
    for empty in ({"source": [], "target": []}, pl.DataFrame({"source": [], "target": [], "weight": []})):
        found = communities(empty, objective)
        assert found.num_rows == 0
        assert found.schema == communities(table(nx.complete_graph(3))).schema


@pytest.mark.parametrize("form", [pa.Table.to_pandas, pl.from_arrow, pa.Table.to_pydict, pa.Table.to_reader])
def test_any_kind_of_frame_will_do(form: Any) -> None:
    plain = table(nx.barbell_graph(6, 0))
    assert communities(form(plain)).equals(communities(plain))
    numbers = pa.table({name: plain[name].cast(pa.int16()) for name in plain.column_names})
    assert communities(form(numbers)).equals(communities(plain))


PLAIN = {"source": ["a", "b"], "target": ["b", "c"], "weight": [1.0, 2.0]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"objective": "infomap"}, "infomap.*cpm, modularity"),
        ({"resolution": 0}, "above zero"),
        ({"resolution": float("nan")}, "above zero"),
        ({"resolution": "0.1"}, "above zero"),
        ({"resolution": True}, "above zero"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"edges": {"source": ["a"]}}, "lacks the column.*target"),
        ({"edges": {**PLAIN, "weight": [1.0, -2.0]}}, "negative"),
        ({"edges": {**PLAIN, "weight": [1.0, float("inf")]}}, "finite"),
        ({"edges": {**PLAIN, "weight": ["1", "2"]}}, "weights must be numbers"),
        ({"edges": {**PLAIN, "weight": [1.0, None]}}, "weight has 1 empty"),
        ({"edges": {**PLAIN, "source": ["a", None]}}, "source has 1 empty"),
        ({"edges": {**PLAIN, "source": [1.0, 2.0]}}, "source holds double"),
        ({"edges": "edges.csv"}, "a str is no table"),
    ],
)
def test_what_does_not_fit_is_one_clear_sentence(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        communities(**{"edges": PLAIN, **change})
