"""Rings as Markdown: the same as the page, as text that stays text whatever renders it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graphring.model.judged import TIERS
from graphring.model.summary import RingSummary
from graphring.report import words
from graphring.report.about import About
from graphring.report.activity import hours, timeline
from graphring.report.escaping import Plain, file_name, markdown
from graphring.report.score import score

_TEMPLATES: Final = Path(__file__).parent / "templates"


def ring_text(summary: RingSummary) -> str:
    """The report of one group."""
    return _text(
        "ring.md.j2", s=summary, score=score(summary), matters=words.matters(summary), timeline=timeline(summary),
        hours=hours(summary), tiers=[(t, [m for m in summary.members if m.tier == t]) for t in TIERS],
        thresholds=words.thresholds(summary),
    )  # fmt: skip


def index_text(summaries: Sequence[RingSummary], about: About) -> str:
    """The list of groups."""
    return _text("index.md.j2", rings=summaries, about=about)


def _text(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values).rstrip("\n") + "\n"


def _plain(value: Any, form: str = "{:,}") -> Plain:
    """A number as it is: nothing in it needs escaping."""
    return Plain(form.format(value))


@cache
def _environment() -> Environment:
    """Templates whose every value is escaped, save the numbers and dates that the filters here make."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - this is no HTML: `finalize` escapes every value for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=markdown,
    )
    made.filters.update(
        n=_plain, signed=lambda v: Plain(words.signed(v)), moment=lambda v: Plain(words.moment(v)),
        day=lambda v: Plain(words.day(v)), percent=words.percent,
        one=lambda v: _plain(v, "{:.1f}"), two=lambda v: _plain(v, "{:.2f}"),
        file_name=lambda v: Plain(file_name(v)),
    )  # fmt: skip
    made.globals.update(words=words)
    return made
