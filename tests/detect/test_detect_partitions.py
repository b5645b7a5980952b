"""Planted communities come out, at their own scale, the same however the work is done."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pytest
from detect_planted import blocks, of_networkx
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import normalized_mutual_info_score

from graphring.detect import Partition, TieGraph, partitions
from graphring.model.progress import Silent
from graphring.settings import Detect, Machine

MODULE = sys.modules["graphring.detect.partitions"]
ALONE, TWO = Machine(threads=1), Machine(threads=2)


class Told(Silent):
    def __init__(self) -> None:
        self.units, self.words = 0, ""

    def step(self, title: str, total: int | None = None) -> None:
        self.units = 0

    def advance(self, n: int = 1) -> None:
        self.units += n

    def say(self, words: str) -> None:
        self.words += words


def at(graph: TieGraph, *resolutions: float, machine: Machine = ALONE, seed: int = 0) -> list[Partition]:
    return partitions(graph, Detect(resolutions=resolutions, seed=seed), machine, Silent())


def same(one: list[Partition], other: list[Partition]) -> bool:
    return all(
        a.resolution == b.resolution and (a.membership == b.membership).all() for a, b in zip(one, other, strict=True)
    )


@pytest.fixture(params=["igraph", "compiled"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to find communities, whatever the size of the graph."""
    monkeypatch.setattr(MODULE, "LARGE", 0 if request.param == "compiled" else 10**9)


@pytest.mark.usefixtures("engine")
def test_planted_communities_of_unlike_size_are_recovered() -> None:
    graph, truth = blocks([80, 40, 30, 20, 12, 8])
    [found] = at(graph, 0.1)
    assert normalized_mutual_info_score(truth, found.membership) > 0.99


@pytest.mark.usefixtures("engine")
def test_small_and_huge_communities_live_at_their_own_resolutions() -> None:
    """A sparse community of 600 holds together at .003 only, a clique of 8 beside it at .3 and below."""
    ring = nx.disjoint_union(nx.random_regular_graph(10, 600, seed=1), nx.complete_graph(8))
    ring.add_edge(0, 600)
    high, low = at(of_networkx(ring), 0.3, 0.003)
    assert set(low.membership[:600]) == {0}
    assert set(low.membership[600:]) == {1}
    assert len(set(high.membership[:600])) > 20
    assert len(set(high.membership[600:])) == 1


@pytest.mark.usefixtures("engine")
def test_the_order_of_resolutions_is_that_of_the_settings() -> None:
    graph, _ = blocks([20, 20])
    told = Told()
    found = partitions(graph, Detect(resolutions=(0.01, 0.3, 0.1)), ALONE, told)
    assert [p.resolution for p in found] == [0.01, 0.3, 0.1]
    assert told.units == 3


@pytest.mark.usefixtures("engine")
def test_only_the_shape_of_weights_matters_not_their_unit() -> None:
    graph, _ = blocks([30, 20, 10])
    heavier = TieGraph(graph.n_accounts, 0, graph.source, graph.target, graph.weight * 64)
    assert same(at(graph, 0.3, 0.1), at(heavier, 0.3, 0.1))


@pytest.mark.usefixtures("engine")
def test_stub_hubs_take_no_size() -> None:
    """Ten accounts on three hubs: the tenth gains 3 and costs .3 * 9; were hubs counted, it would cost .3 * 12."""
    hubs = nx.Graph((account, hub) for account in range(10) for hub in (10, 11, 12))
    [found] = at(of_networkx(nx.convert_node_labels_to_integers(hubs, ordering="sorted"), 3), 0.3)
    assert found.membership.tolist() == [0] * 10


