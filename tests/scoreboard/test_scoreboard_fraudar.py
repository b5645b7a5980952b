"""FRAUDAR, against a twin that has no priority structure, and against every block there is."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from peers.fraudar import Block, blocks, column_weights, densest

LINKS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=22)


def arrays(links: set[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.array(sorted(links)).T
    return rows, columns


def weights(links: set[tuple[int, int]]) -> dict[int, int]:
    _, columns = arrays(links)
    names = np.unique(columns).tolist()
    return dict(zip(names, column_weights(np.searchsorted(names, columns)).tolist(), strict=True))


def suspiciousness(links: set[tuple[int, int]], weight: dict[int, int], block: set[tuple[str, int]]) -> Fraction:
    inside = sum(weight[c] for a, c in links if ("account", a) in block and ("entity", c) in block)
    return Fraction(inside, len(block))


def nodes(links: set[tuple[int, int]]) -> list[tuple[str, int]]:
    return sorted({("account", a) for a, _ in links}) + sorted({("entity", c) for _, c in links})


def twin(links: set[tuple[int, int]]) -> set[tuple[str, int]]:
    """The greedy peeling as the paper words it, everything computed anew at each step."""
    weight, left = weights(links), nodes(links)
    order = {node: number for number, node in enumerate(left)}
    best = set(left)
    while len(left) > 1:
        has = {
            node: sum(
                weight[c]
                for a, c in links
                if node in (("account", a), ("entity", c)) and ("account", a) in left and ("entity", c) in left
            )
            for node in left
        }
        left = [node for node in left if node != min(left, key=lambda n: (has[n], order[n]))]
        if suspiciousness(links, weight, set(left)) > suspiciousness(links, weight, best):
            best = set(left)
    return best


def as_block(found: Block) -> set[tuple[str, int]]:
    return {("account", a) for a in found.accounts.tolist()} | {("entity", c) for c in found.entities.tolist()}


@given(LINKS)
def test_the_block_is_that_of_the_twin(links: set[tuple[int, int]]) -> None:
    found = densest(*arrays(links))
    assert as_block(found) == twin(links)
    assert found.suspiciousness == pytest.approx(float(suspiciousness(links, weights(links), as_block(found))))


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_the_block_has_at_least_half_of_the_greatest_suspiciousness_there_is(links: set[tuple[int, int]]) -> None:
    weight, everyone = weights(links), nodes(links)
    every = chain.from_iterable(combinations(everyone, n) for n in range(1, len(everyone) + 1))
    greatest = max(suspiciousness(links, weight, set(block)) for block in every)
    assert suspiciousness(links, weight, as_block(densest(*arrays(links)))) * 2 >= greatest


@given(LINKS)
def test_blocks_never_share_a_link(links: set[tuple[int, int]]) -> None:
    found = blocks(*arrays(links), 9)
    blocked = [as_block(block) for block in found]
    inside = [{(a, c) for a, c in links if {("account", a), ("entity", c)} <= block} for block in blocked]
    later = [own - set().union(*inside[:number]) for number, own in enumerate(inside)]
    assert all(later), "a block without a link of its own"


@pytest.mark.parametrize("camouflage", [0, 6])
def test_planted_blocks_come_one_after_another_whatever_popular_things_they_use(camouflage: int) -> None:
    rng = np.random.default_rng(0)
    links = {(a, c) for a in range(30) for c in range(12)} | {(a, c) for a in range(30, 50) for c in range(12, 20)}
    links |= {(int(a), int(c)) for a, c in zip(rng.integers(50, 1000, 3000), rng.integers(20, 400, 3000), strict=True)}
    links |= {(a, 400 + c) for a in range(50, 1000) for c in rng.integers(0, 10, 2).tolist()}  # what is popular
    links |= {(a, 400 + c) for a in range(50) for c in rng.integers(0, 10, camouflage).tolist()}
    first, second = blocks(*arrays(links), 2)
    assert set(first.accounts.tolist()) == set(range(30))
    assert set(second.accounts.tolist()) == set(range(30, 50))


def test_a_block_that_is_thin_beside_the_first_ends_the_search() -> None:
    links = {(a, c) for a in range(30) for c in range(12)} | {(a, 100 + a) for a in range(50, 80)}
    first, thin = blocks(*arrays(links), 2)
    assert thin.suspiciousness < 0.5 * first.suspiciousness
    assert len(blocks(*arrays(links), 2, share=0.5)) == 1


def test_an_entity_weighs_what_the_paper_says() -> None:
    assert column_weights(np.array([0, 0, 1])).tolist() == [round(1e9 / np.log(7)), round(1e9 / np.log(6))]
