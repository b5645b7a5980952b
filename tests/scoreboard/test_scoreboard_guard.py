"""graphring gets no worse on a small fixed set of worlds than guard.toml says."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from board.measure import measured
from board.plan import worlds
from board.rows import BOTH, OURS, RING, Row

from graphring.model.progress import Silent
from graphring.simulate.making import world_of

HELD = tomllib.loads((Path(__file__).parent / "guard.toml").read_text(encoding="utf-8"))["held"]
AT_LEAST, AT_MOST = ("precision", "recall", "found"), ("false_rings", "flagged")


def named(held: dict) -> str:
    return " ".join(str(held[part]) for part in ("world", "at", "seed") if part in held)


def measurement(held: dict, folder: Path) -> Row:
    (wanted,) = (
        one
        for one in worlds((held["world"],), held["seed"] + 1)
        if (one.value, one.seed) == (held.get("at"), held["seed"])
    )
    return measured(OURS, wanted, world_of(wanted.scenario, folder / "world", wanted.seed, Silent()))


def figures(row: Row) -> dict[str, float | None]:
    one = row.levels[RING]
    return {
        "precision": one.precision,
        "recall": one.recall,
        "found": row.levels[BOTH].recall,
        "false_rings": one.n_false,
        "flagged": sum(kind.n_flagged[BOTH] for kind in row.kinds),
    }


@pytest.mark.parametrize("held", HELD, ids=named)
def test_graphring_is_no_worse_than_written_down(held: dict, tmp_path: Path) -> None:
    row = measurement(held, tmp_path)
    assert not row.failed, row.failed
    now, floor = figures(row), held["figures"][-1]
    worse = {name: now[name] for name in AT_LEAST if name in floor and (now[name] or 0.0) < floor[name]}
    worse |= {name: now[name] for name in AT_MOST if now[name] > floor[name]}
    assert not worse, f"{named(held)}: written down on {floor['on']} were {floor}, now it is {now}"


@pytest.mark.parametrize("held", HELD, ids=named)
def test_every_change_of_a_figure_says_when_and_why(held: dict) -> None:
    days = [figures["on"] for figures in held["figures"]]
    assert days == sorted(days)
    assert all(isinstance(day, date) for day in days)
    assert all(len(figures["why"].split()) >= 3 for figures in held["figures"])
    assert all(set(AT_MOST) <= set(figures) for figures in held["figures"])
