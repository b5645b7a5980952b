"""Why a group has its score, as plain text of at most 100 columns: what `graphring why` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from graphring.model.judged import HypothesisResult
from graphring.model.kinds import FAMILIES
from graphring.model.summary import RingSummary, SharedEntity
from graphring.report.escaping import middle_out, shown
from graphring.report.score import score
from graphring.report.words import NOT_CALIBRATED, VERDICT_WORDS, common, day, moment, signed, thresholds

_WIDTH: Final = 100
_INDENT: Final = 21
"""Width of the columns points and family, where the words begin."""
_MOST_OF_FAMILY: Final = 8


def why_text(summary: RingSummary) -> str:
    """Rows that add up to the score, the entities and hubs behind them, the best rival and what would settle it."""
    parts = (_head, _score, _entities, _hubs, _rival, _limits)
    return "\n\n".join("\n".join(part(summary)) for part in parts) + "\n"


def _head(s: RingSummary) -> Iterator[str]:
    yield from _wrapped(s.title)
    yield from _wrapped(f"{s.ring_id} · {VERDICT_WORDS[s.verdict][0].lower()}: {VERDICT_WORDS[s.verdict][1]}")
    yield ""
    for sentence in s.bottom_line:
        yield from _wrapped(sentence)
    yield ""
    yield from _wrapped(s.verdict_reason[:1].upper() + s.verdict_reason[1:])
    yield from _wrapped(f"Confidence: {s.confidence} ({'; '.join(s.confidence_reasons)})")
    yield f"Probability: {NOT_CALIBRATED if s.probability is None else f'{s.probability:.2f}'}"
    yield f"Active: {moment(s.first_seen)} to {moment(s.last_seen)} UTC, {s.n_exchanges:,} exchanges"


def _score(s: RingSummary) -> Iterator[str]:
    made = score(s)
    yield (
        "SCORE   log10 odds; the rows add up exactly"
        if made.exact
        else "SCORE   THE ROWS DO NOT ADD UP: make another run"
    )
    yield from _row(s.prior, "", "Prior: how plausible a ring is before anything is looked at.")
    for step in made.steps:
        if step.row is not None:
            yield from _row(step.points, step.row.family or "", step.row.title, step.row.detail)
            if step.row.innocent_reasons:
                yield from _wrapped(f"innocent: {'; '.join(step.row.innocent_reasons)}", _INDENT)
    yield "  ------"
    yield from _row(s.score, "", "score")
    if thresholds(s):
        yield from _wrapped(thresholds(s), _INDENT)


def _row(value: Decimal, family: str, *told: str) -> Iterator[str]:
    first, *rest = told
    lines = _wrapped(first, _INDENT)
    yield f"{signed(value):>8}   {family:<10}{next(lines).strip()}"
    yield from lines
    for text in rest:
        yield from _wrapped(text, _INDENT)


def _entities(s: RingSummary) -> Iterator[str]:
    yield f"SHARED   {s.n_entities:,} things, the most telling of each family first; weight in nats"
    if not s.entities:
        yield "  nothing that would tell the members from others"
    for family in FAMILIES:
        own = [e for e in s.entities if e.family == family]
        yield from _table(s, own[:_MOST_OF_FAMILY])
        if len(own) > _MOST_OF_FAMILY:
            yield f"{'':13}and {len(own) - _MOST_OF_FAMILY:,} more of {family} in the report"


def _hubs(s: RingSummary) -> Iterator[str]:
    yield "HUBS     shared, but by so many others that they count low"
    if not s.hubs:
        yield "  none that a fifth of the members share"
    for hub in s.hubs:
        yield from _table(s, (hub,))
        reason = ": ".join(text for text in (hub.entity_class or "", hub.class_reason or "") if text)
        yield from _wrapped(reason or "very many accounts have it", 13)


def _table(s: RingSummary, entities: Sequence[SharedEntity]) -> Iterator[str]:
    for e in entities:
        name = middle_out(f"{e.title} {e.entity_id}", 38)
        members = f"{e.n_members:,} of {s.n_members:,}"
        first = f"  {e.family:<10} {name:<38} {members:>14} {e.weight:>6.1f}  {day(e.first_seen)} {day(e.last_seen)}"
        yield first.rstrip()
        yield f"{'':13}outside: {common(e.n_outside, e.n_trusted_outside)}"


def _rival(s: RingSummary) -> Iterator[str]:
    best = s.best_rival
    yield from _wrapped(f"BEST RIVAL   {best.id} {best.name}")
    yield from _wrapped(best.claim, 2)
    yield from _support(best)
    yield from _wrapped(f"What would settle it: {s.settles}", 2)
    others = ", ".join(f"{h.id} {h.name} {signed(h.support)}" for h in s.hypotheses[1:])
    yield from _wrapped(f"Other rivals: {others or 'none'}", 2)


def _support(rival: HypothesisResult) -> Iterator[str]:
    yield from _row(rival.prior, "", "prior")
    for row in (*rival.rows_for, *rival.rows_against):
        yield from _row(row.points, "for" if row.points > 0 else "against", row.detail)
    yield "  ------"
    yield from _row(rival.support, "", "support")


def _limits(s: RingSummary) -> Iterator[str]:
    for title, texts in (("MISSING", s.missing), ("WOULD CHANGE THE VERDICT", s.would_change)):
        yield title
        for text in texts or ("nothing",):
            yield from _wrapped(text, 2, "- ")


def _wrapped(text: str, indent: int = 0, lead: str = "") -> Iterator[str]:
    """`text` in lines that fit, made inert; never without a line."""
    space = " " * indent
    lines = textwrap.wrap(
        shown(text),
        _WIDTH,
        initial_indent=space + lead,
        subsequent_indent=space + " " * len(lead),
        break_on_hyphens=False,
    )
    yield from lines or [space]
