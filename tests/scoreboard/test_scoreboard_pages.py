"""What the pages say follows from the rows; what is in the repository is made of the rows in the repository."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from board.curves import chart, charts, points
from board.losses import better_peers, broken, louder, missed
from board.pages import all_tables, readers_page
from board.rows import OURS, read_rows, write_rows
from board.sums import CONTENDERS, all_flagged, flagged
from board.svg import Chart, Line, drawn
from board.tables import OURS_BOTH, OURS_RING
from scoreboard_made import row

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "scoreboard"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_page_for_readers_is_made_of_the_newest_results() -> None:
    assert (ROOT / "docs" / "scoreboard.md").read_text(encoding="utf-8") == readers_page(read_rows(RESULTS))


@pytest.mark.parametrize("folder", [RESULTS, RESULTS / "quick"], ids=["full", "quick"])
def test_the_tables_are_made_of_the_newest_results(folder: Path) -> None:
    assert (folder / "scoreboard.md").read_text(encoding="utf-8") == all_tables(read_rows(folder))


def test_the_charts_are_made_of_the_newest_results() -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "scoreboard").glob("*.svg")}
    assert kept == charts(read_rows(RESULTS))


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows = [row(seed=1), row(seed=0), row(method="fraudar", failed="took too long"), row("curve-jitter", value=0.5)]
    for world in ("town", "curve-jitter"):
        write_rows(tmp_path, world, [one for one in rows if one.world == world])
    assert read_rows(tmp_path) == sorted(rows, key=lambda one: one.key)
    write_rows(tmp_path, "town", rows[:1])
    assert read_rows(tmp_path) == [rows[3], rows[0]]


def test_a_peer_that_does_better_is_named_with_both_figures_largest_difference_first() -> None:
    rows = [row("a", f1=0.5, review=0.8), row("a", "fraudar", 0.7), row("b", f1=0.2), row("b", "fraudar", 0.9)]
    rows += [row("c", f1=0.5), row("c", "fraudar", 0.505), row("d", "fraudar", 0.9)]
    assert list(better_peers(rows)) == [
        "**b**: FRAUDAR 0.90, graphring 0.20 (with review 0.20)",
        "**a**: FRAUDAR 0.70, graphring 0.50 (with review 0.80)",
    ]


def test_a_ring_that_is_missed_is_named_with_its_accounts_over_all_seeds() -> None:
    rows = [row(found=20), row(found=60, seed=1), row("b", found=95), row("c", "fraudar", found=0)]
    assert list(missed(rows)) == ["pool in **town**: 80 of 200 accounts"]


def test_a_peer_that_makes_fewer_false_rings_is_named_unless_it_finds_nothing() -> None:
    rows = [row("a", flagged=40), row("a", "fraudar", 0.5, flagged=20), row("b", flagged=20), row("b", "fraudar", 0.0)]
    assert list(louder(rows)) == ["**a**: graphring 4, FRAUDAR 2"]
    rows = [row("c", n_true=0, f1=None, flagged=10), row("c", "fraudar", None, n_true=0)]
    assert list(louder(rows)) == ["**c**: graphring 1, FRAUDAR 0"]


def test_a_curve_says_where_it_breaks_and_who_does_better_there() -> None:
    rows = [row("demo", f1=0.95), row("demo", "components", 0.5)]
    rows += [row("curve-jitter", value=v, f1=f) for v, f in ((0.5, 0.6), (1.0, 0.3))]
    rows += [row("curve-jitter", "components", value=v, f1=0.5) for v in (0.5, 1.0)]
    assert list(broken(rows)) == ["jitter: F1 below 0.5 at 1; behind connected components somewhere"]


def test_a_page_without_a_loss_says_so_and_one_with_a_loss_names_it() -> None:
    page = readers_page([row(), row(method="fraudar", f1=0.3)])
    assert "No peer has a better account F1 than graphring in any scenario." in page
    assert "Never flagged: big office, ordinary." in page
    page = readers_page([row(flagged=40), row(method="fraudar", f1=0.95)])
    assert "* **town**: FRAUDAR 0.95, graphring 0.90" in page
    assert "| big office | 1,000 | 2,000 (" in page
    assert "Never flagged: ordinary." in page


def test_a_method_that_was_not_run_is_said_to_be() -> None:
    assert "| WCC and Louvain in Neo4j GDS | not run: no server |" in readers_page([row()])
    assert "| FRAUDAR | not run: took too long |" in readers_page(
        [row(), row(method="fraudar", failed="took too long")]
    )


def test_a_measurement_that_failed_is_told_and_in_no_mean() -> None:
    page = readers_page([row(f1=0.5), row(seed=1, failed="took too long")])
    assert "Failed: graphring on town, seed 1 (took too long)." in page
    assert "| graphring, ring | 0.50 | 0.50 | 0.50 |" in page


def test_a_hostile_fault_stays_in_its_cell() -> None:
    page = all_tables([row(failed="a | b")])
    assert "| failed: a   b |" in page


def test_innocents_of_several_seeds_are_counted_together() -> None:
    rows = [row(flagged=40), row(flagged=0, seed=1), row(method="fraudar", flagged=1000)]
    assert [(k.kind, k.n_accounts, k.n_flagged) for k in flagged(rows, OURS_BOTH)] == [
        ("big_office", 2000, 40),
        ("ordinary", 10_000, 0),
    ]
    assert all_flagged(rows, OURS_RING).n_flagged == 20
    assert all_flagged([], OURS_RING) is None


def test_the_interval_is_wilsons() -> None:
    low, high = flagged([row(flagged=100)], OURS_BOTH)[0].interval()
    assert (round(low), round(high)) == (8291, 12_015)  # 100 of 1,000, from a published table of Wilson's interval
    assert flagged([row(flagged=0)], OURS_BOTH)[0].interval()[0] == 0


def test_an_effort_of_nothing_is_the_world_itself() -> None:
    rows = [row("demo", f1=0.9), row("demo", f1=0.7, seed=1), row("curve-jitter", value=1.0, f1=0.5)]
    assert list(points(rows, "jitter")) == [0.0, 1.0]
    (line,) = [line for line in chart(rows, "jitter").lines if line.name == "graphring, ring"]
    assert (line.y, line.low, line.high) == (pytest.approx([0.8, 0.5]), [0.7, 0.5], [0.9, 0.5])
    assert chart(rows, "camouflage") is None


def test_a_chart_is_well_formed_with_a_line_for_each_method_and_hostile_words_inert() -> None:
    line = Line(1, "<b>", [0, 1], [1.0, 0.0], [0.5, 0.0], [1.0, 0.5])
    text = drawn(Chart('a "title" <script>', "x", "y", [(0, "0"), (1, "1")], [line, line]))
    lines = ET.fromstring(text).findall(f"{SVG}polyline")
    assert len(lines) == 2
    (first_x, first_y), (last_x, last_y) = (map(float, at.split(",")) for at in lines[0].attrib["points"].split())
    assert first_x < last_x
    assert first_y < last_y, "1 is above 0"


def test_every_contender_has_a_line_of_its_own_in_the_table() -> None:
    assert len({contender.title for contender in CONTENDERS}) == len(CONTENDERS)
    assert CONTENDERS[0].method == OURS
