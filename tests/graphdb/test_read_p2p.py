"""Real data as others keep it in Neo4j: the rings found from there are those found from the files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from installed import TEST_KEY
from local_neo4j import Neo4j
from p2p_graph import DATA, MAPPING, loaded, rows
from published import rows_of
from run_content import content

import graphring as gr
from graphring.graphdb.connect import Connection

COUNTS = {"HAS_CC": 128_066, "USED": 55_026, "P2P": 102_832, "REFERRED": 1_870}
"""As the makers of the set print them."""
QUICK = gr.Settings.of({"detect": {"bootstraps": 0}})

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="no data: name its folder in GRAPHRING_DATA"),
]


def of_files(folder: Path) -> gr.Case:
    case = gr.Case.create(folder, key=TEST_KEY)
    columns = {"account_id": "account", "entity_id": "entity", "first_seen": "time"}
    assert case.ingest(DATA / "events.csv.gz", kind="links", columns=columns, tz="UTC").ok
    for name, kind in (("transfers.csv.gz", "transfer"), ("referrals.csv", "referral")):
        table = rows(name)
        table = table.append_column("kind", pa.array([kind] * table.num_rows))
        assert case.ingest(table, kind="relations").ok
    return case


def test_the_rings_are_those_of_the_files(
    graph: Connection, neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    case = gr.Case.create(tmp_path / "graph", key=TEST_KEY)
    with loaded(graph):
        result = case.ingest_neo4j(mapping=MAPPING, tz="UTC")
    assert {file.path.split("[:")[1].split("]")[0]: file.used for file in result.files} == COUNTS
    files = of_files(tmp_path / "files")
    for table in ("link", "relation", "account"):
        assert rows_of(case, f"FROM {table}") == rows_of(files, f"FROM {table}")
    found = case.find_rings(settings=QUICK)
    assert len(found.rings)
    assert content(found) == content(files.find_rings(settings=QUICK))
