"""Who can read the pages: axe-core's rules, a keyboard alone, a printer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any
from unicodedata import normalize

import made_evaluation
import made_summary
import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from graphring.report import About, write_evaluation, write_index, write_report

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SCREENS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1366, "height": 768}}
A4 = 688  # pixels of CSS between the margins
OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll('*')].indexOf(e), tag: e.tagName,
    outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    seen: box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  };
}"""
CONTROLS = """() => {
  const every = [...document.querySelectorAll('*')];
  const controls = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')];
  return controls.filter(e => e.checkVisibility()).map(e => every.indexOf(e));
}"""
BEYOND = """most => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && !e.closest('.hidden') && e.getBoundingClientRect().right > most + 1)
  .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`).slice(0, 5)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, about: About) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    rings = (made_summary.plain(), made_summary.explained(), made_summary.weak())
    made = {"index": write_index(rings, about, folder)[0], "ring": write_report(rings[0], folder)[0]}
    return {**made, "evaluation": write_evaluation(made_evaluation.full(), folder / "evaluation.html", "a run")}


@pytest.mark.parametrize(("screen", "scheme"), [("phone", "light"), ("laptop", "dark")])
@pytest.mark.parametrize("name", ["index", "ring", "evaluation"])
def test_axe_finds_nothing_against_it(
    chromium: Browser, pages: dict[str, Path], name: str, screen: str, scheme: Any
) -> None:
    """Every rule of WCAG 2.1 A and AA, and axe-core's own good practice, with every list open."""
    page = opened(chromium, pages[name], viewport=SCREENS[screen], color_scheme=scheme)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == SCREENS[screen]["width"]
    page.close()


@pytest.mark.parametrize("name", ["index", "ring", "evaluation"])
def test_tab_reaches_everything_and_shows_where_it_is(chromium: Browser, pages: dict[str, Path], name: str) -> None:
    """In the order of the page, each control once, seen and outlined."""
    page = opened(chromium, pages[name], viewport=SCREENS["laptop"])
    controls, visited = page.evaluate(CONTROLS), []
    for _ in controls:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert (at["outlined"], at["seen"]) == (True, True), at
        visited.append(at["place"])
    assert visited == controls
    assert len(controls) > 10
    page.close()


def test_the_skip_link_skips_and_a_list_opens_with_enter(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(pages["ring"].as_uri())
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    lists = page.locator("summary", has_text="The list to copy")
    lists.focus()
    page.keyboard.press("Enter")
    assert page.locator("pre.copy").is_visible()
    page.keyboard.press("Space")
    assert not page.locator("pre.copy").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["index", "ring", "evaluation"])
def test_on_paper_it_is_whole_and_white(chromium: Browser, pages: dict[str, Path], name: str, tmp_path: Path) -> None:
    """Even of a dark screen, and with no table wider than the paper."""
    page = chromium.new_page(viewport={"width": A4, "height": 971}, color_scheme="dark")
    page.goto(pages[name].as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(BEYOND, A4) == []
    for part in ("body", ".masthead", ".scroll"):
        assert page.locator(part).first.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    headings = [" ".join(text.split()) for text in page.locator("h2").all_inner_texts()]
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    page.close()
    # Fonts differ from machine to machine; some print two letters as one (a ligature).
    texts = [normalize("NFKC", paper.extract_text()) for paper in PdfReader(tmp_path / "page.pdf").pages]
    printed = [" ".join(text.split()) for text in texts]
    assert len(printed) > 1
    assert all(printed)
    assert [heading for heading in headings if heading not in " ".join(printed)] == []


def test_the_sum_of_the_score_is_printed_once(chromium: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    """The foot of the table was printed below every page, as if the score were reached there."""
    page = chromium.new_page()
    page.goto(pages["ring"].as_uri())
    page.emulate_media(media="print")
    assert page.locator(".score tfoot").evaluate("e => getComputedStyle(e).display") == "table-row-group"
    page.close()


def opened(chromium: Browser, path: Path, **how: Any) -> Page:
    page = chromium.new_page(**how)
    page.goto(path.as_uri())
    page.evaluate(OPEN_ALL)
    return page
