"""A case in the hand: made, opened, filled, searched, checked."""

from __future__ import annotations

import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from api_made import RING, case_with_a_ring, links
from installed import TEST_KEY

import graphring as gr
from graphring.errors import CaseDamagedError, CaseNotFoundError, InputError, NotFoundError


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> gr.Case:
    case = case_with_a_ring(tmp_path_factory.mktemp("api") / "case")
    case.find_rings()
    return case


def test_there_is_no_case_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(CaseNotFoundError, match="no case in"):
        gr.Case.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_case_keeps_a_key_of_its_own_that_only_its_owner_reads(tmp_path: Path) -> None:
    gr.Case.create(tmp_path / "case")
    key = tmp_path / "case" / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert gr.Case.open(tmp_path / "case").run_ids == ()
    assert key.read_text().strip() not in repr(gr.Case.open(tmp_path / "case")._folder)


def test_another_key_than_the_case_has_is_refused(case: gr.Case) -> None:
    with pytest.raises(CaseDamagedError, match="GRAPHRING_KEY"):
        gr.Case.open(case.path, key="not-the-key-of-this-case").find_rings()


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="16 characters"):
        gr.Case.create(tmp_path / "case", key="short")


def test_a_case_that_is_there_is_opened_and_not_made_anew(case: gr.Case) -> None:
    assert gr.Case.create(case.path, key=TEST_KEY).run_ids == case.run_ids


@pytest.mark.parametrize("frame", [pa.Table, pd.DataFrame, pl.DataFrame], ids=["arrow", "pandas", "polars"])
def test_a_frame_of_any_library_gives_the_same_rings(frame: Any, case: gr.Case, tmp_path: Path) -> None:
    made = {pa.Table: links, pd.DataFrame: lambda: links().to_pandas(), pl.DataFrame: lambda: pl.DataFrame(links())}
    other = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    result = other.ingest(made[frame]())
    assert (result.files[0].kind, result.files[0].used, result.files[0].rejected) == ("links", links().num_rows, 0)
    assert other.find_rings().members.equals(case.run().members)


def test_the_same_frame_again_changes_nothing(case: gr.Case) -> None:
    again = case.ingest(links()).files[0]
    assert again.already
    assert again.used == links().num_rows


def test_one_bad_source_harms_no_other(tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    (tmp_path / "words.csv").write_text("colour\nred\n")
    result = case.ingest([tmp_path / "none.csv", links(), tmp_path / "words.csv"])
    assert not result.ok
    assert [bool(file.error) for file in result.files] == [True, False, True]
    assert result.files[1].used == links().num_rows


def test_rejects_name_the_row_and_the_reason(tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    (tmp_path / "log.csv").write_text("time,account_id,ip\nnever,a,1.1.1.1\n2026-03-01T00:00:00Z,,1.1.1.1\n")
    case.ingest(tmp_path / "log.csv")
    rejects = case.rejects()
    assert rejects.column_names == ["file", "line", "column", "value", "reason"]
    assert [(r["file"], r["column"], r["value"]) for r in rejects.to_pylist()] == [
        (str(tmp_path / "log.csv"), "time", "never"), (str(tmp_path / "log.csv"), "account_id", None),
    ]  # fmt: skip


def test_runs_are_kept_and_the_latest_is_the_run(case: gr.Case) -> None:
    first = case.run()
    second = case.find_rings()
    assert case.run_ids[-2:] == (first.id, second.id)
    assert case.run().id == second.id
    assert case.run(first.id).members.equals(second.members)
    with pytest.raises(NotFoundError, match="no run 9999-nothing"):
        case.run("9999-nothing")


def test_the_ring_is_found(case: gr.Case) -> None:
    assert [{m.account_id for m in ring.members} for ring in case.run().rings] == [set(RING)]


def test_until_needs_a_zone(case: gr.Case) -> None:
    with pytest.raises(InputError, match="no zone"):
        case.find_rings(until=datetime(2026, 3, 1))
    assert case.find_rings(until=datetime(2026, 3, 1, tzinfo=UTC)).manifest.until == datetime(2026, 3, 1, tzinfo=UTC)


def test_an_empty_case_is_told_what_it_needs(tmp_path: Path) -> None:
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    with pytest.raises(InputError, match="graphring ingest"):
        case.find_rings()
    with pytest.raises(NotFoundError, match="graphring find"):
        case.run()


def test_verify_tells_a_run_that_was_changed(tmp_path: Path) -> None:
    case = case_with_a_ring(tmp_path / "case")
    run = case.find_rings()
    assert case.verify() == ()
    path = tmp_path / "case" / "runs" / run.id / "members.parquet"
    path.write_bytes(path.read_bytes() + b"\0")
    (problem,) = case.verify()
    assert "members.parquet was changed" in problem


def test_a_case_says_what_it_is(case: gr.Case) -> None:
    n = len(case.run_ids)
    assert repr(case) == f"<Case {case.path}: {n} run{'s' * (n != 1)}>"


def test_reading_a_result_loads_nothing_that_only_makes_one() -> None:
    heavy = "{'scipy', 'igraph', 'leidenalg', 'numba', 'jinja2', 'graphring.ingest', 'graphring.judge'}"
    code = f"import sys, graphring.api.case; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
