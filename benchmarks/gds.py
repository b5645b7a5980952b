"""GDS as a detector beside graphring's own, on the same ties, in the same run.

    python benchmarks/gds.py [--data FOLDER] [--write]

Needs a Neo4j with GDS (NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD; `make neo4j HEAP=3g`); nothing is written to its database.
FOLDER holds the public sets community and p2p; without it, GRAPHRING_DATA. With --write the tables go to
benchmarks/results/gds.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import igraph
import numpy as np
import pyarrow as pa
import pyarrow.csv

import graphring as gr
from graphring.api.demo import play
from graphring.detect import Partition, TieGraph, partitions
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.gds import Gds
from graphring.model.progress import Silent
from graphring.settings import Detect, Machine

RESULTS = Path(__file__).parent / "results" / "gds.md"
LARGE = (30_000, 300_000)
Find = Callable[[TieGraph], list[Partition]]


class Told(Silent):
    """Keeps what a person would be told of GDS."""

    def __init__(self) -> None:
        self.words = ""

    def say(self, words: str) -> None:
        if words.startswith("GDS"):
            self.words = words.partition(" need at most ")[2].partition(" of the server")[0]


def detectors(graph: Connection, told: Told) -> dict[str, Find]:
    return {
        "graphring": lambda ties: partitions(ties, Detect(), Machine(), Silent()),
        "gds": lambda ties: Gds.of(graph).partitions(ties, Detect(), told),
    }


def lfr(data: Path, mixing: str) -> tuple[TieGraph, list[int]]:
    name = f"LFR_N10000_ad5_mc50_mu{mixing}"
    with gzip.open(data / "community" / f"networks_{name}.csv.gz", "rt") as lines:
        pairs = {tuple(sorted(map(int, line.split("\t")[:2]))) for line in lines if line.strip()}
    with gzip.open(data / "community" / f"ground_truth_{name}.json.gz", "rt") as source:
        block = {v: i for i, group in enumerate(json.load(source)["communities"]) for v in group}
    nodes = sorted({v for pair in pairs for v in pair})
    ends = np.searchsorted(nodes, sorted(pair for pair in pairs if pair[0] != pair[1])).T
    return TieGraph(len(nodes), 0, ends[0], ends[1], np.ones(ends.shape[1])), [block[v] for v in nodes]


def blocks() -> tuple[TieGraph, list[int]]:
    """Groups of 50; four of five ties are inside and three times as heavy as the others."""
    n, m = LARGE
    draw = np.random.default_rng(0)
    one = draw.integers(0, n, int(m * 1.2))
    inside = draw.random(len(one)) < 0.8
    other = np.where(inside, (one // 50) * 50 + draw.integers(0, 50, len(one)), draw.integers(0, n, len(one)))
    key, first = np.unique(np.minimum(one, other) * n + np.maximum(one, other), return_index=True)
    kept = np.flatnonzero(key // n != key % n)
    kept = np.sort(draw.permutation(kept)[:m])
    ties = TieGraph(n, 0, key[kept] // n, key[kept] % n, np.where(inside[first[kept]], 6.0, 2.0))
    return ties, (np.arange(n) // 50).tolist()


def planted(data: Path, find: dict[str, Find], told: Told) -> Iterator[str]:
    yield "| graph | ties | detector | seconds, ten resolutions | memory | best NMI | at resolution | communities |"
    yield "|---|---:|---|---:|---|---:|---:|---:|"
    graphs = {f"LFR, 10,000, mixing {mu}": lfr(data, mu) for mu in ("0.1", "0.2", "0.3")}
    for name, (ties, truth) in {**graphs, f"blocks of 50, {LARGE[0]:,}": blocks()}.items():
        for who, how in find.items():
            start = perf_counter()
            levels = how(ties)
            seconds = perf_counter() - start
            score, best = max(
                ((igraph.compare_communities(truth, x.membership.tolist(), "nmi"), x) for x in levels),
                key=lambda tried: tried[0],
            )
            memory = told.words if who == "gds" else "–"
            yield (
                f"| {name} | {ties.n_ties:,} | {who} | {seconds:.1f} | {memory} | {score:.3f} | {best.resolution:g} |"
                f" {best.n_communities:,} |"
            )


def found(case: gr.Case, told: Told) -> Iterator[tuple[str, gr.Run, str]]:
    """Both runs over a case, and the beginning of their row."""
    for who in ("graphring", "gds"):
        run = case.find_rings(detector=who, progress=told)
        counts = run.manifest.counts
        memory = told.words if who == "gds" else "–"
        told_of = " | ".join(f"{counts[n]:,}" for n in ("ties", "candidates", "ring", "review", "explained"))
        yield who, run, f"| {who} | {run.manifest.timings_s['detection']:.1f} | {memory} | {told_of} |"


def demo(work: Path, told: Told) -> Iterator[str]:
    """The demo's world; a planted ring counts as found from four fifths of its accounts on."""
    play(work / "demo", Silent())
    truth = pa.csv.read_csv(work / "demo" / "world" / "truth.csv").to_pylist()
    rings: dict[str, set[str]] = {}
    for row in truth:
        if row["ring"] and row["role"] != "proxy_customer":
            rings.setdefault(row["ring"], set()).add(row["account_id"])
    innocent = {row["account_id"] for row in truth if not row["ring"]}
    yield "| detector | seconds | memory | ties | candidates | ring | review | explained | rings found | innocent flagged |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---|---:|"
    for _, run, row in found(gr.Case.open(work / "demo" / "case"), told):
        flagged = _flagged(run)
        n = sum(len(flagged & ring) >= 0.8 * len(ring) for ring in rings.values())
        yield f"{row} {n} of {len(rings)} | {len(flagged & innocent)} of {len(innocent):,} |"


