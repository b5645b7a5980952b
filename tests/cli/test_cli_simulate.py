"""`graphring simulate` through the command alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from installed import Graphring

from graphring.simulate import scenarios

MINE = 'title = "mine"\n[population]\npeople = 400\n[text]\nlanguages = {en = 1, zh = 1}\n'


def test_the_list_of_scenarios_is_written_like_every_listing(graphring: Graphring) -> None:
    names = [line.name for line in scenarios()]
    told = graphring("simulate", "--list").stdout
    assert [row["name"] for row in csv.DictReader(io.StringIO(told))] == names
    told = json.loads(graphring("simulate", "--list", "--format", "json").stdout)
    assert list(told[0]) == ["name", "days", "accounts", "rings", "title"]
    assert graphring("simulate", "--list", "--format", "table").stdout.split()[0] == "name"


def test_a_scenario_file_at_a_scale_gives_files_one_a_line_and_words_on_stderr(
    graphring: Graphring, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text(MINE)
    done = graphring("simulate", "mine.toml", "--to", "world", "--scale", 0.5, "--seed", 2, cwd=tmp_path)
    paths = [tmp_path / line for line in done.stdout.splitlines()]
    assert all(path.is_file() for path in paths)
    assert {path.name for path in (tmp_path / "world").iterdir()} == {path.name for path in paths}
    assert "of 200 accounts; files named truth are not for ingest." in done.stderr
    ingested = graphring("ingest", "case", *[p for p in paths if not p.name.startswith("truth")], cwd=tmp_path)
    assert "prompt" in ingested.stderr


def test_a_folder_with_something_in_it_is_one_clear_sentence(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "mine").write_text("mine")
    done = graphring("simulate", "ring-plain", "--to", "world", ok=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [f"graphring: {tmp_path}/world is not empty; give a new folder."]


def test_mistakes_of_a_scenario_file_are_one_sentence_that_names_all(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('days = 1\n[population]\npeople = "many"\n')
    done = graphring("simulate", "mine.toml", "--to", "world", ok=False, cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert [word for word in ("title", "days", "population.people", "3 mistakes") if word not in done.stderr] == []
    assert not (tmp_path / "world").exists()
