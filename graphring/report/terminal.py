"""Why a group has its score, as plain text in the columns of a terminal: what `graphring why` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from graphring.model.judged import HypothesisResult
from graphring.model.kinds import FAMILIES
from graphring.model.summary import RingSummary, SharedEntity
from graphring.report.escaping import columns, middle_out
from graphring.report.score import score
from graphring.report.words import NOT_CALIBRATED, VERDICT_WORDS, common, day, moment, signed, thresholds
from graphring.report.wrapping import wrapped

WIDTH: Final = 100
"""Columns where nothing is known of the terminal; wider lines are hard to follow."""
_NARROWEST: Final = 50
_ONE_LINE: Final = 80
"""From so many columns on, a shared thing stands in one line with its dates."""
_INDENT: Final = 21
"""Width of the columns points and family, where the words begin."""
_MOST_OF_FAMILY: Final = 8


def why_text(summary: RingSummary, width: int = WIDTH) -> str:
    """Rows that add up to the score, the entities and hubs behind them, the best rival and what would settle it.

    No line is wider than `width` columns, of which there are 50 to 100.
    """
    fitting = max(_NARROWEST, min(width, WIDTH))
    parts = (_head, _score, _entities, _hubs, _rival, _limits)
    return "\n\n".join("\n".join(part(summary, fitting)) for part in parts) + "\n"


def _head(s: RingSummary, width: int) -> Iterator[str]:
    yield from wrapped(width, s.title)
    yield from wrapped(width, f"{s.ring_id} · {VERDICT_WORDS[s.verdict][0].lower()}: {VERDICT_WORDS[s.verdict][1]}")
    yield ""
    for sentence in s.bottom_line:
        yield from wrapped(width, sentence)
    yield ""
    yield from wrapped(width, s.verdict_reason[:1].upper() + s.verdict_reason[1:])
    yield from wrapped(width, f"Confidence: {s.confidence} ({'; '.join(s.confidence_reasons)})")
    yield f"Probability: {NOT_CALIBRATED if s.probability is None else f'{s.probability:.2f}'}"
    yield from wrapped(
        width, f"Active: {moment(s.first_seen)} to {moment(s.last_seen)} UTC, {s.n_exchanges:,} exchanges"
    )


def _score(s: RingSummary, width: int) -> Iterator[str]:
    made = score(s)
    yield (
        "SCORE   log10 odds; the rows add up exactly"
        if made.exact
        else "SCORE   THE ROWS DO NOT ADD UP: make another run"
    )
    yield from _row(width, s.prior, "", "Prior: how plausible a ring is before anything is looked at.")
    for step in made.steps:
        if step.row is not None:
            yield from _row(width, step.points, step.row.family or "", step.row.title, step.row.detail)
            if step.row.innocent_reasons:
                yield from wrapped(width, f"innocent: {'; '.join(step.row.innocent_reasons)}", _INDENT)
    yield "  ------"
    yield from _row(width, s.score, "", "score")
    if thresholds(s):
        yield from wrapped(width, thresholds(s), _INDENT)


def _row(width: int, value: Decimal, family: str, *told: str) -> Iterator[str]:
    first, *rest = told
    lines = wrapped(width, first, _INDENT)
    yield f"{signed(value):>8}   {family:<10}{next(lines).strip()}"
    yield from lines
    for text in rest:
        yield from wrapped(width, text, _INDENT)


def _entities(s: RingSummary, width: int) -> Iterator[str]:
    yield from wrapped(
        width, f"SHARED   {s.n_entities:,} things, the most telling of each family first; weight in nats"
    )
    if not s.entities:
        yield "  nothing that would tell the members from others"
    for family in FAMILIES:
        own = [e for e in s.entities if e.family == family]
        yield from _table(s, own[:_MOST_OF_FAMILY], width)
        if len(own) > _MOST_OF_FAMILY:
            yield f"{'':13}and {len(own) - _MOST_OF_FAMILY:,} more of {family} in the report"


def _hubs(s: RingSummary, width: int) -> Iterator[str]:
    yield "HUBS     shared, but by so many that they count low"
    if not s.hubs:
        yield "  none that a fifth of the members share"
    for hub in s.hubs:
        yield from _table(s, (hub,), width)
        reason = ": ".join(text for text in (hub.entity_class or "", hub.class_reason or "") if text)
        yield from wrapped(width, reason or "very many accounts have it", 13)


def _table(s: RingSummary, entities: Sequence[SharedEntity], width: int) -> Iterator[str]:
    """What is shared, by how many, its weight, first and last day; the days go down where a terminal is narrow."""
    wide = width >= _ONE_LINE
    counts = max((len(f"{e.n_members:,} of {s.n_members:,}") for e in entities), default=0)
    room = min(38, width - counts - (44 if wide else 21))
    for e in entities:
        name = middle_out(f"{e.title} {e.entity_id}", room)
        padded = name + " " * (room - columns(name))
        days = f"{day(e.first_seen)} {day(e.last_seen)}"
        first = f"  {e.family:<10} {padded} {f'{e.n_members:,} of {s.n_members:,}':>{counts}} {e.weight:>6.1f}"
        yield f"{first}  {days}" if wide else first
        outside = f"outside: {common(e.n_outside, e.n_trusted_outside)}"
        yield from wrapped(width, outside if wide else f"{outside}; {days}", 13)


def _rival(s: RingSummary, width: int) -> Iterator[str]:
    best = s.best_rival
    yield from wrapped(width, f"BEST RIVAL   {best.id} {best.name}")
    yield from wrapped(width, best.claim, 2)
    yield from _support(best, width)
    yield from wrapped(width, f"What would settle it: {s.settles}", 2)
    others = ", ".join(f"{h.id} {h.name} {signed(h.support)}" for h in s.hypotheses[1:])
    yield from wrapped(width, f"Other rivals: {others or 'none'}", 2)


def _support(rival: HypothesisResult, width: int) -> Iterator[str]:
    yield from _row(width, rival.prior, "", "prior")
    for row in (*rival.rows_for, *rival.rows_against):
        yield from _row(width, row.points, "for" if row.points > 0 else "against", row.detail)
    yield "  ------"
    yield from _row(width, rival.support, "", "support")


def _limits(s: RingSummary, width: int) -> Iterator[str]:
    for title, texts in (("MISSING", s.missing), ("WOULD CHANGE THE VERDICT", s.would_change)):
        yield title
        for text in texts or ("nothing",):
            yield from wrapped(width, text, 2, "- ")
