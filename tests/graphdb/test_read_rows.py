"""Rows of a graph as files: one order whatever came first, and cells as the text that files would have."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import neo4j.time
import pytest
from pyarrow import parquet

from graphring.errors import InputError
from graphring.graphdb.read.part import Part
from graphring.graphdb.read.rows import write_rows, write_sorted
from graphring.model.progress import Silent
from graphring.settings import Machine
from graphring.store.database import Database

PART = Part("links X", "links", "RETURN 1", ("account_id", "first_seen"), {"kind": "device"})
MANY = 140_000  # more than one group of rows


def written(folder: Path, rows: list[dict[str, Any]], *, threads: int = 1, name: str = "a") -> Path:
    folder.mkdir()
    raw, to = folder / "raw.parquet", folder / "sorted.parquet"
    write_rows(PART, rows, raw, Silent())
    with Database.open(folder / "db", Machine(threads=threads), folder / "spill") as db:
        write_sorted(db, PART, raw, to, name)
    return to


def test_the_same_rows_are_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    rows = [{"account_id": f"a{i % 50_000}", "first_seen": None if i % 7 else f"{i}"} for i in range(MANY)]
    first = written(tmp_path / "1", rows)
    random.Random(1).shuffle(rows)
    second = written(tmp_path / "2", rows, threads=2)
    assert first.read_bytes() == second.read_bytes()
    table = parquet.read_table(first)
    assert table.num_rows == MANY
    assert set(table["kind"].to_pylist()) == {"device"}
    told = table.sort_by([("account_id", "ascending"), ("first_seen", "ascending")])
    assert told.select(["account_id", "first_seen"]) == table.select(["account_id", "first_seen"])


def test_equal_rows_of_two_parts_are_two_files(tmp_path: Path) -> None:
    rows = [{"account_id": "a", "first_seen": None}]
    assert written(tmp_path / "1", rows).read_bytes() != written(tmp_path / "2", rows, name="b").read_bytes()


def test_no_rows_are_a_file_with_columns(tmp_path: Path) -> None:
    table = parquet.read_table(written(tmp_path / "1", []))
    assert (table.num_rows, table.column_names) == (0, ["account_id", "first_seen", "kind"])


def test_ids_are_the_text_that_files_would_have(tmp_path: Path) -> None:
    given = ["x", 7, 12.0, 0.5, 1e300, True, None, neo4j.time.Date(2026, 3, 1)]
    path = tmp_path / "raw.parquet"
    write_rows(PART, [{"account_id": one, "first_seen": None} for one in given], path, Silent())
    assert parquet.read_table(path)["account_id"].to_pylist() == [
        "x", "7", "12", "0.5", "1e+300", "true", None, "2026-03-01",
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [["a"], b"a", {"a": 1}])
def test_what_is_more_than_one_value_is_refused_with_its_place(tmp_path: Path, cell: object) -> None:
    with pytest.raises(InputError, match=r"links X: what was named for account_id holds .*; name a property with one"):
        write_rows(PART, [{"account_id": cell, "first_seen": None}], tmp_path / "raw.parquet", Silent())
