"""Detection at three sizes: one pass of bare igraph as the floor, graphring's ten resolutions, and other programs.

    python benchmarks/detection.py [--accounts 10000 20000 40000] [--limit 10] [--write]

Each graph has groups of 50, ten ties an account, four of five inside and three times as heavy. Processor time of one
process, so that other work on the machine tells less; ours is without the first run's compiling, which stands apart.
A peer that takes longer than the limit is ended, and the larger graphs are not tried.
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import resource
import sys
from collections.abc import Callable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

import igraph
import leidenalg
import networkx as nx
import numpy as np
from detect_peers import large

from graphring.detect import TieGraph
from graphring.detect.sidebyside import side_by_side
from graphring.model.progress import Silent
from graphring.settings import Detect

RESULTS = Path(__file__).parent / "results" / "detection.md"
RESOLUTION = 0.1


def of_igraph(graph: TieGraph) -> igraph.Graph:
    made = igraph.Graph(n=graph.n_vertices, edges=list(zip(graph.source.tolist(), graph.target.tolist(), strict=True)))
    made.es["weight"] = (graph.weight / graph.scale).tolist()
    return made


def floor(graph: TieGraph) -> None:
    of_igraph(graph).community_leiden("CPM", weights="weight", resolution=RESOLUTION, n_iterations=2)


def one_resolution(graph: TieGraph) -> None:
    side_by_side(graph, Detect(resolutions=(RESOLUTION,)), 1, Silent())


def whole(graph: TieGraph) -> None:
    side_by_side(graph, Detect(), 1, Silent())


def ten_of_igraph(graph: TieGraph) -> None:
    made = of_igraph(graph)
    for resolution in Detect().resolutions:
        made.community_leiden("CPM", weights="weight", resolution=resolution, n_iterations=2)


def igraph_modularity(graph: TieGraph) -> None:
    of_igraph(graph).community_leiden("modularity", weights="weight", n_iterations=2)


def with_leidenalg(graph: TieGraph) -> None:
    kind = leidenalg.CPMVertexPartition
    leidenalg.find_partition(of_igraph(graph), kind, weights="weight", resolution_parameter=RESOLUTION, seed=0)


def networkx_louvain(graph: TieGraph) -> None:
    made = nx.Graph()
    made.add_weighted_edges_from(zip(*(a.tolist() for a in (graph.source, graph.target, graph.weight)), strict=True))
    nx.community.louvain_communities(made, seed=0)


FLOOR = "floor: igraph, Leiden on CPM, one resolution"
WHOLE = "graphring, ten resolutions: the whole of detection"
WAYS: dict[str, Callable[[TieGraph], None]] = {
    FLOOR: floor,
    "graphring, one resolution": one_resolution,
    WHOLE: whole,
    "igraph, Leiden on CPM, the same ten": ten_of_igraph,
    "igraph, Leiden on modularity": igraph_modularity,
    "leidenalg, CPM, one resolution": with_leidenalg,
    "networkx, Louvain": networkx_louvain,
}


def timed(way: str, graph: TieGraph, limit: int) -> float:
    """Processor seconds in a process of its own; infinity beyond the limit."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run() -> None:
        start = process_time()
        used = int(start) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + limit, used + limit))
        WAYS[way](graph)
        there.send(process_time() - start)

    child = context.Process(target=run)
    child.start()
    there.close()
    try:
        return float(here.recv())
    except EOFError:  # the system ended it
        return float("inf")
    finally:
        child.join()


def table(sizes: list[int], limit: int) -> list[str]:
    graphs = {size: large(size, 10 * size) for size in sizes}
    rows: dict[str, list[float]] = {way: [] for way in WAYS}
    for graph in graphs.values():
        for way, seconds in rows.items():
            given_up = bool(seconds) and seconds[-1] == float("inf")
            seconds.append(float("inf") if given_up else timed(way, graph, limit))
            print(f"{graph.n_ties:,} ties, {way}: {seconds[-1]:.2f}", file=sys.stderr)
    heads = [f"{graph.n_ties:,} ties" for graph in graphs.values()]
    lines = [f"| processor seconds | {' | '.join(heads)} | growth | times the floor |", "|---" * (len(sizes) + 3) + "|"]
    for way, seconds in rows.items():
        cells = [f"over {limit}" if s == float("inf") else f"{s:.2f}" for s in seconds]
        done = np.isfinite(seconds)
        growth = ", ".join(f"{b / a:.1f}" for a, b in pairwise(seconds) if np.isfinite(b))
        ratios = [s / f for s, f, told in zip(seconds, rows[FLOOR], done, strict=True) if told]
        cells += [growth or "–", ", ".join(f"{ratio:.2f}" for ratio in ratios) or "–"]
        lines.append(f"| {way} | {' | '.join(cells)} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--limit", type=int, default=10, help="processor seconds for one way on one graph")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    start = perf_counter()
    whole(large(100, 1_000))
    first = perf_counter() - start
    told = ", ".join(f"{name} {version(name)}" for name in ("igraph", "leidenalg", "networkx", "numba"))
    lines = [
        "# Detection", "",
        f"`python benchmarks/detection.py --accounts {' '.join(map(str, given.accounts))} --write`, Python "
        f"{platform.python_version()}, {told}.", "", *(__doc__ or "").split("\n\n", 2)[2].splitlines(), "",
        *table(given.accounts, given.limit), "", f"Loading or compiling the machine code took {first:.1f} s in this run.",
    ]  # fmt: skip
    if given.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
