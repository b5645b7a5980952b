"""V-measure and adjusted Rand index are those of scikit-learn; element-centric similarity is its own definition."""

from __future__ import annotations

import numpy as np
import pytest
from evaluate_made import Small, members, small_worlds, truth
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics

import graphring as gr
from graphring.evaluate.partitions import adjusted_rand, element_centric, explained
from graphring.model.measures import LEVELS

LABELLED = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=60)


def both(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    made = np.array(pairs, np.int64)
    return made[:, 0], made[:, 1]


@given(LABELLED)
def test_the_measures_are_those_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = both(pairs)
    assert explained(first, second) == pytest.approx(metrics.homogeneity_score(first, second), abs=1e-9)
    assert explained(second, first) == pytest.approx(metrics.completeness_score(first, second), abs=1e-9)
    assert adjusted_rand(first, second) == pytest.approx(metrics.adjusted_rand_score(first, second), abs=1e-9)


@given(small_worlds())
def test_over_planted_ring_accounts_with_the_others_alone(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    own = [a for a in world.accounts if world.is_own(a)]
    for level in LEVELS:
        figures = made.partitions[level]
        assert figures.n_accounts == len(own)
        if not own:
            assert figures.v_measure is None
            continue
        planted = [a.ring for a in own]
        found = [a.group if world.is_found(a, level) else f"alone {a.name}" for a in own]
        assert figures.v_measure == pytest.approx(metrics.v_measure_score(planted, found), abs=1e-9)
        assert figures.adjusted_rand == pytest.approx(metrics.adjusted_rand_score(planted, found), abs=1e-9)
    assert made.v_measure == made.partitions["ring+review"].v_measure
    assert made.adjusted_rand == made.partitions["ring+review"].adjusted_rand


def page_rank_similarity(first: np.ndarray, second: np.ndarray, alpha: float) -> float:
    """Element-centric similarity from its definition: how far the personalised PageRanks on the cliques differ."""

    def ranks(codes: np.ndarray) -> np.ndarray:
        same = (codes[:, None] == codes[None, :]).astype(float)
        step = same / same.sum(axis=1, keepdims=True)
        return (1 - alpha) * np.linalg.inv(np.eye(len(codes)) - alpha * step)

    return float(np.mean(1 - np.abs(ranks(first) - ranks(second)).sum(axis=1) / (2 * alpha)))


@given(LABELLED, st.sampled_from((0.3, 0.9)))
def test_element_centric_similarity_is_that_of_the_random_walks(pairs: list[tuple[int, int]], alpha: float) -> None:
    first, second = both(pairs)
    assert element_centric(first, second) == pytest.approx(page_rank_similarity(first, second, alpha), abs=1e-9)


def agreement_by_hand(a: dict[str, str], b: dict[str, str]) -> tuple[float, float]:
    accounts = sorted({*a, *b})
    first = np.unique([a.get(x, f"alone {x}") for x in accounts], return_inverse=True)[1]
    second = np.unique([b.get(x, f"alone {x}") for x in accounts], return_inverse=True)[1]
    return metrics.adjusted_rand_score(first, second), page_rank_similarity(first, second, 0.9)


# Group w is weak: whoever is in it was not found.
FOUND = st.dictionaries(st.sampled_from([f"a{i}" for i in range(12)]), st.sampled_from("wxyz"))


@given(st.lists(FOUND, min_size=2, max_size=4))
def test_agreement_is_the_mean_over_pairs_of_results(results: list[dict[str, str]]) -> None:
    tables = [members((a, g, "weak" if g == "w" else "ring") for a, g in sorted(r.items())) for r in results]
    made = gr.agreement(tables)
    rings = [{a: g for a, g in r.items() if g != "w"} for r in results]
    by_hand = [agreement_by_hand(a, b) for i, a in enumerate(rings) for b in rings[i + 1 :] if a or b]
    assert made.n_results == len(results)
    if not by_hand:
        assert made.mean_adjusted_rand is None
        assert made.least_element_centric is None
        return
    assert made.mean_adjusted_rand == pytest.approx(np.mean([rand for rand, _ in by_hand]), abs=1e-9)
    assert made.least_adjusted_rand == pytest.approx(min(rand for rand, _ in by_hand), abs=1e-9)
    assert made.mean_element_centric == pytest.approx(np.mean([centric for _, centric in by_hand]), abs=1e-9)
    assert made.least_element_centric == pytest.approx(min(centric for _, centric in by_hand), abs=1e-9)


def test_agreement_of_nothing_and_of_one() -> None:
    nothing = gr.agreement([members([("a", "g", "weak")])] * 2)
    assert nothing.mean_adjusted_rand is None
    assert nothing.mean_element_centric is None
    with pytest.raises(ValueError, match="at least two"):
        gr.agreement([members([("a", "g", "ring")])])


def test_other_seeds_are_compared_with_the_result() -> None:
    this, other = members((a, "g", "ring") for a in "abcd"), members((a, "g", "ring") for a in "ab")
    made = gr.evaluate(this, truth({"R": "abcd"}), other_seeds=[other])
    assert made.agreement == gr.agreement([this, other])
    assert not any("over seeds" in notice for notice in made.notices)
