"""A ring that no page can list: the first of its members in the page, all of them in a file beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import made_summary
import pytest
from playwright.sync_api import Browser

import graphring as gr
from graphring.api.ring import Ring
from graphring.model.summary import Member, RingSummary
from graphring.report import write_report
from graphring.report.escaping import shown
from graphring.report.roster import COLUMNS, LISTED, is_whole, roster_text

MOST_BYTES = 5_000_000
MOST_ELEMENTS = 40_000  # a laptop draws so many in well under a second


@pytest.fixture(scope="module")
def enormous() -> RingSummary:
    return made_summary.enormous()


@pytest.fixture(scope="module")
def written(enormous: RingSummary, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_report(enormous, tmp_path_factory.mktemp("roster"), ("html",))


def test_a_ring_of_20_000_gives_a_small_page_and_a_file_beside_it(
    written: list[Path], enormous: RingSummary, chromium: Browser
) -> None:
    page, roster = written
    assert (page.suffix, roster.name) == (".html", f"{enormous.ring_id}-members.csv")
    assert page.stat().st_size < MOST_BYTES
    opened = chromium.new_page(viewport={"width": 390, "height": 844})
    opened.goto(page.as_uri())
    assert opened.locator("*").count() < MOST_ELEMENTS
    assert opened.locator("table.members tbody tr").count() == sum(
        min(LISTED, sum(m.tier == tier for m in enormous.members)) for tier in ("core", "likely", "peripheral")
    )
    assert opened.locator("dl.tiles").inner_text().count("20,000") == 1
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    link = opened.locator("#members a")
    assert (link.get_attribute("href"), link.inner_text()) == (roster.name, roster.name)
    opened.close()


def test_the_file_holds_every_member(written: list[Path], enormous: RingSummary) -> None:
    rows = read(written[1])
    assert [row["account_id"] for row in rows] == [m.account_id for m in enormous.members]
    assert len(rows) == 20_000
    assert sum(int(row["n_exchanges"]) for row in rows) == enormous.n_exchanges == 200_000


def test_a_page_that_lists_everybody_needs_no_file(tmp_path: Path, plain: RingSummary) -> None:
    assert is_whole(plain)
    assert [path.name for path in write_report(plain, tmp_path)] == [f"{plain.ring_id}.html"]
    page = (tmp_path / f"{plain.ring_id}.html").read_text(encoding="utf-8")
    assert "-members.csv" not in page
    assert "The list to copy" in page


def test_a_report_under_another_name_has_its_file_beside_it(tmp_path: Path, enormous: RingSummary) -> None:
    ring: gr.Ring = Ring(enormous)
    assert ring.report(tmp_path / "mine.html") == tmp_path / "mine.html"
    assert {path.name for path in tmp_path.iterdir()} == {"mine.html", f"{enormous.ring_id}-members.csv"}


def test_hostile_names_stay_names(tmp_path: Path, hostile: RingSummary) -> None:
    """No formula, no control, no row more; what was hidden is written out."""
    path = tmp_path / "members.csv"
    path.write_text(roster_text(hostile), encoding="utf-8", newline="")
    rows = read(path)
    assert [row["account_id"].removeprefix("'") for row in rows] == [name(m) for m in hostile.members]
    assert all(c.isprintable() or c == "\n" for c in path.read_text(encoding="utf-8"))
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row.values())
    assert any(cell.startswith("'=") for row in rows for cell in row.values())


def name(member: Member) -> str:
    return shown(member.account_id).removeprefix("'")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    return rows
