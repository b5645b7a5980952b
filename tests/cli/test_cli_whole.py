"""From files to reports through the command alone, on a small world with one planted ring."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from installed import COMMAND, TEST_KEY, Done, Graphring

from graphring.simulate import World, simulate


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return simulate("ring-plain", tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `case`, its files taken in and one run made."""
    folder = tmp_path_factory.mktemp("whole")
    for words in (("ingest", "case", *map(str, world.files)), ("find", "case")):
        done = subprocess.run(
            [COMMAND, *words], cwd=folder, env={**os.environ, "GRAPHRING_KEY": TEST_KEY},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (folder / f"{words[0]}.said").write_text(done.stderr)
    return folder


@pytest.fixture
def run(graphring: Graphring, folder: Path) -> Graphring:
    def there(*words: object, ok: bool = True) -> Done:
        return graphring(*words, ok=ok, cwd=folder)

    return there


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_ingest_says_what_became_of_every_row(folder: Path, world: World) -> None:
    said = (folder / "ingest.said").read_text()
    assert "case: a new case." in said
    for path in world.files:
        assert path.name in said
    assert f"{world.n_exchanges:,} rows = {world.n_exchanges:,} used + 0 rejected + 0 repeated" in said
    assert "Next: graphring find case" in said


def test_find_says_how_many_groups_of_each_verdict_and_what_next(folder: Path) -> None:
    said = (folder / "find.said").read_text()
    assert " ring, " in said
    assert " weak" in said
    assert "Next: graphring rings case" in said


def test_rings_and_groups(run: Graphring) -> None:
    rings, groups = rows(run("rings", "case").stdout), rows(run("rings", "case", "--all").stdout)
    assert list(rings[0]) == [
        "ring_id", "verdict", "score", "confidence", "n_members", "families",
        "first_seen", "last_seen", "title", "best_rival",
    ]  # fmt: skip
    assert {row["verdict"] for row in rings} <= {"ring", "review"}
    assert {row["ring_id"] for row in rings} <= {row["ring_id"] for row in groups}


def test_members_of_one_ring_are_those_of_the_list(run: Graphring) -> None:
    listed = rows(run("members", "case").stdout)
    assert list(listed[0]) == ["account_id", "ring_id", "role", "tier", "verdict", "probability"]
    assert listed == sorted(listed, key=lambda row: (row["ring_id"], row["account_id"]))
    ring = listed[0]["ring_id"]
    assert rows(run("members", "case", "--ring", ring).stdout) == [row for row in listed if row["ring_id"] == ring]


def test_communities_hold_every_account_once(run: Graphring, world: World) -> None:
    listed = rows(run("communities", "case").stdout)
    assert list(listed[0]) == ["account_id", "community_id"]
    assert len({row["account_id"] for row in listed}) == len(listed) == world.n_accounts


@pytest.mark.parametrize("command", ["rings", "members", "communities", "rejects"])
def test_csv_json_and_a_file_hold_the_same(command: str, run: Graphring, tmp_path: Path) -> None:
    as_csv, as_json = run(command, "case").stdout, json.loads(run(command, "case", "--format", "json").stdout)
    assert [list(row) for row in as_json] == [list(row) for row in rows(as_csv)]
    done = run(command, "case", "--to", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == as_csv
    assert done.stdout == ""


def test_a_table_has_the_same_ids(run: Graphring) -> None:
    table = run("rings", "case", "--format", "table").stdout.splitlines()
    assert [line.split()[0] for line in table[1:]] == [row["ring_id"] for row in rows(run("rings", "case").stdout)]


def test_why_and_a_tie(run: Graphring, folder: Path) -> None:
    ring = rows(run("rings", "case").stdout)[0]
    why = run("why", "case", ring["ring_id"]).stdout
    assert ring["score"] in why
    assert ring["ring_id"] in why
    run("report", "case", ring["ring_id"], "--to", "one", "--format", "json")
    summary = json.loads(next((folder / "one").glob("*.json")).read_text())
    tie = summary["ties"][0]
    told = run("why", "case", ring["ring_id"], "--tie", tie["account_b"], tie["account_a"]).stdout
    assert f"{tie['weight']:+.2f}" in told.splitlines()[-1]


def test_reports_lie_where_it_says(run: Graphring, folder: Path) -> None:
    done = run("report", "case", "--to", "reports", "--format", "html", "--format", "md", "--format", "json")
    said = {folder / line for line in done.stdout.splitlines()}
    assert said == {path for path in (folder / "reports").rglob("*") if path.is_file()}
    assert {"index.html", "index.md", "index.json"} <= {path.name for path in said}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("why", "case", "no-such-ring"), "no-such-ring"),
        (("members", "case", "--ring", "no-such-ring"), "no-such-ring"),
        (("report", "case", "no-such-ring", "--to", "nowhere"), "no-such-ring"),
        (("rings", "case", "--run", "no-such-run"), "no-such-run"),
        (("communities", "case", "--run", "no-such-run"), "no-such-run"),
        (("rejects", "case", "--run", "no-such-run"), "no-such-run"),
        (("verify", "case", "--run", "no-such-run"), "no-such-run"),
        (("find", "case", "--settings", "no-such.toml"), "no-such.toml"),
        (("simulate", "no-such-world", "--to", "world"), "no-such-world"),
    ],
)
def test_what_is_not_there_is_one_sentence(words: tuple[str, ...], told: str, run: Graphring, folder: Path) -> None:
    done = run(*words, ok=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "nowhere").exists()


