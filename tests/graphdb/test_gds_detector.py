"""GDS as a detector, on the real server: planted communities, the same bytes, what can't be done in one sentence."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from graphring.detect import Partition, TieGraph, gamma
from graphring.errors import GraphDatabaseGdsError, GraphDatabaseLimitError
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import statement
from graphring.graphdb.gds import Gds
from graphring.graphdb.gds.faults import gds_faults
from graphring.graphdb.gds.memory import fitting, memory
from graphring.model.progress import Silent
from graphring.settings import Detect

SIZES = (6, 9, 14, 25, 40)


def planted(order: np.ndarray | None = None) -> tuple[TieGraph, list[int]]:
    """Cliques in a chain of single light ties, five accounts without any tie, two stub hubs; ties in any order."""
    made = nx.disjoint_union_all([nx.complete_graph(size) for size in SIZES])
    block = [number for number, size in enumerate(SIZES) for _ in range(size)]
    firsts = [block.index(number) for number in range(len(SIZES))]
    ties = [(a, b, 3.0) for a, b in made.edges] + [(a, b, 0.5) for a, b in pairwise(firsts)]
    n_accounts = len(block) + 5
    ties += [(account, n_accounts, 0.4) for account in range(0, len(block), 3)]
    ties += [(account, n_accounts + 1, 0.4) for account in range(6)]
    rows = np.array(sorted(ties))[order if order is not None else slice(None)]
    graph = TieGraph(n_accounts, 2, rows[:, 0].astype(int), rows[:, 1].astype(int), rows[:, 2])
    return graph, block + [len(SIZES) + alone for alone in range(5)]


def found(graph: Connection, ties: TieGraph, **settings: object) -> list[Partition]:
    return Gds.of(graph).partitions(ties, Detect.model_validate(settings), Silent())


def test_planted_communities_are_found_exactly(graph: Connection) -> None:
    ties, block = planted()
    for level in found(graph, ties, resolutions=(0.3, 0.1)):
        assert level.membership.tolist() == block


def test_partitions_are_those_of_accounts_at_the_resolutions_of_the_settings(graph: Connection) -> None:
    ties, _ = planted()
    levels = found(graph, ties)
    assert [level.resolution for level in levels] == list(Detect().resolutions)
    assert {len(level.membership) for level in levels} == {ties.n_accounts}
    sizes = [level.n_communities for level in levels]
    assert sizes == sorted(sizes, reverse=True), "the coarser the resolution, the fewer the communities"


def test_the_same_bytes_again_and_in_any_order_of_ties(graph: Connection) -> None:
    draw = np.random.default_rng(0)
    ties, _ = planted()
    first = [level.membership.tobytes() for level in found(graph, ties)]
    assert [level.membership.tobytes() for level in found(graph, ties)] == first
    mixed, _ = planted(draw.permutation(ties.n_ties))
    assert mixed.source.tolist() != ties.source.tolist()
    assert [level.membership.tobytes() for level in found(graph, mixed)] == first


def test_where_no_two_accounts_belong_together_everybody_is_alone(graph: Connection) -> None:
    """GDS fails with a NullPointerException where its communities are as many as its vertices."""
    ends = np.arange(12)
    (level,) = found(graph, TieGraph(12, 0, ends, (ends + 1) % 12, np.ones(12)), resolutions=(10.0,))
    assert level.membership.tolist() == ends.tolist()


def test_no_ties_at_all(graph: Connection) -> None:
    none = np.empty(0, int)
    (level,) = found(graph, TieGraph(3, 0, none, none, np.empty(0)), resolutions=(0.1,))
    assert level.membership.tolist() == [0, 1, 2]


def test_nothing_is_written_to_the_database(graph: Connection) -> None:
    graph.write("CREATE (:Account {id: 'mine'})")
    found(graph, planted()[0], resolutions=(0.1,))
    assert graph.read("MATCH (n) RETURN n.id AS id") == [{"id": "mine"}]
    assert not graph.read("MATCH ()-[r]->() RETURN r")


def test_the_gamma_of_a_worked_example() -> None:
    """100 accounts in a ring of five ties to either side: the numbers of the docstring."""
    made = nx.circulant_graph(100, range(1, 6))
    source, target = np.array(sorted((min(e), max(e)) for e in made.edges)).T
    assert gamma(TieGraph(100, 0, source, target, np.ones(500)), 0.1) == pytest.approx(1.0)
    assert gamma(TieGraph(150, 0, source, target, np.full(500, 7.0)), 0.1) == pytest.approx(1.0)


def test_memory_is_asked_before_the_projection_and_grows_with_the_ties(graph: Connection) -> None:
    few, many = memory(graph, 1_000, 10_000), memory(graph, 400_000, 4_000_000)
    assert 0 < few.needed < many.needed
    assert few.heap == many.heap > 100_000_000
    assert few.fits
    assert "10,000 ties need at most" in few.told()


def test_more_ties_than_the_server_has_memory_for_are_refused_in_one_sentence(graph: Connection) -> None:
    with pytest.raises(GraphDatabaseLimitError, match=r"server\.memory\.heap\.max_size") as raised:
        fitting(graph, 300_000_000, 3_000_000_000)
    assert "3,000,000,000 ties" in str(raised.value)


def test_what_gds_refuses_is_no_fault_in_a_statement_of_the_person(graph: Connection) -> None:
    asked = {"name": "graphring-nothing", "gamma": 1.0, "levels": 10, "seed": 0}
    with (
        pytest.raises(GraphDatabaseGdsError, match=r"GDS at .* failed .*does not exist") as raised,
        gds_faults(graph.address),
    ):
        graph.read(statement("gds/communities"), **asked)
    assert "mend the statement" not in str(raised.value)
