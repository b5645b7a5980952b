"""A world whose every text attacks its reader goes the whole way: nothing of it runs, hides, moves or leaves."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
from collections import Counter
from pathlib import Path

import hostile_world
import pytest
from installed import COMMAND, TEST_KEY, Graphring
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from rich.cells import cell_len

CASE = f"case <i>=2 {hostile_world.ESC}[1m{hostile_world.RLO}"
LISTINGS = ("members", "rejects")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
LOADERS = """[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())
  .filter(name => name.startsWith('on') || ['src', 'srcdoc', 'action'].includes(name))"""
OURS = {
    "html", "head", "meta", "title", "link", "style", "body", "script", "a", "header", "div", "p", "span", "code", "h1",
    "h2", "h3", "nav", "ol", "ul", "li", "main", "section", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr",
    "th", "td", "caption", "button", "details", "summary", "figure", "figcaption", "svg", "desc", "g", "path", "text",
    "tspan", "rect", "circle", "line", "defs", "pattern", "article", "strong", "b", "i", "pre", "footer",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, its reports in `out` and the evaluation in `e.html`; what was said stands in `said`."""
    folder = tmp_path_factory.mktemp("hostile")
    files, truth = hostile_world.write(folder)
    said = []
    for words in (
        ("ingest", CASE, *files),
        ("find", CASE),
        ("report", CASE, "--to", "out", "--format", "html", "--format", "md", "--format", "json"),
        ("evaluate", CASE, "--truth", truth, "--to", "e.html"),
    ):
        env = {**os.environ, "GRAPHRING_KEY": TEST_KEY}
        done = subprocess.run([COMMAND, *map(str, words)], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout + done.stderr)
    (folder / "said").write_text("".join(said), encoding="utf-8")
    return folder


def silent(text: str) -> list[str]:
    """Characters that act or hide, save line ends."""
    return [c for c in text if unicodedata.category(c) in SILENT and c != "\n"]


def on_terminal(folder: Path, columns: int, *words: str) -> str:
    """What a command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    env |= {"TERM": "xterm-256color", "COLUMNS": str(columns), "GRAPHRING_KEY": TEST_KEY}
    command = [COMMAND, words[0], CASE, *words[1:]]
    with subprocess.Popen(command, cwd=folder, env=env, stdout=theirs, stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        read = b""
        while piece := _piece(ours):
            read += piece
    os.close(ours)
    assert process.returncode == 0
    return read.decode().replace("\r\n", "\n")


def _piece(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:  # Linux says so when the other end was closed
        return b""


def test_the_words_on_the_way_do_nothing(folder: Path) -> None:
    said = (folder / "said").read_text(encoding="utf-8")
    assert silent(said) == []
    assert "\\x1b[31m" in said
    assert "9 rejected" in said


@pytest.mark.parametrize("command", LISTINGS)
def test_csv_holds_no_formula_and_gives_back_what_json_says(graphring: Graphring, folder: Path, command: str) -> None:
    disarmed, exact = (graphring(command, CASE, *more, cwd=folder).stdout for more in ((), ("--exact",)))
    told = json.loads(graphring(command, CASE, "--format", "json", cwd=folder).stdout)
    rows, bare = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in (disarmed, exact))
    assert not [v for row in rows for v in row.values() if v.startswith(FORMULA) and not re.fullmatch(r"-?[\d.]+", v)]
    texts = [{name: value for name, value in row.items() if isinstance(value, str)} for row in told]
    dated = {"first_seen", "last_seen"}
    for row, plain, wanted in zip(rows, bare, texts, strict=True):
        for name in wanted.keys() - dated:
            assert plain[name] == wanted[name]
            assert row[name] in (wanted[name], f"'{wanted[name]}")
    if command == "rejects":
        assert {row["value"] for row in told} >= {t for t in hostile_world.HIDDEN if len(t) < 100 and t.isprintable()}


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_what_fits_and_nothing_that_acts(folder: Path, columns: int) -> None:
    """One id of 500 characters took the whole width, and every other column was gone."""
    ring = json.loads((folder / "out" / "index.json").read_text(encoding="utf-8"))["rings"][0]["ring_id"]
    more = (("communities",), ("rejects",)) if columns == 60 else ()
    for words in (*more, ("rings",), ("members",), ("why", ring), ("evaluate", "--truth", "truth.csv")):
        text = COLOURS.sub("", on_terminal(folder, columns, *words))
        assert silent(text) == [], words
        assert max(map(cell_len, text.splitlines())) <= columns, words
        assert "z" * 60 not in text
        if words[0] == "members":
            assert text.count(ring) == len(hostile_world.LOUD)
            assert "core" in text
            assert "零壱弐参" in text


def test_no_page_runs_loads_or_holds_anything_foreign(chromium: Browser, folder: Path) -> None:
    """In a real Chromium, with every list open: dialogs, console, requests, elements, hidden characters."""
    pages = [*sorted((folder / "out").glob("*.html")), folder / "e.html"]
    assert len(pages) == 3
    for path in pages:
        page = chromium.new_page()
        seen: list[str] = []
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))  # noqa: B023
        page.on("console", lambda message: seen.append(message.text))  # noqa: B023
        page.on("pageerror", lambda error: seen.append(str(error)))  # noqa: B023
        page.on("request", lambda request: seen.append(request.url))  # noqa: B023
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        page.wait_for_load_state("networkidle")
        assert seen == [path.as_uri()]
        tags = Counter(page.evaluate("[...document.querySelectorAll('*')].map(e => e.localName)"))
        assert set(tags) <= OURS
        assert (tags["script"], tags["style"]) == (1, 1)
        links = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
        assert all(re.fullmatch(r"#\w+|[\w-]+\.html", link) for link in links)
        assert page.evaluate(LOADERS) == []
        text = page.locator("body").inner_text()
        assert silent(text.replace("\t", " ")) == []
        assert ("<script>alert(1)</script>" in text) == (path.name != "index.html")
        page.close()


def test_markdown_renders_to_words_and_our_links_only(folder: Path) -> None:
    renderer = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for path in sorted((folder / "out").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert silent(text) == []
        html = renderer.render(text)
        tags = set(re.findall(r"<(\w+)", html))
        assert tags <= {
            "h1",
            "h2",
            "h3",
            "p",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "strong",
            "em",
            "code",
            "a",
        }
        assert all(re.fullmatch(r"[\w-]+\.md", link) for link in re.findall(r'href="([^"]*)"', html))
        assert path.name != "index.md" or "href=" in html


def test_json_is_ascii_and_exact(folder: Path) -> None:
    for path in sorted((folder / "out").glob("ring-*.json")):
        text = path.read_text(encoding="utf-8")
        assert text.isascii()
        assert silent(text) == []
        names = {member["account_id"] for member in json.loads(text)["members"]}
        assert {hostile_world.LOUD[0] + "0", hostile_world.LOUD[9] + "9"} <= names