@pytest.mark.usefixtures("engine")
def test_a_hub_of_thousands_does_not_force_one_community() -> None:
    cliques = nx.disjoint_union_all([nx.complete_graph(10) for _ in range(500)])
    cliques.add_edges_from((account, 5000, {"weight": 0.25}) for account in range(5000))
    [found] = at(of_networkx(cliques, 1), 0.1)
    assert (found.membership == np.arange(5000) // 10).mean() > 0.99


@pytest.mark.usefixtures("engine")
def test_accounts_that_share_a_hub_only_still_meet() -> None:
    star = nx.star_graph(20)
    graph = of_networkx(nx.relabel_nodes(star, {0: 20, **{i: i - 1 for i in range(1, 21)}}), 1)
    [found] = at(graph, 0.001)
    assert set(found.membership) == {0}


@given(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from([0.3, 0.1, 0.01]))
def test_every_community_is_connected_by_its_own_ties_and_hubs(seed: int, n_stubs: int, resolution: float) -> None:
    graph = nx.gnm_random_graph(40, 70, seed=seed)
    stubs = set(range(40 - n_stubs, 40))
    graph.remove_edges_from([(a, b) for a, b in graph.edges() if {a, b} <= stubs])
    [found] = at(of_networkx(graph, n_stubs), resolution)
    for community in set(found.membership):
        inside = np.flatnonzero(found.membership == community).tolist()
        # A hub can be of one community only; which one is not told, so any may help here.
        assert nx.is_connected(
            graph.subgraph([*inside, *stubs]).subgraph(
                nx.node_connected_component(graph.subgraph([*inside, *stubs]), inside[0])
            )
        )
        assert set(inside) <= nx.node_connected_component(graph.subgraph([*inside, *stubs]), inside[0])


def test_accounts_left_apart_by_a_hub_that_went_elsewhere_are_two_communities() -> None:
    from graphring.detect.resolutions import connected

    graph = TieGraph(4, 1, np.array([0, 2, 0, 2]), np.array([1, 3, 4, 4]), np.ones(4))
    assert connected(graph, np.array([7, 7, 7, 7, 3], np.int32)).tolist() == [0, 0, 1, 1]
    assert connected(graph, np.array([7, 7, 7, 7, 7], np.int32)).tolist() == [0, 0, 0, 0]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("n_accounts", [0, 3])
def test_without_ties_everybody_is_alone(n_accounts: int) -> None:
    nothing = np.empty(0, np.int32)
    [found] = at(TieGraph(n_accounts, 2, nothing, nothing, np.empty(0)), 0.1)
    assert found.membership.tolist() == list(range(n_accounts))
    assert found.n_communities == n_accounts


def test_a_large_graph_gives_the_same_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MODULE, "LARGE", 0)
    graph, _ = blocks([60, 60, 40, 40, 20, 20], outside=0.05)
    told = Told()
    beside = partitions(graph, Detect(resolutions=(0.3, 0.1, 0.03, 0.01)), TWO, told)
    assert told.units == 4
    assert same(at(graph, 0.3, 0.1, 0.03, 0.01), beside)
    assert same([at(graph, resolution)[0] for resolution in (0.3, 0.1, 0.03, 0.01)], beside)


def test_an_interruption_ends_the_work_in_all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Silent):
        def advance(self, n: int = 1) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(MODULE, "LARGE", 0)
    graph, _ = blocks([200] * 5)
    lasting = Detect(resolutions=(0.3, 0.1), iterations=100)
    at(graph, 0.3)  # compiled beforehand
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        partitions(graph, lasting, TWO, Interrupted())
    assert threading.active_count() == before


SCRIPT = """
import random, sys
sys.path.insert(0, {here!r})
from detect_planted import blocks
from graphring.detect import partitions
from graphring.model.progress import Silent
from graphring.settings import Detect, Machine
sys.modules["graphring.detect.partitions"].LARGE = {large}
random.seed({seed})
graph, _ = blocks([150], inside=0.05)
found = partitions(graph, Detect(resolutions=(0.3, 0.1)), Machine(threads={threads}), Silent())
print([p.membership.tolist() for p in found])
"""


@pytest.mark.parametrize("large", [10**9, 0])
def test_a_script_gives_the_same_under_any_hash_seed_and_state_of_chance(large: int) -> None:
    answers = set()
    for seed, threads in ((0, 1), (1, 2)):
        script = SCRIPT.format(here=str(Path(__file__).parent), large=large, threads=threads, seed=seed)
        env = {**os.environ, "PYTHONHASHSEED": str(seed)}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
        answers.add(done.stdout)
    assert len(answers) == 1
    assert answers.pop().count(",") > 250


def test_the_callers_own_chance_is_left_alone_and_igraphs_given_back() -> None:
    graph, _ = blocks([30, 30], outside=0.1)
    random.seed(7)
    before = random.getstate()
    at(graph, 0.1)
    assert random.getstate() == before
    random.seed(3)
    one = igraph.Graph.Erdos_Renyi(n=30, m=60).get_edgelist()
    random.seed(3)
    assert igraph.Graph.Erdos_Renyi(n=30, m=60).get_edgelist() == one


@pytest.mark.usefixtures("engine")
def test_another_seed_is_another_draw() -> None:
    graph, _ = blocks([150], inside=0.05)
    assert not same(at(graph, 0.1, seed=0), at(graph, 0.1, seed=1))
