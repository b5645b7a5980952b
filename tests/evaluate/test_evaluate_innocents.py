"""Falsely flagged accounts by kind, roles, and the list to act on."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pytest
from evaluate_made import Small, members, small_worlds, truth
from hypothesis import given
from scipy.stats import binomtest

import graphring as gr
from graphring.errors import InputError


@given(small_worlds())
def test_every_kind_is_counted_worst_first(world: Small) -> None:
    made = gr.evaluate(world.members, world.truth)
    innocent = [a for a in world.accounts if not a.ring]
    n = Counter(a.kind or "innocent" for a in innocent)
    flagged = Counter(a.kind or "innocent" for a in innocent if world.is_found(a, "ring+review"))
    at_ring = Counter(a.kind or "innocent" for a in innocent if world.is_found(a, "ring"))
    assert {row.kind: (row.n_accounts, row.n_flagged, row.ring.n_flagged) for row in made.innocents} == {
        kind: (n[kind], flagged[kind], at_ring[kind]) for kind in n
    }
    assert [row.per_100k for row in made.innocents] == sorted((row.per_100k for row in made.innocents), reverse=True)
    for row in made.innocents:
        wanted = binomtest(row.n_flagged, row.n_accounts).proportion_ci(0.95, method="wilson")
        assert (row.per_100k, row.low, row.high) == pytest.approx(
            (1e5 * row.n_flagged / row.n_accounts, 1e5 * wanted.low, 1e5 * wanted.high), abs=1e-3
        )


def test_bystanders_have_a_kind_and_customers_of_a_ring_a_role() -> None:
    known = truth(
        {"R": "ab"}, "xy", role=["operated", "proxy_customer", "bystander", ""], kind=["", "", "home", "home"]
    )
    made = gr.evaluate(members((a, "g", "ring") for a in "abx"), known)
    assert [(row.kind, row.n_accounts, row.n_flagged) for row in made.innocents] == [("home", 2, 1)]
    roles = [(row.role, row.n_accounts, row.n_found, row.n_to_act_on) for row in made.roles]
    assert roles == [("operated", 1, 1, None), ("proxy_customer", 1, 1, None), ("bystander", 1, 1, None)]


def test_only_what_a_person_confirmed_is_on_the_list_to_act_on() -> None:
    """A customer whom the run knows as one is kept off it, an unknown victim is a mistake."""
    known = truth({"R": "abcd"}, "xy", role=["operated", "rotated", "proxy_customer", "victim", "", ""])
    found = members((a, "g", "ring") for a in "abcdx").append_column("role", [["", "", "proxy_customer", "", ""]])
    made = gr.evaluate(found, known, to_act_on=["a", "c", "d", "x", "stranger", "a"])
    assert made.to_act_on is not None
    told = made.to_act_on
    assert (told.n_listed, told.n_right, told.n_caught, told.n_innocent, told.n_unknown) == (4, 1, 1, 1, 1)
    assert told.precision == pytest.approx(1 / 3)
    assert {row.role: row.n_to_act_on for row in made.roles} == {
        "operated": 1, "rotated": 0, "proxy_customer": 0, "victim": 1
    }  # fmt: skip


def test_judged_roles_are_right_or_wrong() -> None:
    known = truth({"R": "abc"}, role=["operated", "proxy_customer", "victim"])
    found = members((a, "g", "review") for a in "abc").append_column(
        "role", [["operated", "proxy_customer", "operated"]]
    )
    made = gr.evaluate(found, known)
    assert {row.role: (row.n_judged, row.n_judged_right) for row in made.roles} == {
        "operated": (1, 1), "proxy_customer": (1, 1), "victim": (1, 0),
    }  # fmt: skip
    assert not any("gives no roles" in notice for notice in made.notices)


def test_an_empty_list_says_that_nobody_confirmed_anything() -> None:
    found = members([("a", "g", "ring")])
    made = gr.evaluate(found, truth({"R": "a"}), to_act_on=[])
    assert made.to_act_on is not None
    assert (made.to_act_on.n_listed, made.to_act_on.precision) == (0, None)
    assert any("no person has confirmed" in notice for notice in made.notices)
    assert gr.evaluate(found, truth({"R": "a"})).to_act_on is None


@pytest.mark.parametrize("table", ["truth", "members"])
def test_a_role_that_does_not_exist_is_told(table: str) -> None:
    column = pa.array(["pirate"])
    found, known = members([("a", "g", "ring")]), truth({"R": "a"})
    found = found.append_column("role", column) if table == "members" else found
    known = known.append_column("role", column) if table == "truth" else known
    with pytest.raises(InputError, match=r"'pirate'.*proxy_customer"):
        gr.evaluate(found, known)
