"""Each effort of the adversary does what it says, and the more the higher it is."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from made_rings import DAY_US, STYLES, planted, ring

from graphring.simulate.adversary import Adversary
from graphring.simulate.scaling import scaled
from graphring.simulate.scenario import scenario_named, scenario_of

EFFORTS = tuple(Adversary.model_fields)
LEVELS = (0.0, 0.5, 1.0)


@cache
def of(style, effort, level):
    return planted(ring(style, repeats=3), **{effort: level})


def covered(made):
    """Share of exchanges that is not the job, as the truth has it."""
    return made.mixed().mean()


def addresses(made):
    return len(np.unique(made.sent["address"]))


def cards(made):
    return len(np.unique(made.card[made.code]))


def off_template(made):
    """Share of exchanges without a template that several accounts share."""
    pairs = np.unique(np.stack([made.sent["template"], made.sent["account"]]), axis=1)[0]
    shared, n = np.unique(pairs, return_counts=True)
    shared = shared[(n > 5) & (shared >= 0)]
    return 1 - np.isin(made.sent["template"], shared).mean()


def like_people(made):
    """Small volume: minus the mean logarithm."""
    return -np.log(np.bincount(made.sent["account"])[made.code]).mean()


def after_start(made):
    """Mean moment of an account's work."""
    return made.sent["micros"].mean()


