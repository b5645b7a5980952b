"""The signals: each a named reason, the function that measures it, and what innocent thing causes the same.

The first sentence of a function's docstring is what readers see. Points are stated judgement, not fitted: they say
how many times likelier (log10) the finding is in a ring than in an ordinary community of that size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from graphring.judge.findings import Finding, between, of_members
from graphring.judge.measures import Measures
from graphring.judge.rules import known_to_the_established
from graphring.model.judged import SignalRow
from graphring.model.kinds import FAMILIES, Family
from graphring.model.points import points

MOST: Final[dict[Family, float]] = {
    "payment": 2.5, "network": 2.0, "content": 2.0, "device": 1.5,
    "identity": 1.0, "relation": 2.0, "timing": 0.5, "other": 2.0,
}  # fmt: skip
"""The most that one family can add. Payment tells most: people share cards least."""
_FULL_NATS: Final = 5.0
"""Mean weight from which sharing counts in full; payment and content reach it when nobody outside has the thing."""


def _sharing(name: Family, m: Measures) -> float:
    family = m.family(name)
    return MOST[name] * family.coverage * min(1.0, family.weight / _FULL_NATS)


def _found(name: Family, m: Measures, value: float, note: str = "") -> Finding | None:
    family = m.family(name)
    if not family.n_members:
        return None
    things = (
        f"{family.n_entities:,} specific {'tie' if name == 'relation' else 'thing'}{'s' * (family.n_entities != 1)}"
    )
    detail = f"{of_members(family.coverage, m.size)} share {things}, mean weight {family.weight:.1f} nats{note}"
    return Finding(value, detail, family.coverage, family.n_members)


def payment(m: Measures) -> Finding | None:
    """Members pay with the same instruments, which hardly anybody else uses."""
    return _found("payment", m, _sharing("payment", m))


def network(m: Measures) -> Finding | None:
    """Members come from the same addresses, which hardly anybody else uses."""
    return _found("network", m, _sharing("network", m))


def content(m: Measures) -> Finding | None:
    """Members send the same prompt templates, which hardly anybody else sends."""
    own = _sharing("content", m)
    rest = sum(_sharing(name, m) for name in FAMILIES if name != "content")
    note = f"; capped from {own:.2f} at what all other families weigh" if own > rest else ""
    return _found("content", m, min(own, rest), note)


def device(m: Measures) -> Finding | None:
    """Members use the same devices or clients, which hardly anybody else uses."""
    return _found("device", m, _sharing("device", m))


def identity(m: Measures) -> Finding | None:
    """Members share an e-mail domain or organisation that no established account uses."""
    return None if known_to_the_established(m) else _found("identity", m, _sharing("identity", m))


def relation(m: Measures) -> Finding | None:
    """Members are tied to each other directly, by transfers, referrals or invitations."""
    return _found("relation", m, _sharing("relation", m))


def other(m: Measures) -> Finding | None:
    """Members share other declared things, which hardly anybody else has."""
    return _found("other", m, _sharing("other", m))


def corroboration(m: Measures) -> Finding | None:
    """Two families of evidence cover the same members."""
    pair, share = m.best_pair(tuple(name for name in FAMILIES if name not in ("timing", "identity")))
    if pair is None or not share:
        return None
    return Finding(share, f"{of_members(share, m.size)} are covered by both {pair[0]} and {pair[1]}", share)


def many_things(m: Measures) -> Finding | None:
    """The group holds together without the one thing that is shared most in each family."""
    left = sorted((f.surviving for f in m.families.values() if f.coverage >= 0.5), reverse=True)
    if not left:
        return None
    if len(left) == 1:
        detail = f"one family covers half of them; {of_members(left[0], m.size)} without its most shared thing"
        return Finding(left[0] - 1.0, detail, left[0])
    detail = f"in the second best family, {of_members(left[1], m.size)} are covered without its most shared thing"
    return Finding(2.0 * left[1] - 1.5, detail, left[1])


def size(m: Measures) -> Finding | None:
    """The group is larger than a household, a shared desk or a circle of friends."""
    # Set while looking at reviewed airdrop data, where most groups of five to seven were innocent and larger ones not.
    value = 2.0 * between(math.log10(m.size), math.log10(5), math.log10(30)) - 1.5
    return Finding(value, f"{m.size:,} members (5 and fewer count -1.50, 30 and more +0.50)", None, m.size)


def concentration(m: Measures) -> Finding | None:
    """Members spend their activity on what is special to the group."""
    name: Family = "content" if m.is_observed("content") else "network"
    if not m.is_observed(name):
        return None
    share = m.family(name).use_share
    return Finding(
        between(share, 0.0, 0.6) * 2.0 - 1.0, f"on average {share:.0%} of a member's {name} use is specific", share
    )


def one_organisation(m: Measures) -> Finding | None:
    """Members declare one organisation, or have one organisation's e-mail domain."""
    domain = m.domain_share if m.own_domain else 0.0
    share = max(m.organisation_share, domain)
    if share < 0.2:
        return None
    known = known_to_the_established(m)
    words = "used by established accounts, too" if known else "that no established account uses: worth half"
    return Finding(-2.0 * share * (1.0 if known else 0.5), f"{of_members(share, m.size)} belong to one, {words}", share)


