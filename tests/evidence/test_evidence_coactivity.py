"""Pair counts are those of a brute-force twin and of the reference implementation, in whatever form events come."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.evidence.coactivity import coactivity

NAMES = ("account_id", "object_id", "content_id", "time")
Event = tuple[str, str, str, int]


def table(events: list[Event]) -> pa.Table:
    columns = list(zip(*events, strict=True)) or [(), (), (), ()]
    return pa.table(dict(zip(NAMES, columns, strict=True)))


def brute(events: list[Event], window_s: float, least: int) -> list[tuple[str, str, int]]:
    """The rules as they read, every two events compared."""
    rows = Counter(account for account, *_ in events)
    events = [event for event in events if rows[event[0]] >= least]
    pairs, contents = Counter[tuple[str, str]](), defaultdict(set)
    for (a, thing, c, t), (b, other, d, u) in combinations(events, 2):
        if thing == other and abs(t - u) <= window_s and a != b and c != d and thing not in (c, d):
            pairs[min(a, b), max(a, b)] += 1
            contents[a].add(c)
            contents[b].add(d)
    busy = {account for account, seen in contents.items() if len(seen) >= least}
    return sorted((a, b, n) for (a, b), n in pairs.items() if a in busy or b in busy)


def found(events: Any, window_s: float = 60, least: int = 2) -> list[tuple[str, str, int]]:
    rows = coactivity(events, window_s, least).to_pylist()
    return [(row["account_a"], row["account_b"], row["n"]) for row in rows]


events_of_few = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "é", "Z"]),
        st.sampled_from(["o", "p", "c1"]),
        st.sampled_from([f"c{i}" for i in range(12)]),
        st.integers(0, 40),
    ),
    max_size=40,
)


@given(events_of_few, st.sampled_from([0, 1, 2.5, 10, 1000]), st.integers(1, 4))
def test_counts_are_those_of_comparing_every_two_events(events: list[Event], window_s: float, least: int) -> None:
    assert found(table(events), window_s, least) == brute(events, window_s, least)


@given(events_of_few, st.randoms())
def test_the_order_of_events_does_not_matter(events: list[Event], chance: Any) -> None:
    shuffled = events.copy()
    chance.shuffle(shuffled)
    assert coactivity(table(events), 5).equals(coactivity(table(shuffled), 5))


def test_a_pair_stays_if_one_of_the_two_takes_part_often_enough() -> None:
    """`a` meets b, c and d once each: three contents of a, one of each other; b has two more events, alone."""
    once = [("a", f"o{i}", f"a{i}", 0) for i in range(3)] + [
        (name, f"o{i}", f"{name}0", 9) for i, name in enumerate("bcd")
    ]
    more = [(name, f"{name}{i}", f"{name}{i}", 99) for name in "bcd" for i in (1, 2)]
    assert found(table(once + more), 60, 3) == [("a", "b", 1), ("a", "c", 1), ("a", "d", 1)]
    assert found(table(once), 60, 3) == []  # the others have too few events to begin with
    assert found(table(once + more), 60, 4) == []


def many(n: int = 3000) -> list[Event]:
    draw = np.random.default_rng(5)
    return [
        (f"a{draw.integers(60)}", f"o{int(draw.pareto(1)) % 20}", f"c{draw.integers(n)}", int(draw.integers(3000)))
        for _ in range(n)
    ]


def test_a_larger_world_agrees_too_and_so_does_summing_up_in_small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    events = many()
    expected = brute(events, 60, 3)
    assert len(expected) > 500
    assert found(table(events), 60, 3) == expected
    monkeypatch.setattr(sys.modules["graphring.evidence.coactivity"], "_BLOCK", 50)
    assert found(table(events), 60, 3) == expected


def test_ids_too_wide_for_a_packed_key_are_sorted_as_well() -> None:
    events = [(a, o, c, t * 10**15) for a, o, c, t in many(1000)]
    assert found(table(events), 60e15, 2) == brute(events, 60e15, 2) != []


def reference() -> Path | None:
    for root in (os.environ.get("GRAPHRING_DATA"), Path(__file__).parents[3] / "shared" / "data"):
        if root and (Path(root) / "coortweet").is_dir():
            return Path(root) / "coortweet"
    return None


@pytest.mark.skipif(reference() is None, reason="the reference edges are not here; GRAPHRING_DATA names their folder")
@pytest.mark.parametrize("least", [2, 5])
def test_edges_are_exactly_those_of_the_reference_implementation(least: int) -> None:
    folder = reference()
    assert folder is not None
    events = pyarrow.csv.read_csv(folder / "russian_coord_tweets.csv.gz")
    events = events.rename_columns(["object_id", "account_id", "content_id", "time"])
    edges = pyarrow.csv.read_csv(folder / f"expected_cooRtweet_russian_w60_mp{least}_edges.csv").to_pylist()
    expected = sorted((*sorted((row["from"], row["to"])), row["weight"]) for row in edges)
    assert found(events, 60, least) == expected


PLAIN: list[Event] = [("a", "o", "c1", 100), ("b", "o", "c2", 160), ("a", "p", "c3", 0), ("b", "p", "c4", 61)]


@pytest.mark.parametrize(
    "form",
    [
        table(PLAIN).to_pandas(),
        table(PLAIN).to_pandas().astype({"account_id": "category", "time": float}),
        pl.from_arrow(table(PLAIN)),
        pl.from_arrow(table(PLAIN)).with_columns(pl.col("account_id").cast(pl.Categorical)),
        table(PLAIN).to_pydict(),
        table(PLAIN).combine_chunks().to_batches()[0],
        table(PLAIN).to_reader(),
    ],
    ids=["pandas", "categories", "polars", "polars categories", "mapping", "batch", "reader"],
)
def test_any_kind_of_frame_will_do(form: Any) -> None:
    assert found(form, 60, 1) == [("a", "b", 1)]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_are_compared_to_their_own_unit(unit: str) -> None:
    parts = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[unit]
    start = 1_700_000_000 * parts
    for late, expected in ((0, 1), (1, 0)):
        events = [("a", "o", "c1", start), ("b", "o", "c2", start + 60 * parts + late)]
        times = pa.array([event[3] for event in events], pa.timestamp(unit, tz="UTC"))
        assert len(found(table(events).set_column(3, "time", times), 60, 1)) == expected


def test_fractions_of_seconds_count() -> None:
    events = pd.DataFrame([("a", "o", "c1", 0.25), ("b", "o", "c2", 60.5)], columns=list(NAMES))
    assert found(events, 60.25, 1) == [("a", "b", 1)]
    assert found(events, 60.2, 1) == []


def test_ids_that_are_numbers_are_sorted_and_given_as_text() -> None:
    events = {"account_id": [10, 9], "object_id": [1, 1], "content_id": [5, 6], "time": [0, 0]}
    assert found(events, 60, 1) == [("10", "9", 1)]
    assert found({**events, "object_id": ["5", "5"]}, 60, 1) == []  # content 5 is the original itself
    assert found({**events, "content_id": np.array([2**64 - 1, 6], np.uint64)}, 60, 1) == [("10", "9", 1)]


def test_nothing_in_nothing_out_with_the_same_columns() -> None:
    empty = coactivity(table([]))
    assert empty.num_rows == 0
    assert empty.schema == coactivity(table(PLAIN), 60, 1).schema
    assert empty.schema.types == [pa.string(), pa.string(), pa.int64()]


def test_a_burst_on_one_object_costs_no_more_than_its_pairs() -> None:
    """A window join that compares all events of one object would need 10^10 comparisons here."""
    n = 100_000
    numbers = np.arange(n)
    things = np.full(n, -1)
    events = {"account_id": numbers % 500, "object_id": things, "content_id": numbers, "time": numbers * 30}
    assert sum(times for *_, times in found(events, 60)) == 2 * n - 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"window_s": -1}, "window_s"),
        ({"window_s": float("nan")}, "window_s"),
        ({"window_s": "60"}, "window_s"),
        ({"min_participation": 0}, "min_participation"),
        ({"min_participation": 1.5}, "min_participation"),
        ({"events": table(PLAIN).drop_columns(["time"])}, "lacks the column.*time"),
        ({"events": table(PLAIN).append_column("time", [[1, 2, 3, 4]])}, "twice"),
        ({"events": {**table(PLAIN).to_pydict(), "time": ["1", "2", "3", "4"]}}, "time holds string"),
        ({"events": {**table(PLAIN).to_pydict(), "time": [1, 2, None, 4]}}, "time has 1 empty"),
        ({"events": {**table(PLAIN).to_pydict(), "time": [1, 2, np.inf, 4]}}, "no unix seconds"),
        ({"events": {**table(PLAIN).to_pydict(), "time": [1, 2, 3, 2**63 - 1]}}, "no unix seconds"),
        ({"events": {**table(PLAIN).to_pydict(), "account_id": [1.5, 2, 3, 4]}}, "account_id holds double"),
        ({"events": {**table(PLAIN).to_pydict(), "account_id": ["a", 2, 3, 4]}}, "can't be read"),
        ({"events": [1, 2]}, "a list is no table"),
    ],
)
def test_what_does_not_fit_is_one_clear_sentence(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        coactivity(**{"events": table(PLAIN), **change})