def test_all_mistakes_in_the_settings_are_told_at_once(run: Graphring, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('[ties]\nmax_degree = 1\n[judge]\nprior = "low"\n[unheard]\nof = 1\n')
    said = run("find", "case", "--settings", tmp_path / "s.toml", ok=False).stderr
    assert [name for name in ("ties.max_degree", "judge.prior", "unheard") if name not in said] == []


def test_the_same_files_again_change_nothing(run: Graphring, world: World) -> None:
    said = run("ingest", "case", *world.files).stderr
    assert said.count("nothing changed") == len(world.files)


def test_a_file_that_can_t_be_used_harms_no_other(graphring: Graphring, world: World, tmp_path: Path) -> None:
    accounts = next(path for path in world.files if path.name == "accounts.csv")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    done = graphring("ingest", "case", "broken.parquet", accounts, ok=False)
    assert done.returncode == 1
    assert "broken.parquet: not used" in done.stderr
    assert f"{world.n_accounts:,} used" in done.stderr
    assert "1 file of 2 could not be used" in done.stderr


def test_a_mistyped_path_leaves_no_case_behind(graphring: Graphring, tmp_path: Path) -> None:
    done = graphring("ingest", "case", "nofile.csv", ok=False)
    assert done.returncode == 1
    assert "nofile.csv" in done.stderr
    assert not (tmp_path / "case").exists()


def test_a_damaged_run_is_told(graphring: Graphring, world: World, tmp_path: Path) -> None:
    graphring("ingest", "case", *world.files)
    graphring("find", "case")
    assert graphring("verify", "case").stderr == "Everything is as it was written.\n"
    table = next((tmp_path / "case" / "runs").rglob("members.parquet"))
    table.write_bytes(table.read_bytes()[:-1])
    done = graphring("verify", "case", ok=False)
    assert done.returncode == 1
    assert "members" in done.stderr


def test_a_newcomer_s_log_goes_in_as_its_reason_says(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "time,account_id,ip\n11.02.2026 01:28:11,a,11.0.0.1\n12.02.2026 01:28:11,b,11.0.0.1\n"
    )
    done = graphring("ingest", "case", "log.csv", ok=False)
    assert done.returncode == 1
    assert "log.csv: not used: all its 2 rows were rejected, because of time: " in done.stderr
    assert '--time-format "%d.%m.%Y %H:%M:%S"' in done.stderr
    assert "graphring rejects case" in done.stderr
    mended = graphring("ingest", "case", "log.csv", "--time-format", "%d.%m.%Y %H:%M:%S", "--tz", "Europe/Berlin")
    assert "2 rows = 2 used + 0 rejected + 0 repeated" in mended.stderr
    assert graphring("rejects", "case").stdout.splitlines() == ["file,line,column,value,reason"]


def test_a_file_of_rejects_only_does_not_spoil_the_others(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("time,account_id,ip\nnever,a,11.0.0.1\n")
    (tmp_path / "good.csv").write_text("time,account_id,ip\n2026-02-11T01:28:11Z,a,11.0.0.1\n")
    done = graphring("ingest", "case", "bad.csv", "good.csv")
    assert "bad.csv: not used: its one row was rejected, because of time: " in done.stderr
    assert "1 file of 2 could not be used, see above. `graphring rejects case` lists rows and reasons." in done.stderr
    assert len(graphring("rejects", "case").stdout.splitlines()) == 2
    assert graphring("ingest", "case", "bad.csv", ok=False).returncode == 1


def test_files_of_which_none_can_be_used_leave_no_case_behind(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    (tmp_path / "bad.toml").write_text("[colums]\n")
    (tmp_path / "fine.csv").write_text("account_id,instrument\na,c\n")
    for words in (("odd.csv", tmp_path), ("fine.csv", "--tz", "Middle/Earth"), ("fine.csv", "--columns", "bad.toml")):
        done = graphring("ingest", "case", *words, ok=False)
        assert done.returncode == 1
        assert "a new case" not in done.stderr
        assert not (tmp_path / "case").exists()
    (tmp_path / "there").mkdir()
    graphring("ingest", "there", "odd.csv", ok=False)
    assert (tmp_path / "there").is_dir()


def test_a_case_with_rejected_rows_stays_and_so_does_one_that_was_there(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    (tmp_path / "late.csv").write_text("time,account_id,ip\nlate,a,11.0.0.1\n")
    graphring("ingest", "case", "late.csv", ok=False)
    graphring("ingest", "case", "odd.csv", ok=False)
    assert graphring("rejects", "case").stdout.splitlines()[1].startswith("late.csv,2,time,late")


def test_a_file_with_names_of_columns_only_is_told_and_no_failure(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("account_id,instrument\n")
    assert "x.csv: instruments, no rows" in graphring("ingest", "case", "x.csv").stderr


def test_a_folder_in_place_of_a_file_says_what_to_give(graphring: Graphring, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    said = graphring("ingest", "case", "logs", ok=False).stderr
    assert "logs: not used: it is a folder; give the files in it, such as logs/*.csv." in said
