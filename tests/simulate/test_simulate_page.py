"""docs/scenarios.md tells every scenario and every setting there is, as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphring.simulate.page import page
from graphring.simulate.scenario import scenario_named, scenario_names

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_make_docs_makes():
    assert page(TEXT) == TEXT, "run make docs"


@pytest.mark.parametrize("name", scenario_names())
def test_a_scenario_has_its_section_with_its_rings_and_people(name):
    section = re.search(rf"^### {name}$(.*?)^##", TEXT, re.MULTILINE | re.DOTALL)
    assert section
    scenario = scenario_named(name)
    assert scenario.title in section[1]
    assert f"{scenario.population.people:,} ordinary people" in section[1]
    assert all(f"`{ring.name}`, style {ring.style} | {ring.accounts:,} |" in section[1] for ring in scenario.rings)
    assert section[1].count("| innocents, kind ") == len(scenario.innocents)


def test_the_page_says_range_default_and_meaning_of_a_setting():
    assert "| mobile_only | number from 0 to 1 | 0.6 | share without a line at home |" in TEXT
    assert "| people | whole number from 1 to 2,000,000 |  | ordinary accounts, a person each |" in TEXT


def test_the_files_on_the_page_are_scenarios(tmp_path):
    files = re.findall(r"^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert files
    for number, text in enumerate(files):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        assert scenario_named(str(path)).rings
