"""What a notebook shows of a case: tables and a drawing in which no text of a file is markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pytest

import graphring as gr
from graphring.model.ingested import FileResult, IngestResult
from graphring.report import report_text

HOSTILE = "<script>alert(1)</script>\u202e<img src=x onerror=alert(2)>\x1b[31m"


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def sober(text: str) -> bool:
    allowed = {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "b", "h4", "pre"}
    return Tags(text).found <= allowed and all(c.isprintable() or c == "\n" for c in text)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> gr.Case:
    """A ring of six and forty others, in a folder with a hostile name."""
    rows = [(f"<b>ring-{n % 6}", f"203.0.113.{n % 2}", f"<i>job-{n % 2}") for n in range(60)]
    rows += [(f"person-{n}", f"198.51.{n}.7", f"own-{n}") for n in range(40)]
    columns = dict(zip(("account_id", "ip", "template_id"), map(list, zip(*rows, strict=True)), strict=True))
    columns["time"] = [f"2026-03-{1 + n % 20:02}T10:00:00Z" for n in range(len(rows))]
    made = gr.Case.create(tmp_path_factory.mktemp("x") / HOSTILE.replace("/", "-"), key="key-for-this-test-only")
    made.ingest(pa.table(columns))
    made.find_rings()
    return made


def test_tables_are_tables_and_nothing_else(case: gr.Case) -> None:
    run = case.run()
    group = run.groups[0]
    shown = [
        case._repr_html_(),
        run._repr_html_(),
        run.groups._repr_html_(),
        group._repr_html_(),
        group.why()._repr_html_(),
    ]
    assert [text for text in shown if not sober(text)] == []
    assert run.id in shown[0]
    assert "<table>" in shown[2]
    assert group.id in shown[2]


def test_what_became_of_files_is_a_table() -> None:
    file = FileResult(path=HOSTILE, kind="exchanges", rows=1200, used=1199, rejected=1, notices=(HOSTILE,))
    text = IngestResult(files=(file,), notices=(HOSTILE,))._repr_html_()
    assert sober(text)
    assert "<td>1,200</td>" in text
    assert "&lt;script&gt;" in text


def test_the_picture_is_one_whole_drawing_that_says_what_the_page_says(case: gr.Case, tmp_path: Path) -> None:
    group = case.run().groups[0]
    drawn = group.picture()
    root = ET.fromstring(drawn._repr_svg_())
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags <= {"svg", "style", "rect", "g", "path", "text", "tspan", "circle", "title"}
    words = {" ".join("".join(e.itertext()).split()) for e in root.iter("{http://www.w3.org/2000/svg}text")}
    page = report_text(group.summary, "html")
    assert any("203.0.113." in text for text in words)
    assert all(text in page for text in {"network"} & words)
    assert repr(drawn).startswith("<RingPicture")
