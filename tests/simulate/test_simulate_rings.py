"""Planted rings have the shape that their scenario gives them."""

from __future__ import annotations

import csv
from datetime import datetime

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from graphring.simulate import simulate


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return simulate("demo", tmp_path_factory.mktemp("demo"), 3)


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def members(world, ring, *roles):
    return {r["account_id"] for r in rows(world.truth) if r["ring"] == ring and (not roles or r["role"] in roles)}


def exchanges(world, accounts):
    table = pq.read_table(world.files[0])
    return table.filter(pc.is_in(table["account_id"], pc.cast(sorted(accounts), "string")))


def cards(world, accounts):
    return {r["account_id"]: r["instrument"] for r in rows(world.files[2]) if r["account_id"] in accounts}


def shares(column):
    """Share of each value among all rows, largest first."""
    counts = np.sort(pc.value_counts(column).field("counts").to_numpy())[::-1]
    return counts / counts.sum()


def test_the_proxy_pool_has_few_cards_and_addresses_and_mixes_in_customers(demo):
    pool = members(demo, "proxy-pool")
    seen = exchanges(demo, pool)
    paid = cards(demo, pool)
    assert len(set(paid.values())) == 10
    assert 12 <= len(pool) / 10 <= 20
    assert len(seen["ip"].unique()) == 30
    job = np.sort(pc.value_counts(seen["template_id"]).field("counts").to_numpy())[::-1][:6].sum() / seen.num_rows
    assert 0.4 <= job <= 0.7, "operator's job mixed with customers' traffic"
    homes = [r["account_id"] for r in rows(demo.truth) if r["role"] == "bystander"]
    others = exchanges(demo, homes)
    assert homes
    assert set(others["ip"].to_pylist()) & set(seen["ip"].to_pylist())


def test_banned_accounts_of_the_pool_are_replaced_on_the_same_card_within_a_day(demo):
    pool = members(demo, "proxy-pool")
    paid = cards(demo, pool)
    born = {r["account_id"]: datetime.fromisoformat(r["created_at"]) for r in rows(demo.files[1])}
    banned = {
        r["account_id"]: datetime.fromisoformat(r["time"]) for r in rows(demo.files[4]) if r["account_id"] in pool
    }
    fresh = members(demo, "proxy-pool", "rotated")
    assert len(banned) == len(fresh) == 20
    for account, when in banned.items():
        after = [(born[a] - when).total_seconds() for a in fresh if paid[a] == paid[account]]
        assert any(0 < s <= 86_400 for s in after)


def test_the_load_balancer_runs_round_the_clock_on_items_of_its_own(demo):
    ring = members(demo, "load-balancer")
    seen = exchanges(demo, ring)
    assert len(ring) == 45
    assert len(set(cards(demo, ring).values())) == 6
    assert len(seen["ip"].unique()) == 12
    assert len(set(pc.hour(seen["time"]).to_pylist())) == 24
    items = {a: set(exchanges(demo, [a])["item"].to_pylist()) for a in sorted(ring)}
    assert sum(len(i) for i in items.values()) == len(set().union(*items.values())), "no item in two accounts"
    # Synchronised: its busiest hours hold far more than an even spread would.
    hour = pc.value_counts(pc.floor_temporal(seen["time"], unit="hour")).field("counts").to_numpy()
    assert hour.var() / hour.mean() > 2


def test_the_campaign_sends_one_prompt_from_accounts_that_take_turns(demo):
    ring = members(demo, "fixed-prompt")
    seen = exchanges(demo, ring)
    assert len(ring) == 14
    assert len(set(cards(demo, ring).values())) == 3
    assert len(seen["ip"].unique()) == 4
    assert len(seen["template_id"].drop_null().unique()) == 1
    spans = [pc.min_max(exchanges(demo, [a])["time"]).as_py() for a in sorted(ring)]
    assert max((s["max"] - s["min"]).days for s in spans) < 12


def test_rings_share_nothing_private_with_the_innocent_but_bystanders_homes(demo):
    truth = {r["account_id"]: r["ring"] or r["role"] for r in rows(demo.truth)}
    card = {}
    for r in rows(demo.files[2]):
        card.setdefault(r["instrument"], set()).add(truth[r["account_id"]])
    assert all(len(who) == 1 for who in card.values() if who & {"proxy-pool", "load-balancer", "fixed-prompt"})
