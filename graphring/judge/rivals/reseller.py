"""H3: reseller, gateway or multi-tenant product."""

from __future__ import annotations

from graphring.judge.findings import Finding, between, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival


def one_gate(m: Measures) -> Finding | None:
    """One card or one address serves nearly everybody, as a gateway's does."""
    gates = [n for n in ("payment", "network") if m.family(n).top_share >= 0.8]
    if not gates:
        return None
    return Finding(0.75 * len(gates), f"one thing serves four fifths of the members in: {', '.join(gates)}")


def different_work(m: Measures) -> Finding | None:
    """Members do different things: no prompt template is special to the group."""
    if not m.is_observed("content") or m.family("content").coverage > 0.3:
        return None
    return Finding(1.0, f"only {of_members(m.family('content').coverage, m.size)} send templates special to the group")


def different_customers(m: Measures) -> Finding | None:
    """Members name many organisations or have many e-mail domains."""
    many = max(m.people.n_organisations, m.people.n_domains)
    if many < 0.2 * m.size or many < 3:
        return None
    return Finding(0.5, f"{m.people.n_organisations:,} organisations and {m.people.n_domains:,} e-mail domains")


def contract(m: Measures) -> Finding | None:
    """A person put something that members share on the allow-list, or a list says reseller."""
    if m.allowed_share:
        return Finding(3.0 * m.allowed_share, f"{of_members(m.allowed_share, m.size)} are behind an allow-listed thing")
    return (
        Finding(1.5, "what most members share is listed as a reseller's")
        if "reseller" in m.classes_of("payment") | m.classes_of("network")
        else None
    )


def same_work(m: Measures) -> Finding | None:
    """Members do the same special work, which strangers behind a gateway do not."""
    family = m.family("content")
    if family.coverage < 0.3:
        return None
    share = min(family.coverage, family.use_share / 0.5)
    return Finding(
        -2.0 * share, f"templates special to the group are {family.use_share:.0%} of a member's use on average"
    )


def rotation(m: Measures) -> Finding | None:
    """Members rotate over several cards and addresses instead of passing one gate."""
    left = min(m.family("payment").surviving, m.family("network").surviving)
    if left < 0.5:
        return None
    return Finding(-between(left, 0.4, 0.9), f"{of_members(left, m.size)} still share both without the most shared")


def enforced_before(m: Measures) -> Finding | None:
    """Members were enforced against."""
    share = m.people.n_enforced / m.size
    return (
        Finding(-min(1.0, 4 * share), f"{m.people.n_enforced:,} members were enforced against")
        if m.people.n_enforced > 1
        else None
    )


RIVAL = Rival(
    "H3", "reseller, gateway or multi-tenant product",
    "The members are unrelated customers of one business that pays and connects for them.",
    -1.0,
    "Look for a reseller contract with the payer, and ask for end-user ids behind the shared addresses.",
    (one_gate, different_work, different_customers, contract, same_work, rotation, enforced_before),
)  # fmt: skip
