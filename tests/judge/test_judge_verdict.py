"""What a score, the family rule and the best rival allow; when in doubt `review`, not `ring`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from judge_made import family, made, office, owned, ring

from graphring.judge.candidates import Candidate
from graphring.judge.group import judged
from graphring.judge.measures import Measures, People
from graphring.judge.rivals import RIVALS, ranked
from graphring.judge.rules import corroborated, counting, why_not
from graphring.judge.signals import weighed
from graphring.judge.verdict import confidence, ruling, score_of
from graphring.settings import Judge

SETTINGS = Judge()


def verdict(measures: Measures, settings: Judge = SETTINGS) -> str:
    return ruling(weighed(measures), ranked(measures)[0], measures, settings).verdict


def test_a_pool_of_cards_addresses_and_prompts_is_a_ring() -> None:
    assert verdict(ring()) == "ring"


def test_an_office_is_explained_as_one_organisation() -> None:
    assert ranked(office())[0].id == "H2"
    assert verdict(office()) == "explained"


@pytest.mark.parametrize("n_of_owner", [40, 36, 25])
def test_accounts_that_all_name_their_owner_are_no_ring_without_a_person(n_of_owner: int) -> None:
    """Keys that an owner rotates share card, address and prompt; strangers that a community takes in change nothing."""
    assert verdict(owned(n_of_owner)) == "review"


def test_an_owner_s_name_is_no_shield_after_enforcement_or_for_a_few() -> None:
    assert verdict(owned(n_enforced=4)) == "ring"
    assert verdict(owned(16)) == "ring"


@pytest.mark.parametrize("name", ["payment", "network", "content", "device", "relation", "other"])
def test_one_family_alone_is_never_a_ring_however_low_the_bar(name: str) -> None:
    bold = SETTINGS.model_copy(update={"prior": 0.0, "ring_score": -9.0, "review_score": -9.0})
    assert verdict(made({name: family()}), bold) != "ring"


def test_content_and_timing_are_review_at_most() -> None:
    bold = SETTINGS.model_copy(update={"prior": 0.0, "ring_score": -9.0, "review_score": -9.0})
    assert verdict(made({"content": family(), "timing": family()}), bold) != "ring"


def test_two_families_on_different_members_do_not_corroborate() -> None:
    halves = {"payment": family(0.5), "network": family(0.5)}
    apart = made(halves, {frozenset({"payment"}): 0.5, frozenset({"network"}): 0.5})
    together = made(halves, {frozenset({"payment", "network"}): 0.5})
    assert not corroborated(apart, SETTINGS)
    assert corroborated(together, SETTINGS)


def test_one_card_and_one_address_for_all_do_not_make_a_ring() -> None:
    one = family(surviving=0.0, top=1.0)
    assert verdict(made({"payment": one, "network": one, "content": family(surviving=0.0, top=1.0)})) != "ring"


@pytest.mark.parametrize(
    ("n_cleared", "expected"), [(0, "ring"), (7, "ring"), (8, "review"), (31, "review"), (32, "explained")]
)
def test_what_a_person_has_cleared_is_no_ring(n_cleared: int, expected: str) -> None:
    told = replace(ring(), people=replace(ring().people, n_cleared=n_cleared))
    assert verdict(told, SETTINGS.model_copy(update={"prior": 0.0})) == expected
    confirmed = replace(told, people=replace(told.people, n_confirmed=1))
    assert verdict(confirmed, SETTINGS.model_copy(update={"prior": 0.0})) == "ring"


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_a_ring_behind_something_on_the_allow_list_is_not_settled_by_it(share: float) -> None:
    bold = SETTINGS.model_copy(update={"prior": 0.0})
    before, after = (weighed(m) for m in (ring(), replace(ring(), allowed_share=share)))
    assert score_of(after, 0.0) < score_of(before, 0.0)
    assert verdict(replace(ring(), allowed_share=share), bold) == "ring"


@pytest.mark.parametrize(
    ("stability", "expected"), [(0.24, "review"), (0.34, "review"), (0.35, "ring"), (None, "ring"), (0.0, "ring")]
)
def test_what_does_not_come_out_again_is_no_ring(stability: float | None, expected: str) -> None:
    found = judged(Candidate(np.arange(40, dtype=np.int32), 0.01), replace(ring(), stability=stability), SETTINGS)
    assert found.ruling.verdict == "ring"
    assert found.doubted().ruling.verdict == expected


def test_a_handful_is_for_a_person_to_look_at_whatever_it_shares() -> None:
    assert verdict(replace(ring(), size=7)) == "review"
    assert verdict(replace(ring(), size=8)) == "ring"


def test_a_light_family_does_not_count() -> None:
    assert why_not("payment", made({"payment": family(weight=1.0)}), SETTINGS)
    assert counting(ring(), SETTINGS) == ("payment", "network", "content")


def test_a_family_that_the_data_never_saw_is_missing_not_absent() -> None:
    assert why_not("device", ring(), SETTINGS) == "the data says nothing of it"


def test_a_rival_that_comes_near_keeps_a_group_in_review() -> None:
    near = replace(ring(), allowed_share=0.0, item_overlap=1.0)
    assert verdict(near) in ("review", "explained")


def test_cleared_members_bring_the_score_down() -> None:
    cleared = replace(ring(), people=replace(ring().people, n_cleared=40))
    assert sum(r.points for r in weighed(cleared)) < sum(r.points for r in weighed(ring()))


@pytest.mark.parametrize("rival", RIVALS, ids=lambda r: r.id)
def test_every_rival_has_evidence_for_and_against(rival) -> None:
    worlds = [
        ring(), office(), made({"network": family(surviving=0.0, top=1.0)}), made({"content": family(use=0.2)}),
        made({"payment": family(surviving=0.0, top=1.0), "network": family(surviving=0.0, top=1.0)}),
        made({"payment": family(top=1.0), "content": family()}, item_overlap=1.0),
        made({"network": family(top=1.0, surviving=0.0)}, people=People(n_exchanges=40), observed={"network": 1.0}),
    ]  # fmt: skip
    rows = [row for world in worlds for row in rival.result(world).rows]
    assert any(row.points > 0 for row in rows)
    assert any(row.points < 0 for row in rows)
    assert rival.settles


@pytest.mark.parametrize("rival", RIVALS, ids=lambda r: r.id)
def test_a_rivals_support_is_its_prior_plus_its_rows(rival) -> None:
    for world in (ring(), office()):
        result = rival.result(world)
        assert result.support == result.prior + sum(row.points for row in result.rows)


def test_confidence_is_high_only_with_three_families_stability_and_all_data() -> None:
    assert confidence(ring(), SETTINGS)[0] == "high"
    assert confidence(replace(ring(), stability=0.3), SETTINGS)[0] == "low"
    assert confidence(replace(ring(), observed={"payment": 1.0, "network": 1.0}), SETTINGS)[0] == "moderate"


@pytest.mark.parametrize("stability", [None, 0.0, 0.2, 0.9])
@pytest.mark.parametrize("world", [ring, office])
def test_another_stability_gives_the_group_that_would_have_been_judged_with_it(world, stability) -> None:
    candidate = Candidate(np.arange(40, dtype=np.int32), 0.01)
    hopeful = judged(candidate, replace(world(), stability=1.0), SETTINGS)
    assert hopeful.steadied(stability) == judged(candidate, replace(world(), stability=stability), SETTINGS)
    assert hopeful.steadied(stability).rows == judged(candidate, replace(world(), stability=stability), SETTINGS).rows
