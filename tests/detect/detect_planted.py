"""Graphs with planted communities for the tests of detection."""

from __future__ import annotations

import networkx as nx
import numpy as np

from graphring.detect.graph import TieGraph


def of_networkx(graph: nx.Graph, n_stubs: int = 0) -> TieGraph:
    """Vertices must be 0 … n-1, the last `n_stubs` of them stub hubs; edges may have a weight."""
    edges = sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight", default=1.0))
    source, target, weight = zip(*edges, strict=True) if edges else ((), (), ())
    return TieGraph(
        len(graph) - n_stubs, n_stubs, np.array(source, int), np.array(target, int), np.array(weight, float)
    )


def blocks(sizes: list[int], inside: float = 0.6, outside: float = 0.01, seed: int = 0) -> tuple[TieGraph, list[int]]:
    """A stochastic block model, and the block of each account."""
    shares = [[inside if a == b else outside for b in range(len(sizes))] for a in range(len(sizes))]
    graph = nx.stochastic_block_model(sizes, shares, seed=seed)
    plain = nx.Graph()
    plain.add_nodes_from(range(len(graph)))
    plain.add_edges_from(graph.edges())
    return of_networkx(plain), [block for block, size in enumerate(sizes) for _ in range(size)]
