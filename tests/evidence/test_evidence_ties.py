"""Ties weigh what a brute-force twin says that they weigh, and do not depend on the order of anything."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pytest
from evidence_made import Links, case_of, opened
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from graphring.evidence.collect import Evidence, collect
from graphring.model.progress import Silent
from graphring.settings import Settings, Ties

FAMILY = {"payment_instrument": "payment", "prompt_template": "content", "device": "device", "badge": "other"}
KINDS = st.sampled_from(sorted(FAMILY))
LINKS = st.lists(st.tuples(st.sampled_from("abcdefgh"), KINDS, st.sampled_from("12345")), min_size=2, max_size=40)


def found(folder: Path, links: Links, settings: Settings | None = None, **more) -> tuple[Evidence, dict, list[str]]:
    used = settings or Settings()
    with opened(case_of(folder, links, **more), used) as db:
        evidence = collect(db, used, None, Silent())
        names = db.table("SELECT account_id FROM acct ORDER BY idx")["account_id"].to_pylist()
        ties = {(names[r["a"]], names[r["b"]]): r["w"] for r in db.rows("SELECT a, b, w FROM tie ORDER BY a, b")}
    return evidence, ties, names


def twin(links: Links, settings: Settings) -> dict[tuple[str, str], int]:
    """The formula of the method, pair by pair, in plain Python."""
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for account, kind, entity in links:
        users[kind, entity].add(account)
    accounts = sorted({a for a, _, _ in links})
    made = {}
    for pair in combinations(accounts, 2):
        by_family: dict[str, int] = defaultdict(int)
        for (kind, _), who in users.items():
            if set(pair) <= who and len(who) <= settings.ties.max_degree:
                layer = settings.ties.layer(FAMILY[kind])  # type: ignore[arg-type]
                by_family[FAMILY[kind]] += round(
                    1e6 * max(0.0, math.log(layer.m / (len(who) / len(accounts) + layer.eps)))
                )
        caps = {family: round(settings.ties.layer(family).cap * 1e6) for family in FAMILY.values()}  # type: ignore[arg-type]
        capped = [min(w, caps[family]) for family, w in by_family.items()]
        total = sum(capped)
        if sum(w >= settings.ties.agree * 1e6 for w in capped) < 2:
            total //= 2
        if total:
            made[pair] = total
    return made


@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=LINKS)
def test_ties_equal_a_brute_force_twin(links: Links, tmp_path_factory) -> None:
    # m of 1 gives weight to things that most of eight accounts have, so that the small world has ties to compare.
    layers = {f: {"m": 1.0, "eps": 1e-3, "cap": 1.5} for f in FAMILY.values()}
    settings = Settings.of({"ties": {"layers": layers, "agree": 0.5}})
    _, ties, _ = found(tmp_path_factory.mktemp("case"), links, settings)
    assert ties == twin(links, settings)


def crowd(n: int, kind: str = "payment_instrument", entity: str = "x") -> Links:
    return [(f"a{i:04d}", kind, entity) for i in range(n)]


def others(n: int) -> Links:
    return [(f"z{i:04d}", "device", f"own{i}") for i in range(n)]


def test_a_hub_becomes_a_stub_and_no_pairs(tmp_path: Path) -> None:
    evidence, ties, _ = found(tmp_path, crowd(150) + others(2000))
    assert not ties
    assert evidence.n_stubs == 1
    assert len(evidence.source) == 150


def test_every_account_keeps_its_strongest_ties_only(tmp_path: Path) -> None:
    evidence, ties, names = found(tmp_path, crowd(60) + others(500))
    degree = defaultdict(int)
    for a, b in ties:
        degree[a] += 1
        degree[b] += 1
    assert len(ties) < 60 * 59 / 2
    assert min(degree.values()) >= Settings().ties.strongest
    assert max(degree.values()) < 59  # no account is a star because of its name
    assert evidence.n_ties == len(ties)
    assert len(names) == 560


def test_a_prefix_counts_only_where_no_address_in_it_is_shared(tmp_path: Path) -> None:
    shared = [("a", "ip_address", "203.0.113.5"), ("b", "ip_address", "203.0.113.5")]
    near = [("c", "ip_address", "203.0.114.5"), ("d", "ip_address", "203.0.114.9")]
    _, ties, _ = found(tmp_path, shared + near + others(500))
    layer = Settings().ties.layer("network")
    w = round(1e6 * math.log(layer.m / (2 / 504 + layer.eps))) // 2
    assert ties == {("a", "b"): w, ("c", "d"): w}


def test_networks_are_the_24_and_the_48(tmp_path: Path) -> None:
    links = [
        ("a", "ip_address", "2001:db8:1:2::/64"), ("b", "ip_address", "2001:db8:1:3::/64"),
        ("c", "ip_address", "2001:db8::/64"), ("d", "ip_address", "2001:db8:0:9::/64"),
        ("e", "ip_address", "198.51.100.7"),
    ]  # fmt: skip
    with opened(case_of(tmp_path, [*links, ("f", "ip_address", "198.51.100.8")])) as db:
        collect(db, Settings(), None, Silent())
        networks = db.table("SELECT entity_id FROM ent WHERE kind = 'network' ORDER BY 1")["entity_id"].to_pylist()
    assert networks == ["198.51.100.0/24", "2001:db8:0::/48", "2001:db8:1::/48"]


def test_a_direct_tie_is_evidence_of_its_own_family(tmp_path: Path) -> None:
    _, ties, _ = found(tmp_path, others(100), relations=[("z0001", "z0002"), ("z0002", "z0001")])
    layer = Settings().ties.layer("relation")
    assert ties == {("z0001", "z0002"): round(1e6 * math.log(layer.m / (1 / 100 + layer.eps))) // 2}


def test_a_listed_public_thing_ties_nobody(tmp_path: Path) -> None:
    links = crowd(20, "prompt_template", "quick-start") + others(200)
    assert found(tmp_path, links)[1]
    (tmp_path / "two").mkdir()
    assert not found(tmp_path / "two", links, known=[("prompt_template", "quick-start", "public_template")])[1]


def test_pairs_are_bounded_and_the_bound_is_told(tmp_path: Path) -> None:
    settings = Settings(ties=Ties(max_pairs=1000))
    evidence, _, _ = found(
        tmp_path, crowd(60) + [(f"a{i:04d}", "device", "y") for i in range(10)] + others(500), settings
    )
    assert evidence.pairs.n_pairs == 45
    assert evidence.n_stubs == 1
    assert any("ties.max_pairs" in notice for notice in evidence.notices)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_graph_is_the_same_for_any_number_of_threads(tmp_path: Path, threads: int) -> None:
    settings = Settings.of({"machine": {"threads": threads}})
    evidence, ties, _ = found(tmp_path, crowd(60) + others(500), settings)
    again = tmp_path / "again"
    again.mkdir()
    other, same, _ = found(again, crowd(60)[::-1] + others(500), Settings.of({"machine": {"threads": 3 - threads}}))
    assert ties == same
    assert np.array_equal(evidence.weight, other.weight)
    assert np.array_equal(evidence.target, other.target)


def test_without_old_accounts_there_is_no_cohort_and_that_is_told(tmp_path: Path) -> None:
    evidence, _, _ = found(tmp_path, crowd(10) + others(50))
    assert evidence.n_trusted is None
    assert any("no trusted cohort" in notice for notice in evidence.notices)


def test_a_list_holds_where_the_data_knows_no_times(tmp_path: Path) -> None:
    """A bug: without any time the run had no day to hold a list against, and left the whole list out."""
    links = [(account, "badge", thing) for account in "abcd" for thing in ("gate", "own")]
    links += [(f"other-{n}", "badge", f"{n}") for n in range(40)]
    path = case_of(tmp_path, links, known=[("badge", "gate", "relay")])
    timeless = duckdb.connect(str(path))
    timeless.execute("UPDATE link SET first_seen = NULL, last_seen = NULL")
    timeless.close()
    with opened(path) as db:
        assert collect(db, Settings(), None, Silent()).now is None
        weights = {r["entity_id"]: r["w"] for r in db.rows("SELECT entity_id, w FROM ent")}
    assert weights["gate"] == 0 < weights["own"]
