"""Groups and their details to ring summaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from graphring.judge.group import Group
from graphring.judge.measuring import Context, shared
from graphring.judge.summary import parts, words
from graphring.judge.summary.details import Details, details
from graphring.judge.summary.ties import tie_of
from graphring.judge.verdict import confidence
from graphring.model.points import points
from graphring.model.summary import Method, RingSummary

_BLOCK: Final = 150_000
"""Members told of at a time."""
_DAY: Final = ("day", "n_exchanges", "n_accounts")


def summaries(context: Context, groups: Sequence[Group], method: Method, max_degree: int) -> Iterator[RingSummary]:
    """One summary for each group, in their order, without ids; `method` is completed with what each was found with.

    Block by block: details of a million members at once take gigabytes.
    """
    for block in _blocks(groups):
        shared(context, [g.candidate.members for g in block], everything=True)
        found = details(context, [g.ruling.verdict for g in block], max_degree)
        for c, group in enumerate(block):
            yield _summary(context, found, c, group, method)
            found.let_go(c)


def _blocks(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups in stretches of not much more than a block of members."""
    block: list[Group] = []
    n_members = 0
    for group in groups:
        block.append(group)
        n_members += group.measures.size
        if n_members >= _BLOCK:
            yield block
            block, n_members = [], 0
    if block:
        yield block


def _summary(context: Context, found: Details, c: int, group: Group, method: Method) -> RingSummary:
    settings, people = context.settings.judge, group.measures.people
    sure, why = confidence(group.measures, settings)
    days = found.days[c]
    return RingSummary.model_validate(dict(
        ring_id="", title=words.title(group, settings), verdict=group.ruling.verdict,
        verdict_reason=group.ruling.reason, score=group.score, prior=points(settings.prior),
        confidence=sure, confidence_reasons=why, bottom_line=words.bottom_line(group, settings),
        n_members=group.measures.size, n_exchanges=people.n_exchanges, first_seen=_since(people.first_seen, days),
        last_seen=people.last_seen, gaps=gaps([d["day"] for d in days]), signals=group.rows,
        families=parts.families(group, settings), hypotheses=group.rivals, settles=group.rivals[0].settles,
        members=parts.members(found.members[c], found.shares, group, settings),
        days=[{name: day[name] for name in _DAY} for day in days], hours=_hours(context, group),
        missing=words.missing(group.measures), would_change=words.would_change(group, settings),
        method=method.model_copy(update={
            "resolution": group.candidate.resolution, "stability": group.measures.stability,
        }),
        **_entities(found, c, has_cohort=context.population.n_trusted is not None), **_ties(context, found, c),
        **_bystanders(found, c, group),
    ))  # fmt: skip


def _entities(found: Details, c: int, *, has_cohort: bool) -> dict[str, Any]:
    rows = found.entities[c]
    return {
        "entities": tuple(parts.entity(r, has_cohort=has_cohort) for r in rows if not r["hub"]),
        "hubs": tuple(parts.entity(r, has_cohort=has_cohort) for r in rows if r["hub"]),
        "n_entities": rows[0]["n_entities"] if rows else 0,
    }


def _ties(context: Context, found: Details, c: int) -> dict[str, Any]:
    rows = found.ties[c]
    ties = tuple(tie_of(r, found.items[r["a"], r["b"]], context.settings.ties) for r in rows)
    return {"ties": ties, "n_ties": rows[0]["n_ties"] if rows else 0}


def _bystanders(found: Details, c: int, group: Group) -> dict[str, Any]:
    if group.ruling.verdict == "weak":
        return {"bystanders": (), "n_bystanders": None}
    rows = found.bystanders[c]
    return {"bystanders": tuple(parts.bystander(r) for r in rows), "n_bystanders": rows[0]["n_all"] if rows else 0}


def _since(first_seen: datetime | None, days: Sequence[dict[str, Any]]) -> datetime | None:
    """When the members became active: not before their first day with exchanges, however old a card on file is."""
    if first_seen is None or not days:
        return first_seen
    return max(first_seen, datetime.combine(days[0]["day"], time.min, first_seen.tzinfo))


def _hours(context: Context, group: Group) -> tuple[int, ...]:
    return tuple(context.rhythm.hours[group.candidate.members].sum(axis=0).tolist())


def gaps(days: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """Stretches without any activity between the first and the last of these days (ascending), inclusive."""
    one = timedelta(days=1)
    return tuple((a + one, b - one) for a, b in pairwise(days) if b - a > one)
