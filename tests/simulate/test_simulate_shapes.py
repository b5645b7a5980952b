"""Planted figures are the published ones, and the worlds made of them are as small as a scoreboard needs.

Plans are looked at, not rows: nobody makes 151 million exchanges for a test.
"""

from __future__ import annotations

import pytest

from graphring.simulate.scenario import scenario_line, scenario_named, scenario_names

SHAPES = tuple(name for name in scenario_names() if name.startswith("shape-"))
MOST_ACCOUNTS = 60_000


def published(name):
    """Rings of a scenario by name, in the size that was published."""
    full = {"scale": 1.0, "thin": 1.0}
    return {ring.name: ring.model_copy(update=full).sized() for ring in scenario_named(name).rings}


def test_three_groups_have_24_000_accounts_and_over_16_million_exchanges():
    rings = published("shape-hydra")
    assert sum(ring.accounts for ring in rings.values()) == 24_000
    assert sum(ring.exchanges for ring in rings.values()) == 16_550_000
    hydra = rings["hydra"]
    assert hydra.accounts - hydra.replaced > 20_000, "at once"
    assert hydra.customers == 0.45
    assert hydra.customer_only > 0
    assert {name: ring.exchanges for name, ring in rings.items()} == {
        "hydra": 13_000_000,
        "first-group": 150_000,
        "second-group": 3_400_000,
    }


@pytest.mark.parametrize(
    ("name", "accounts", "exchanges", "days"),
    [
        ("pathways", 600, 3_400_000, None),
        ("pivot", 2_400, 13_000_000, None),
        ("rotation", 273, 3_400_000, 17),
        ("coding-clients", 1_500, 400_000, 20),
        ("relay", 5_380, 23_000_000, 91),
        ("relay-by-client", 3_000, 12_100_000, 14),
        ("commercial-proxies", 25_000, 28_800_000, 45),
        ("load-balancer", 2_400, 150_000, None),
        ("probing", 120, 12_000, 4),
        ("organisations", 20_000, 400_000, None),
        ("ghosts", 1_000, 60_000, 16),
    ],
)
def test_a_shape_has_the_published_figures(name, accounts, exchanges, days):
    (ring,) = published(f"shape-{name}").values()
    assert (ring.accounts, ring.exchanges) == (accounts, exchanges)
    assert days is None or ring.lasts == days


def test_what_is_special_about_a_shape_is_as_published():
    assert published("shape-pivot")["pivot"].pivots == 0.5
    assert published("shape-organisations")["organisations"].made_days == 3
    assert published("shape-relay")["relay"].countries == 2
    assert 260 < published("shape-coding-clients")["coding-clients"].exchanges / 1_500 < 270


def test_one_prompt_goes_over_two_pools_151_million_times_with_3_million_on_the_busiest_day():
    rings = published("shape-two-pools")
    assert {name: ring.accounts for name, ring in rings.items()} == {"pool-one": 3_500, "pool-two": 5_000}
    job, others = 0.0, set()
    for ring in rings.values():
        total = sum(campaign.share for campaign in ring.campaigns)
        for campaign in ring.campaigns:
            if campaign.name == "one-prompt":
                assert campaign.templates == 1
                job += ring.exchanges * campaign.share / total
            else:
                others.add((ring.name, campaign.name))
    assert job == pytest.approx(151_000_000)
    assert others == {("pool-two", "second-customer"), ("pool-two", "third-customer")}
    one = rings["pool-one"]
    assert job / one.lasts * one.peak == pytest.approx(3_000_000, rel=0.001)


@pytest.mark.parametrize("name", ["hydra", "two-pools"])
def test_a_full_world_has_the_same_rings_as_the_small_one(name):
    assert published(f"full-{name}") == published(f"shape-{name}")
    for ring in scenario_named(f"full-{name}").rings:
        assert ring.scale == ring.thin == 1
    assert scenario_line(f"full-{name}").accounts > 100_000


@pytest.mark.parametrize("name", [*SHAPES, "base", "combo", "mimicry", "framing", "small-rings", "service"])
def test_worlds_of_the_scoreboard_are_small_and_have_many_innocents(name):
    scenario = scenario_named(name)
    rings = sum(ring.sized().accounts for ring in scenario.rings)
    assert scenario_line(name).accounts <= MOST_ACCOUNTS
    assert rings < 0.15 * scenario_line(name).accounts
    assert len({crowd.kind for crowd in scenario.innocents}) >= 11
    assert bool(rings) == (name != "service")


def test_small_rings_are_of_8_to_30_and_the_base_world_has_every_style():
    small = [ring.accounts for ring in scenario_named("small-rings").rings]
    assert (min(small), max(small)) == (8, 30)
    assert len(small) >= 12
    base = scenario_named("base").rings
    assert len(base) >= 20
    assert {ring.style for ring in base} == {
        "campaign", "ghosts", "hydra", "load_balancer", "organisations", "pathways", "pivot", "plain", "pool",
        "probing", "relay", "rotation", "stolen_keys",
    }  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_small_shape_keeps_accounts_per_card_and_address(name):
    for ring in scenario_named(name).rings:
        small = ring.sized()
        assert small.accounts == pytest.approx(ring.accounts * ring.scale, abs=1)
        for count in ("cards", "addresses"):
            was, now = ring.accounts / getattr(ring, count), small.accounts / getattr(small, count)
            assert now == pytest.approx(was, rel=0.3)
        assert small.exchanges == pytest.approx(ring.exchanges * ring.scale * ring.thin, rel=0.01)
