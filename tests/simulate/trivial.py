"""Trivial features of accounts, read from a world's files as anyone could, and how well one alone tells rings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from threadpoolctl import threadpool_limits

from graphring.simulate.world import World

MOST_INNOCENTS = 1_000  # a sample: enough for a curve, and quick


def measured(world: World, seed: int = 0) -> pd.DataFrame:
    """A row for every ring account and a sample of the innocent; the column `ring` is the truth."""
    read = {p.stem: pd.read_csv(p, keep_default_na=False) for p in (*world.files, world.truth) if p.suffix == ".csv"}
    seen = pd.read_parquet(world.files[0])
    accounts = read["accounts"]
    features = pd.concat([_order(seen, read), _amounts(seen, accounts), _habits(seen, accounts)], axis=1)
    features["ring"] = read["truth"].set_index("account_id")["ring"]
    return _sampled(features, seed)


def named(world: World, column: str, seed: int = 0) -> pd.DataFrame:
    """The same of a shared thing's name, a row for each distinct one; `ring` is that of an account that uses it."""
    truth = pd.read_csv(world.truth, keep_default_na=False).set_index("account_id")["ring"]
    file = pd.read_csv(world.files[2]) if column == "instrument" else pd.read_parquet(world.files[0])
    used = file[["account_id", column]].dropna().drop_duplicates()
    by = used.assign(ring=used["account_id"].map(truth)).groupby(column)
    names = by.size().index.to_series()
    features = {
        "rank of the name": _rank(names),
        "length of the name": names.str.len(),
        "last letter of the name": names.str[-1].map(ord),
        "ring": by["ring"].max(),
    }
    return _sampled(pd.DataFrame(features), seed)


def _sampled(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    innocent = rows[rows["ring"] == ""]
    kept = innocent.sample(min(MOST_INNOCENTS, len(innocent)), random_state=seed)
    return pd.concat([rows[rows["ring"] != ""], kept])


def _rank(values: pd.Series) -> pd.Series:
    return values.rank(pct=True)


def _off_centre(by: Any) -> pd.Series:
    """How far the mean of values in 0 to 1 is from a half, in standard errors: else it would tell the volume."""
    return (by.mean() - 0.5) * np.sqrt(12 * by.size())


def _order(seen: pd.DataFrame, read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Names and places in files: nothing but what a generator writes first or calls otherwise."""
    accounts, paid = read["accounts"].set_index("account_id"), read["instruments"]
    ids = accounts.index.to_series()
    part = seen["time"].dt.microsecond / 1e6
    rows = seen.assign(place=np.arange(len(seen)) / len(seen), serial=_rank(seen["exchange_id"]), part=part)
    by = rows.groupby("account_id")
    card = paid.assign(place=_rank(paid.index.to_series())).groupby("account_id")
    return pd.DataFrame(
        {
            "rank of the id": _rank(ids),
            "length of the id": ids.str.len(),
            "last letter of the id": ids.str[-1].map(ord),
            "place in accounts": np.arange(len(ids)) / len(ids),
            "place in instruments": card["place"].min(),
            "length of the instrument": paid.groupby("account_id")["instrument"].min().str.len(),
            "length of the domain": accounts["email_domain"].str.len().clip(upper=14),
            "mean place in exchanges": _off_centre(by["place"]),
            "mean exchange id": _off_centre(by["serial"]),
            "creation second": pd.to_datetime(accounts["created_at"]).dt.second,
            "creation minute": pd.to_datetime(accounts["created_at"]).dt.minute,
            "part of a second": _off_centre(by["part"]),
            "round seconds": (rows["time"].dt.microsecond == 0).groupby(rows["account_id"]).mean(),
            "first second": by["time"].min().dt.second,
            "last second": by["time"].max().dt.second,
        }
    )


def _amounts(seen: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """How much and since when; `first place` is the least of as many places as there are exchanges."""
    by = seen.assign(place=np.arange(len(seen)), serial=_rank(seen["exchange_id"])).groupby("account_id")
    told, volume = accounts.set_index("account_id"), by.size()
    created = pd.to_datetime(told["created_at"])
    return pd.DataFrame(
        {
            "volume": volume,
            "rows of all files": volume + 2,
            "round volume": volume % 10,
            "first place in exchanges": by["place"].min(),
            "least exchange id": by["serial"].min(),
            "creation time": created.map(pd.Timestamp.timestamp),
            "creation hour": created.dt.hour,
            "first exchange": by["time"].min().map(pd.Timestamp.timestamp),
            "last exchange": by["time"].max().map(pd.Timestamp.timestamp),
        }
    )


def _habits(seen: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Shares and choices that a ring could copy from anybody."""
    by, told = seen.groupby("account_id"), accounts.set_index("account_id")
    return pd.DataFrame(
        {
            "errors": (seen["status"] != 200).groupby(seen["account_id"]).mean(),
            "retries": 1 - by["item"].nunique() / by.size(),
            "without a template": seen["template_id"].isna().groupby(seen["account_id"]).mean(),
            "client": by["client"].first().astype("category").cat.codes,
            "pathway": told["pathway"].astype("category").cat.codes,
            "country": told["country"].astype("category").cat.codes,
            "verified": told["verified"].astype(str).str.lower() == "true",
            "has an organisation": told["organisation"] != "",
        }
    )


def auc(feature: pd.Series, is_ring: pd.Series) -> float:
    """Area under the curve of a boosted classifier that knows this one feature, cross-validated."""
    trees = HistGradientBoostingClassifier(
        max_iter=20, max_leaf_nodes=12, min_samples_leaf=5, early_stopping=False, random_state=0
    )
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    known = np.asarray(feature, float)[:, None]
    with threadpool_limits(1):
        told = cross_val_predict(trees, known, is_ring, cv=folds, method="predict_proba")
    return float(roc_auc_score(is_ring, told[:, 1]))
