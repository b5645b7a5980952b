"""Other programs on the same exchanges and instruments: how far each gets from files to groups in so many seconds.

    python benchmarks/scale_peers.py FOLDER [--seconds 300]        FOLDER as made by benchmarks/scale_world.py

None of them cleans, judges or explains anything: each reads who used what and groups accounts, the part of the work
that it can do at all. Each runs in a process of its own and is ended after its time, or when it holds 16 GB.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import psutil

MOST_BYTES = 16_000_000_000
"""Of the 24 GB that the machine has."""
LINKS = """
SELECT account_id, 'ip ' || ip AS entity FROM read_parquet($exchanges) WHERE ip IS NOT NULL
UNION SELECT account_id, 'template ' || template_id FROM read_parquet($exchanges) WHERE template_id IS NOT NULL
UNION SELECT account_id, 'card ' || instrument FROM read_csv($instruments)
"""
PAIRS = f"""
WITH link AS ({LINKS})
SELECT count(*) FROM (
    SELECT x.account_id, y.account_id, count(*) AS n
    FROM link x JOIN link y ON x.entity = y.entity AND x.account_id < y.account_id
    GROUP BY ALL HAVING n >= 2)
"""


def _query(folder: Path, sql: str) -> Any:
    connection = duckdb.connect(config={"memory_limit": "12GB", "temp_directory": str(folder / "spill")})
    connection.execute("SET enable_progress_bar = false")
    given = {"exchanges": str(folder / "exchanges.parquet"), "instruments": str(folder / "instruments.csv")}
    return connection.execute(sql, given)


def self_join(folder: Path) -> str:
    """Pairs of accounts that share two things or more, hubs included."""
    return f"{_query(folder, PAIRS).fetchone()[0]:,} pairs"


def _bipartite(folder: Path) -> tuple[int, Any]:
    """How many vertices, and the links as pairs of numbers; a thing that one account has joins nobody."""
    shared = f"SELECT * FROM ({LINKS}) QUALIFY count(*) OVER (PARTITION BY entity) > 1"
    sql = f"SELECT dense_rank() OVER (ORDER BY account_id) - 1 AS a, dense_rank() OVER (ORDER BY entity) - 1 AS e FROM ({shared})"
    links = _query(folder, sql).fetchnumpy()
    n_accounts = int(links["a"].max()) + 1
    return n_accounts, list(zip(links["a"].tolist(), (links["e"] + n_accounts).tolist(), strict=True))


def igraph_modularity(folder: Path) -> str:
    """Leiden on modularity over the graph of accounts and things, as drawn."""
    import igraph

    n_accounts, pairs = _bipartite(folder)
    graph = igraph.Graph(n=max(e for _, e in pairs) + 1, edges=pairs)
    found = graph.community_leiden("modularity", n_iterations=2).membership
    return f"{len(set(found[:n_accounts])):,} communities"


def networkx_louvain(folder: Path) -> str:
    """Louvain over the same graph."""
    import networkx as nx

    n_accounts, pairs = _bipartite(folder)
    found = nx.community.louvain_communities(nx.Graph(pairs), seed=0)
    return f"{sum(any(v < n_accounts for v in group) for group in found):,} communities"


PEERS: dict[str, Callable[[Path], str]] = {
    "plain SQL self-join (DuckDB)": self_join,
    "igraph, modularity of accounts and things": igraph_modularity,
    "networkx, Louvain of accounts and things": networkx_louvain,
}


def _one(peer: str, folder: Path, to: multiprocessing.Queue[dict[str, Any]]) -> None:
    begun = time.perf_counter()
    found = PEERS[peer](folder)
    seconds = time.perf_counter() - begun
    to.put({"seconds": seconds, "found": found, "gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6})


def _watched(peer: str, folder: Path, limit_s: float) -> dict[str, Any]:
    answers: multiprocessing.Queue[dict[str, Any]] = multiprocessing.Queue()
    process = multiprocessing.Process(target=_one, args=(peer, folder, answers))
    begun = time.perf_counter()
    process.start()
    while process.is_alive() and time.perf_counter() - begun < limit_s:
        process.join(0.5)
        if process.is_alive() and psutil.Process(process.pid).memory_info().rss > MOST_BYTES:
            process.kill()
            return {"ended": f"ended at {MOST_BYTES / 1e9:.0f} GB after {time.perf_counter() - begun:.0f} s"}
    if process.is_alive():
        process.kill()
        return {"ended": f"ended after {limit_s:.0f} s"}
    return answers.get(timeout=5) if process.exitcode == 0 else {"ended": "failed for want of memory"}


def measured(folder: Path, limit_s: float) -> dict[str, dict[str, Any]]:
    """What each peer did, by its name."""
    found = {}
    for peer in PEERS:
        found[peer] = _watched(peer, folder, limit_s)
        shutil.rmtree(folder / "spill", ignore_errors=True)
        print(peer, found[peer], file=sys.stderr)
    return found


def table(results: dict[str, dict[str, Any]]) -> list[str]:
    """The same sizes as columns: seconds and GB of each peer."""

    def cell(one: dict[str, Any]) -> str:
        return one.get("ended") or f"{one['seconds']:.1f} s, {one['gb']:.1f} GB: {one['found']}"

    sizes = [size for size in results if "peers" in results[size]]
    lines = ["", "| peer on the same files | " + " | ".join(f"{s.partition(':')[0]} M" for s in sizes) + " |"]
    lines.append("|---|" + "---|" * len(sizes))
    return lines + [f"| {p} | " + " | ".join(cell(results[s]["peers"][p]) for s in sizes) + " |" for p in PEERS]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    given = parser.parse_args()
    print(json.dumps(measured(given.folder, given.seconds), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
