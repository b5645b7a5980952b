"""Rule 1 as data: which families are evidence, and which two of them corroborate each other."""

from __future__ import annotations

from typing import Final

from graphring.judge.measures import Measures
from graphring.model.kinds import FAMILIES, Family
from graphring.settings import Judge

NOT_ENOUGH_TOGETHER: Final[frozenset[frozenset[Family]]] = frozenset({frozenset({"content", "timing"})})
"""Pairs that give `review` at most: timing never corroborates the template that it is keyed on."""

KNOWN_DOMAIN_SHARE: Final = 0.02
"""From this share of established accounts a domain or organisation is known: it speaks for one organisation."""

JOINT_SHARE: Final = 0.5
"""Two families corroborate from this share of members that both cover."""


def why_not(name: Family, measures: Measures, settings: Judge) -> str:
    """Why a family does not count as evidence for a verdict; empty where it counts."""
    family = measures.family(name)
    if not measures.observed.get(name) and not family.n_members:
        return "the data says nothing of it"
    if family.coverage < settings.family_coverage:
        return f"covers {family.coverage:.0%} of members, {settings.family_coverage:.0%} are asked"
    if family.weight < settings.family_nats:
        return f"what is shared weighs {family.weight:.1f} nats, {settings.family_nats:.1f} are asked"
    if name == "identity" and known_to_the_established(measures):
        return "old and clean accounts use the same domain or organisation: it speaks for one organisation"
    return ""


def known_to_the_established(measures: Measures) -> bool:
    """Whether the domain or organisation that members share is used by established accounts, members or not."""
    people = measures.people
    domain = people.n_domain_established > KNOWN_DOMAIN_SHARE * max(1, people.n_domain_everywhere)
    return domain or people.n_organisation_established > KNOWN_DOMAIN_SHARE * max(1, people.n_organisation)


def counting(measures: Measures, settings: Judge) -> tuple[Family, ...]:
    """The families that count, in their fixed order."""
    return tuple(name for name in FAMILIES if not why_not(name, measures, settings))


def corroborated(measures: Measures, settings: Judge) -> bool:
    """Whether two families that count cover the same members, each without leaning on one single thing.

    A family leans on one thing when fewer than `family_coverage` of the members remain covered without it: one
    address, one card, one template. That is what offices, courses, resellers and carrier NAT look like, too.
    """
    strong = tuple(n for n in counting(measures, settings) if measures.family(n).surviving >= settings.family_coverage)
    pairs = ((a, b) for i, a in enumerate(strong) for b in strong[i + 1 :])
    return any(measures.both(a, b) >= JOINT_SHARE and {a, b} not in NOT_ENOUGH_TOGETHER for a, b in pairs)
