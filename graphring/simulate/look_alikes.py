"""Innocent crowds of any size before a background of ordinary people: what judgement must not call a ring."""

from __future__ import annotations

from typing import Final

from graphring.errors import NotFoundError
from graphring.simulate.scenario import Scenario, scenario_of

_LEAST_PEOPLE: Final = 1_500
_MOST_PEOPLE: Final = 10_000
_CROWDS: Final[dict[str, tuple[str, dict[str, object]]]] = {
    "address": ("hundreds behind one carrier address", {"kind": "carrier_nat", "addresses": 1, "mobile_only": 0.3}),
    "benchmark": ("a benchmark team", {"kind": "benchmark", "volume": 20}),
    "card": ("one corporate card, one organisation and domain", {"kind": "corporate_card"}),
    "course": ("a course: exercises on three evenings", {"kind": "course"}),
    "office": ("an office: address, card, domain and organisation at once", {"kind": "office"}),
    "reseller": ("a reseller's customers: one card, one gateway", {"kind": "reseller"}),
    "template": ("users of one public template", {"kind": "quick_start"}),
}


def crowd_scenario(kind: str, size: int) -> Scenario:
    """A scenario of one crowd; twice as many people around it, at least 1,500 and at most 10,000."""
    if kind not in _CROWDS:
        raise NotFoundError(f"there is no look-alike {kind!r}; choose one of: {', '.join(sorted(_CROWDS))}.")
    title, crowd = _CROWDS[kind]
    people = min(_MOST_PEOPLE, max(_LEAST_PEOPLE, 2 * size))
    return scenario_of(
        {
            "name": f"crowd-{kind}-{size}",
            "title": title,
            "population": {"people": people},
            "innocents": [{**crowd, "accounts": size}],
        }
    )
