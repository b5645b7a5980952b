"""Each style of ring keeps its promise."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from made_rings import COUNTS, DAY_US, RING, STYLES, planted, ring
from pydantic import ValidationError

from graphring.errors import SettingsError
from graphring.simulate.draft import CLIENTS
from graphring.simulate.rings.scaling import allotted, scaled, sliced
from graphring.simulate.scenario import scenario_of


@cache
def of(style, **said):
    return planted(ring(style, **said))


@pytest.mark.parametrize("style", STYLES)
def test_a_ring_has_the_accounts_and_exchanges_that_it_says_and_a_whole_truth(style):
    made = of(style)
    assert len(made.code) == COUNTS["accounts"]
    job = np.isin(made.rows["account"], made.victims) & np.isin(made.rows["address"], made.sent["address"])
    assert len(made.sent) + job.sum() == COUNTS["exchanges"] + STYLES[style].get("stolen_exchanges", 0)
    assert {pool.split("/")[0] for pool in made.pool[made.code]} == {"ring"}
    assert set(made.account("role")[made.code]) <= {"operated", "rotated", "proxy_customer"}
    assert len(made.mixed()) == len(np.unique(made.sent["account"]))
    assert len(set(made.card[made.code])) == COUNTS["cards"]
    assert not set(made.card[made.code]) & set(made.card[made.account("ring") == ""])


@pytest.mark.parametrize("style", STYLES)
def test_nobody_sends_before_sign_up_or_after_a_ban(style):
    made = of(style)
    assert (made.rows["micros"] >= made.account("created")[made.rows["account"]] * 1e6).all()
    until = np.full(made.draft.n_accounts, np.inf)
    for ban in made.draft.bans:
        until[ban.account] = ban.second * 1e6 + 1
    assert (made.rows["micros"] <= until[made.rows["account"]]).all()


@pytest.mark.parametrize("style", STYLES)
def test_the_same_seed_plants_the_same_exchanges_and_another_seed_others(style):
    again, other = planted(ring(style)), planted(ring(style), seed=2)
    assert np.array_equal(again.rows, of(style).rows)
    assert not np.array_equal(other.rows[: len(again.rows)], again.rows[: len(other.rows)])


def test_a_pool_bans_in_waves_and_replaces_on_the_same_card_within_a_day():
    made = of("pool")
    banned = {ban.account: ban.second for ban in made.draft.bans}
    assert len(made.draft.replaces) == STYLES["pool"]["replaced"]
    for new, old in made.draft.replaces.items():
        assert 0 < made.account("created")[new] - banned[old] < 86_400
        assert made.card[new] == made.card[old]
        assert made.account("role")[new] == "rotated"


def test_a_pool_mixes_customers_traffic_in_and_some_accounts_carry_nothing_else():
    made = of("pool")
    job = np.isin(made.sent["template"], made.prompts())
    carriers = made.code[made.account("role")[made.code] == "proxy_customer"]
    assert len(carriers) == 5
    assert not np.isin(made.sent["account"][job], carriers).any()
    worker = ~np.isin(made.sent["account"], carriers)
    assert 0.57 < job[worker].mean() < 0.63
    for code, share in made.draft.mixed.items():
        assert share == pytest.approx(1 - job[made.sent["account"] == code].mean())


def test_two_pools_that_serve_one_campaign_send_the_same_prompts():
    one = ring("pool", campaigns=[{"name": "shared"}])
    two = ring("pool", name="other", campaigns=[{"name": "shared", "share": 3}, {"name": "own", "templates": 2}])
    made = planted(one, two)
    assert set(made.draft.campaigns) == {"shared", "own"}
    shared = np.isin(made.rows["template"], made.prompts("shared"))
    theirs = np.isin(made.rows["account"], np.flatnonzero(made.account("ring") == "other"))
    assert shared[np.isin(made.rows["account"], made.code)].any()
    own = np.isin(made.rows["template"], made.prompts("own"))
    assert 2.6 < shared[theirs].sum() / own[theirs].sum() < 3.4
    told = {belonging.pool: belonging.campaigns for belonging in made.draft.belongings}
    assert told == {"ring": ("shared",), "other": ("shared", "own")}


def test_the_busiest_day_is_the_last_and_as_busy_as_its_peak_says():
    made = planted(ring("pool", peak=1.8, lasts=40.0, exchanges=40_000, replaced=0, customers=0.0, customer_only=0.0))
    days = np.bincount(made.sent["micros"] // DAY_US)[2:42]
    assert days[-3:].mean() / days.mean() == pytest.approx(1.75, abs=0.12)


def test_few_accounts_of_a_rotation_work_at_a_time_and_all_are_rotated():
    made = of("rotation")
    assert set(made.account("role")[made.code]) == {"rotated"}
    at_work = [len(np.unique(made.sent["account"][made.sent["micros"] // DAY_US == day])) for day in range(4, 40)]
    assert 2 <= np.mean(at_work) <= 8
    assert len(np.unique(made.sent["account"])) == COUNTS["accounts"]


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_pivot_has_its_share_of_the_traffic_on_the_new_model_after_a_day(share):
    made = of("pivot", pivots=share)
    release = made.draft.release * 1e6
    newer = made.sent["micros"] >= made.account("adopts")[made.sent["account"]] * 1e6
    after = (made.sent["micros"] > release + DAY_US) & (made.sent["micros"] < release + 6 * DAY_US)
    assert newer[after].mean() == pytest.approx(share, abs=0.06)
    assert not newer[made.sent["micros"] < release].any()


def test_pathways_share_prompts_but_no_card_and_no_address():
    made = of("pathways")
    pathway = made.account("pathway")
    assert set(pathway[made.code]) == {"web", "api", "cloud"}
    for column in (made.card[made.sent["account"]], made.sent["address"]):
        of_each = [set(column[pathway[made.sent["account"]] == way]) for way in ("web", "api", "cloud")]
        assert sum(map(len, of_each)) == len(set.union(*of_each))
    told = [set(made.sent["template"][pathway[made.sent["account"]] == way]) for way in ("web", "api", "cloud")]
    assert set.intersection(*told) == set(made.prompts())


def test_organisations_are_made_in_three_days_with_a_domain_each_and_mostly_without_telemetry():
    made = of("organisations", exchanges=2_000)
    created = made.account("created")[made.code]
    assert (created >= 2 * 86_400).all()
    assert (created <= 5 * 86_400).all()
    for name in ("domain", "organisation"):
        assert len(set(made.account(name)[made.code])) == len(made.code)
    told = made.sent["client"] >= 0
    assert 0.05 < told.mean() < 0.4


def test_ghosts_of_one_domain_probe_a_little_and_then_burst():
    made = of("ghosts")
    assert len(set(made.account("domain")[made.code])) == 1
    burst = made.sent["micros"] >= 20 * DAY_US
    assert 0.03 < 1 - burst.mean() < 0.07
    assert (made.sent["micros"] < 22 * DAY_US).all()
    job = np.isin(made.sent["template"], made.prompts())
    assert job[burst].all()
    assert not job[~burst].any()


def test_every_request_of_a_trial_is_another_template_of_one_family():
    made = of("probing")
    assert len(np.unique(made.sent["template"])) == len(made.sent)
    assert {made.draft.families[code] for code in made.sent["template"].tolist()} == {"ring"}


def test_victims_of_stolen_keys_go_on_as_ever_and_are_of_no_ring():
    made = of("stolen_keys")
    victim = made.victims
    assert len(victim) == 10
    assert set(made.account("ring")[victim]) == {""}
    assert set(made.account("kind")[victim]) == {"stolen_key"}
    assert set(made.pool[victim]) == {"ring"}
    rows = made.rows[np.isin(made.rows["account"], victim)]
    stolen = np.isin(rows["address"], made.sent["address"])
    assert stolen.sum() == 2_000
    assert np.isin(rows["template"][stolen], made.prompts()).all()
    assert not np.isin(rows["template"][~stolen], made.prompts()).any()
    for code in victim.tolist():
        own, theirs = rows[~stolen & (rows["account"] == code)], rows[stolen & (rows["account"] == code)]
        assert own["micros"].min() < theirs["micros"].max()
        assert made.draft.mixed[code] == pytest.approx(len(own) / (len(own) + len(theirs)))


def test_a_relay_sends_users_prompts_mostly_from_two_countries_and_replays_some():
    made = of("relay", replays=0.3)
    shares = np.sort(np.bincount(made.account("region")[made.code]))[::-1] / len(made.code)
    assert shares[:2].sum() > 0.75
    again = len(made.sent) - len(np.unique(made.sent["item"]))
    plain = of("relay", replays=0.0)
    assert again / len(made.sent) > 0.2 > (len(plain.sent) - len(np.unique(plain.sent["item"]))) / len(plain.sent)
    assert len(np.unique(made.sent["template"])) > 100
    picked = of("relay", picks=("web", "curl/8.5.0"))
    assert {CLIENTS[code] for code in np.unique(picked.sent["client"])} == {"web", "curl/8.5.0"}


def test_items_of_a_job_are_sent_as_often_as_it_repeats_them():
    made = planted(ring("pool", repeats=4, replaced=0, customers=0.0, customer_only=0.0, accounts=500))
    times = np.unique(made.sent["item"], return_counts=True)[1]
    assert np.median(times) == 4
    assert times.max() == 4


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("pool", {"replaced": 31}),
        ("pool", {"clients": ["telnet"]}),
        ("rotation", {"replaced": 3}),
        ("ghosts", {"replaced": 3}),
        ("relay", {"peak": 2.0}),
        ("relay", {"picks": ["telnet"]}),
        ("pathways", {"telemetry": 0.5}),
        ("pool", {"templates": 2, "campaigns": [{"name": "a"}]}),
        ("pool", {"adversary": {"camouflage": 1.5}}),
        ("pool", {"adversary": {"stealth": 1}}),
    ],
)
def test_a_ring_that_makes_no_sense_is_refused(style, said):
    with pytest.raises(ValidationError, match="1 validation error"):
        RING.validate_python({**COUNTS, "style": style, "name": "ring", **said})


@pytest.mark.parametrize(
    ("style", "said"),
    [("pool", {"begins": 45.0}), ("pool", {"begins": 40.0, "lasts": 6.0}), ("organisations", {"begins": 43.0})],
)
def test_a_job_that_does_not_fit_into_the_days_of_its_world_is_refused(style, said):
    world = {"name": "x", "title": "x", "days": 45, "population": {"people": 5}}
    scenario_of({**world, "rings": [{**COUNTS, "style": style, "name": "late", **STYLES[style]}]})
    with pytest.raises(SettingsError, match="late"):
        scenario_of({**world, "rings": [{**COUNTS, "style": style, "name": "late", **STYLES[style], **said}]})


def test_counts_are_scaled_and_never_below_the_least_nor_made_larger_by_it():
    assert [scaled(20_000, f) for f in (1, 0.5, 0.02)] == [20_000, 10_000, 400]
    assert scaled(300, 0.07) == 21
    assert [scaled(n, 0.01, 2) for n in (0, 1, 5, 900)] == [0, 1, 2, 9]


def test_a_total_is_shared_out_exactly_and_planted_in_slices_by_account():
    rng = np.random.Generator(np.random.PCG64(3))
    volume = allotted(rng, 151_000_000, 8_500)
    assert volume.sum() == 151_000_000
    assert volume.min() >= 1
    assert allotted(rng, 5, 9).sum() == 5
    assert len(allotted(rng, 0, 0)) == 0
    parts = list(sliced(volume[:40], 200_000))
    assert len(parts) > 2
    assert np.array_equal(np.concatenate(parts), np.arange(40).repeat(volume[:40]))
    assert all(a[-1] < b[0] for a, b in pairwise(parts))
    assert max(map(len, parts)) < 200_000 + volume[:40].max()
