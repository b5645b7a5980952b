"""H4: benchmark or evaluation team."""

from __future__ import annotations

from graphring.judge.findings import Finding, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival


def same_items(m: Measures) -> Finding | None:
    """Members run the same items again and again, as evaluations do."""
    if m.item_overlap is None or m.item_overlap < 0.1:
        return None
    return Finding(
        2.5 * m.item_overlap, f"overlap of request items {m.item_overlap:.2f} (1 = all members do all items)"
    )


def one_payer(m: Measures) -> Finding | None:
    """One payer or one organisation stands for most members."""
    share = max(m.family("payment").top_share, m.organisation_share)
    return (
        Finding(0.75 * share, f"{of_members(share, m.size)} have one payer or organisation") if share >= 0.5 else None
    )


def narrow(m: Measures) -> Finding | None:
    """Members spend most of their use on few templates."""
    share = m.family("content").use_share
    return Finding(0.5 * share, f"{share:.0%} of use goes to templates special to the group") if share >= 0.5 else None


def own_items(m: Measures) -> Finding | None:
    """Every member works on items of its own: a job split up, or ordinary use, but no evaluation."""
    if m.item_overlap is None or m.item_overlap >= 0.1:
        return None
    return Finding(-2.0 * (1 - m.item_overlap / 0.1), f"overlap of request items {m.item_overlap:.2f}")


def many_payers(m: Measures) -> Finding | None:
    """Many payers and no organisation: a team has one."""
    family = m.family("payment")
    if not m.is_observed("payment") or family.top_share >= 0.5 or m.organisation_share >= 0.5:
        return None
    return Finding(-1.0, f"the most used payment instrument pays for {of_members(family.top_share, m.size)}")


def different_work(m: Measures) -> Finding | None:
    """Members send different prompts: an evaluation sends the same."""
    family = m.family("content")
    if not m.is_observed("content") or family.coverage >= 0.5:
        return None
    return Finding(-1.5, f"only {of_members(family.coverage, m.size)} send templates special to the group")


RIVAL = Rival(
    "H4", "benchmark or evaluation team",
    "The members run one evaluation: narrow, repetitive and round the clock, by one team.",
    -1.0,
    "Compare the request items of two members: an evaluation repeats the same items, a split job does not.",
    (same_items, one_payer, narrow, own_items, many_payers, different_work),
)  # fmt: skip