def even(made):
    """Evenness over hours: minus the Fano factor."""
    hour = np.bincount(made.sent["micros"] // 3_600_000_000, minlength=45 * 24)
    return -hour.var() / hour.mean()


def pools(made):
    return len(set(made.pool[made.code]))


def trusted(made):
    """Share of accounts that are old and verified."""
    return ((made.account("created")[made.code] < -90 * 86_400) & made.account("verified")[made.code]).mean()


def framed(made):
    """People whose home and prompt the ring uses."""
    homes = made.draft.homes[0][1]
    own = made.draft.own_prompts[0][1]
    return (np.isin(homes, made.sent["address"]) & np.isin(own, made.sent["template"])).sum()


def dealt_once(made):
    return np.mean(np.unique(made.sent["item"], return_counts=True)[1] == 1)


MEASURES = {
    "camouflage": (covered, "pool", "plain", "relay"),
    "proxy_pool": (addresses, "pool", "plain", "campaign", "load_balancer"),
    "own_cards": (cards, "pool", "plain", "hydra", "load_balancer"),
    "rewording": (off_template, "pool", "plain", "campaign"),
    "mimicry": (like_people, "pool", "plain", "hydra"),
    "jitter": (even, "load_balancer"),
    "slow_start": (after_start, "pool", "plain", "load_balancer"),
    "cells": (pools, "pool", "plain", "hydra", "pathways"),
    "contamination": (trusted, "pool", "plain", "rotation"),
    "framing": (framed, "pool", "plain", "relay"),
    "sharding": (dealt_once, "pool", "plain", "campaign"),
}


def test_there_is_a_measure_for_every_effort():
    assert set(MEASURES) == set(EFFORTS)


@pytest.mark.parametrize(("effort", "style"), [(e, s) for e, (_, *styles) in MEASURES.items() for s in styles])
def test_more_effort_has_more_effect(effort, style):
    measure = MEASURES[effort][0]
    none, half, full = (measure(of(style, effort, level)) for level in LEVELS)
    assert none < half < full


@pytest.mark.parametrize("style", STYLES)
def test_all_efforts_at_once_leave_accounts_and_whole_rows(style):
    made = planted(ring(style), **dict.fromkeys(EFFORTS, 1.0))
    assert len(made.code) == 60
    assert (made.rows["micros"] >= made.account("created")[made.rows["account"]] * 1e6).all()
    assert (made.rows["template"] < made.draft.n_templates).all()
    assert set(made.rows.dtype.names) >= {"account", "address"}


@pytest.mark.parametrize("style", STYLES)
def test_no_effort_draws_nothing(style):
    said = planted(ring(style, adversary=dict.fromkeys(EFFORTS, 0.0)), **dict.fromkeys(EFFORTS, 1.0))
    assert np.array_equal(said.rows, planted(ring(style)).rows)


def test_camouflage_covers_nine_in_ten_at_most_and_the_truth_says_the_share():
    assert covered(of("plain", "camouflage", 1.0)) == pytest.approx(0.2 + 0.8 * 0.9, abs=0.03)
    made = of("pool", "camouflage", 1.0)
    job = np.isin(made.sent["template"], made.prompts())
    for code in made.code[:20].tolist():
        assert made.draft.mixed[code] == pytest.approx(1 - job[made.sent["account"] == code].mean())


def test_a_pool_is_twenty_times_as_large_and_each_account_has_its_card():
    assert addresses(planted(ring("pool", exchanges=40_000), proxy_pool=1.0)) == 400
    made = of("pool", "own_cards", 1.0)
    assert len(set(made.card[made.code])) == len(made.code)


def test_mimicry_keeps_hours_and_volume_of_people():
    made, other = of("load_balancer", "mimicry", 1.0), of("load_balancer", "mimicry", 0.0)
    zone = np.array([-6, 1, 5, 9, -3])[made.account("region")]

    def at_night(one):
        hour = (one.sent["micros"] / 3_600_000_000 + zone[one.sent["account"]]) % 24
        return ((hour >= 1) & (hour < 5)).mean()

    assert at_night(made) < 0.06 < 0.12 < at_night(other)
    assert 6 < np.median(np.bincount(made.sent["account"])[made.code]) < 20


@pytest.mark.parametrize("style", ["pool", "plain", "hydra", "pathways", "load_balancer", "campaign"])
def test_cells_share_neither_card_nor_address(style):
    made = of(style, "cells", 1.0)
    assert pools(made) >= 7
    for column in (made.card[made.sent["account"]], made.sent["address"]):
        used = {(value, made.pool[code]) for value, code in zip(column.tolist(), made.sent["account"], strict=True)}
        homes = {home for _, part in made.draft.homes for home in part.tolist()} if style == "hydra" else set()
        values = [value for value, _ in used if value not in homes]
        assert len(values) == len(set(values))


def test_the_framed_are_bystanders_and_the_ring_still_works():
    made = of("pool", "framing", 1.0)
    owners, homes = made.draft.homes[0]
    assert len(made.draft.bystanders) == 15
    theirs = np.isin(made.sent["address"], homes)
    assert set(owners[np.isin(homes, made.sent["address"])].tolist()) == made.draft.bystanders
    job = np.isin(made.sent["template"], made.prompts())
    assert 0.2 < theirs.sum() / (theirs | job).sum() < 0.4


def test_jitter_moves_within_a_day_and_the_account_s_time():
    made, other = of("campaign", "jitter", 1.0), of("campaign", "jitter", 0.0)
    moved = np.sort(made.sent["micros"]) - np.sort(other.sent["micros"])
    assert np.abs(moved).max() <= DAY_US
    assert np.abs(moved).max() > 0


def test_a_ring_s_own_table_overrides_the_world_s_setting_by_setting_and_also_after_scaling():
    said = {
        "name": "x", "title": "x", "population": {"people": 50}, "adversary": {"jitter": 0.5, "cells": 1.0},
        "rings": [{"style": "pool", "name": "a", "accounts": 20, "addresses": 5, "cards": 3,
                   "adversary": {"jitter": 0.0, "framing": 1.0}}],
    }  # fmt: skip
    for scenario in (scenario_of(said), scaled(scenario_of(said), 2.0)):
        effort = scenario.adversary.overridden(scenario.rings[0].adversary)
        assert effort == Adversary(jitter=0.0, cells=1.0, framing=1.0)
    assert scenario.rings[0].accounts == 40


@pytest.mark.parametrize(
    ("name", "efforts"),
    [("combo", {"own_cards", "proxy_pool", "camouflage"}), ("mimicry", {"mimicry"}), ("framing", {"framing"})],
)
def test_worlds_with_an_adversary_are_the_base_world_but_for_it(name, efforts):
    scenario, base = scenario_named(name), scenario_named("base")
    assert scenario.rings == base.rings
    assert scenario.population == base.population
    assert {effort for effort, level in scenario.adversary if level} == efforts
