"""The command in a process that can be killed at any moment; imports come before it, so that the work is hit."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from installed import TEST_KEY

from graphring.settings import Machine
from graphring.store.case import CaseFolder

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(
    ["graphring.api.finding", "graphring.ingest", "graphring.report", "graphring.cli.app", "killed"]
)


def _command(folder: Path, words: Sequence[str]) -> None:
    os.chdir(folder)
    os.environ["GRAPHRING_KEY"] = TEST_KEY
    with (folder / "said").open("wb") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    from graphring.cli.app import app
    from graphring.cli.errors import one_sentence

    sys.argv = ["graphring", *words]
    with one_sentence():
        app(prog_name="graphring")


def started(folder: Path, words: Sequence[str]) -> BaseProcess:
    process = _context.Process(target=_command, args=(folder, tuple(words)))
    process.start()
    return process


def killed(folder: Path, words: Sequence[str], after_s: float) -> bool:
    """Kill it after so many seconds; says whether it had not finished before."""
    process = started(folder, words)
    time.sleep(after_s)
    process.kill()
    process.join(60)
    return process.exitcode == -9


def finished(folder: Path, words: Sequence[str], or_said: str = "") -> float:
    """Run it to its end, which must be a good one, or say `or_said`; the seconds it took."""
    start = time.perf_counter()
    process = started(folder, words)
    process.join(300)
    said = (folder / "said").read_text()
    assert process.exitcode == 0 or (or_said and or_said in said), said
    return time.perf_counter() - start


def everything(case: Path) -> dict[str, Any]:
    """All that a case holds, by its bytes where bytes are promised; times of the clock are left out."""
    folder = CaseFolder.open(case, TEST_KEY)
    held: dict[str, Any] = {}
    with folder.reading(Machine()) as db:
        tables = db.rows("SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'stored' ORDER BY name")
        for name in (row["name"] for row in tables):
            rows = db.table(f"SELECT * FROM stored.main.{name} ORDER BY ALL")
            held[name] = rows.drop_columns([c for c in ("loaded_at",) if c in rows.column_names]).to_pylist()
    for path in sorted(p for part in ("ledger", "runs", "tmp") for p in (case / part).rglob("*")):
        held[str(path.relative_to(case))] = _bytes(path)
    return held


def _bytes(path: Path) -> object:
    if path.is_dir():
        return "folder"
    if path.name == "manifest.json":
        told = json.loads(path.read_text())
        told["redactions"] = [one["files"] for one in told["redactions"]]
        return {key: value for key, value in told.items() if key not in ("created_at", "timings_s")}
    return hashlib.sha256(path.read_bytes()).hexdigest()
