"""Nothing trivial gives a ring away: no order, no name, no clock, no volume alone.

Bounds, as areas under the curve of a boosted classifier on one feature, cross-validated on rings against innocents of
several worlds at once (200 ring accounts or more, so that chance alone stays within .07 of a half):
ORDER .6: where a row lies or what an id looks like may say nothing at all; the rest is chance.
AMOUNT .75: how much and since when says something outside, too (rings are younger), but never enough.
HABIT .8: a queue has its prompt in most of what it sends, no sittings, and works to the last hour; that holds outside.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pandas as pd
import pytest
from trivial import auc, measured, named

from graphring.model.progress import Silent
from graphring.simulate import simulate
from graphring.simulate.making import world_of
from graphring.simulate.scenario import scenario_of

ORDER, AMOUNT, HABIT = 0.6, 0.75, 0.8
AMOUNTS = {
    "volume", "rows of all files", "round volume", "least exchange id", "creation time",
    "creation hour",
}  # fmt: skip
HABITS = {
    "first place in exchanges", "mean place in exchanges",  # the log is sorted by time: a place in it is a time
    "first exchange", "last exchange", "errors", "retries", "without a template", "client", "pathway", "country",
    "verified", "has an organisation",
}  # fmt: skip
ONE_RING = 0.9  # a ring of fourteen may stand out by chance and be younger than most; its habits are its style


def bound(feature):
    return AMOUNT if feature in AMOUNTS else HABIT if feature in HABITS else ORDER


def scenario_text(name):
    text = (files("graphring.simulate") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rings_among_all_kinds(to, seed):
    """The rings of the demo among the commonest innocents at their prevalence."""
    base = {**scenario_text("innocent-base"), "rings": scenario_text("demo")["rings"], "name": "mixed"}
    return world_of(scenario_of(base), to, seed, Silent())


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    def made(name, seed):
        to = tmp_path_factory.mktemp(name)
        return measured(rings_among_all_kinds(to, seed) if name == "mixed" else simulate(name, to, seed))

    seeds = {"demo": 1, "ring-plain": 5, "mixed": 1}
    return {name: pd.concat([made(name, seed) for seed in range(n)]) for name, n in seeds.items()}


def told(rows):
    is_ring = rows["ring"] != ""
    found = {name: round(auc(rows[name], is_ring), 3) for name in rows.columns if name != "ring"}
    print({name: found[name] for name in sorted(found, key=found.get, reverse=True)})
    return found


@pytest.mark.parametrize("name", ["demo", "ring-plain", "mixed"])
def test_no_trivial_feature_alone_separates_rings_from_the_innocent(worlds, name):
    rows = worlds[name]
    assert (rows["ring"] != "").sum() >= 200
    assert {feature: value for feature, value in told(rows).items() if value > bound(feature)} == {}


@pytest.mark.parametrize("column", ["instrument", "template_id"])
def test_no_name_of_a_shared_thing_tells_who_uses_it(tmp_path, column):
    rows = pd.concat([named(simulate("demo", tmp_path / str(seed), seed), column, seed) for seed in range(4)])
    assert (rows["ring"] != "").sum() >= 40
    found = told(rows)
    assert {feature: value for feature, value in found.items() if value > ORDER} == {}


@pytest.mark.parametrize("one", ["proxy-pool", "load-balancer", "fixed-prompt"])
def test_no_trivial_feature_alone_separates_one_ring_from_the_innocent(worlds, one):
    rows = worlds["demo"]
    found = told(rows[rows["ring"].isin([one, ""])].drop(columns=list(HABITS)))
    assert {feature: value for feature, value in found.items() if value > ONE_RING} == {}


@pytest.mark.parametrize("feature", ["rank of the id", "mean place in exchanges", "volume"])
def test_the_check_sees_a_giveaway_when_there_is_one(worlds, feature):
    rows = worlds["ring-plain"]
    spoilt = rows[feature].rank(pct=True) + 0.4 * (rows["ring"] != "")
    assert auc(spoilt, rows["ring"] != "") > bound(feature)


def test_every_feature_has_its_bound(worlds):
    assert set(worlds["demo"].columns) > AMOUNTS | HABITS
