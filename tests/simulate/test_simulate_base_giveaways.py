"""In the base world nothing trivial gives a ring away: not its volume, its age, nor anything of the kind alone."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.tree import DecisionTreeClassifier

from graphring.simulate.draft import Draft
from graphring.simulate.population import plant_people
from graphring.simulate.scenario import scenario_named

MOST = 0.9
LEAST_ACCOUNTS = 60
"""Of a ring that is looked at by itself: of fewer, a tree learns their accidents."""


@pytest.fixture(scope="module")
def base():
    """Trivial features of every account of the base world, and the ring of each."""
    scenario = scenario_named("base")
    draft = Draft(0, scenario.days, scenario.release_day)
    plant_people(draft, scenario.population)
    for group in (*scenario.innocents, *scenario.rings):
        group.plant(draft)
    rows = np.concatenate(list(draft.spool.batches()))
    who, n = rows["account"], draft.n_accounts
    volume = np.maximum(1, np.bincount(who, minlength=n))

    def mean(values):
        return np.bincount(who, values, n) / volume

    def account(name):
        return np.concatenate([getattr(block, name) for block in draft.accounts])

    hour = rows["micros"] // 3_600_000_000 % 24
    first = np.full(n, np.inf)
    np.minimum.at(first, who, rows["micros"])
    created = account("created")
    features = {
        "volume": volume,
        "creation time": created,
        "creation hour": created // 3600 % 24,
        "creation second": created % 60,
        "first seen": np.where(np.isfinite(first), first, 0),
        "mean time": mean(rows["micros"].astype(float)),
        "night share": mean(hour < 6),
        "without a template": mean(rows["template"] < 0),
        "without a client": mean(rows["client"] < 0),
        "client": mean(rows["client"].astype(float)),
        "microseconds": mean(rows["micros"] % 1000),
        "region": account("region"),
        "pathway": np.unique(account("pathway"), return_inverse=True)[1],
        "verified": account("verified"),
        "own firm": account("organisation") != "",
        "adopts": account("adopts"),
    }
    return features, account("ring")


def auc(feature, is_ring):
    tree = DecisionTreeClassifier(max_depth=6, min_samples_leaf=4, class_weight="balanced", random_state=0)
    told = cross_val_predict(tree, np.asarray(feature, float)[:, None], is_ring, cv=4, method="predict_proba")
    return roc_auc_score(is_ring, told[:, 1])


def test_no_trivial_feature_alone_separates_the_rings(base):
    features, ring = base
    found = {name: round(auc(values, ring != ""), 3) for name, values in features.items()}
    print(found)
    assert {name: value for name, value in found.items() if value > MOST} == {}


def test_no_trivial_feature_alone_separates_one_ring(base):
    features, ring = base
    names, counts = np.unique(ring[ring != ""].astype(str), return_counts=True)
    large = names[counts >= LEAST_ACCOUNTS]
    assert len(large) >= 8
    found = {}
    for one in large.tolist():
        kept = (ring == one) | (ring == "")
        for name in ("volume", "creation time", "first seen", "night share"):
            found[one, name] = round(auc(features[name][kept], ring[kept] == one), 3)
    print(max(found.items(), key=lambda pair: pair[1]))
    assert {name: value for name, value in found.items() if value > MOST} == {}
