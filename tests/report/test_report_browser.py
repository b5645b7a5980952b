"""The pages in a real Chromium: inert, complete with and without JavaScript, never wider than the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_summary
import pytest
from playwright.sync_api import Browser, Page

from graphring.model.summary import RingSummary
from graphring.report import About, write_index, write_report

WATCH = """
window.__ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print', 'fetch']) {
  window[name] = (...words) => { window.__ran.push(name); };
}
"""


class Seen:
    """What a page did while it was open."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.words: list[str] = []
        self.dialogs: list[str] = []
        page.add_init_script(WATCH)
        self.blocked: list[tuple[str, str | None]] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("requestfailed", lambda r: self.blocked.append((r.url, r.failure)))
        page.on("console", lambda m: self.words.append(m.text))
        page.on("pageerror", lambda e: self.words.append(str(e)))
        page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, about: About) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    rings = (made_summary.plain(), made_summary.hostile(), made_summary.huge(), made_summary.plain(8))
    (index,) = write_index(rings, about, folder)
    written = [write_report(ring, folder)[0] for ring in rings]
    return dict(zip(("plain", "hostile", "huge", "small", "index"), [*written, index], strict=True))


def widths(page: Page) -> Any:
    return page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")


@pytest.mark.parametrize("name", ["hostile", "index"])
def test_no_foreign_script_runs_and_no_request_leaves(chromium: Browser, pages: dict[str, Path], name: str) -> None:
    page = chromium.new_page()
    seen = Seen(page, pages[name])
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = !d.open; })")
    page.mouse.wheel(0, 5000)
    assert seen.requests == [pages[name].as_uri()]
    assert seen.words == []
    assert seen.dialogs == []
    assert page.evaluate("window.__ran") == []
    assert page.title().startswith("javascript" if name == "hostile" else "mycase")
    page.close()


def test_the_policy_stops_what_would_slip_through(chromium: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    """Even a page into which somebody wrote a script and an image runs and loads nothing."""
    attack = "<script>alert(1)</script><img src='https://evil.invalid/p.png' onerror='alert(2)'></main>"
    path = tmp_path / "tampered.html"
    path.write_text(pages["plain"].read_text(encoding="utf-8").replace("</main>", attack), encoding="utf-8")
    page = chromium.new_page()
    seen = Seen(page, path)
    assert page.evaluate("window.__ran") == []
    assert set(seen.requests) - {path.as_uri()} == {"https://evil.invalid/p.png"}
    assert seen.blocked == [("https://evil.invalid/p.png", "csp")]  # refused before it left
    assert any("Content Security Policy" in words for words in seen.words)
    page.close()


def test_tables_sort_by_mouse_and_by_keyboard(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(pages["plain"].as_uri())
    table = page.locator("table.members").first
    header = table.locator("thead th", has_text="Exchanges")
    place = header.evaluate("h => h.cellIndex")

    def values() -> list[int]:
        return [int(v.replace(",", "")) for v in table.locator(f"tbody tr > :nth-child({place + 1})").all_inner_texts()]

    before = values()
    header.locator("button").click()
    assert values() == sorted(before) != before
    assert header.get_attribute("aria-sort") == "ascending"
    header.locator("button").focus()
    page.keyboard.press("Enter")
    assert values() == sorted(before, reverse=True)
    assert header.get_attribute("aria-sort") == "descending"
    page.close()


def test_the_index_sorts_and_its_links_open(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.goto(pages["index"].as_uri())
    members = page.locator("table.index tbody tr > :nth-child(5)")
    page.locator("table.index thead th", has_text="Members").locator("button").click()
    assert members.all_inner_texts() == ["8", "40", "40", "5,000"]
    page.locator("table.index a", has_text="8 accounts").click()
    assert page.locator("h1").inner_text().startswith("8 accounts")
    page.close()


def test_without_javascript_the_page_is_complete(chromium: Browser, pages: dict[str, Path], plain: RingSummary) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["plain"].as_uri())
    assert page.locator("section h2").count() == 10
    assert page.locator("svg").count() >= 3
    assert page.locator("table.members tbody tr").count() == plain.n_members
    assert page.locator("table thead button").count() == 0
    summary = page.locator("summary", has_text="The list to copy")
    summary.click()
    assert page.locator("pre.copy").is_visible()
    assert plain.members[-1].account_id in page.locator("pre.copy").inner_text()
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize("name", ["plain", "hostile", "huge", "index"])
def test_the_page_never_scrolls_sideways(chromium: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    whole, seen = widths(page)
    assert whole <= seen == width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(chromium: Browser, pages: dict[str, Path], scheme: Any) -> None:
    """Contrast of at least 4.5 for every text of the page, as WCAG AA asks."""
    page = chromium.new_page(color_scheme=scheme)
    page.goto(pages["plain"].as_uri())
    assert page.evaluate(CONTRAST) == []
    page.goto(pages["index"].as_uri())
    assert page.evaluate(CONTRAST) == []
    page.close()


def test_it_prints_without_boxes_that_cut(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.emulate_media(media="print")
    page.goto(pages["plain"].as_uri())
    assert page.locator(".scroll.tall").first.evaluate("e => getComputedStyle(e).overflowY") == "visible"
    assert not page.locator("nav.contents").is_visible()
    assert page.pdf()[:4] == b"%PDF"
    page.close()


CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => {
    const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = e => {
    for (let n = e; n; n = n.parentElement) {
      const c = parse(getComputedStyle(n).backgroundColor);
      if (c.length === 3 || (c.length === 4 && c[3] === 1)) return c;
    }
    return [255, 255, 255];
  };
  const faint = e => {
    let o = 1;
    for (let n = e; n; n = n.parentElement) o *= Number(getComputedStyle(n).opacity);
    return o;
  };
  const found = new Set();
  for (const e of document.querySelectorAll('main *, header *, nav *, footer *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('svg') || !e.getClientRects().length) continue;
    const back = ground(e), o = faint(e);
    const ink = parse(getComputedStyle(e).color).slice(0, 3).map((v, i) => v * o + back[i] * (1 - o));
    const [a, b] = [lum(ink), lum(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim().slice(0, 30)}`);
  }
  return [...found].slice(0, 20);
}"""
