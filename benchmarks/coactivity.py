"""`gr.coactivity` on ten million events with a window of 60 seconds, exact against brute force on samples.

    python benchmarks/coactivity.py [--millions 10] [--write]

Events fall on objects as reposts do: half the objects have one or two, a few have hundreds of thousands. The floor is
the same events sorted once by object and time with numpy; the peer is the plain SQL self-join in DuckDB, stopped after
ten times as long.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time

import duckdb
import numpy as np
import performance_page
import pyarrow as pa
import pyarrow.compute as pc

import graphring as gr

ACCOUNTS_A_MILLION = 20_000
SPAN_S = 60 * 86_400
SELF_JOIN = """
SELECT count(*), sum(n) FROM (
    SELECT least(x.account_id, y.account_id) AS a, greatest(x.account_id, y.account_id) AS b, count(*) AS n
    FROM events x JOIN events y ON x.object_id = y.object_id AND x.account_id < y.account_id
        AND x.content_id <> y.content_id AND abs(x.time - y.time) <= 60
    GROUP BY ALL)
"""


def made(millions: float, span_s: int = SPAN_S, seed: int = 0) -> pa.Table:
    """Events of accounts on objects, ids as text; every content is its own."""
    rng = np.random.default_rng(seed)
    n = round(millions * 1_000_000)
    objects = np.floor(float(n) ** rng.random(n) * 2).astype(np.int64)
    accounts = rng.integers(0, max(100, round(millions * ACCOUNTS_A_MILLION)), n)
    return pa.table(
        {
            "account_id": _texts("acct", accounts),
            "object_id": _texts("obj", objects),
            "content_id": _texts("post", np.arange(n)),
            "time": pa.array(rng.integers(0, span_s, n)),
        }
    )


def _texts(prefix: str, numbers: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "-")


def brute_force(events: pa.Table) -> tuple[int, int]:
    """Pairs and the sum of their counts, by comparing every two events of an object."""
    rows = sorted(zip(*(events[c].to_pylist() for c in ("object_id", "time", "account_id", "content_id")), strict=True))
    counts: dict[tuple[str, str], int] = {}
    for i, (thing, at, who, what) in enumerate(rows):
        for other_thing, then, whose, which in rows[i + 1 :]:
            if other_thing != thing or then - at > 60:
                break
            if who != whose and what != which:
                first, second = sorted((str(who), str(whose)))
                counts[first, second] = counts.get((first, second), 0) + 1
    return len(counts), sum(counts.values())


def self_join(events: pa.Table, limit_s: float) -> str:
    """Seconds of the plain SQL self-join, or that it was stopped."""
    connection = duckdb.connect(config={"memory_limit": "4GB"})
    connection.execute("SET enable_progress_bar = false")
    connection.register("events", events)
    timer = threading.Timer(limit_s, connection.interrupt)
    timer.start()
    begun = time.perf_counter()
    try:
        connection.execute(SELF_JOIN).fetchall()
    except duckdb.Error:
        return f"stopped after {time.perf_counter() - begun:.0f}"
    finally:
        timer.cancel()
    return f"{time.perf_counter() - begun:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--millions", type=float, default=10)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    sample = made(0.02, span_s=20_000)
    found = gr.coactivity(sample, 60, 1)
    exact = (found.num_rows, sum(found["n"].to_pylist())) == brute_force(sample)
    events = made(given.millions)
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = gr.coactivity(events, 60, 1)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    begun = time.perf_counter()
    np.lexsort((events["time"].to_numpy(), events["object_id"].to_numpy()))
    floor = time.perf_counter() - begun
    said = [
        f"`python benchmarks/coactivity.py --millions {given.millions:g} --write`, {performance_page.machine()}.", "",
        "| what | figure |", "|---|---|",
        f"| events | {events.num_rows:,} |", f"| pairs of accounts found | {pairs.num_rows:,} |",
        f"| the same as brute force on 20,000 events with {found.num_rows:,} pairs | {'yes' if exact else 'NO'} |",
        f"| gr.coactivity, seconds (CPU) | {wall:.1f} ({cpu:.1f}) |",
        f"| the events sorted once, seconds | {floor:.1f} |",
        f"| plain SQL self-join, seconds | {self_join(events, 10 * wall)} |",
    ]  # fmt: skip
    if given.write:
        performance_page.write("coactivity", "Coactivity", said)
    print("\n".join(said))
    return 0 if exact else 1


if __name__ == "__main__":
    sys.exit(main())
