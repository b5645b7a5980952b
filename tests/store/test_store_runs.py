"""A run is there as a whole or not at all, and says when it was changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from graphring.errors import CaseDamagedError, NotFoundError, StorageError
from graphring.model.manifest import RunManifest
from graphring.store.runs import next_run_id, problems, read_manifest, read_table, run_ids, write_run

TABLES = {
    "members": pa.table({"account_id": ["a"], "ring_id": ["r"]}),
    "communities": pa.table({"account_id": ["a"], "community_id": ["c"]}),
}


def written(case: Path, tables: dict[str, pa.Table] = TABLES) -> RunManifest:
    run_id = next_run_id(case / "runs", tables)

    def manifest(outputs) -> RunManifest:
        return RunManifest(
            run_id=run_id, created_at=datetime(2026, 1, 1, tzinfo=UTC), until=None, versions={}, settings={},
            settings_sha256="", inputs=(), counts={}, notices=(), timings_s={}, outputs=outputs,
        )  # fmt: skip

    return write_run(case / "runs", case / "tmp", tables, manifest)


def test_a_run_reads_back_and_the_latest_is_the_last(tmp_path: Path) -> None:
    first, second = written(tmp_path), written(tmp_path)
    assert run_ids(tmp_path / "runs") == (first.run_id, second.run_id)
    assert read_manifest(tmp_path / "runs", None) == second
    assert read_table(tmp_path / "runs", first.run_id, "members") == TABLES["members"]


def test_the_same_result_has_the_same_digest_in_its_name(tmp_path: Path) -> None:
    first, second = written(tmp_path), written(tmp_path)
    assert first.run_id.split("-")[1] == second.run_id.split("-")[1]
    other = {**TABLES, "members": pa.table({"account_id": ["b"], "ring_id": ["r"]})}
    assert written(tmp_path, other).run_id.split("-")[1] != first.run_id.split("-")[1]


def test_a_folder_without_a_manifest_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "runs" / "0001-dead").mkdir(parents=True)
    assert run_ids(tmp_path / "runs") == ()
    with pytest.raises(NotFoundError, match="graphring find"):
        read_manifest(tmp_path / "runs", None)


def test_a_changed_or_missing_file_is_told(tmp_path: Path) -> None:
    manifest = written(tmp_path)
    folder = tmp_path / "runs" / manifest.run_id
    assert problems(tmp_path / "runs", manifest) == []
    content = bytearray((folder / "members.parquet").read_bytes())
    content[8] ^= 1
    (folder / "members.parquet").write_bytes(content)
    (folder / "communities.parquet").unlink()
    told = problems(tmp_path / "runs", manifest)
    assert len(told) == 2
    assert "missing" in told[0] + told[1]


def test_an_unknown_run_names_those_there_are(tmp_path: Path) -> None:
    manifest = written(tmp_path)
    with pytest.raises(NotFoundError, match=manifest.run_id):
        read_manifest(tmp_path / "runs", "nope")


def test_a_broken_manifest_is_one_sentence(tmp_path: Path) -> None:
    manifest = written(tmp_path)
    (tmp_path / "runs" / manifest.run_id / "manifest.json").write_text("{")
    with pytest.raises(CaseDamagedError, match="not a manifest"):
        read_manifest(tmp_path / "runs", None)


def test_a_folder_that_can_not_be_written_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "tmp").write_text("a file where a folder should be")
    with pytest.raises(StorageError, match="can't write a run"):
        written(tmp_path)
