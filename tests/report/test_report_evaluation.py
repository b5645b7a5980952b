"""The page of an evaluation in a real Chromium: inert, complete without JavaScript, readable on any screen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import made_evaluation
import pytest
from playwright.sync_api import Browser
from test_report_browser import CONTRAST, Seen, widths
from test_report_json import faults

import graphring as gr
from graphring.errors import StorageError
from graphring.model.evaluation import Evaluation, schema
from graphring.report import evaluation_text
from graphring.report.plots import LEFT, RIGHT, flagged, quality

PUBLISHED = Path(__file__).parents[2] / "docs" / "evaluation.schema.json"
NAMES = ("full", "hostile", "nothing")


@pytest.fixture(scope="module")
def made() -> dict[str, Evaluation]:
    return {name: getattr(made_evaluation, name)() for name in NAMES}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Evaluation]) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    what = f"run 1 of {made_evaluation.HOSTILE}"
    return {name: gr.write_evaluation(made[name], folder / f"{name}.html", what) for name in NAMES}


def test_no_foreign_script_runs_and_no_request_leaves(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    seen = Seen(page, pages["hostile"])
    page.mouse.wheel(0, 9000)
    assert seen.requests == [pages["hostile"].as_uri()]
    assert (seen.words, seen.dialogs, page.evaluate("window.__ran")) == ([], [], [])
    text = page.locator("body").inner_text()
    assert "<script>alert(1)</script>{{ 7*7 }}" in text
    assert "49" not in re.findall(r"\{\{.{0,9}", text)
    assert "\\u202e" in text
    assert "\u202e" not in page.content()
    page.close()


def test_without_javascript_it_says_everything(
    chromium: Browser, pages: dict[str, Path], made: dict[str, Evaluation]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["full"].as_uri())
    full = made["full"]
    assert page.locator("h1").inner_text() == "4 of 7 planted rings found, 3 false"
    assert page.locator("section h2").count() == 9
    assert page.locator("svg").count() == 3
    assert page.locator("table.planted tbody tr").count() == len(full.ring_by_ring) == 7
    assert page.locator("#innocents tbody tr").count() == len(full.innocents)
    rows = page.locator("#quality tbody tr").all_inner_texts()
    accounts = full.accounts["ring"]
    assert accounts.precision is not None
    assert f"{accounts.precision:.3f}" in rows[0]
    assert page.locator("#probabilities tbody tr").count() == len(
        full.calibration.reliability if full.calibration else ()
    )
    context.close()


def test_tables_sort(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(pages["full"].as_uri())
    names = page.locator("table.planted tbody th")
    assert names.first.inner_text() == "hydra"
    page.locator("table.planted thead th", has_text="Overlap").locator("button").click()
    assert names.first.inner_text() == "small-2"
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_never_scrolls_sideways(chromium: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(pages[name].as_uri())
    whole, seen = widths(page)
    assert whole <= seen == width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(chromium: Browser, pages: dict[str, Path], scheme: Any) -> None:
    page = chromium.new_page(color_scheme=scheme)
    page.goto(pages["full"].as_uri())
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_bars_end_where_their_values_are(made: dict[str, Evaluation]) -> None:
    e = made["full"]
    drawn = {(line.name, mark.level): mark for line in quality(e).lines for mark in line.marks}
    assert len(drawn) == 12
    for level in ("ring", "ring+review"):
        value, bounds = e.rings[level].f1, e.rings[level].f1_interval
        assert value is not None
        assert bounds is not None
        mark = drawn["Rings: F1", level]
        places = [(x - LEFT) / (RIGHT - LEFT) for x in (mark.x, mark.low, mark.high)]
        assert places == pytest.approx([value, *bounds], abs=1e-3)
        assert f"{value:.3f}" in mark.told


def test_kinds_are_drawn_worst_first_and_further_right(made: dict[str, Evaluation]) -> None:
    plot = flagged(made["full"])
    assert plot is not None
    assert [line.name for line in plot.lines] == [row.kind for row in made["full"].innocents]
    wide = [line.marks[1].x for line in plot.lines]
    assert wide == sorted(wide, reverse=True)
    assert all(LEFT <= mark.low <= mark.x <= mark.high <= RIGHT for line in plot.lines for mark in line.marks)


@pytest.mark.parametrize("name", NAMES)
def test_its_json_fits_the_published_schema(made: dict[str, Evaluation], name: str) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == schema()
    text = made[name].to_json()
    assert text.isascii()
    assert faults(json.loads(text), published, published) == []
    assert Evaluation.model_validate_json(text) == made[name]
    assert faults({**json.loads(text), "more": 1}, published, published)


def test_it_says_itself_in_short(made: dict[str, Evaluation]) -> None:
    assert repr(made["full"]).splitlines()[2].endswith("4 of 7 rings found, 3 false>")
    assert "precision –" in repr(made["nothing"])
    assert "No ring is planted, and none was found" in evaluation_text(made["nothing"], "")


def test_a_page_that_can_not_be_written_is_one_sentence(made: dict[str, Evaluation], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="can't write"):
        gr.write_evaluation(made["nothing"], tmp_path / "file" / "page.html")
