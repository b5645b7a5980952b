"""Points: base-10 logarithms of odds ratios with exactly two decimals, so that a printed sum is the sum printed."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_CENT: Final = Decimal("0.01")


def points(value: float | int | str | Decimal) -> Decimal:
    """`value` as points: two decimals, halves to even, never a negative zero."""
    return Decimal(str(value)).quantize(_CENT, ROUND_HALF_EVEN) + Decimal(0)


Points = Annotated[
    Decimal,
    BeforeValidator(points),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number"}),  # no `multipleOf: 0.01`: validators that divide floats refuse 2.31
]
