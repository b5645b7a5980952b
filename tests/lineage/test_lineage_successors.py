"""A ring keeps its id from run to run as long as it is the same ring; ids are never used again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphring.lineage import Trace, birth_id, carried
from graphring.lineage.successors import LEAST, score

PEOPLE = st.frozensets(st.sampled_from("abcdefghijklmnop"), min_size=1)


def trace(members: str, entities: str = "") -> Trace:
    return Trace(frozenset(members), frozenset(entities))


def test_the_same_members_keep_the_id() -> None:
    assert carried({"ring-old": trace("abcde")}, [trace("abcde")], frozenset({"ring-old"})) == ["ring-old"]


def test_a_new_day_with_new_members_keeps_the_id() -> None:
    assert carried({"ring-old": trace("abcdefgh")}, [trace("abcdefij")], frozenset({"ring-old"})) == ["ring-old"]


def test_other_members_on_the_same_cards_keep_the_id() -> None:
    old, new = trace("abcdefgh", "123"), trace("ghijklmn", "123")
    assert carried({"ring-old": old}, [new], frozenset({"ring-old"})) == ["ring-old"]


def test_a_split_keeps_the_id_on_the_larger_child() -> None:
    ids = carried({"ring-old": trace("abcdefgh")}, [trace("abc"), trace("defgh")], frozenset({"ring-old"}))
    assert ids[1] == "ring-old"
    assert ids[0] != "ring-old"


def test_an_id_is_never_used_again_for_another_birth() -> None:
    first = birth_id("abc")
    assert birth_id("abc", {first}) not in {first}


@given(
    st.dictionaries(st.sampled_from(["r1", "r2", "r3"]), st.builds(Trace, PEOPLE, PEOPLE)),
    st.lists(st.builds(Trace, PEOPLE, PEOPLE), max_size=5),
)
def test_every_group_has_an_id_of_its_own(earlier: dict[str, Trace], now: list[Trace]) -> None:
    ids = carried(earlier, now, frozenset(earlier))
    assert len(set(ids)) == len(now)


@given(
    st.lists(st.builds(Trace, PEOPLE, PEOPLE), min_size=2, max_size=3),
    st.lists(st.builds(Trace, PEOPLE, PEOPLE), min_size=1, max_size=3),
)
def test_assignment_is_best_in_sum_as_brute_force_says(earlier: list[Trace], now: list[Trace]) -> None:
    from itertools import permutations

    names = [f"r{i}" for i in range(len(earlier))]
    ids = carried(dict(zip(names, earlier, strict=True)), now, frozenset(names))

    def value(choice: tuple[int | None, ...]) -> float:
        scores = [score(n, earlier[j]) for n, j in zip(now, choice, strict=True) if j is not None]
        return sum(s for s in scores if s >= LEAST)

    slots = [*range(len(earlier)), *[None] * len(now)]
    best = max(value(choice) for choice in set(permutations(slots, len(now))))
    got = tuple(names.index(i) if i in names else None for i in ids)
    assert abs(value(got) - best) < 1e-9


@given(st.builds(Trace, PEOPLE, PEOPLE), st.builds(Trace, PEOPLE, PEOPLE))
def test_the_score_is_a_symmetric_share(one: Trace, other: Trace) -> None:
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other) <= 1
    assert score(one, one) == 1
