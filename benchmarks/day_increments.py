"""One more day into cases of 7, 30 and 90 days: does it cost what the day holds, or what the case holds?

    python benchmarks/day_increments.py [--millions 4] [--write]

One synthetic log of 91 days (benchmarks/scale_world.py) is cut by days. A case is made of the first days in one file,
then the next day is taken in. The last line is that day alone, in a new case.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import performance_page
from scale import made

import graphring as gr

DAYS = (7, 30, 90)
KEY = "a-key-for-benchmarks-only"


def cut(source: Path, to: Path, first: int, days: int) -> Path:
    """The exchanges of these days, counted from the first of the log."""
    duckdb.execute("SET enable_progress_bar = false")
    duckdb.execute(
        f"COPY (SELECT * FROM '{source}' WHERE epoch_us(time) // 86400000000 - (SELECT min(epoch_us(time)) // 86400000000 "
        f"FROM '{source}') BETWEEN {first} AND {first + days - 1}) TO '{to}' (FORMAT parquet, COMPRESSION zstd)"
    )
    return to


def timed(case: gr.Case, path: Path) -> tuple[float, float, int]:
    """Seconds of the clock, seconds of CPU, rows used."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = case.ingest(path)
    return time.perf_counter() - wall, time.process_time() - cpu, sum(file.used for file in result.files)


def lines(source: Path, work: Path) -> list[str]:
    """A row for each number of days that were there before."""
    table = [
        "| days before | rows before | rows of the day | seconds for the day | CPU seconds |",
        "|---|---|---|---|---|",
    ]
    for days in (*DAYS, 0):
        case = gr.Case.create(work / f"case{days}", key=KEY)
        before = timed(case, cut(source, work / f"first{days}.parquet", 0, days))[2] if days else 0
        wall, cpu, rows = timed(case, cut(source, work / f"next{days}.parquet", days or max(DAYS), 1))
        table.append(f"| {days} | {before:,} | {rows:,} | {wall:.2f} | {cpu:.2f} |")
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--millions", type=int, default=4)
    parser.add_argument("--files", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = made(given.files or Path(temporary), f"{given.millions}::{max(DAYS) + 1}")
        table = lines(folder / "exchanges.parquet", Path(temporary))
    said = [
        f"`python benchmarks/day_increments.py --millions {given.millions} --write`, {performance_page.machine()}.",
        "",
        *table,
    ]
    if given.write:
        performance_page.write("day_increments", "One more day", said)
    print("\n".join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
