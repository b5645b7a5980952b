"""Members bundled by what they have, so that a picture of 8 and one of 5,000 are equally legible."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from graphring.model.judged import TIERS, Tier
from graphring.model.kinds import FAMILIES, Family
from graphring.model.summary import Member, RingSummary, SharedEntity

MOST_BUNDLES: Final = 36
"""More pills than this do not fit beside readable labels."""
MOST_DOTS: Final = 72
"""Up to here every member is drawn for itself."""
_FEW: Final = 16
_ALIKE: Final = 4
"""From so many members for each pattern on, more than a few members are clearer as bars than as dots."""
_FAINT: Final = 0.1
"""Links of fewer than this share of a bundle are left out of the picture; the caption says so."""

Key = tuple[int, ...]


@dataclass(frozen=True)
class Bundle:
    """Members drawn as one; `has` says which share of them has an entity (by its place in the summary)."""

    n: int
    tier: Tier
    has: tuple[tuple[int, float], ...]
    name: str
    """The account id of a bundle of one, else empty."""
    n_faint: int = 0


@dataclass(frozen=True)
class Bundled:
    """All members as bundles, and the rule in words."""

    bundles: tuple[Bundle, ...]
    rule: str


def bundled(summary: RingSummary, drawn: frozenset[int]) -> Bundled:
    """Members one by one where they fit, else by identical sharing, else by what tells most of each family.

    Bundles have links to `drawn` places of the summary's entities only.
    """
    members, entities = summary.members, summary.entities
    has = [tuple(i for i in m.shares if i in drawn) for m in members]
    alike = len(set(has)) * _ALIKE <= len(members) and len(members) > _FEW
    if len(members) <= MOST_DOTS and not alike:
        return Bundled(tuple(_bundle([m], [h]) for m, h in zip(members, has, strict=True)), "one dot is one member")
    telling = [tuple(i for i in m.shares if entities[i].specific) for m in members]
    for key, told in _rules(entities, telling):
        rule, groups = told, _grouped(telling, key)
        if len(groups) <= MOST_BUNDLES:
            break
    ordered = sorted(groups, key=lambda k: (-len(groups[k]), k))
    kept, rest = ordered[: MOST_BUNDLES - 1], ordered[MOST_BUNDLES - 1 :]
    parts = [groups[k] for k in kept] + ([[n for k in rest for n in groups[k]]] if rest else [])
    made = tuple(_bundle([members[n] for n in part], [has[n] for n in part]) for part in parts)
    return Bundled(made, rule)


def _grouped(telling: Sequence[Key], key: Callable[[Key], Key]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, own in enumerate(telling):
        groups[key(own)].append(number)
    return groups


def _rules(entities: Sequence[SharedEntity], has: Sequence[Key]) -> list[tuple[Callable[[Key], Key], str]]:
    """From the finest to the coarsest."""
    order = _families(entities, has)
    rules: list[tuple[Callable[[Key], Key], str]] = [
        (lambda own: own, "a bar is all members that share exactly the same things")
    ]
    for depth in range(len(order), 0, -1):
        chosen = order[:depth]
        rules.append((_first_of(entities, chosen), f"a bar is all members with the same {_told(chosen)}"))
    return rules


def _told(families: Sequence[Family]) -> str:
    return " and ".join(f"most telling {name} evidence" for name in families)


def _first_of(entities: Sequence[SharedEntity], families: Sequence[Family]) -> Callable[[Key], Key]:
    def key(own: Key) -> Key:
        firsts = (min((i for i in own if entities[i].family == name), default=-1) for name in families)
        return (bool(own), *firsts)

    return key


def _families(entities: Sequence[SharedEntity], has: Sequence[Key]) -> list[Family]:
    """Families that members have, those first that cover half of them and of which each has few: clean parts."""
    users: Counter[Family] = Counter()
    uses: Counter[Family] = Counter()
    for own in has:
        found = Counter(entities[i].family for i in own)
        users.update(found.keys())
        uses.update(found)
    return sorted(users, key=lambda f: (2 * users[f] < len(has), uses[f] / users[f], -users[f], FAMILIES.index(f)))


def _bundle(members: Sequence[Member], has: Sequence[Key]) -> Bundle:
    counts = Counter(i for own in has for i in own)
    tiers = Counter(m.tier for m in members)
    strong = {i: n / len(members) for i, n in counts.items() if n >= _FAINT * len(members)}
    return Bundle(
        n=len(members), tier=min(TIERS, key=lambda t: (-tiers[t], TIERS.index(t))), has=tuple(sorted(strong.items())),
        name=members[0].account_id if len(members) == 1 else "", n_faint=len(counts) - len(strong),
    )  # fmt: skip
