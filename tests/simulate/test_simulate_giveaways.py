"""Nothing trivial gives a ring away: no order, no name, no clock, no volume alone."""

from __future__ import annotations

import csv

import numpy as np
import pyarrow.parquet as pq
import pytest
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from graphring.simulate import simulate

MOST = 0.9


@pytest.fixture(scope="module")
def trivial(tmp_path_factory):
    """Trivial features of every account, and the ring of each."""
    return measured(simulate("demo", tmp_path_factory.mktemp("demo"), 0))


def measured(world):
    files = {}
    for path in (*world.files, world.truth):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as lines:
                files[path.stem] = list(csv.DictReader(lines))
    accounts, exchanges = files["accounts"], pq.read_table(world.files[0])
    place = {r["account_id"]: i for i, r in enumerate(accounts)}
    who = np.array([place[a] for a in exchanges["account_id"].to_pylist()])
    position = np.arange(len(who))
    volume = np.bincount(who, minlength=len(accounts))
    second = exchanges["time"].to_numpy().astype("datetime64[us]").astype(np.int64)
    paid = {r["account_id"]: i for i, r in enumerate(files["instruments"])}
    created = np.array(
        [np.datetime64(r["created_at"].rstrip("Z")).astype("datetime64[s]").astype(int) for r in accounts]
    )
    serial = exchanges["exchange_id"].to_pylist()
    features = {
        "volume": volume,
        "rows of all files": volume + 2,
        "rank of the id": np.argsort(np.argsort([r["account_id"] for r in accounts])),
        "length of the id": np.array([len(r["account_id"]) for r in accounts]),
        "place in accounts": np.arange(len(accounts)),
        "place in instruments": np.array([paid[r["account_id"]] for r in accounts]),
        "mean place in exchanges": np.bincount(who, position) / np.maximum(1, volume),
        "first place in exchanges": _least(who, position, len(accounts)),
        "least exchange id": _least(who, np.argsort(np.argsort(serial)), len(accounts)),
        "creation time": created,
        "creation second": created % 60,
        "creation hour": created // 3600 % 24,
        "microseconds": np.bincount(who, second % 1000) / np.maximum(1, volume),
        "round seconds": np.bincount(who, second % 1_000_000 == 0) / np.maximum(1, volume),
        "status": np.bincount(who, exchanges["status"].to_numpy() != 200) / np.maximum(1, volume),
        "retries": 1 - _distinct(who, exchanges["item"], len(accounts)) / np.maximum(1, volume),
        "without a template": np.bincount(who, exchanges["template_id"].is_null().to_numpy()) / np.maximum(1, volume),
        "client": _least(
            who, np.unique(exchanges["client"].fill_null("").to_pylist(), return_inverse=True)[1], len(accounts)
        ),
        "pathway": np.unique([r["pathway"] for r in accounts], return_inverse=True)[1],
        "country": np.unique([r["country"] for r in accounts], return_inverse=True)[1],
        "verified": np.array([r["verified"] == "true" for r in accounts]).astype(int),
    }
    ring = {r["account_id"]: r["ring"] for r in files["truth"]}
    return features, np.array([ring[r["account_id"]] for r in accounts])


def _least(who, value, n):
    least = np.full(n, value.max() + 1)
    np.minimum.at(least, who, value)
    return least


def _distinct(who, column, n):
    code = column.dictionary_encode().combine_chunks().indices.to_numpy()
    return np.bincount(np.unique(np.stack([who, code]), axis=1)[0], minlength=n)


def auc(feature, is_ring):
    tree = DecisionTreeClassifier(max_depth=6, min_samples_leaf=4, class_weight="balanced", random_state=0)
    told = cross_val_predict(tree, np.asarray(feature, float)[:, None], is_ring, cv=4, method="predict_proba")
    return roc_auc_score(is_ring, told[:, 1])


def test_no_trivial_feature_alone_separates_rings(trivial):
    features, ring = trivial
    found = {name: round(auc(values, ring != ""), 3) for name, values in features.items()}
    print(found)
    assert {name: value for name, value in found.items() if value > MOST} == {}


@pytest.mark.parametrize("one", ["proxy-pool", "load-balancer", "fixed-prompt"])
def test_no_trivial_feature_alone_separates_one_ring_from_the_innocent(trivial, one):
    features, ring = trivial
    kept = (ring == one) | (ring == "")
    found = {name: round(auc(np.asarray(v)[kept], ring[kept] == one), 3) for name, v in features.items()}
    print(found)
    assert {name: value for name, value in found.items() if value > MOST} == {}


def test_no_trivial_feature_alone_separates_the_plain_ring(tmp_path):
    features, ring = measured(simulate("ring-plain", tmp_path, 0))
    found = {name: round(auc(values, ring != ""), 3) for name, values in features.items()}
    assert {name: value for name, value in found.items() if value > MOST} == {}


def test_the_check_sees_a_giveaway_when_there_is_one(trivial):
    _, ring = trivial
    assert auc((ring != "") * 10.0 + np.arange(len(ring)) % 9, ring != "") > MOST
