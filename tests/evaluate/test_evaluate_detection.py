"""Days to detection, from looks at different times, held against a count by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import ceil, inf

import pyarrow as pa
import pytest
from evaluate_made import members, truth
from hypothesis import given
from hypothesis import strategies as st

import graphring as gr
from graphring.errors import InputError

START = datetime(2026, 3, 1, tzinfo=UTC)
ACCOUNTS = "abcdefgh"


def seen(days: dict[str, float]) -> pa.Table:
    return pa.table({
        "account_id": list(days), "first_seen": [START + timedelta(days=day) for day in days.values()]
    })  # fmt: skip


LOOKS = st.lists(
    st.tuples(st.integers(1, 40), st.dictionaries(st.sampled_from(ACCOUNTS), st.sampled_from("xy"))),
    min_size=2, max_size=5, unique_by=lambda look: look[0],
)  # fmt: skip


@given(LOOKS, st.lists(st.integers(0, 20), min_size=8, max_size=8))
def test_the_first_look_that_has_an_account_counts(looks: list[tuple[int, dict[str, str]]], first: list[int]) -> None:
    verdicts = {"x": "ring", "y": "review"}
    history = [
        (
            START + timedelta(days=day),
            members([*((a, g, verdicts[g]) for a, g in found.items()), ("other", "w", "weak")]),
        )
        for day, found in looks
    ]
    born = dict(zip(ACCOUNTS, map(float, first), strict=True))
    made = gr.evaluate(history[-1][1], truth({"R": ACCOUNTS}, ["other"]), history=history, first_seen=seen(born))
    assert made.detection is not None
    assert list(made.detection.looks) == sorted(made.detection.looks)
    for level, wanted in (("ring", "x"), ("ring+review", "xy")):
        waited = sorted(
            max(0.0, min((day for day, found in looks if found.get(a, "-") in wanted), default=inf) - born[a])
            for a in ACCOUNTS
        )
        figures = made.detection.days[level]
        assert figures.n_detected == sum(days < inf for days in waited)
        quarters = [waited[ceil(q * 8) - 1] for q in (0.25, 0.5, 0.75)]
        told = (figures.quartile_days, figures.median_days, figures.upper_quartile_days)
        assert told == tuple(None if days == inf else days for days in quarters)


def test_only_ring_accounts_whose_first_activity_is_known_count() -> None:
    looks = [(START + timedelta(days=n), members((a, "g", "ring") for a in "abx")) for n in (5, 9)]
    known = truth({"R": "abc"}, "x")
    made = gr.evaluate(looks[1][1], known, history=looks, first_seen=seen({"a": 1.5, "c": 0.0, "x": 0.0}))
    assert made.detection is not None
    days = made.detection.days["ring"]
    assert (days.n_accounts, days.n_detected, days.median_days, days.upper_quartile_days) == (2, 1, 3.5, None)
    assert made.detection.looks == ("2026-03-06T00:00:00Z", "2026-03-10T00:00:00Z")


def test_one_look_tells_no_days_and_says_so() -> None:
    one = members((a, "g", "ring") for a in "ab")
    made = gr.evaluate(one, truth({"R": "ab"}), history=[(START, one)], first_seen=seen({"a": 0.0}))
    assert made.detection is None
    assert any("--until" in notice for notice in made.notices)


def test_a_look_needs_a_time_with_a_zone() -> None:
    one = members([("a", "g", "ring")])
    looks = [(START, one), (datetime(2026, 3, 9), one)]
    with pytest.raises(ValueError, match="zone"):
        gr.evaluate(one, truth({"R": "a"}), history=looks, first_seen=seen({"a": 0.0}))


def test_times_may_be_text_and_must_be_times() -> None:
    looks = [(START + timedelta(days=n), members([("a", "g", "ring")])) for n in (2, 3)]
    as_text = {"account_id": ["a", "b"], "first_seen": ["2026-03-01T12:00:00Z", ""]}
    made = gr.evaluate(looks[0][1], truth({"R": "ab"}), history=looks, first_seen=as_text)
    assert made.detection is not None
    assert made.detection.days["ring"].median_days == 1.5
    with pytest.raises(InputError, match="ISO 8601"):
        gr.evaluate(looks[0][1], truth({"R": "a"}), history=looks, first_seen={**as_text, "first_seen": ["today", ""]})
