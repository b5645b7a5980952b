"""What generators plant beside accounts comes out as truth, and only there."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest

from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import exchanges
from graphring.simulate.population import ordinary, strangers
from graphring.simulate.writing import Writer

START = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def draft():
    made = Draft(5, 30, 16)
    accounts = strangers(made, 40, "ordinary")
    codes = made.enrol(accounts)
    made.pay(codes, made.cards(40))
    made.act(exchanges(made, ordinary(made, codes, accounts, 5.0)))
    return made


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_succession_share_pool_and_ban_are_columns_of_the_truth(draft, tmp_path):
    draft.ban(np.array([3]), np.array([86_400.0]), "terms")
    draft.succeed(np.array([3]), np.array([7]))
    draft.mix(np.array([7, 8]), np.array([0.25, 1.0]))
    draft.belongs(np.array([7, 8]), "pool-a", ("one", "two"))
    Writer(draft, START, tmp_path).write()
    truth = rows(tmp_path / "truth.csv")
    assert list(truth[0]) == [
        "account_id",
        "ring",
        "role",
        "kind",
        "pool",
        "campaigns",
        "mixed",
        "banned_at",
        "replaces",
    ]
    new = next(r for r in truth if r["replaces"])
    old = next(r for r in truth if r["account_id"] == new["replaces"])
    assert old["banned_at"] == "2026-03-03T00:00:00Z"
    assert (new["mixed"], new["pool"], new["campaigns"]) == ("0.2500", "pool-a", "one;two")
    assert sorted(r["mixed"] for r in truth)[-3:] == ["", "0.2500", "1.0000"]
    assert sum(r["banned_at"] != "" for r in truth) == 1


def test_families_of_templates_are_truth_and_relations_a_file_only_where_there_are_some(draft, tmp_path):
    files, _ = Writer(draft, START, tmp_path).write()
    assert rows(tmp_path / "truth_templates.csv") == []
    assert "relations.csv" not in {p.name for p in files}
    used = draft.templates(3)
    draft.family(used, "shared prompt")
    draft.relate(np.array([0, 1]), np.array([2, 3]), "referral")
    files, _ = Writer(draft, START, tmp_path).write()
    assert [r["family"] for r in rows(tmp_path / "truth_templates.csv")] == ["shared prompt"] * 3
    assert len({r["template_id"] for r in rows(tmp_path / "truth_templates.csv")}) == 3
    ids = {r["account_id"] for r in rows(tmp_path / "truth.csv")}
    ties = rows(next(p for p in files if p.name == "relations.csv"))
    assert [r["kind"] for r in ties] == ["referral"] * 2
    assert all({r["account_id"], r["other_account_id"]} <= ids for r in ties)


def test_a_key_that_another_account_uses_is_in_the_log(draft, tmp_path):
    who = np.array([4, 4, 9])
    draft.act(
        Exchanges(
            who, np.array([1.0, 2.0, 3.0]), who, who - 20, draft.items(3), who * 0, credential=np.array([4, 9, 9])
        )
    )
    files, _ = Writer(draft, START, tmp_path).write()
    log = pl.read_parquet(files[0])
    own = log.sort("time")["credential", "account_id"].head(3).rows()
    assert own[0][0] != own[1][0] == own[2][0]
    assert log["credential"].n_unique() == log["account_id"].n_unique()


def test_nothing_planted_leaves_the_log_without_a_credential(draft, tmp_path):
    files, _ = Writer(draft, START, tmp_path).write()
    assert "credential" not in pq.read_table(files[0]).column_names
