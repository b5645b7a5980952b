"""Measurements are made once, kept, and made again when what they depend on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import scoreboard
from board.depends import digest
from board.measure import measured
from board.plan import EFFORTS, SIZE, SIZES, VALUES, Wanted, curve, small_enough, worlds
from board.rows import OURS, read_rows, write_rows
from peers import card_threshold
from scoreboard_made import row

from graphring.model.progress import Silent
from graphring.simulate.making import world_of
from graphring.simulate.scenario import Scenario, scenario_named, scenario_of

METHOD = "card_threshold"


def tiny(people: int = 150) -> Scenario:
    ring = {"style": "plain", "name": "crew", "accounts": 20, "addresses": 3, "cards": 2}
    return scenario_of({"name": "tiny", "title": "tiny", "population": {"people": people}, "rings": [ring]})


def wanted(seed: int = 0, scenario: Scenario | None = None) -> Wanted:
    return Wanted("tiny", None, seed, scenario or tiny())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one measurement."""
    to = tmp_path_factory.mktemp("kept")
    scoreboard.measure([(wanted(), [METHOD])], {}, to)
    return to


def test_a_measurement_says_what_was_found_and_of_what(kept: Path) -> None:
    (one,) = read_rows(kept)
    assert (one.world, one.value, one.seed, one.method) == ("tiny", None, 0, METHOD)
    assert (one.of, one.settings) == (digest(METHOD, wanted().told()), {"accounts": card_threshold.CHOSEN.accounts})
    assert one.levels["ring"].recall == 1.0, "the crew has ten accounts on each card"
    assert one.levels["ring"] == one.levels["ring+review"]
    assert [(ring.ring, ring.n_accounts, ring.n_found) for ring in one.rings] == [("crew", 20, 20)]
    assert [(kind.kind, kind.n_accounts) for kind in one.kinds] == [("ordinary", 150)]
    assert one.n_accounts == 170
    assert one.seconds > 0
    assert one.commit


def test_what_was_measured_is_not_measured_again(kept: Path) -> None:
    there = {one.key: one for one in read_rows(kept)}
    assert list(scoreboard.lacking([wanted()], [METHOD], there)) == []
    assert list(scoreboard.lacking([wanted()], [METHOD, "fraudar"], there)) == [(wanted(), ["fraudar"])]
    assert list(scoreboard.lacking([wanted(seed=1)], [METHOD], there)) == [(wanted(seed=1), [METHOD])]


def test_another_world_other_settings_or_a_failure_are_measured_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = read_rows(kept)
    other = wanted(scenario=tiny(people=151))
    assert list(scoreboard.lacking([other], [METHOD], {one.key: one})) == [(other, [METHOD])]
    failed = one.model_copy(update={"failed": "no memory"})
    assert list(scoreboard.lacking([wanted()], [METHOD], {one.key: failed})) == [(wanted(), [METHOD])]
    monkeypatch.setattr(card_threshold, "CHOSEN", card_threshold.Choice(12345))
    assert list(scoreboard.lacking([wanted()], [METHOD], {one.key: one})) == [(wanted(), [METHOD])]


def test_a_title_is_no_part_of_a_world() -> None:
    renamed = tiny().model_copy(update={"title": "other words"})
    assert digest(METHOD, wanted().told()) == digest(METHOD, wanted(scenario=renamed).told())


def test_digests_are_of_the_code_that_a_method_runs() -> None:
    assert digest(OURS, wanted().told()) != digest(METHOD, wanted().told())


def test_a_method_that_fails_is_a_row_with_the_reason(tmp_path: Path) -> None:
    world = world_of(tiny(), tmp_path / "world", 0, Silent())
    world.files[0].unlink()
    gone = replace(world, files=world.files[1:])
    one = measured("address_threshold", wanted(), gone)
    assert "exchanges.parquet" in one.failed
    assert one.levels == {}
    assert scoreboard.line(one, None).startswith("failed: ")


def test_a_method_that_takes_too_long_is_ended_and_a_row_that_says_so(tmp_path: Path) -> None:
    world = world_of(tiny(), tmp_path / "world", 0, Silent())
    one = measured(OURS, wanted(), world, limit_s=0.3)
    assert one.failed == "took longer than 0.3 s"
    assert one.seconds < 5


def test_rows_of_what_there_is_not_any_more_are_taken_away(tmp_path: Path) -> None:
    rows = [row("gone"), row("demo"), row("demo", "an_old_peer"), row("innocent")]
    for world in ("gone", "demo", "innocent"):
        write_rows(tmp_path, world, [one for one in rows if one.world == world])
    there = {one.key: one for one in rows}
    scoreboard.forget(tmp_path, there)
    assert read_rows(tmp_path) == list(there.values()) == [rows[1], rows[3]]


def test_what_a_change_did_is_told() -> None:
    before, after = row(f1=0.5), row(f1=0.75)
    assert scoreboard.line(after, before) == (
        "P 0.75 R 0.75 F1 0.75, false rings 0; 2.5 s   (was P 0.50 R 0.50 F1 0.50, false rings 0)"
    )
    assert "was" not in scoreboard.line(after, after)


def test_a_run_without_words_is_of_every_small_scenario_and_every_curve() -> None:
    names = scoreboard.names_of(scoreboard.arguments([]))
    assert set(names) == {*small_enough(), *map(curve, (*EFFORTS, SIZE))}
    assert "demo" in names
    quick = scoreboard.names_of(scoreboard.arguments(["--quick"]))
    assert set(quick) <= set(small_enough())


@pytest.mark.parametrize("effort", EFFORTS)
def test_a_curve_is_one_world_with_one_effort(effort: str) -> None:
    points = list(worlds((curve(effort),), 2))
    assert [(point.value, point.seed) for point in points] == [(value, seed) for value in VALUES for seed in (0, 1)]
    for point in points:
        assert point.scenario.adversary.model_dump(exclude_defaults=True) == {effort: point.value}
        assert point.scenario.rings == scenario_named("demo").rings
    assert len({digest(METHOD, point.told()) for point in points}) == len(points)


def test_sizes_are_those_of_the_ring() -> None:
    points = list(worlds((curve(SIZE),), 1))
    assert [point.scenario.rings[0].accounts for point in points] == list(SIZES) == [point.value for point in points]
