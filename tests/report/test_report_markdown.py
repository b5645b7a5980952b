"""The Markdown report, rendered by an independent renderer."""

from __future__ import annotations

import re

import made_summary
from markdown_it import MarkdownIt

from graphring.model.summary import RingSummary
from graphring.report import About, report_text
from graphring.report.as_markdown import index_text

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shape(text: str) -> list[str]:
    """The elements of a rendered document, without their words."""
    return re.findall(r"<(/?\w+)", RENDERER.render(text))


def test_hostile_words_leave_the_structure_alone(plain: RingSummary, hostile: RingSummary) -> None:
    assert shape(report_text(hostile, "md")) == shape(report_text(plain, "md"))


def test_nothing_in_it_runs_links_or_loads(hostile: RingSummary) -> None:
    text = report_text(hostile, "md")
    assert not set(shape(text)) & {"a", "img", "script", "details", "style", "iframe"}
    assert "](javascript:" not in text
    assert "://" not in text
    assert all(c.isprintable() or c == "\n" for c in text)


def test_tables_are_whole(anyone: RingSummary) -> None:
    for table in re.findall(r"<table>.*?</table>", RENDERER.render(report_text(anyone, "md")), re.S):
        rows = [len(re.findall(r"<t[dh]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.S)]
        assert len(set(rows)) == 1


def test_everybody_and_everything_is_in_it(plain: RingSummary) -> None:
    html = RENDERER.render(report_text(plain, "md"))
    ids = (
        [m.account_id for m in plain.members]
        + [e.entity_id for e in plain.entities]
        + [b.account_id for b in plain.bystanders]
    )
    assert [name for name in ids if name not in html] == []
    for title in ("Score", "Evidence", "Rival explanations", "Members", "Not suspects: bystanders", "Limits", "Method"):
        assert f"<h2>{title}</h2>" in html


def test_the_index_links_to_the_reports_only(plain: RingSummary, hostile: RingSummary, about: About) -> None:
    text = index_text([plain, hostile, made_summary.explained()], about)
    links = re.findall(r'href="([^"]*)"', RENDERER.render(text))
    assert len(links) == 3
    assert all(re.fullmatch(r"[a-z0-9_-]+\.md", link) for link in links)
    assert "No ring was found" in index_text([], about)
