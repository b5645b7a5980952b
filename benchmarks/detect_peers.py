"""Communities found against planted ones, beside other programs; and what many resolutions cost on a large graph.

Run:  python benchmarks/detect_peers.py [--without-scale]     (writes benchmarks/results/community.md)

GRAPHRING_DATA names the folder of public data; without it the folder of data beside the checkout is looked for.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import igraph
import leidenalg
import networkx as nx
import numpy as np
import psutil
import pyarrow as pa

from graphring.detect import TieGraph, communities, partitions
from graphring.model.progress import Silent
from graphring.settings import Detect, Machine

HERE = Path(__file__).resolve()
DATA = Path(os.environ.get("GRAPHRING_DATA") or HERE.parents[2] / "shared" / "data") / "community"
RESULT = HERE.parent / "results" / "community.md"
LFR = [(size, mu) for size in (1000, 5000, 10000) for mu in ("0.1", "0.2", "0.3")]
ACCOUNTS, TIES = 200_000, 2_000_000
REPEATS = 4


@dataclass(frozen=True)
class Planted:
    """A graph with a known grouping; edges undirected, each once."""

    name: str
    pairs: list[tuple[int, int]]
    truth: dict[int, int]


def lfr(size: int, mu: str) -> Planted:
    name = f"LFR_N{size}_ad5_mc50_mu{mu}"
    with gzip.open(DATA / f"networks_{name}.csv.gz", "rt") as lines:
        pairs = [tuple(map(int, line.split("\t")[:2])) for line in lines if line.strip()]
    with gzip.open(DATA / f"ground_truth_{name}.json.gz", "rt") as source:
        groups = json.load(source)["communities"]
    return Planted(f"LFR {size:,}, mixing {mu}", once(pairs), {v: i for i, group in enumerate(groups) for v in group})


def email() -> Planted:
    lines = (DATA / "email-Eu-core.txt").read_text().split("\n")
    labels = (DATA / "email-Eu-core-department-labels.txt").read_text().split("\n")
    truth = dict(tuple(map(int, line.split())) for line in labels if line.strip())
    return Planted("email-Eu-core, departments", once(tuple(map(int, x.split())) for x in lines if x.strip()), truth)


def once(pairs: object) -> list[tuple[int, int]]:
    return sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})  # type: ignore[attr-defined]


Method = Callable[[Planted], dict[int, int]]


def ours(objective: str) -> Method:
    def run(graph: Planted) -> dict[int, int]:
        source, target = zip(*graph.pairs, strict=True)
        found = communities(pa.table({"source": source, "target": target}), objective)
        return dict(zip(map(int, found["node"].to_pylist()), found["community"].to_pylist(), strict=True))

    return run


def with_igraph(find: Callable[[igraph.Graph], list[int]]) -> Method:
    def run(graph: Planted) -> dict[int, int]:
        random.seed(0)
        nodes = sorted({v for pair in graph.pairs for v in pair})
        place = {v: i for i, v in enumerate(nodes)}
        made = igraph.Graph(n=len(nodes), edges=[(place[a], place[b]) for a, b in graph.pairs])
        return dict(zip(nodes, find(made), strict=True))

    return run


def networkx_louvain(graph: Planted) -> dict[int, int]:
    found = nx.community.louvain_communities(nx.Graph(graph.pairs), seed=0)
    return {v: i for i, group in enumerate(found) for v in group}


def best_of_five(graph: igraph.Graph) -> list[int]:
    """The effort that graphring makes: five starts, each until nothing is gained."""
    kind = leidenalg.ModularityVertexPartition
    tried = [leidenalg.find_partition(graph, kind, n_iterations=-1, seed=seed) for seed in range(5)]
    return list(max(tried, key=lambda partition: partition.modularity).membership)


METHODS: dict[str, Method] = {
    "graphring, cpm, most stable": ours("cpm"),
    "graphring, modularity": ours("modularity"),
    "leidenalg, modularity, same starts": with_igraph(best_of_five),
    "leidenalg, modularity": with_igraph(
        lambda g: leidenalg.find_partition(g, leidenalg.ModularityVertexPartition, seed=0).membership
    ),
    "igraph, Louvain": with_igraph(lambda g: g.community_multilevel().membership),
    "networkx, Louvain": networkx_louvain,
}


def quality(graph: Planted, found: dict[int, int]) -> tuple[float, float, float, int, int]:
    """NMI and ARI with the planted grouping, modularity, communities found and planted; over nodes with an edge."""
    nodes = sorted(set(found) & set(graph.truth))
    both = [graph.truth[v] for v in nodes], [found[v] for v in nodes]
    nmi, ari = (igraph.compare_communities(*both, method=method) for method in ("nmi", "adjusted_rand"))
    made = nx.Graph(graph.pairs)
    groups: dict[int, set[int]] = {}
    for v in made:
        groups.setdefault(found[v], set()).add(v)
    planted = len({graph.truth[v] for v in nodes})
    return nmi, ari, nx.community.modularity(made, groups.values()), len(groups), planted


def peers() -> Iterator[str]:
    yield "| graph | method | NMI | ARI | modularity | found | planted | seconds |"
    yield "|---|---|---|---|---|---|---|---|"
    for graph in [*(lfr(*which) for which in LFR), email()]:
        for name, method in METHODS.items():
            start = time.perf_counter()
            found = method(graph)
            seconds = time.perf_counter() - start
            nmi, ari, modularity, n_found, n_planted = quality(graph, found)
            measured = f"{nmi:.3f} | {ari:.3f} | {modularity:.3f} | {n_found} | {n_planted} | {seconds:.2f}"
            yield f"| {graph.name} | {name} | {measured} |"


def fresh() -> Iterator[Planted]:
    """Graphs that had no part in choosing how the most stable resolution is told."""
    for seed in range(100, 112):
        draw = np.random.default_rng(seed)
        sizes = (10 + draw.pareto(1.5, int(draw.integers(5, 30))) * 15).clip(10, 300).astype(int).tolist()
        out, inside = draw.uniform(0.5, 4) / sum(sizes), draw.uniform(4, 9)
        blocks = range(len(sizes))
        shares = [[min(0.9, inside / sizes[a]) if a == b else out for b in blocks] for a in blocks]
        graph = nx.stochastic_block_model(sizes, shares, seed=seed)
        yield Planted(f"blocks {seed}", once(graph.edges()), {v: graph.nodes[v]["block"] for v in graph})
    for seed in range(200, 206):
        graph = nx.LFR_benchmark_graph(
            1000, 2.5, 1.5, (0.1, 0.2, 0.3)[seed % 3], average_degree=10, max_degree=50,
            min_community=20, max_community=100, seed=seed, max_iters=3000,
        )  # fmt: skip
        yield Planted(f"LFR {seed}", once(graph.edges()), {v: min(graph.nodes[v]["community"]) for v in graph})


def on_fresh() -> Iterator[str]:
    graphs = list(fresh())
    yield f"| method, {len(graphs)} fresh graphs (block models, networkx LFR) | mean NMI | least NMI | mean ARI |"
    yield "|---|---|---|---|"
    for name, method in METHODS.items():
        nmis, aris = zip(*(quality(graph, method(graph))[:2] for graph in graphs), strict=True)
        yield f"| {name} | {np.mean(nmis):.3f} | {min(nmis):.3f} | {np.mean(aris):.3f} |"


def large(n: int = ACCOUNTS, m: int = TIES, size: int = 50) -> TieGraph:
    """Groups of 50; four of five ties are inside and three times as heavy as the others."""
    draw = np.random.default_rng(0)
    one = draw.integers(0, n, int(m * 1.2))
    inside = draw.random(len(one)) < 0.8
    near = (one // size) * size + draw.integers(0, size, len(one))
    other = np.where(inside, near, draw.integers(0, n, len(one)))
    key, first = np.unique(np.minimum(one, other) * n + np.maximum(one, other), return_index=True)
    weight = np.where(inside[first], 6.0, 2.0)
    kept = np.flatnonzero(key // n != key % n)
    kept = np.sort(draw.permutation(kept)[:m])
    return TieGraph(n, 0, (key[kept] // n).astype(np.int32), (key[kept] % n).astype(np.int32), weight[kept])


@contextmanager
def peak_memory() -> Iterator[list[float]]:
    """Largest sum of resident memory of this process and its children, GB, in the list after the block."""
    peak, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            total = 0
            for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], total / 1e9)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def scale() -> Iterator[str]:
    """Both ways in turn, several times: other work on the machine is larger than the difference in one run."""
    graph = large()
    yield f"| seven resolutions, {graph.n_accounts:,} accounts, {graph.n_ties:,} ties | seconds, each run | peak GB |"
    yield "|---|---|---|"
    ways = {"one after another": 1, "side by side, two workers": 2}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    most, answers = dict.fromkeys(ways, 0.0), []
    for _ in range(REPEATS):
        for way, threads in ways.items():
            with peak_memory() as peak:
                start = time.perf_counter()
                answers.append(partitions(graph, Detect(), Machine(threads=threads), Silent()))
                seconds[way].append(time.perf_counter() - start)
            most[way] = max(most[way], peak[0])
    for way in ways:
        yield f"| {way} | {', '.join(f'{s:.1f}' for s in seconds[way])} | {most[way]:.2f} |"
    same = all((a.membership == b.membership).all() for one in answers for a, b in zip(answers[0], one, strict=True))
    yield f"\nThe same communities every time: {'yes' if same else 'NO'}."


def main() -> int:
    if not DATA.is_dir():
        print("skipped: the folder of public data is not here; GRAPHRING_DATA names it.")
        return 0
    told = [f"{name} {version(name)}" for name in ("igraph", "leidenalg", "networkx")]
    lines = [
        "`python benchmarks/detect_peers.py`",
        "",
        f"Python {platform.python_version()}, {', '.join(told)}; {os.cpu_count()} cores, shared with other work.",
        "",
        "Self loops are left out, and nodes that have nothing else. One seed (0) each, so differences of a few",
        "hundredths are chance. NMI grows with the number of communities; the adjusted Rand index (ARI) does not.",
        "graphring's modularity is the best of five starts, each until nothing is gained; `same starts` is leidenalg",
        "with that effort, the other peers run once with their defaults. How the `most stable` resolution is told was",
        "chosen on the graphs of the first table; those of the second played no part in it. Peak memory is the sum",
        "over processes, so pages that they share count more than once.",
        "",
    ]
    for line in lines:
        print(line)
    for part in [peers, on_fresh] if "--without-scale" in sys.argv else [peers, on_fresh, scale]:
        for line in part():
            print(line, flush=True)
            lines.append(line)
        lines.append("")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
