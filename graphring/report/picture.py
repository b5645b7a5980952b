"""The picture of a ring as shapes: members in the middle, what they share on both sides by family."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from typing import Final

from graphring.model.judged import Tier
from graphring.model.kinds import FAMILIES, Family
from graphring.model.summary import RingSummary, SharedEntity
from graphring.report.arrangement import Arrangement, Side, arranged, pill_height, stack
from graphring.report.bundles import Bundle, bundled
from graphring.report.escaping import middle_out
from graphring.report.lines import LEFT, RIGHT, Line, lines

WIDTH: Final = 960
_MOST_OF_FAMILY: Final = 24
"""A column of more is no picture; the table lists them."""
_LABEL: Final = 22
_MOST_NAMED: Final = 14


@dataclass(frozen=True)
class Thing:
    """A shared entity: a bar whose height grows with its members."""

    x: float
    y: float
    height: float
    family: Family
    label: str
    n_members: int
    told: str
    left: bool


@dataclass(frozen=True)
class Heading:
    """The name of a family above its entities."""

    x: float
    y: float
    family: Family
    n: int
    left: bool


@dataclass(frozen=True)
class Dot:
    """Members: a dot for one, a pill with their number for many."""

    y: float
    size: float
    n: int
    tier: Tier
    label: str
    told: str
    pill: bool


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in a box of WIDTH by `height`."""

    height: float
    headings: tuple[Heading, ...]
    things: tuple[Thing, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    rule: str
    n_left_out: int
    n_faint: int


def picture(summary: RingSummary) -> Picture:
    """The picture of a summary; the same for the same summary."""
    places = _drawn(summary)
    drawn = frozenset(i for own in places.values() for i in own)
    members = bundled(summary, drawn)
    made = arranged(places, members.bundles)
    dots = _dots(made)
    return Picture(
        height=round(made.height),
        headings=_headings(made),
        things=_things(summary, made),
        dots=dots,
        lines=lines(summary.entities, made, [dot.y for dot in dots]),
        rule=members.rule,
        n_left_out=max(0, summary.n_entities - len(drawn)),
        n_faint=sum(bundle.n_faint for bundle in made.bundles),
    )


def _drawn(summary: RingSummary) -> Side:
    """Places of the entities to draw: the specific ones, of each family the most telling."""
    specific = any(entity.specific for entity in summary.entities)
    places: Side = defaultdict(list)
    for i, entity in enumerate(summary.entities):
        if (entity.specific or not specific) and len(places[entity.family]) < _MOST_OF_FAMILY:
            places[entity.family].append(i)
    return {name: places[name] for name in FAMILIES if places.get(name)}


def _headings(made: Arrangement) -> tuple[Heading, ...]:
    return tuple(
        Heading(LEFT if left else RIGHT, y, name, len(side[name]), left)
        for side, left in zip(made.sides, (True, False), strict=True)
        for name, y in stack(side, made.height, made.pitch)[1].items()
    )


def _things(summary: RingSummary, made: Arrangement) -> tuple[Thing, ...]:
    spots = made.spots
    most = max((summary.entities[i].n_members for i in spots), default=1)
    placed = [
        (summary.entities[i], spots[i], left)
        for side, left in zip(made.sides, (True, False), strict=True)
        for own in side.values()
        for i in own
    ]
    reach = made.pitch - 8
    return tuple(_thing(e, y, 4 + reach * sqrt(e.n_members / most), left=left) for e, y, left in placed)


def _thing(entity: SharedEntity, y: float, height: float, *, left: bool) -> Thing:
    counts = f"{entity.n_members:,} members, {entity.n_outside:,} accounts outside"
    told = f"{entity.title} {middle_out(entity.entity_id, 80)}: {counts}"
    return Thing(
        x=LEFT if left else RIGHT, y=round(y, 1), height=round(height, 1), family=entity.family,
        label=middle_out(entity.entity_id, _LABEL), n_members=entity.n_members, told=told, left=left,
    )  # fmt: skip


def _dots(made: Arrangement) -> tuple[Dot, ...]:
    """Members from top to bottom, evenly spread over the height."""
    sizes = [10.0 if made.single else pill_height(bundle) for bundle in made.bundles]
    free = (made.height - 28 - sum(sizes)) / max(1, len(sizes))
    gap = max(0.5, min(free, 60.0 if made.single else 16.0))
    start = (made.height - sum(sizes) - gap * (len(sizes) - 1)) / 2
    ends = [start + end for end in accumulate(size + gap for size in sizes)]
    named = made.single and len(sizes) <= _MOST_NAMED
    return tuple(
        _dot(bundle, round(end - gap - size / 2, 1), size, single=made.single, named=named)
        for bundle, end, size in zip(made.bundles, ends, sizes, strict=True)
    )


def _dot(bundle: Bundle, y: float, size: float, *, single: bool, named: bool) -> Dot:
    told = middle_out(bundle.name, 60) if bundle.name else f"{bundle.n:,} members"
    label = middle_out(bundle.name, 20) if named else ""
    return Dot(y, round(size, 1), bundle.n, bundle.tier, label, f"{told}, {bundle.tier}", not single)
