"""The lines of a picture: members to what they have, thinner and paler where very many would hide each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from graphring.model.kinds import Family
from graphring.model.summary import SharedEntity
from graphring.report.arrangement import Arrangement

LEFT: Final = 236.0
RIGHT: Final = 724.0
_MIDDLE: Final = 480.0
_PILL: Final = 52.0
_DOT: Final = 14.0
_THIN: Final = 1.2
_WIDE: Final = 6.0
_CROWD: Final = 90
"""From so many lines of one family on they hide each other."""


@dataclass(frozen=True)
class Line:
    """Members that have an entity."""

    path: str
    family: Family
    width: float
    opacity: float


def lines(entities: Sequence[SharedEntity], made: Arrangement, heights: Sequence[float]) -> tuple[Line, ...]:
    """All lines; `heights` are those of the bundles."""
    left = {i for own in made.sides[0].values() for i in own}
    crowd = Counter(entities[i].family for bundle in made.bundles for i, _ in bundle.has)
    most, spots = max((bundle.n for bundle in made.bundles), default=1), made.spots
    found = []
    for bundle, y in zip(made.bundles, heights, strict=True):
        for i, share in bundle.has:
            family = entities[i].family
            thin = min(1.0, sqrt(_CROWD / crowd[family]))
            wide = 0.0 if made.single else _WIDE * thin * share * sqrt(bundle.n / most)
            opacity = 0.5 * thin if made.single else (0.1 + 0.5 * share) * thin
            path = _path(y, spots[i], _DOT if made.single else _PILL, is_left=i in left)
            found.append(Line(path, family, round(_THIN + wide, 2), round(max(0.1, opacity), 2)))
    return tuple(found)


def _path(start: float, end: float, body: float, *, is_left: bool) -> str:
    """A smooth line from the side of a dot or pill `body` wide to an entity's bar."""
    x, to = (_MIDDLE - body / 2, LEFT) if is_left else (_MIDDLE + body / 2, RIGHT - 12)
    bend = (x + to) / 2
    return f"M{x:.0f} {start:.1f}C{bend:.0f} {start:.1f} {bend:.0f} {end:.1f} {to:.0f} {end:.1f}"
