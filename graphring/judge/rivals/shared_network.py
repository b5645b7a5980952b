"""H6: shared network only."""

from __future__ import annotations

from typing import Final

from graphring.judge.findings import Finding, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival

_CROWDED: Final = frozenset({"nat", "vpn", "relay", "campus", "residential_proxy", "cloud"})


def network_only(m: Measures) -> Finding | None:
    """Members share addresses and nothing else that is special."""
    rest = max(m.family(n).coverage for n in ("payment", "content", "device", "relation", "other"))
    if m.family("network").coverage < 0.5 or rest > 0.3:
        return None
    return Finding(
        2.0, f"network covers {m.family('network').coverage:.0%} of members, nothing else more than {rest:.0%}"
    )


def crowded(m: Measures) -> Finding | None:
    """A list, or who else is behind it, says that strangers meet at what most members share."""
    listed, told = (sorted(c & _CROWDED) for c in (m.classes_of("network"), m.tenancies_of("network")))
    if listed:
        return Finding(1.0, f"what most members share is listed as: {', '.join(listed)}")
    return Finding(0.5, f"who is behind it tells what most members share: {', '.join(told)}") if told else None


def own_cards(m: Measures) -> Finding | None:
    """Members pay each for themselves."""
    share = m.family("payment").coverage
    if not m.is_observed("payment") or share > 0.3:
        return None
    return Finding(0.5, f"only {of_members(share, m.size)} share a payment instrument")


def known_people(m: Measures) -> Finding | None:
    """Members are old accounts with a clean record."""
    share = m.established_share
    return Finding(0.5 * share, f"{of_members(share, m.size)} are old and clean accounts") if share >= 0.1 else None


def paid_together(m: Measures) -> Finding | None:
    """Members share payment, devices or other things, which strangers on one network do not."""
    share = max(m.family("payment").coverage, m.family("device").coverage, m.family("other").coverage)
    return (
        Finding(-2.5 * share, f"{of_members(share, m.size)} share payment, devices or other things")
        if share >= 0.1
        else None
    )


def same_work(m: Measures) -> Finding | None:
    """Members do the same special work, which strangers on one network do not."""
    share = m.family("content").coverage
    return (
        Finding(-2.0 * share, f"{of_members(share, m.size)} send templates special to the group")
        if share >= 0.1
        else None
    )


def no_network(m: Measures) -> Finding | None:
    """Members share no special address at all."""
    share = m.family("network").coverage
    return Finding(-2.0, f"only {of_members(share, m.size)} share special addresses") if share < 0.3 else None


RIVAL = Rival(
    "H6", "shared network only",
    "The members are strangers behind one VPN, carrier NAT, campus, or homes behind residential proxies.",
    -0.5,
    "Look up what the shared addresses are, and whether accounts outside the group come from their neighbours.",
    (network_only, crowded, own_cards, known_people, paid_together, same_work, no_network),
)  # fmt: skip
