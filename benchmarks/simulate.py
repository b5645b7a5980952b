"""Making worlds: seconds and memory by size, against DuckDB writing as many rows of random columns.

    python benchmarks/simulate.py [--scales 0.25 0.5 1] [--times 2] [--scenario large] [--write]

Each world is made in a process of its own, so that its peak memory is its own, and so is each floor. `--times` makes the
largest once more with so many times the exchanges of each account: memory must stay what it was. CPU seconds stand
beside seconds of the clock, because other work on the machine spoils the latter.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "simulate.md"
FLOOR = """
COPY (
    SELECT make_timestamptz(1767225600000000 + (random() * 45 * 86400e6)::BIGINT) AS time,
        'acct_' || lpad((random() * {accounts})::BIGINT::VARCHAR, 10, '0') AS account_id,
        (11 + random() * 80)::INT || '.' || (random() * 255)::INT || '.' || (random() * 255)::INT || '.7' AS ip,
        'tpl_' || lpad((random() * 3 * {accounts})::BIGINT::VARCHAR, 10, '0') AS template_id,
        'model-' || (4 + random())::INT AS model,
        'client-' || (random() * 10)::INT AS client,
        200::SMALLINT AS status,
        lower(format('{{:012x}}', (random() * 2**47)::BIGINT)) AS item,
        'ex_' || lower(format('{{:016x}}', (random() * 2**62)::BIGINT)) AS exchange_id
    FROM range({rows}) {order}
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def world(scenario: str, scale: float, times: float, folder: Path) -> dict[str, float]:
    from graphring.model.progress import Silent
    from graphring.simulate.making import world_of
    from graphring.simulate.scaling import scaled
    from graphring.simulate.scenario import scenario_named, scenario_of

    said = scaled(scenario_named(scenario), scale).model_dump()
    for group in (said["population"], *said["innocents"], *said["rings"]):
        group["volume"] *= times
    made = world_of(scenario_of(said), folder / "world", 0, Silent())
    return {"accounts": made.n_accounts, "rows": made.n_exchanges, "mb": made.files[0].stat().st_size / 1e6}


def floor(rows: int, accounts: int, order: str, folder: Path) -> dict[str, float]:
    import duckdb

    path = folder / "floor.parquet"
    with duckdb.connect(str(folder / "floor.duckdb")) as connection:
        connection.execute(FLOOR.format(rows=rows, accounts=accounts, order=order, path=path))
    return {"rows": rows, "mb": path.stat().st_size / 1e6}


def measured(**what: object) -> dict[str, float]:
    """One job in a process of its own: its figures, seconds, CPU seconds, peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        job = json.dumps({**what, "folder": folder})
        done = subprocess.run([sys.executable, __file__, "--job", job], stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    print(what, told, file=sys.stderr)
    return told


def job(what: dict[str, object]) -> dict[str, float]:
    folder = Path(str(what.pop("folder")))
    work = {"world": world, "floor": floor}[str(what.pop("job"))]
    begun, cpu = time.perf_counter(), time.process_time()
    told = work(**what, folder=folder)  # type: ignore[operator]
    return {
        **told,
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - cpu,
        "gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def line(name: str, told: dict[str, float]) -> str:
    accounts = f"{told['accounts']:,.0f}" if "accounts" in told else "–"
    return (
        f"| {name} | {accounts} | {told['rows']:,.0f} | {told['seconds']:.1f} | {told['cpu']:.1f} | "
        f"{told['gb']:.2f} | {told['mb']:,.0f} |"
    )


def load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def report(given: argparse.Namespace) -> str:
    before = load()
    worlds = {s: measured(job="world", scenario=given.scenario, scale=s, times=1) for s in given.scales}
    largest = worlds[max(worlds)]
    size = {"rows": largest["rows"], "accounts": largest["accounts"]}
    floors = {
        "DuckDB: as many random rows": measured(job="floor", order="", **size),
        "DuckDB: as many random rows, sorted by time": measured(job="floor", order="ORDER BY time", **size),
    }
    rows = [line(f"`{given.scenario}` at scale {s:g}", told) for s, told in worlds.items()]
    if given.times != 1:
        more = measured(job="world", scenario=given.scenario, scale=max(worlds), times=given.times)
        rows.append(line(f"the last with {given.times:g} times the exchanges of each account", more))
    rows += [line(name, told) for name, told in floors.items()]
    ratios = "; ".join(
        f"{largest['seconds'] / told['seconds']:.1f} times the seconds and {largest['cpu'] / told['cpu']:.1f} times the "
        f"CPU seconds of {name}"
        for name, told in floors.items()
    )
    options = f"--scenario {given.scenario} --scales {' '.join(f'{s:g}' for s in given.scales)} --times {given.times:g}"
    return "\n".join([
        "# Making worlds", "",
        f"Made by `python benchmarks/simulate.py {options} --write` on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. One run each. Load averages (1, 5, 15 minutes) before: {before}; after: {load()}.", "",
        "| what | accounts | exchanges | seconds | CPU seconds | peak memory, GB | MB of Parquet |", "|---|---|---|---|---|---|---|",
        *rows, "", f"The largest world at scale {max(worlds):g}: {ratios}."]) + "\n"  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scales", type=float, nargs="+", default=[0.25, 0.5, 1])
    parser.add_argument("--times", type=float, default=2)
    parser.add_argument("--scenario", default="large")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(job(json.loads(given.job))))
        return
    text = report(given)
    print(text)
    if given.write:
        RESULTS.write_text(text)


if __name__ == "__main__":
    main()
