"""H5: shared public artefact."""

from __future__ import annotations

from graphring.judge.findings import Finding, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival


def content_only(m: Measures) -> Finding | None:
    """Members share prompts and nothing else that is special."""
    rest = max(m.family(n).coverage for n in ("payment", "network", "device", "relation", "other"))
    if m.family("content").coverage < 0.5 or rest > 0.3:
        return None
    # Readers of the same page do other things, too; accounts that send little else may as well work through one prompt.
    value = 2.0 if m.family("content").use_share <= 0.5 else 0.75
    return Finding(
        value, f"content covers {m.family('content').coverage:.0%} of members, nothing else more than {rest:.0%}"
    )


def in_passing(m: Measures) -> Finding | None:
    """What is shared is a small part of what members do, as a course or a tutorial is."""
    family = m.family("content")
    if family.coverage < 0.5 or family.use_share > 0.4:
        return None
    return Finding(1.0, f"on average {family.use_share:.0%} of a member's use goes to the shared templates")


def public(m: Measures) -> Finding | None:
    """A list, or who else sends it, says that what most members share is public."""
    if "public_template" in m.classes_of("content"):
        return Finding(1.5, "what most members share is listed as a public template")
    if "public_template" in m.tenancies_of("content"):
        return Finding(0.5, "people with nothing else in common send what most members share")
    return None


def known_people(m: Measures) -> Finding | None:
    """Members are old accounts with a clean record."""
    share = m.established_share
    return Finding(share, f"{of_members(share, m.size)} are old and clean accounts") if share >= 0.1 else None


def paid_together(m: Measures) -> Finding | None:
    """Members share payment or devices, which readers of the same page do not."""
    share = max(m.family("payment").coverage, m.family("device").coverage, m.family("other").coverage)
    return (
        Finding(-2.5 * share, f"{of_members(share, m.size)} share payment, devices or other things")
        if share >= 0.1
        else None
    )


def no_content(m: Measures) -> Finding | None:
    """Members share no special prompt at all."""
    share = m.family("content").coverage
    return (
        Finding(-2.0, f"only {of_members(share, m.size)} send templates special to the group") if share < 0.3 else None
    )


def all_they_do(m: Measures) -> Finding | None:
    """What is shared is nearly all that members do."""
    share = m.family("content").use_share
    return Finding(-1.5 * share, f"{share:.0%} of a member's use goes to the shared templates") if share > 0.6 else None


RIVAL = Rival(
    "H5", "shared public artefact",
    "The members read the same quick-start, took the same course or followed the same viral prompt.",
    -0.5,
    "Search the open web and course material for the shared prompts.",
    (content_only, in_passing, public, known_people, paid_together, no_content, all_they_do),
)  # fmt: skip
