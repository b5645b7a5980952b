"""How long each Browser question takes on a graph of a million links: benchmarks/results/browse.md.

Needs an empty Neo4j: `make neo4j HEAP=3g`, then the line that it prints, then `python benchmarks/browse.py`. The graph has
the labels, keys and indexes of a published one; who shares what is drawn at random with a fixed seed: 250,000 accounts,
300 rings of 5 to 3,000 members, hubs with up to 100,000 accounts. It stays there afterwards (`--keep` uses it again).
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

from browse_world import filled, options, size

from graphring.graphdb.address import Address
from graphring.graphdb.answers import answer
from graphring.graphdb.connect import Connection
from graphring.graphdb.queries import Query, library

RESULTS = Path(__file__).parent / "results" / "browse.md"
REPEATS, AIM_S = 3, 2.0


def main() -> None:
    given = options(__doc__)
    with Connection(Address.of()) as graph:
        filled(graph, keep=given.keep)
        report(graph)


CASES: dict[str, list[dict[str, str]]] = {
    "entity_users": [{}, {"kind": "ip_address", "entity": "ip_address-hub0"}],
    "accounts_shared": [{}, {"one": "acct_000001", "other": "acct_000002"}],
    "accounts_shared_graph": [{}, {"one": "acct_000001", "other": "acct_000002"}],
    "account": [{}, {"account": "acct_000001"}],
    "neighbourhood": [{}, {"account": "acct_000001"}],
    "bystanders": [{}, {"ring": "ring-1"}],
}
"""Values beside the defaults; the default is the largest ring and a member of it."""


def report(graph: Connection) -> None:
    lines = [
        "# Browser questions on a graph of a million links", "",
        f"`python benchmarks/browse.py`: {size(graph)}, Neo4j {graph.version}, {os.cpu_count()} cores shared with other work (load {os.getloadavg()[1]:.0f}). The first time includes planning; then the"
        f" median of {REPEATS}. Aim: below {AIM_S:.0f} s.", "",
        "| question | values | rows | nodes | first s | median s |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    worst = 0.0
    graph.write("CALL db.clearQueryCaches()")  # the first time is one with planning
    for query in library().queries:
        for words in CASES.get(query.name, [{}]):
            first, median, rows, nodes = timed(graph, query, words)
            worst = max(worst, first)
            shown = ", ".join(words.values()) or "as it stands"
            lines.append(f"| {query.name} | {shown} | {rows} | {nodes} | {first:.2f} | {median:.2f} |")
            print(lines[-1])
    lines += ["", f"Slowest: {worst:.2f} s."]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def timed(graph: Connection, query: Query, words: dict[str, str]) -> tuple[float, float, int, str]:
    values = query.values(words)
    took, rows = [], 0
    for _ in range(REPEATS + 1):
        began = time.perf_counter()
        rows = len(graph.read(query.statement, given=values))
        took.append(time.perf_counter() - began)
    nodes = ""
    if query.shape == "graph":
        nodes = str(
            len(
                {end for row in answer(graph, query, values) for end in (tuple(row[:2]), tuple(row[3:]))}
                - {(None, None)}
            )
        )
    return took[0], statistics.median(took[1:]), rows, nodes


if __name__ == "__main__":
    main()
