"""Sources that are the state of something, as a reading of a graph is: a newer one takes the place of the older."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from graphring.ingest import Source
from graphring.ingest.clean.instrument import keyed

LINK = "SELECT account_id, kind, entity_id, n FROM link"
HASH = "a" * 64


def source(path: Path, rows: list[tuple[str, str, str]], *, stored: bool = False) -> Source:
    names = ("account_id", "kind", "entity_id")
    parquet.write_table(pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)}), path)
    return Source("a graph (links)", path, kind="links", stored=stored, replaces=True)


def test_a_newer_state_takes_the_place_of_the_older(case: Any, tmp_path: Path) -> None:
    case(pa.table({"account_id": ["a"], "kind": ["device"], "entity_id": ["d1"]}))
    case(source(tmp_path / "1.parquet", [("a", "device", "d1"), ("b", "device", "d1"), ("c", "device", " ")]))
    assert case.rows(LINK) == [("a", "device", "d1", 2), ("b", "device", "d1", 1)]
    second = case(source(tmp_path / "2.parquet", [("b", "device", "d2")]))
    assert second.replaced
    assert case.rows(LINK) == [("a", "device", "d1", 1), ("b", "device", "d2", 1)]
    assert case.rows("SELECT path, used FROM source_file") == [("<table>", 1), ("a graph (links)", 1)]
    assert case.rows("SELECT * FROM reject") == []


def test_an_older_state_may_come_back(case: Any, tmp_path: Path) -> None:
    first = source(tmp_path / "1.parquet", [("a", "device", "d1")])
    case(first)
    case(source(tmp_path / "2.parquet", [("a", "device", "d2")]))
    assert case(first).replaced
    assert case.rows(LINK) == [("a", "device", "d1", 1)]


def test_a_state_without_rows_is_a_state(case: Any, tmp_path: Path) -> None:
    case(source(tmp_path / "1.parquet", [("a", "device", "d1")]))
    path = tmp_path / "2.parquet"
    empty = pa.schema([(name, pa.string()) for name in ("account_id", "kind", "entity_id")])
    parquet.write_table(empty.empty_table(), path)
    assert case(Source("a graph (links)", path, kind="links", replaces=True)).replaced
    assert case.rows(LINK) == []


def test_one_of_which_nothing_can_be_used_takes_no_place(case: Any, tmp_path: Path) -> None:
    case(source(tmp_path / "1.parquet", [("a", "device", "d1")]))
    worse = case(source(tmp_path / "2.parquet", [(" ", "device", "d1")]))
    assert worse.error
    assert not worse.replaced
    assert case.rows(LINK) == [("a", "device", "d1", 1)]


def test_ids_of_a_case_of_ours_stay_as_they_are(case: Any, tmp_path: Path) -> None:
    rows = [("a", "payment_instrument", HASH), ("a", "ip_address", "2001:db8:1:2::/64"), ("a", "ip", "10.0.0.1")]
    (result,) = case.all(source(tmp_path / "1.parquet", rows, stored=True))
    assert (result.used, result.rejected) == (2, 1)
    assert case.rows(LINK) == [
        ("a", "ip_address", "2001:db8:1:2::/64", 1),
        ("a", "payment_instrument", HASH, 1),
    ]


def test_ids_of_anybody_else_are_hashed_whatever_they_look_like(case: Any, tmp_path: Path) -> None:
    case(source(tmp_path / "1.parquet", [("a", "payment_instrument", HASH)]))
    assert case.rows("SELECT entity_id FROM link") == [(keyed(case.folder.key)(HASH).value,)]
