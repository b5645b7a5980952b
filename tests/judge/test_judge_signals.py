"""A score is the sum of its rows; taking a row away changes it by exactly that row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_made import ALL_SEEN, family, made, office, ring

from graphring.judge.measures import Measures, People
from graphring.judge.signals import SIGNALS, rows_of, weighed
from graphring.judge.verdict import score_of
from graphring.model.kinds import FAMILIES

SHARES = st.floats(0, 1)


@st.composite
def measures(draw) -> Measures:
    size = draw(st.integers(5, 5000))
    names = draw(st.sets(st.sampled_from([f for f in FAMILIES if f != "timing"])))
    families = {
        n: family(draw(SHARES), surviving=draw(SHARES), use=draw(SHARES), weight=draw(st.floats(0, 40))) for n in names
    }
    count = st.integers(0, size)
    people = People(
        n_established=draw(count), n_enforced=draw(count), n_confirmed=draw(count), n_cleared=draw(count),
        n_organisation=draw(count), n_domain=draw(count), n_domain_everywhere=draw(st.integers(0, 9000)),
        n_rush=draw(count),
    )  # fmt: skip
    return made(
        families, {frozenset(names): draw(SHARES)}, size=size, people=people, item_overlap=draw(st.none() | SHARES),
        quiet_share=draw(st.none() | st.floats(0, 0.333)), allowed_share=draw(SHARES), rush_everywhere=draw(SHARES),
    )  # fmt: skip


@given(measures(), st.sampled_from(SIGNALS))
def test_taking_one_signal_away_changes_the_score_by_exactly_its_row(one: Measures, signal) -> None:
    whole = score_of(weighed(one), -3.0)
    without = score_of(weighed(one, tuple(s for s in SIGNALS if s is not signal)), -3.0)
    row = next((r for r in rows_of(one) if r.name == signal.name), None)
    assert whole - without == (row.points if row else Decimal(0))


@given(measures())
def test_a_score_is_the_prior_plus_the_printed_rows(one: Measures) -> None:
    rows = rows_of(one)
    printed = Decimal("-3.00") + sum(Decimal(f"{row.points:.2f}") for row in rows)
    assert score_of(weighed(one), -3.0) == printed


@given(measures())
def test_content_never_weighs_more_than_all_other_families_together(one: Measures) -> None:
    points = {row.name: row.points for row in rows_of(one)}
    rest = sum(p for name, p in points.items() if name in FAMILIES and name != "content")
    assert points.get("content", Decimal(0)) <= rest + Decimal("0.05")  # each row is rounded on its own


def test_capped_content_says_what_it_was_capped_from() -> None:
    row = next(r for r in rows_of(made({"content": family()})) if r.name == "content")
    assert row.points == 0
    assert "capped from 2.00" in row.detail


def test_volume_is_no_evidence() -> None:
    busy = replace(ring(), people=replace(ring().people, n_exchanges=10**9))
    assert rows_of(busy) == rows_of(ring())


def test_a_ring_scores_far_above_an_office() -> None:
    assert score_of(weighed(ring()), -3.0) > score_of(weighed(office()), -3.0) + 5


def test_an_identity_that_established_accounts_use_is_no_evidence_for_a_ring() -> None:
    known = replace(office(), families={**office().families, "identity": family()})
    unknown = replace(known, people=replace(known.people, n_organisation_established=0, n_domain_established=0))
    assert "identity" not in {r.name for r in rows_of(known)}
    assert "identity" in {r.name for r in rows_of(unknown)}


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)
def test_every_signal_has_a_sentence_and_innocent_reasons(signal) -> None:
    assert signal.title.endswith(".")
    assert signal.title[0].isupper()
    assert signal.innocent_reasons


def test_signal_names_are_unique() -> None:
    assert len({s.name for s in SIGNALS}) == len(SIGNALS)


def test_what_is_not_on_file_gives_no_row() -> None:
    blank = made({}, {}, observed={}, people=People(), item_overlap=None, quiet_share=None)
    assert {r.name for r in rows_of(replace(blank, stability=None))} <= {"size", "established"}
    assert ALL_SEEN  # the fixture that others rely on does see all three families
