"""A planted community comes back from bootstraps; a fragment, a random set or the wrong scale does not."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from detect_planted import blocks, of_networkx

from graphring.detect import TieGraph, stability
from graphring.settings import Detect

SETTINGS = Detect()


def test_a_planted_community_is_stable_and_a_random_set_is_not() -> None:
    graph, truth = blocks([30] * 12, outside=0.01)
    planted = np.flatnonzero(np.array(truth) == 4)
    anybody = np.random.default_rng(0).choice(len(truth), 30, replace=False)
    assert stability(graph, planted, 0.1, SETTINGS) > 0.9
    assert stability(graph, anybody, 0.1, SETTINGS) < 0.3


def test_a_fragment_at_too_high_a_resolution_is_not_stable() -> None:
    whole = of_networkx(nx.random_regular_graph(12, 400, seed=3))
    assert stability(whole, np.arange(400), 0.003, SETTINGS) > 0.95
    assert stability(whole, np.arange(20), 0.1, SETTINGS) < 0.4


def test_what_lies_far_away_changes_nothing() -> None:
    """The unit of weights is that of the whole graph, so a heavier far part needs a resolution in its own unit."""
    near = nx.disjoint_union(nx.complete_graph(10), nx.complete_graph(10))
    near.add_edge(0, 10)
    far = nx.disjoint_union(near, nx.random_regular_graph(6, 4000, seed=1))
    small, large = of_networkx(near), of_networkx(far)
    assert stability(small, np.arange(10), 0.1, SETTINGS) == stability(large, np.arange(10), 0.1, SETTINGS)


def test_the_unit_of_weights_is_that_of_the_whole_graph() -> None:
    """Ties of weight .02 beside a mean near 1 don't hold a clique together at .1, though they would by themselves."""
    faint = nx.complete_graph(10)
    nx.set_edge_attributes(faint, 0.02, "weight")
    strong = nx.complete_graph(60)
    graph = of_networkx(nx.disjoint_union(faint, strong))
    assert stability(graph, np.arange(10), 0.1, SETTINGS) < 0.3
    assert stability(of_networkx(faint), np.arange(10), 0.1, SETTINGS) == 1.0


def test_a_stub_hub_with_thousands_of_accounts_is_bounded() -> None:
    cliques = nx.disjoint_union_all([nx.complete_graph(8) for _ in range(1000)])
    cliques.add_edges_from((account, 8000, {"weight": 0.1}) for account in range(8000))
    graph = of_networkx(cliques, 1)
    assert stability(graph, np.arange(8), 0.1, SETTINGS) > 0.9


def test_it_is_repeatable_and_the_order_of_members_does_not_matter() -> None:
    graph, _ = blocks([40, 40], inside=0.2, outside=0.05)
    members = np.arange(40)
    once = stability(graph, members, 0.1, SETTINGS)
    assert stability(graph, members[::-1], 0.1, SETTINGS) == once
    assert stability(graph, members, 0.1, Detect(seed=1)) != once


def test_without_bootstraps_or_members_nothing_is_shown_to_be_stable() -> None:
    graph, _ = blocks([10])
    assert stability(graph, np.arange(10), 0.1, Detect(bootstraps=0)) == 0.0
    assert stability(graph, np.arange(0), 0.1, SETTINGS) == 0.0


@pytest.mark.parametrize("members", [[-1, 2], [9, 10], [0.5]])
def test_members_must_be_accounts(members: list[float]) -> None:
    one = TieGraph(10, 2, np.array([0]), np.array([11]), np.ones(1))
    with pytest.raises(ValueError, match="from 0 to 9"):
        stability(one, np.array(members), 0.1, SETTINGS)
