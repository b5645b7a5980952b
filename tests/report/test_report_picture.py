"""The picture: everybody in it once, nothing outside the box, the same every time, legible at any size."""

from __future__ import annotations

import itertools

import made_summary
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphring.model.summary import RingSummary
from graphring.report.arrangement import stack
from graphring.report.bundles import MOST_BUNDLES, MOST_DOTS, bundled
from graphring.report.picture import Picture, picture


def check(summary: RingSummary, made: Picture) -> None:
    assert sum(dot.n for dot in made.dots) == summary.n_members
    assert len(made.dots) <= max(MOST_DOTS, MOST_BUNDLES)
    for dot in made.dots:
        assert 0 <= dot.y - dot.size / 2 <= dot.y + dot.size / 2 <= made.height
    for thing in made.things:
        assert 0 <= thing.y - thing.height / 2 <= thing.y + thing.height / 2 <= made.height
    for one, next_ in itertools.pairwise(made.dots):
        assert next_.y - one.y >= (one.size + next_.size) / 2 - 0.2
    for left in (True, False):
        heights = sorted(t.y for t in made.things if t.left is left)
        assert all(b - a >= 20 for a, b in itertools.pairwise(heights))


def test_everybody_is_in_it_once_and_nothing_overlaps(anyone: RingSummary) -> None:
    check(anyone, picture(anyone))


@given(st.integers(min_value=5, max_value=400), st.integers(min_value=0, max_value=99))
def test_that_holds_at_any_size(n: int, seed: int) -> None:
    summary = made_summary.plain(n, seed)
    check(summary, picture(summary))


def test_small_rings_have_a_dot_and_every_line_for_each_member(plain: RingSummary) -> None:
    made = picture(plain)
    assert {dot.n for dot in made.dots} == {1}
    assert len(made.lines) == sum(len(m.shares) for m in plain.members)
    assert made.n_left_out == 0


def test_only_a_few_members_are_named(plain: RingSummary) -> None:
    assert not any(dot.label for dot in picture(plain).dots)
    assert {dot.label for dot in picture(made_summary.plain(8)).dots} == {
        m.account_id for m in made_summary.plain(8).members
    }


def test_identical_sharing_is_one_bundle(plain: RingSummary) -> None:
    """200 members in three patterns become three bundles with all of their lines."""
    patterns = ((0, 6, 7), (1, 8), ())
    members = tuple(
        plain.members[0].model_copy(update={"account_id": f"a{i:03d}", "shares": patterns[i % 3]}) for i in range(200)
    )
    summary = plain.model_copy(update={"members": members, "n_members": 200})
    made = bundled(summary, frozenset(range(len(plain.entities))))
    assert sorted((b.n, tuple(i for i, _ in b.has)) for b in made.bundles) == [(66, ()), (67, (0, 6, 7)), (67, (1, 8))]
    assert {share for b in made.bundles for _, share in b.has} == {1.0}
    assert "exactly the same" in made.rule


def test_members_that_are_much_alike_are_bars_even_where_dots_would_fit(plain: RingSummary) -> None:
    members = tuple(m.model_copy(update={"shares": (i % 2, 6)}) for i, m in enumerate(plain.members))
    assert [dot.n for dot in picture(plain.model_copy(update={"members": members})).dots] == [20, 20]
    few = plain.model_copy(update={"members": members[:16], "n_members": 16})
    assert [dot.n for dot in picture(few).dots] == [1] * 16


def test_a_huge_group_is_bundled_by_what_cuts_it_cleanest(huge: RingSummary) -> None:
    made = picture(huge)
    assert len(made.dots) <= MOST_BUNDLES
    assert "payment" in made.rule
    assert made.n_left_out == huge.n_entities - len(made.things) > 0


def test_without_who_has_what_there_is_still_a_picture(plain: RingSummary) -> None:
    bare = tuple(m.model_copy(update={"shares": ()}) for m in plain.members)
    made = picture(plain.model_copy(update={"members": bare}))
    assert made.lines == ()
    assert [dot.n for dot in made.dots] == [40]


def test_nothing_shared_is_no_mistake() -> None:
    summary = made_summary.weak().model_copy(update={"entities": (), "n_entities": 0, "families": ()})
    bare = tuple(m.model_copy(update={"shares": ()}) for m in summary.members)
    assert picture(summary.model_copy(update={"members": bare})).things == ()


def test_it_is_the_same_every_time(huge: RingSummary) -> None:
    assert picture(huge) == picture(made_summary.huge())


def test_the_order_brings_fewer_crossings_than_chance(plain: RingSummary) -> None:
    """The family that cuts cleanest has almost no crossing lines: members of one card stand together."""
    made = picture(plain)
    lines = [line.path.replace("C", " ").replace("M", "").split() for line in made.lines if line.family == "payment"]
    ends = [(float(part[1]), float(part[-1])) for part in lines]
    crossings = sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in itertools.combinations(ends, 2))
    assert crossings <= 0.05 * len(ends) * (len(ends) - 1) / 2


def test_a_stack_leaves_room_for_headings() -> None:
    spots, heads = stack({"payment": [3, 1], "network": [2]}, 300, 20)
    assert heads["payment"] < spots[3] < spots[1] < heads["network"] < spots[2]


@pytest.mark.parametrize("n", [MOST_DOTS, MOST_DOTS + 1])
def test_dots_become_bars_where_they_would_not_fit(n: int) -> None:
    made = picture(made_summary.plain(n))
    assert (max(dot.n for dot in made.dots) == 1) == (n == MOST_DOTS)
