"""Compiled bodies are the bodies of small matrices: the same edges, the same core, the same members left."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from detect_planted import of_networkx
from hypothesis import given
from hypothesis import strategies as st

from graphring.detect import TieGraph, slimmed
from graphring.detect import slimming as module
from graphring.detect.body import Body
from graphring.detect.bridges import pruned
from graphring.detect.quickbody import quick_bodies

SEEDS = st.integers(0, 100_000)


def graph_of(seed: int) -> TieGraph:
    """Clumps of accounts with a few edges between them; hubs, used by two accounts or by many."""
    draw = np.random.default_rng(seed)
    clumps = [nx.gnp_random_graph(int(n), 0.4, seed=seed + int(n)) for n in draw.integers(3, 60, 4)]
    graph = nx.disjoint_union_all(clumps)
    n = len(graph)
    graph.add_edges_from(draw.choice(n, 2, replace=False).tolist() for _ in range(int(draw.integers(0, 9))))
    for hub in range(int(draw.integers(0, 7))):
        users = draw.choice(n, min(n, int(draw.choice([1, 2, 3, 4, 30]))), replace=False)
        graph.add_edges_from((int(user), n + hub) for user in users)
        graph.add_node(n + hub)
    return of_networkx(graph, len(graph) - n)


def some(graph: TieGraph, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    return np.flatnonzero(draw.random(graph.n_accounts) < draw.choice([0.3, 0.9, 1.0])).astype(np.int32)


@given(SEEDS, st.integers(0, 3))
def test_the_same_vertices_and_edges(seed: int, weak: int) -> None:
    graph = graph_of(seed)
    members = some(graph, seed)
    if not len(members):
        return
    wanted, found = Body.of(graph, members, weak), quick_bodies(graph)(members, weak)
    ends = wanted.edges.tocoo()
    pairs = zip(ends.row.tolist(), ends.col.tolist(), ends.data.tolist(), strict=True)
    assert Counter(zip(found.one.tolist(), found.other.tolist(), strict=True)) == Counter(
        {(a, b): n for a, b, n in pairs if a < b}
    )
    assert found.n_vertices == wanted.edges.shape[0]
    assert found.largest_piece().tolist() == wanted.largest_piece().tolist()
    for few in range(3):
        assert found.core(few).tolist() == wanted.core(few).tolist()
        assert found.loosest(few).tolist() == wanted.loosest(few).tolist()


@given(SEEDS)
def test_the_same_members_are_left_whichever_way_one_after_another(seed: int) -> None:
    """The scratch arrays are as they were after each set, or the next one would be another."""
    graph = graph_of(seed)
    bodies = quick_bodies(graph)
    for n in range(3):
        members = some(graph, seed + n)
        assert pruned(graph, members, bodies).tolist() == pruned(graph, members).tolist()


@pytest.mark.parametrize("large", [0, 10**9])
def test_many_sets_at_once_whatever_the_size_of_the_graph(monkeypatch: pytest.MonkeyPatch, large: int) -> None:
    monkeypatch.setattr(module, "LARGE", large)
    for seed in range(5):
        graph = graph_of(seed)
        sets = [members for n in range(4) if len(members := some(graph, seed + n))]
        told = [left.tolist() for left in slimmed(graph, sets)]
        assert told == [pruned(graph, members).tolist() for members in sets]
