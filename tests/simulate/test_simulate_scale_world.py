"""The big log of the benchmarks is a valid log, whatever its size."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

SOURCE = Path(__file__).parents[2] / "benchmarks" / "scale_world.py"


@pytest.fixture(scope="module")
def scale():
    spec = importlib.util.spec_from_file_location("scale_world", SOURCE)
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["scale_world"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["scale_world"]


def test_a_small_one_has_the_rows_accounts_and_rings_it_should(scale, tmp_path):
    scale.write_world(scale.Size.of(0.2), tmp_path / "exchanges.parquet")
    seen = pq.read_table(tmp_path / "exchanges.parquet")
    truth = pyarrow.csv.read_csv(tmp_path / "truth.csv")
    accounts = set(truth["account_id"].to_pylist())
    assert seen.num_rows == 200_000
    assert set(seen["account_id"].to_pylist()) <= accounts
    assert len(accounts) == 2_500
    rings = pc.value_counts(truth["ring"]).to_pylist()
    sizes = sorted(r["counts"] for r in rings if r["values"])
    assert sizes == sorted(scale.ring_sizes(2_500).tolist())
    born = dict(zip(*(c.to_pylist() for c in pyarrow.csv.read_csv(tmp_path / "accounts.csv").columns[:2]), strict=True))
    first = seen.group_by("account_id").aggregate([("time", "min")]).to_pylist()
    assert all(born[r["account_id"]].timestamp() <= r["time_min"].timestamp() for r in first)


def test_it_is_made_in_slices_and_the_same_twice(scale, tmp_path, monkeypatch):
    monkeypatch.setattr(scale, "SLICE", 7_000)
    for name in ("a", "b"):
        scale.write_world(scale.Size.of(0.02), tmp_path / name / "exchanges.parquet", seed=4, without=("item",))
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert one == other
    table = pq.read_table(tmp_path / "a" / "exchanges.parquet")
    assert "item" not in table.column_names
    times = table["time"].to_numpy()
    edges = [times[i : i + 7_000] for i in range(0, 20_000, 7_000)]
    assert all(np.max(a) <= np.min(b) for a, b in itertools.pairwise(edges))


def test_addresses_are_distinct_and_public(scale):
    import ipaddress

    texts = scale.address_texts(np.random.Generator(np.random.PCG64(1)), 20_000).to_pylist()
    assert len(set(texts)) == 20_000
    assert not [t for t in texts if not ipaddress.ip_address(t).is_global]


def test_accounts_and_days_can_be_others(scale, tmp_path):
    scale.write_world(scale.Size.of(0.02, 4_000, 91), tmp_path / "exchanges.parquet")
    times = pq.read_table(tmp_path / "exchanges.parquet", columns=["time"])["time"]
    assert pyarrow.csv.read_csv(tmp_path / "truth.csv").num_rows == 4_000
    assert 90 < (pc.max(times).as_py() - pc.min(times).as_py()).total_seconds() / 86_400 <= 91
