"""Exports as a consumer takes them: whole ones only, each checked against its manifest, then deleted."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from graphring.graphdb.jobs.manifest import sha256_of


def fetched(to: Path, job: str) -> list[dict[str, Any]]:
    """Rows of the exports that are whole, which are taken away as a consumer does; each fits its manifest."""
    rows: list[dict[str, Any]] = []
    for path in sorted((to / job).glob("*.manifest.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        data = path.parent / told["file"]
        held = _rows(data)
        assert (len(held), sha256_of(data)) == (told["rows"], told["sha256"])
        rows += held
        path.unlink()
        data.unlink()
    return rows


def _rows(data: Path) -> list[dict[str, Any]]:
    if data.suffix == ".parquet":
        return list(pq.read_table(data).to_pylist())
    with data.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) if data.suffix == ".csv" else [json.loads(line) for line in file]
