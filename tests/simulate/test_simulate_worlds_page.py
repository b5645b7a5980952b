"""docs/worlds.md tells every kind of innocent, with the number that the code has."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from test_simulate_giveaways import AMOUNT, HABIT, ORDER

from graphring.simulate.innocents import Innocent
from graphring.simulate.scenario import scenario_named

PAGE = (Path(__file__).parents[2] / "docs" / "worlds.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<kind>\w+)` \| (?P<number>\d+) \| (?P<like>.+) \| (?P<apart>.+) \| (?P<source>.+) \|$", re.M)


@pytest.fixture(scope="module")
def kinds():
    specs = get_args(get_args(Innocent)[0])
    return {get_args(spec.model_fields["kind"].annotation)[0]: spec for spec in specs}


def accounts_of(name):
    counted = Counter()
    for crowd in scenario_named(name).innocents:
        counted[crowd.kind] += crowd.accounts
    return counted


def test_every_kind_has_its_row_with_the_default_number_and_where_it_comes_from(kinds):
    told = {row["kind"]: int(row["number"]) for row in ROW.finditer(PAGE)}
    assert told == {kind: spec.model_fields["accounts"].default for kind, spec in kinds.items()}
    assert not [row["kind"] for row in ROW.finditer(PAGE) if not row["source"].startswith(("guess", "measured"))]
    assert f"they are {sum(told.values()):,} in 10,000" in PAGE


def test_the_scenario_innocent_has_every_kind_at_its_prevalence_in_ten_thousand(kinds):
    crowds = accounts_of("innocent")
    assert crowds == {kind: spec.model_fields["accounts"].default for kind, spec in kinds.items()}
    assert crowds.total() + scenario_named("innocent").population.people == 10_000


def test_hard_innocents_has_every_kind_and_more_of_it(kinds):
    hard, usual = accounts_of("hard-innocents"), accounts_of("innocent")
    assert set(hard) == set(kinds)
    assert not [kind for kind in kinds if hard[kind] / 18_000 <= usual[kind] / 10_000]
    assert hard.total() > 18_000 / 2
    assert hard.total() + scenario_named("hard-innocents").population.people == 18_000


def test_scenarios_of_innocents_have_no_ring_and_the_page_names_them():
    text = (files("graphring.simulate") / "scenarios").iterdir()
    names = [path.name.removesuffix(".toml") for path in text if "innocent" in path.name]
    assert len(names) >= 3
    assert not [name for name in names if scenario_named(name).rings or f"`{name}`" not in PAGE]


def test_a_prevalence_is_written_in_one_place_only():
    path = files("graphring.simulate") / "scenarios" / "innocent.toml"
    assert not [crowd for crowd in tomllib.loads(path.read_text("utf-8"))["innocents"] if "accounts" in crowd]


def test_the_bounds_on_the_page_are_those_of_the_test():
    assert re.findall(r"\| (0\.\d+) \|", PAGE) == [str(ORDER), str(AMOUNT), str(HABIT)]