def established(m: Measures) -> Finding | None:
    """Members are old accounts with a clean record."""
    if not m.population.ages_told:
        return None
    most = 2.0 if m.population.verified_told else 0.5
    count = m.people.n_established
    words = "old, verified and clean" if m.population.verified_told else "old and clean (verification is not told)"
    return Finding(
        -most * m.established_share, f"{count:,} of {m.size:,} members are {words}", m.established_share, count
    )


def born_together(m: Measures) -> Finding | None:
    """Members were created within the same two weeks, unlike other accounts."""
    share = m.people.n_rush / m.size
    excess = max(0.0, share - m.rush_everywhere)
    if not m.people.n_rush:
        return None
    detail = f"{m.people.n_rush:,} of {m.size:,} within 14 days, against {m.rush_everywhere:.0%} of all accounts"
    return Finding(0.75 * between(excess, 0.2, 0.9), detail, share, m.people.n_rush)


def enforced(m: Measures) -> Finding | None:
    """Members were enforced against before, more than others."""
    share, usual = m.people.n_enforced / m.size, m.population.share_enforced
    if m.people.n_enforced < 2 or share < 3 * usual:
        return None
    detail = f"{m.people.n_enforced:,} of {m.size:,} members, against {usual:.1%} of all accounts"
    return Finding(between(share, 0.0, 0.2), detail, share, m.people.n_enforced)


def round_the_clock(m: Measures) -> Finding | None:
    """Members together have no night."""
    if m.quiet_share is None:
        return None
    value = between(m.quiet_share, 0.05, 0.25)
    return Finding(
        value - 0.5, f"{m.quiet_share:.0%} of activity in the quietest eight hours (33% = no night)", m.quiet_share
    )


def same_items(m: Measures) -> Finding | None:
    """Members work on the same items again and again, as an evaluation does."""
    if m.item_overlap is None:
        return None
    return Finding(
        -1.5 * m.item_overlap, f"overlap of request items {m.item_overlap:.2f} (0 none, 1 all the same)", m.item_overlap
    )


def stable(m: Measures) -> Finding | None:
    """The group is found again when a fifth of the ties is left out."""
    if m.stability is None:
        return None
    return Finding(m.stability - 0.5, f"mean best Jaccard over bootstraps {m.stability:.2f}", m.stability)


def decided(m: Measures) -> Finding | None:
    """A person has already decided about members."""
    yes, no = m.people.n_confirmed, m.people.n_cleared
    if not yes and not no:
        return None
    return Finding(
        2.0 * (yes - no) / m.size, f"{yes:,} confirmed, {no:,} cleared of {m.size:,} members", (yes - no) / m.size
    )


def allow_list(m: Measures) -> Finding | None:
    """Members are behind something that a person has put on the allow-list."""
    if not m.allowed_share:
        return None
    return Finding(-3.0 * m.allowed_share, of_members(m.allowed_share, m.size), m.allowed_share)


