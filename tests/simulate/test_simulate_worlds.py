"""Worlds are what their scenarios say, byte by byte the same, and their truth is whole."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graphring.errors import NotFoundError, SettingsError, StorageError
from graphring.simulate import World, scenarios, simulate
from graphring.simulate.scenario import scenario_named, scenario_names, scenario_of

NAMES = scenario_names()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def digests(world: World) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (*world.files, world.truth)}


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    @cache
    def made(name: str, seed: int = 0) -> World:
        return simulate(name, tmp_path_factory.mktemp(name), seed)

    return made


def test_the_list_names_every_scenario_with_one_line():
    told = scenarios()
    assert [line.name for line in told] == list(NAMES)
    assert {"demo", "ring-plain", "innocent"} <= set(NAMES)
    assert all(line.title and "\n" not in line.title for line in told)


def test_an_unknown_scenario_is_told_with_the_ones_there_are(tmp_path):
    with pytest.raises(NotFoundError, match=r"'dmeo'.*demo.*innocent.*ring-plain"):
        simulate("dmeo", tmp_path)
    with pytest.raises(NotFoundError):
        simulate("../scenarios/demo", tmp_path)


def test_all_mistakes_of_a_scenario_are_told_at_once():
    raw = {"name": "x", "title": "x", "population": {"people": 0}, "innocents": [{"kind": "pirates", "accounts": 3}]}
    with pytest.raises(SettingsError, match=r"2 mistake.*people.*pirates"):
        scenario_of(raw)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "2026-03-03T00:00:00Z"},
        {"release_day": 40},
        {"days": 15, "release_day": 15},
        {"rings": [{"style": "plain", "name": "a", "accounts": 20, "addresses": 2, "cards": 2}] * 2},
        {"rings": [{"style": "plain", "name": "a", "accounts": 8, "addresses": 2, "cards": 2, "banned": 5}]},
        {"rings": [{"style": "hydra", "name": "a", "accounts": 80, "addresses": 3, "cards": 2, "homes": 3}]},
        {"population": {"people": 5, "humans": 5}},
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(SettingsError, match="1 mistake"):
        scenario_of({"name": "x", "title": "x", "population": {"people": 5}, **wrong})


def test_a_folder_that_can_not_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="choose another folder"):
        simulate("ring-plain", tmp_path / "file" / "below")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(world, tmp_path):
    again = simulate("demo", tmp_path, 0)
    assert digests(again) == digests(world("demo"))
    other = digests(world("demo", 1))
    assert not [name for name, digest in digests(again).items() if digest == other[name] and name != "releases.csv"]


def test_hash_seed_and_threads_do_not_matter(world, tmp_path):
    code = f"from graphring.simulate import simulate; simulate('ring-plain', {str(tmp_path)!r}, 0)"
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "17", "OMP_NUM_THREADS": "1", "TZ": "Asia/Tokyo"},
    )
    want = digests(world("ring-plain"))
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir()} == want


@pytest.mark.parametrize("name", NAMES)
def test_truth_names_every_account_once_as_the_scenario_says(world, name):
    made, scenario = world(name), scenario_named(name)
    truth = rows(made.truth)
    assert Counter(r["account_id"] for r in truth) == Counter(r["account_id"] for r in rows(made.files[1]))
    assert len({r["account_id"] for r in truth}) == len(truth) == made.n_accounts
    assert Counter(r["ring"] for r in truth if r["ring"]) == {r.name: r.accounts for r in scenario.rings}
    innocents = Counter({"ordinary": scenario.population.people})
    for crowd in scenario.innocents:
        innocents[crowd.kind] += crowd.accounts
    assert Counter(r["kind"] for r in truth if not r["ring"]) == innocents
    assert {p.name: p.n_accounts for p in made.innocents} == innocents
    assert not [r for r in truth if bool(r["ring"]) == bool(r["kind"])]
    assert {r["role"] for r in truth if r["ring"]} <= {"operated", "rotated", "proxy_customer"}
    assert {r["role"] for r in truth if not r["ring"]} <= {"", "bystander"}


@pytest.mark.parametrize("name", NAMES)
def test_exchanges_are_valid_and_by_accounts_that_exist_and_are_open(world, name):
    made, scenario = world(name), scenario_named(name)
    table = pq.read_table(made.files[0])
    assert table.num_rows == made.n_exchanges
    told = ["time", "account_id", "ip", "template_id", "model", "client", "status", "item", "exchange_id"]
    assert table.column_names == told
    assert table.schema.field("time").type == pa.timestamp("us", tz="UTC")
    assert not [c for c in table.column_names if c != "template_id" and table[c].null_count]
    assert len(table["exchange_id"].unique()) == table.num_rows
    born = {r["account_id"]: datetime.fromisoformat(r["created_at"]) for r in rows(made.files[1])}
    shut = {r["account_id"]: datetime.fromisoformat(r["time"]) for r in rows(made.files[4])}
    end = scenario.start.timestamp() + scenario.days * 86_400
    for account, time in zip(table["account_id"].to_pylist(), table["time"].to_pylist(), strict=True):
        assert born[account] <= time
        assert scenario.start <= time < datetime.fromtimestamp(end, UTC)
        assert account not in shut or (time - shut[account]).total_seconds() < 1
    assert {r["account_id"] for r in rows(made.files[2])} == set(born)


def test_nothing_of_the_truth_is_in_what_may_be_ingested(world):
    made = world("demo")
    assert made.truth not in made.files
    assert {p.name for p in made.folder.iterdir()} == set(digests(made))
    planted = [name.encode() for name in ("proxy-pool", "load-balancer", "fixed-prompt", "operated", "benchmark")]
    for path in made.files:
        content = pq.read_table(path).to_pandas().to_csv().encode() if path.suffix == ".parquet" else path.read_bytes()
        assert not [name for name in planted if name in content], path.name


def test_demo_is_as_large_as_it_says_and_has_people_to_trust(world):
    made = world("demo")
    assert 2_900 <= made.n_accounts <= 3_100
    assert 55_000 <= made.n_exchanges <= 70_000
    banned = {r["account_id"] for r in rows(made.files[4])}
    # The trusted cohort: older than 90 days at the end, verified, never enforced against,
    # at most a fifth from one domain.
    trusted = Counter(
        r["email_domain"]
        for r in rows(made.files[1])
        if r["created_at"] < "2026-01-31" and r["verified"] == "true" and r["account_id"] not in banned
    )
    most = 250
    assert sum(min(n, most) for n in trusted.values()) >= max(1_000, 5 * most) - 50
    ring = {r["account_id"] for r in rows(made.truth) if r["ring"]}
    assert len(banned - ring) >= 8
    assert len(banned & ring) >= 15


def test_importing_the_room_stays_light():
    code = "import sys, graphring.simulate; sys.exit(bool({'numpy', 'pyarrow', 'pydantic'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
