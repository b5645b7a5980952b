"""Scenario files: one's own, what they include, their mistakes, and their scale."""

from __future__ import annotations

import re

import pyarrow.parquet as pq
import pytest

from graphring.errors import NotFoundError, SettingsError
from graphring.simulate import simulate
from graphring.simulate.scaling import LEAST, scaled
from graphring.simulate.scenario import scenario_named, scenario_of

RING = '[[rings]]\nstyle = "plain"\nname = "{}"\naccounts = 40\naddresses = 8\ncards = 5\n'


@pytest.fixture
def write(tmp_path):
    def written(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_a_file_of_ones_own_is_a_scenario_named_after_it(write, tmp_path):
    mine = write("mine.toml", 'title = "mine"\n[population]\npeople = 60\n' + RING.format("r"))
    world = simulate(mine, tmp_path / "world")
    assert (world.scenario, world.n_accounts) == ("mine", 100)


def test_included_scenarios_are_put_together_and_the_file_itself_has_the_last_word(write):
    write("parts/ring.toml", RING.format("below") + "[population]\npeople = 5\nvolume = 3\n")
    mine = write(
        "mine.toml",
        'includes = ["innocent", "parts/ring.toml"]\ntitle = "mine"\ndays = 20\n[population]\npeople = 70\n'
        + RING.format("own"),
    )
    made, innocent = scenario_named(mine), scenario_named("innocent")
    assert made.innocents == innocent.innocents
    assert [ring.name for ring in made.rings] == ["below", "own"]
    assert (made.name, made.title, made.days) == ("mine", "mine", 20)
    assert (made.population.people, made.population.volume) == (70, 3)


def test_includes_that_go_in_a_circle_or_nowhere_are_told(write):
    write("a.toml", 'includes = ["b.toml"]\n')
    with pytest.raises(SettingsError, match="includes itself"):
        scenario_named(write("b.toml", 'includes = ["a.toml"]\n'))
    with pytest.raises(NotFoundError, match="'demmo'"):
        scenario_named(write("c.toml", 'includes = ["demmo"]\n'))
    with pytest.raises(SettingsError, match="no list of names"):
        scenario_named(write("d.toml", 'includes = "demo"\n'))


def test_a_file_that_is_not_there_or_no_toml_is_told(write, tmp_path):
    with pytest.raises(NotFoundError, match="there is no scenario file"):
        scenario_named(str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"bad.toml is not a TOML file"):
        scenario_named(write("bad.toml", "title ="))


def test_every_mistake_of_a_file_is_told_at_once_with_its_name(write):
    mine = write(
        "mine.toml",
        'title = ""\ndays = 3\ncolour = 1\n[population]\npeople = 5\n[[rings]]\nstyle = "plain"\nname = "r"\n'
        '[[innocents]]\nkind = "office"\naccounts = 0\n[text]\nlanguages = {xx = 1}\n',
    )
    with pytest.raises(SettingsError, match=r"the scenario mine has 8 mistake") as told:
        scenario_named(mine)
    for word in ("title", "days", "colour", "accounts", "addresses", "cards", "office", "no words for xx"):
        assert word in str(told.value)


def test_mistakes_that_only_show_together_are_told_at_once():
    twice = [{"style": "plain", "name": "a", "accounts": 20, "addresses": 2, "cards": 2}] * 2
    raw = {"name": "x", "title": "x", "start": "2026-03-03T00:00:00Z", "release_day": 40, "rings": twice}
    with pytest.raises(SettingsError, match=r"release_day.*Monday.*same name: a"):
        scenario_of({**raw, "population": {"people": 5}})


def test_scale_keeps_accounts_for_each_card_and_address():
    whole = scenario_named("large")
    half = scaled(whole, 0.5)
    assert half.population.people == whole.population.people / 2
    for a, b in zip((*whole.innocents, *whole.rings), (*half.innocents, *half.rings), strict=True):
        assert b.accounts == pytest.approx(max(min(LEAST, a.accounts), a.accounts / 2), abs=0.5)
    a, b = whole.rings[0], half.rings[0]
    assert (b.cards, b.addresses, b.replaced, b.homes) == (a.cards / 2, a.addresses / 2, a.replaced / 2, a.homes / 2)
    assert (b.volume, b.templates, half.days) == (a.volume, a.templates, whole.days)


def test_a_small_group_keeps_ten_accounts_and_does_less_each_but_not_less_than_people_do():
    rings = {ring.name: ring for ring in scaled(scenario_named("large"), 0.01).rings}
    assert rings["rotation"].accounts == rings["young-keys"].accounts == LEAST
    assert LEAST * rings["rotation"].volume == pytest.approx(273 * 1_200 * 0.01)
    assert rings["young-keys"].volume == scenario_named("large").population.volume


def test_a_scale_at_which_a_group_makes_no_sense_is_told_with_the_scale():
    with pytest.raises(SettingsError, match=r"at a scale of 50 the scenario large has .* less than or equal to"):
        scaled(scenario_named("large"), 50)


@pytest.mark.parametrize("scale", [0, -1, 1000, float("nan")])
def test_a_scale_that_makes_no_sense_is_refused(scale, tmp_path):
    with pytest.raises(SettingsError, match="makes no sense; give one above 0"):
        simulate("demo", tmp_path / "world", scale=scale)


def test_a_scaled_world_has_that_part_of_the_exchanges(tmp_path):
    whole = simulate("demo", tmp_path / "whole").n_exchanges
    assert simulate("demo", tmp_path / "half", scale=0.5).n_exchanges == pytest.approx(whole / 2, rel=0.15)
    assert pq.read_metadata(tmp_path / "half" / "exchanges.parquet").num_rows < whole


def test_a_scale_names_no_field_that_no_group_has():
    from graphring.simulate import scaling

    counted = scaling._ROUNDED_UP | scaling._ROUNDED_DOWN | scaling._EXCHANGES
    there = {
        name
        for scenario in ("base", "large", "ring-plain")
        for ring in scenario_named(scenario).rings
        for name in type(ring).model_fields
    }
    assert counted <= there
    assert re.search(r"addresses, cards", scaling.__doc__)
