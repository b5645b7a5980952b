"""Ingest of exchanges in Parquet against one bare DuckDB scan-and-group of the same file.

    python benchmarks/ingest_floor.py --rows 4000000
    python benchmarks/ingest_floor.py --rows 16000000 --to benchmarks/results/ingest_floor.md

The file has 200,000 accounts for 16 million rows (80 rows an account, spread evenly over 45 days: the least favourable
case, as hardly a row repeats another's account and hour). The floor groups by all that links and hourly activity are
made of; a narrower one, by account and address alone, is timed beside it. Both use the same threads and memory. Seconds
of CPU are told beside seconds of the clock, because other work on the machine spoils the latter.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import duckdb
import psutil

from graphring.ingest import Options, Source, ingest
from graphring.model.progress import Silent
from graphring.settings import Settings
from graphring.store.case import CaseFolder

ROWS_PER_ACCOUNT = 80
MAKE = """
COPY (
    SELECT make_timestamptz((1767225600 + (hash(i, 1) % (45 * 86400))::BIGINT) * 1000000) AS time,
        'acct-' || lpad(a::VARCHAR, 7, '0') AS account_id,
        CASE WHEN hash(i, 3) % 5 < 4 THEN address(hash(a, 4)) ELSE address(hash(hash(i, 5) % (2 * {accounts}), 10)) END AS ip,
        'card-' || (a * 7919 % {accounts} * 3 // 4)::BIGINT AS instrument,
        'tpl-' || (CASE WHEN hash(i, 6) % 3 = 0 THEN hash(i, 7) % 500 ELSE 1000 + a * 3 + hash(i, 8) % 3 END)::BIGINT
            AS template_id,
        'model-' || chr((97 + hash(i, 9) % 4)::INT) AS model
    FROM (SELECT i, (hash(i, 2) % {accounts})::BIGINT AS a FROM range({rows}) t(i))
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
ADDRESS = """
CREATE MACRO address(h) AS (11 + h % 80) || '.' || ((h // 80) % 256) || '.' || ((h // 20480) % 256) || '.'
    || (1 + (h // 5242880) % 254)
"""
FLOORS = {
    "by all that links and activity are made of": "account_id, ip, instrument, template_id, model, date_trunc('hour', time)",
    "by account and shared things": "account_id, ip, instrument, template_id, model",
    "by account and address": "account_id, ip",
}


def timed(work: object) -> tuple[float, float]:
    """Seconds of the clock and of CPU."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()  # type: ignore[operator]
    return time.perf_counter() - wall, time.process_time() - cpu


def made(path: Path, rows: int, settings: Settings) -> None:
    with duckdb.connect(config=_config(settings)) as connection:
        connection.execute(ADDRESS)
        connection.execute(MAKE.format(rows=rows, accounts=max(1000, rows // ROWS_PER_ACCOUNT), path=path))


def floor(path: Path, keys: str, settings: Settings) -> None:
    query = f"SELECT {keys}, min(time), max(time), count(*) FROM '{path}' GROUP BY ALL"
    with duckdb.connect(config=_config(settings)) as connection:
        connection.execute(f"SELECT count(*) FROM ({query})").fetchall()


def _config(settings: Settings) -> dict[str, str]:
    return {"threads": str(settings.machine.threads), "memory_limit": f"{settings.machine.memory_gb}GB"}


def taken(path: Path, folder: Path, settings: Settings) -> None:
    case = CaseFolder.create(folder, "a-key-for-benchmarks-01")
    result = ingest(case, [Source.of(path)], Options(settings=settings), Silent())
    assert result.ok, result


def report(rows: int, settings: Settings) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exchanges.parquet"
        made(path, rows, settings)
        size = path.stat().st_size
        ingested = timed(lambda: taken(path, Path(folder) / "case", settings))
        peak = psutil.Process().memory_info()
        floors = {name: timed(lambda keys=keys: floor(path, keys, settings)) for name, keys in FLOORS.items()}
    peak_gb = getattr(peak, "peak_wset", _peak_bytes()) / 1e9
    lines = [
        f"{rows:,} exchanges, {size / 1e6:,.0f} MB of Parquet, {settings.machine.threads} threads, DuckDB {duckdb.__version__}",
        "",
        "| what | seconds | CPU seconds | ingest is times that (clock) | (CPU) |",
        "|---|---|---|---|---|",
        f"| ingest | {ingested[0]:.1f} | {ingested[1]:.1f} | | |",
    ]
    for name, (wall, cpu) in floors.items():
        ratios = f"{ingested[0] / wall:.1f} | {ingested[1] / cpu:.1f}"
        lines.append(f"| one scan-and-group {name} | {wall:.1f} | {cpu:.1f} | {ratios} |")
    return "\n".join([*lines, "", f"Peak memory of the process: {peak_gb:.1f} GB."]) + "\n"


def _peak_bytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--to", type=Path, help="write the result there as Markdown")
    asked = parser.parse_args()
    settings = Settings.of({"machine": {"threads": asked.threads}})
    text = report(asked.rows, settings)
    print(text)
    if asked.to:
        asked.to.parent.mkdir(parents=True, exist_ok=True)
        asked.to.write_text(
            f"# Ingest against a bare scan\n\n`python benchmarks/ingest_floor.py --rows {asked.rows}`\n\n{text}"
        )


if __name__ == "__main__":
    main()
