"""The pages, read without a browser: complete, self-contained, inert, honest."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import made_summary
import pytest

from graphring.model.judged import TIERS
from graphring.model.summary import RingSummary
from graphring.report import About, report_text
from graphring.report.as_html import index_text
from graphring.report.escaping import shown
from graphring.report.roster import LISTED

ALLOWED_ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id", "style", "scope", "data-k",
    "data-fixed", "aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex", "open", "viewbox", "width",
    "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "d", "fill", "stroke-width", "stroke-opacity",
    "text-anchor", "patternunits", "patterntransform",
}  # fmt: skip
BLOCKS = {
    "p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "figcaption", "summary", "desc", "title", "caption", "div",
    "span",
}  # fmt: skip
LIKELIHOOD = re.compile(
    r"\b(likelihood|probability|probable|probably|almost no chance|unlikely|roughly even|likely|almost certain)\b", re.I
)
VOID = {"meta", "link", "br", "img", "rect", "circle", "line", "path"}


class Page(HTMLParser):
    """Elements, attributes and texts by block."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.blocks: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in BLOCKS:
            self.blocks.append("")
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            return
        if self.blocks:
            self.blocks[-1] += data
        if self.headings and self.headings[-1][0] in self.open:
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)


@pytest.fixture(params=["ring", "index"])
def text(request: pytest.FixtureRequest, hostile: RingSummary, about: About) -> str:
    return report_text(hostile, "html") if request.param == "ring" else index_text([hostile], about)


@cache
def html(ring_id: str, verdict: str) -> str:
    """Pages are made once for all tests that only read them."""
    return report_text(next(s for s in everyone() if (s.ring_id, s.verdict) == (ring_id, verdict)), "html")


@cache
def parsed(ring_id: str, verdict: str) -> Page:
    return Page(html(ring_id, verdict))


def everyone() -> list[RingSummary]:
    made = (made_summary.plain(), made_summary.plain(8), made_summary.huge())
    return [*made, made_summary.explained(), made_summary.weak(), made_summary.hostile()]


def test_hostile_words_add_no_element_and_no_attribute(text: str) -> None:
    page = Page(text)
    assert page.open == []
    assert page.tags["script"] == 1
    assert page.tags["style"] == 1
    assert not set(page.tags) & {"img", "iframe", "object", "embed", "form", "base", "audio", "video", "input"}
    assert {name for _, name, _ in page.attributes} <= ALLOWED_ATTRIBUTES
    assert all(c.isprintable() or c == "\n" for c in text)


def test_nothing_is_loaded_or_left(text: str) -> None:
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text.replace("url(#hatch)", "")
    links = [value for _, name, value in Page(text).attributes if name in ("href", "src")]
    assert all(re.fullmatch(r"data:,|#[a-z]+|[a-z0-9_-]+\.html|[a-z0-9_-]+-members\.csv", link) for link in links)


def test_the_policy_allows_exactly_our_script(text: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = [v for _, n, v in Page(text).attributes if n == "content" and "default-src" in v]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-")
    assert f"script-src 'sha256-{digest}';" in policy


def test_every_part_is_there(anyone: RingSummary) -> None:
    text, page = html(anyone.ring_id, anyone.verdict), parsed(anyone.ring_id, anyone.verdict)
    h2 = [words for tag, words in page.headings if tag == "h2"]
    assert h2 == ["Key figures", "Who shares what", "Score", "Evidence", "Time", "Rival explanations", "Members",
                  "Not suspects: bystanders", "Limits", "Method"]  # fmt: skip
    assert [tag for tag, _ in page.headings].count("h1") == 1
    anchors = {v for _, n, v in page.attributes if n == "id"}
    assert {v[1:] for t, n, v in page.attributes if t == "a" and v.startswith("#")} <= anchors
    assert not re.search(r"<th(?! [^>]*scope=)[ >]", text)


def test_every_member_entity_row_and_bystander_is_in_it(plain: RingSummary) -> None:
    blocks = "\n".join(Page(report_text(plain, "html")).blocks)
    told = [m.account_id for m in plain.members] + [e.entity_id for e in (*plain.entities, *plain.hubs)]
    told += [b.account_id for b in plain.bystanders] + [r.detail for r in plain.signals] + list(plain.missing)
    told += [r.detail for h in plain.hypotheses for r in h.rows] + list(plain.method.inputs) + list(plain.bottom_line)
    told += [reason for r in plain.signals for reason in r.innocent_reasons] + [plain.method.settings_sha256]
    assert [words for words in told if shown(words) not in blocks] == []
    assert all(f"{r.points:+.2f}".replace("-", "−") in blocks for r in plain.signals)


def test_the_first_of_five_thousand_members_are_in_it_and_folded(huge: RingSummary) -> None:
    text = html(huge.ring_id, huge.verdict)
    for tier in TIERS:
        own = [m.account_id for m in huge.members if m.tier == tier]
        assert [f"<code>{name}</code>" in text for name in own] == [n < LISTED for n in range(len(own))]
    assert '<details open class="">' not in text.split('id="members"')[1].split("</section>")[0]
    assert len(text) < 2_000_000


def test_likelihood_and_confidence_never_share_a_sentence(anyone: RingSummary) -> None:
    for block in parsed(anyone.ring_id, anyone.verdict).blocks:
        for sentence in re.split(r"[.;!?]\s", block):
            assert not (LIKELIHOOD.search(sentence) and "confidence" in sentence.lower()), sentence


def test_what_is_not_calibrated_is_not_invented(anyone: RingSummary) -> None:
    assert "not calibrated yet" in html(anyone.ring_id, anyone.verdict)


def test_what_is_calibrated_is_told(plain: RingSummary) -> None:
    text = report_text(plain.model_copy(update={"probability": 0.87}), "html")
    assert "not calibrated yet" not in text
    assert "0.87" in text


def test_nobody_is_named_as_operator(anyone: RingSummary) -> None:
    flat = " ".join(html(anyone.ring_id, anyone.verdict).split())
    assert "No operator is named. Naming one takes a statement that a person signs; none is on file." in flat
    assert ("This report stops at “coordinated”." in flat) == (anyone.verdict == "ring")


def test_rows_that_do_not_add_up_are_told(plain: RingSummary) -> None:
    assert "do not add up" in report_text(plain.model_copy(update={"score": plain.score + 1}), "html")


def test_the_index_tells_what_went_in_and_out(plain: RingSummary, huge: RingSummary, about: About) -> None:
    flat = " ".join(" ".join(Page(index_text([plain, huge], about)).blocks).split())
    for words in ("1 ring and 1 for review", "70 read, 60 used, 7 rejected, 3 repeated", "no trusted cohort",
                  "5,040 accounts are in groups", "23 more groups were judged", plain.bottom_line[0],
                  "0003-5be09a7c"):  # fmt: skip
        assert words in flat


def test_an_empty_index_says_so(about: About) -> None:
    text = index_text([], about.model_copy(update={"inputs": (), "notices": (), "counts": {}}))
    assert "No ring was found" in text
    assert "can't be found this way" in text or "can&#39;t be found this way" in text
