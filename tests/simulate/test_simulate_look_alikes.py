"""Each innocent crowd has the likeness it is made for, and what tells it apart."""

from __future__ import annotations

import csv
import time

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from graphring.errors import NotFoundError
from graphring.simulate import LOOK_ALIKES, look_alike

SIZE = 50


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Crowd:
    """What the crowd of a look-alike world shares."""

    def __init__(self, world):
        self.world = world
        self.names = {r["account_id"] for r in rows(world.truth) if r["kind"] != "ordinary"}
        table = pq.read_table(world.files[0])
        self.inside = pc.is_in(table["account_id"], pc.cast(sorted(self.names), "string"))
        self.seen, self.others = table.filter(self.inside), table.filter(pc.invert(self.inside))
        self.accounts = [r for r in rows(world.files[1]) if r["account_id"] in self.names]
        self.cards = {r["instrument"] for r in rows(world.files[2]) if r["account_id"] in self.names}

    def reach(self, column):
        """Most crowd members that share one value of a column, as a share of the crowd."""
        pairs = self.seen.select(["account_id", column]).drop_null().group_by(["account_id", column]).aggregate([])
        return max(pc.value_counts(pairs[column]).field("counts").to_pylist()) / len(self.names)

    def values(self, column):
        return {r[column] for r in self.accounts}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    made = {}

    def of(kind):
        if kind not in made:
            made[kind] = Crowd(look_alike(kind, SIZE, 5, tmp_path_factory.mktemp(kind)))
        return made[kind]

    return of


@pytest.mark.parametrize("kind", LOOK_ALIKES)
def test_a_look_alike_has_one_crowd_of_the_size_asked_and_no_ring(crowd, kind):
    made = crowd(kind)
    assert len(made.names) == SIZE
    assert made.world.n_accounts == 1_500 + SIZE
    assert not made.world.rings
    assert not [r for r in rows(made.world.truth) if r["ring"]]


def test_an_unknown_kind_is_told_with_the_ones_there_are(tmp_path):
    with pytest.raises(NotFoundError, match="address, benchmark, card, course, office, reseller, template"):
        look_alike("ring", 50, 0, tmp_path)


def test_address(crowd):
    made = crowd("address")
    assert made.reach("ip") > 0.8
    assert len(made.cards) == SIZE
    assert made.reach("template_id") < 0.5
    assert len(made.values("email_domain")) > 8


def test_template(crowd):
    made = crowd("template")
    assert made.reach("template_id") > 0.8
    assert len(made.cards) == SIZE
    assert len(made.values("email_domain")) > 8
    quick_start = pc.mode(made.seen["template_id"].drop_null().dictionary_encode().combine_chunks().indices)
    assert quick_start[0]["count"].as_py() > 0.3 * made.seen.num_rows


def test_card(crowd):
    made = crowd("card")
    assert len(made.cards) == 1
    assert len(made.values("organisation")) == len(made.values("email_domain")) == 1
    assert "" not in made.values("organisation")
    assert made.reach("ip") < 0.5


def test_office(crowd):
    made = crowd("office")
    assert len(made.cards) == 1
    assert len(made.values("organisation")) == len(made.values("email_domain")) == 1
    assert made.reach("ip") > 0.9
    assert len(set(made.seen["template_id"].to_pylist())) > SIZE
    assert pc.mean(pc.less(pc.day_of_week(made.seen["time"]), 5).cast("float64")).as_py() > 0.9


def test_course(crowd):
    made = crowd("course")
    assert len(made.cards) == SIZE
    assert len(made.values("email_domain")) == 1
    assert made.reach("ip") > 0.9
    exercises = pc.value_counts(made.seen["item"]).to_pylist()
    common = [r["values"] for r in exercises if r["counts"] > SIZE / 4]
    days = made.seen.filter(pc.is_in(made.seen["item"], pc.cast(common, "string")))["time"]
    assert 10 <= len(common) <= 12
    assert len(pc.unique(pc.floor_temporal(days, unit="day"))) <= 6


def test_reseller(crowd):
    made = crowd("reseller")
    assert len(made.cards) == 1
    assert made.reach("ip") > 0.9
    assert len(made.values("organisation")) == len(made.values("email_domain")) == SIZE // 2
    assert made.reach("template_id") < 0.5
    assert len(set(made.seen["client"].to_pylist())) == 1


def test_benchmark(crowd):
    made = crowd("benchmark")
    assert len(made.cards) == 1
    assert len(made.values("organisation")) == 1
    assert len(set(made.seen["item"].to_pylist())) <= 60
    assert len(set(made.seen["template_id"].to_pylist())) <= 3
    newer = made.seen.filter(pc.equal(made.seen["model"], "model-5"))["time"]
    ordinary = made.others.filter(pc.equal(made.others["model"], "model-5"))["time"]

    def on_release_day(times):
        since = pc.days_between(pc.min(ordinary), times)
        return pc.mean(pc.less_equal(since, 1).cast("float64")).as_py()

    assert on_release_day(newer) > 2 * on_release_day(ordinary)


def test_a_crowd_of_five_thousand_is_made_in_seconds(tmp_path):
    begun = time.process_time()
    world = look_alike("office", 5_000, 0, tmp_path)
    assert world.n_accounts == 15_000
    assert time.process_time() - begun < 10