def p2p(data: Path, work: Path, told: Told) -> Iterator[str]:
    folder = data / "p2p"
    case = gr.Case.create(work / "p2p", key="a-key-for-benchmarks-only")
    columns = {"account_id": "account", "entity_id": "entity", "first_seen": "time"}
    case.ingest(folder / "events.csv.gz", kind="links", columns=columns, tz="UTC")
    labels = pa.csv.read_csv(folder / "labels.csv").to_pylist()
    charged = {row["account"] for row in labels if row["fraud"] == 1}
    yield "| detector | seconds | memory | ties | candidates | ring | review | explained | P | R | lift |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for _, run, row in found(case, told):
        flat = dict(zip(*(run.communities[c].to_pylist() for c in ("account_id", "community_id")), strict=True))
        counts: dict[str, int] = {}
        for account in charged & flat.keys():
            counts[flat[account]] = counts.get(flat[account], 0) + 1
        predicted = {a for a, community in flat.items() if counts.get(community, 0) - (a in charged) > 0}
        precision, recall = len(predicted & charged) / max(1, len(predicted)), len(predicted & charged) / len(charged)
        yield f"{row} {precision:.3f} | {recall:.3f} | {precision / (len(charged) / len(labels)):.1f} |"


def _flagged(run: gr.Run) -> set[str]:
    return {row["account_id"] for row in run.members.to_pylist() if row["verdict"] in ("ring", "review")}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=os.environ.get("GRAPHRING_DATA"))
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if not given.data or not os.environ.get("NEO4J_URI"):
        print("skipped: give the folder of public data (--data or GRAPHRING_DATA) and a Neo4j with GDS (NEO4J_URI).")
        return 0
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name, Connection(Address.of(), patience_s=0) as graph:
        told, work = Told(), Path(name)
        lines = [
            "# GDS as a detector", "",
            "`python benchmarks/gds.py --write`", "",
            f"Neo4j {graph.version}, GDS {graph.gds_version}, {os.cpu_count()} cores shared with other work (load before:"
            f" {load:.1f}), so seconds are several times those of a quiet machine; ratios say more. Seconds of GDS hold the"
            " projection. Memory is what is told before the projection is made, for the server; of graphring's own"
            " detector it is not told. Ties of the last two tables are those between accounts.", "",
            "## Planted communities", "",
        ]  # fmt: skip
        parts = [
            ("", planted(given.data, detectors(graph, told), told)),
            ("## The demo's world", demo(work, told)),
            ("## Payments between persons (p2p)", p2p(given.data, work, told)),
        ]
        print("\n".join(lines))
        for title, rows in parts:
            for line in (title, "") if title else ():
                print(line)
                lines.append(line)
            for line in rows:
                print(line, flush=True)
                lines.append(line)
            lines.append("")
    if given.write:
        RESULTS.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
