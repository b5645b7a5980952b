"""Rings as single HTML pages that open from disk: no network, no script but one that sorts tables."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from graphring.model.summary import RingSummary
from graphring.report import words
from graphring.report.about import About
from graphring.report.activity import hours, spark, timeline
from graphring.report.escaping import csv_cell, file_name, middle_out, shown
from graphring.report.picture import picture
from graphring.report.roster import LISTED, by_tier, is_whole, roster_name
from graphring.report.score import score

_TEMPLATES: Final = Path(__file__).parent / "templates"
OPEN_LIST: Final = 60
"""Lists of up to so many members stand open; longer ones open at a click."""


def ring_text(summary: RingSummary) -> str:
    """The page of one group."""
    return page(
        "ring.html.j2", s=summary, matters=words.matters(summary), score=score(summary), picture=picture(summary),
        timeline=timeline(summary), hours=hours(summary), tiers=by_tier(summary), columns=_columns(summary),
        roster=None if is_whole(summary) else roster_name(summary),
        thresholds=words.thresholds(summary).replace("-", "−"),
    )  # fmt: skip


def index_text(summaries: Sequence[RingSummary], about: About) -> str:
    """The page that lists groups."""
    return page("index.html.j2", rings=summaries, about=about, sparks=[spark(s) for s in summaries])


def picture_text(summary: RingSummary) -> str:
    """Who shares what as a drawing of its own, an SVG that loads nothing; a reader's notebook shows it."""
    style = Markup(_file("picture.css"))  # noqa: S704 - a file of this package
    return _environment().get_template("picture.svg.j2").render(picture=picture(summary), style=style)


def page(template: str, **values: Any) -> str:
    """A page of that template: everything in one file, our own style and script in it."""
    own = {"style": _file("style.css"), "script": _file("sort.js"), "script_digest": _digest()}
    ours = {name: Markup(text) for name, text in own.items()}  # noqa: S704 - files of this package
    return _environment().get_template(template).render(**ours, **values)


def _columns(summary: RingSummary) -> frozenset[str]:
    """Columns of the member table that say anything."""
    names = ("role", "created_at", "organisation", "email_domain", "enforced", "trusted")
    return frozenset(name for name in names if any(getattr(m, name) for m in summary.members))


@cache
def _file(name: str) -> str:
    """A file of the page, without what would end its element."""
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


@cache
def _digest() -> str:
    """What the content security policy calls our one script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_file("sort.js").encode()).digest()).decode()


def _inert(value: Any) -> Markup:
    """A value as text of the page; addresses are broken up, so that nothing makes links of them."""
    if isinstance(value, Markup):
        return value
    return Markup(str(escape(shown(value))).replace("://", ":&#47;/"))  # noqa: S704 - escaped just here


@cache
def _environment() -> Environment:
    """Templates whose every value is shown with hidden characters written out, then escaped."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_inert,
    )  # fmt: skip
    made.filters.update(
        signed=lambda v: words.signed(v).replace("-", "−"), moment=words.moment, day=words.day, percent=words.percent,
        csv_cell=csv_cell, short=middle_out, n="{:,}".format, file_name=file_name,
    )  # fmt: skip
    made.globals.update(words=words, OPEN_LIST=OPEN_LIST, LISTED=LISTED)
    return made