@dataclass(frozen=True)
class Signal:
    """A row of the signals table."""

    name: str
    family: Family | None
    function: Callable[[Measures], Finding | None]
    innocent_reasons: tuple[str, ...]
    clears: bool = False
    """Whether a negative row speaks for innocence; the others only say that there is little evidence."""

    @property
    def title(self) -> str:
        """The first sentence of the function's docstring."""
        return (self.function.__doc__ or "").split("\n")[0]


class Weight(NamedTuple):
    """What one signal says of one candidate, in points; a row is made of it only where somebody will read it."""

    signal: Signal
    found: Finding
    points: Decimal

    @property
    def incriminates(self) -> bool:
        """Whether it belongs to what needs an explanation, and does not speak for innocence."""
        return self.found.points > 0 or not self.signal.clears

    def row(self) -> SignalRow:
        """The row that readers see."""
        signal, found = self.signal, self.found
        return SignalRow(
            name=signal.name, title=signal.title, family=signal.family, points=self.points, value=found.value,
            detail=found.detail, n_members=found.n_members, innocent_reasons=signal.innocent_reasons,
        )  # fmt: skip


SIGNALS: Final[tuple[Signal, ...]] = (
    Signal(
        "payment", "payment", payment, ("corporate card", "family or agency card", "virtual-card issuer", "reseller")
    ),
    Signal(
        "network", "network", network, ("office", "VPN or privacy relay", "carrier NAT", "cloud egress", "household")
    ),
    Signal(
        "content",
        "content",
        content,
        ("quick-start or tutorial", "course", "agent framework", "evaluation", "own product"),
    ),
    Signal("device", "device", device, ("shared computer", "popular client", "CI runner image")),
    Signal("identity", "identity", identity, ("a new company", "a new school year")),
    Signal("relation", "relation", relation, ("friends and colleagues", "referral campaign", "family")),
    Signal("other", "other", other, ("whatever makes the declared thing common among honest accounts",)),
    Signal("corroboration", None, corroboration, ("one organisation shares its card, network and prompts at once",)),
    Signal("many_things", None, many_things, ("a large organisation with several offices and cards",)),
    Signal("size", None, size, ("any large organisation", "a course or an event")),
    Signal("concentration", None, concentration, ("single-purpose accounts of one product", "evaluation"), clears=True),
    Signal(
        "one_organisation",
        None,
        one_organisation,
        ("speaks for an innocent group: names can also be invented",),
        clears=True,
    ),
    Signal(
        "established",
        None,
        established,
        ("speaks for an innocent group: old accounts can also be bought or stolen",),
        clears=True,
    ),
    Signal("born_together", None, born_together, ("launch", "hackathon", "course", "viral demo")),
    Signal("enforced", None, enforced, ("false bans", "stolen accounts", "one organisation banned as a whole")),
    Signal(
        "round_the_clock", "timing", round_the_clock, ("scheduled jobs", "customers in many time zones"), clears=True
    ),
    Signal(
        "same_items",
        None,
        same_items,
        ("speaks for an innocent group: evaluation, regression suite, course",),
        clears=True,
    ),
    Signal("stable", None, stable, ("any close-knit innocent group",)),
    Signal("decided", None, decided, ("an earlier mistake",), clears=True),
    Signal("allow_list", None, allow_list, ("speaks for an innocent group: a contract on file",), clears=True),
)


def weighed(measures: Measures, signals: tuple[Signal, ...] = SIGNALS) -> tuple[Weight, ...]:
    """What all signals that have something to say weigh, in the order of the table."""
    told = ((signal, signal.function(measures)) for signal in signals)
    return tuple(Weight(signal, found, points(found.points)) for signal, found in told if found is not None)


def incriminating(weights: Iterable[Weight], prior: float) -> Decimal:
    """What the score would be without all that speaks for innocence: only where this is high is there something to
    explain."""
    return sum((weight.points for weight in weights if weight.incriminates), points(prior))


def rows_of(measures: Measures, signals: tuple[Signal, ...] = SIGNALS) -> tuple[SignalRow, ...]:
    """The rows of all signals that have something to say, in the order of the table."""
    return tuple(weight.row() for weight in weighed(measures, signals))
