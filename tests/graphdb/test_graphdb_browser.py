"""Questions in the real Neo4j Browser in a real Chromium: opened by link, pasted, from what was dropped onto it."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from installed import COMMAND
from local_neo4j import Neo4j
from planted import with_first_day
from playwright.sync_api import Browser, Page, expect

from graphring.graphdb.browser import browser_of, link, saved_queries, style
from graphring.graphdb.queries import library

EDITOR = ".monaco-editor"
DROP = """([where, name, bytes]) => {
  const held = new DataTransfer();
  held.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
  for (const what of ['dragenter', 'dragover', 'drop']) {
    const event = new DragEvent(what, {dataTransfer: held, bubbles: true, cancelable: true});
    document.querySelector(where).dispatchEvent(event);
  }
}"""
LIBRARY = library()


@pytest.fixture(scope="module")
def server(neo4j_server: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Neo4j:
    return with_first_day(neo4j_server, tmp_path_factory.mktemp("planted"))


@pytest.fixture
def page(chromium: Browser, server: Neo4j) -> Iterator[Page]:
    """Browser, opened by the link to the rings and logged in; pasting is allowed."""
    with server.connect() as graph:
        url = link(browser_of(graph), server.address, LIBRARY.named("rings").text)
    context = chromium.new_context(viewport={"width": 1500, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(url)
    page.fill('[data-testid="password"]', server.password)
    page.keyboard.press("Enter")
    shows(page, "You are connected as user")
    expect(page.locator(".view-lines").first).to_contain_text(re.compile("Rings.today"))
    yield page
    context.close()


def run(page: Page) -> None:
    page.click('[data-testid="editor-Run"]')


def paste(page: Page, text: str) -> None:
    page.click(EDITOR)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")
    page.wait_for_timeout(300)
    run(page)


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, [EDITOR, name, base64.b64encode(content).decode()])


def shows(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=30_000)


def test_a_link_opens_with_the_question_and_runs_it(page: Page) -> None:
    run(page)
    shows(page, "12 accounts on 4 payment instruments")


@pytest.mark.parametrize(
    ("name", "nodes"),
    [("rings_graph", 3 + 6 + 4 + 4), ("account_why_graph", None), ("ring_skeleton_graph", None)],
)
def test_a_pasted_picture_is_drawn(page: Page, name: str, nodes: int | None) -> None:
    """Of each ring two things a family at most: A has four families, of which two have one thing; B and C have two."""
    paste(page, LIBRARY.named(name).text)
    shows(page, re.compile(rf"Displaying {nodes or '[0-9]+'} nodes, [1-9][0-9]* relationships"))


def test_values_are_changed_in_the_line_that_says_so(page: Page) -> None:
    paste(page, LIBRARY.named("rings").pasted({"verdict": "review"}))
    shows(page, "6 accounts on 3 payment instruments")
    expect(page.get_by_text("12 accounts on 4 payment instruments")).to_have_count(0)


def test_dropped_queries_are_saved_under_their_titles(page: Page) -> None:
    drop(page, "graphring-queries.zip", saved_queries(LIBRARY.queries))
    page.click('[data-testid="navigationFavorites"], [title="Favorites"]')
    page.get_by_text("graphring", exact=True).first.click()
    shows(page, "Rings that wait for a person")
    shows(page, "What am I looking at")


def test_a_dropped_style_is_the_style(page: Page) -> None:
    drop(page, "graphring.grass", style().encode())
    shows(page, ":style")
    paste(page, LIBRARY.named("rings_graph").text)
    shows(page, re.compile("Displaying"))
    colour = "rgb(193, 18, 31)"  # of rings, in the style
    assert page.evaluate(
        "colour => [...document.querySelectorAll('circle')].some(c => getComputedStyle(c).fill === colour)", colour
    )


def test_the_guide_opens(page: Page, tmp_path: Path) -> None:
    words = [COMMAND, "queries", "guide"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as guide:
        assert guide.stdout
        paste(page, guide.stdout.readline().strip())
        try:
            shows(page, "One account")
            shows(page, "What do we know of this account")
        finally:
            guide.terminate()
