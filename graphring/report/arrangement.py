"""In which order entities and members stand, so that few lines cross, and how high everything is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import Final

from graphring.model.kinds import FAMILIES, Family
from graphring.report.bundles import Bundle

Side = dict[Family, list[int]]
"""Places of entities by family, in the order they stand."""

TOP: Final = 14.0
HEADING: Final = 26.0
PITCH: Final = 21.0
_WIDEST_PITCH: Final = 34.0
_APART: Final = 14.0
_SWEEPS: Final = 6
"""Sweeps of the barycentre heuristic; the order settles after three or four."""


@dataclass(frozen=True)
class Arrangement:
    """Left and right side, bundles from top to bottom, and the heights that follow."""

    sides: tuple[Side, Side]
    bundles: tuple[Bundle, ...]
    height: float
    pitch: float

    @property
    def single(self) -> bool:
        """Whether every bundle is one member: they are drawn as dots."""
        return all(bundle.n == 1 for bundle in self.bundles)

    @property
    def spots(self) -> dict[int, float]:
        """The middle of every entity."""
        return {i: y for side in self.sides for i, y in stack(side, self.height, self.pitch)[0].items()}


def arranged(places: Side, bundles: tuple[Bundle, ...]) -> Arrangement:
    """Families on two sides, everything ordered by what it is joined to; the same for the same input."""
    sides = _split(places)
    height, pitch = _heights(sides, bundles)
    made = Arrangement(sides, bundles, height, pitch)
    first = _cutting(sides, bundles)
    for _ in range(_SWEEPS):
        made = _swept(made, first)
    return made


def stack(side: Side, height: float, pitch: float) -> tuple[dict[int, float], dict[Family, float]]:
    """The middle of every entity and the base line of every heading of one side, centred in `height`."""
    y = max(TOP, (height - _needed(side, pitch)) / 2)
    spots: dict[int, float] = {}
    heads: dict[Family, float] = {}
    for name, own in side.items():
        heads[name] = y + 14
        spots |= {i: y + HEADING + (place + 0.5) * pitch for place, i in enumerate(own)}
        y += HEADING + len(own) * pitch + _APART
    return spots, heads


def pill_height(bundle: Bundle) -> float:
    """How high many members are drawn as one: it grows with the root of their number."""
    return min(34.0, 14.0 + sqrt(bundle.n) / 2)


def _needed(side: Side, pitch: float) -> float:
    return sum(HEADING + len(own) * pitch + _APART for own in side.values()) - (_APART if side else 0)


def _split(places: Side) -> tuple[Side, Side]:
    """Families on the two sides so that both are about equally long."""
    sides: tuple[Side, Side] = ({}, {})
    for name in sorted(places, key=lambda f: (-len(places[f]), FAMILIES.index(f))):
        min(sides, key=lambda side: _needed(side, PITCH))[name] = places[name]
    return sides


def _heights(sides: tuple[Side, Side], bundles: tuple[Bundle, ...]) -> tuple[float, float]:
    """Height of the picture and distance of entities: what the longest column needs."""
    need = max(_needed(side, PITCH) for side in sides)
    if all(bundle.n == 1 for bundle in bundles):
        middle = len(bundles) * (11.0 if len(bundles) > 14 else 36.0)
    else:
        middle = sum(pill_height(bundle) + 5.0 for bundle in bundles)
    height = max(need, middle, 90.0)
    rows = max(1, *(sum(map(len, side.values())) for side in sides))
    return height + 2 * TOP, min(_WIDEST_PITCH, PITCH + max(0.0, height - need) / rows)


def _cutting(sides: tuple[Side, Side], bundles: tuple[Bundle, ...]) -> frozenset[int]:
    """Entities of the family that cuts the members into the cleanest parts: half of them covered, fewest for each."""
    found: list[tuple[bool, float, int, list[int]]] = []
    for side in sides:
        for name, own in side.items():
            mine = [sum(i in own for i, _ in bundle.has) for bundle in bundles]
            covered = sum(n > 0 for n in mine)
            if len(own) > 1 and covered:
                found.append((2 * covered < len(bundles), sum(mine) / covered, FAMILIES.index(name), own))
    return frozenset(min(found)[3]) if found else frozenset()


def _swept(made: Arrangement, first: frozenset[int]) -> Arrangement:
    """Bundles at the mean height of their entities, then entities at the mean place of their bundles."""
    spots = made.spots
    bundles = tuple(sorted(made.bundles, key=lambda b: _key(b, spots, first)))
    users: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for number, bundle in enumerate(bundles):
        for i, share in bundle.has:
            users[i].append((number, share * bundle.n))
    left, right = made.sides
    return Arrangement((_side(left, users), _side(right, users)), bundles, made.height, made.pitch)


def _side(side: Side, users: dict[int, list[tuple[float, float]]]) -> Side:
    return {name: sorted(own, key=lambda i: (_mean(users.get(i, [])), i)) for name, own in side.items()}


_Key = tuple[bool, float, float, tuple[tuple[int, float], ...], str]


def _key(bundle: Bundle, spots: dict[int, float], first: frozenset[int]) -> _Key:
    every = [(spots[i], share) for i, share in bundle.has]
    cut = [(spots[i], share) for i, share in bundle.has if i in first]
    return (not every, _mean(cut or every), _mean(every), bundle.has, bundle.name)


def _mean(weighted: list[tuple[float, float]]) -> float:
    return round(sum(y * w for y, w in weighted) / sum(w for _, w in weighted), 6) if weighted else 0.0
