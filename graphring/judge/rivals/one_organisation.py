"""H2: one legitimate organisation."""

from __future__ import annotations

from typing import Final

from graphring.judge.findings import Finding, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival

OPENLY: Final = 0.6
"""Of members: communities take in strangers, and what these share must not turn an owner into a ring."""


def one_name(m: Measures) -> Finding | None:
    """Members declare the same organisation, more telling when established accounts do, too."""
    if not m.organisation_share:
        return None
    known = m.people.n_organisation_established > 0.02 * m.people.n_organisation
    return Finding(
        (2.0 if known else 0.75) * m.organisation_share,
        f"{of_members(m.organisation_share, m.size)} declare one organisation"
        + (", which established accounts declare, too" if known else ", which no established account declares"),
    )


def one_domain(m: Measures) -> Finding | None:
    """Members have an e-mail domain that is the group's own."""
    if not m.own_domain or m.domain_share < 0.2:
        return None
    known = m.people.n_domain_established > 0.02 * m.people.n_domain_everywhere
    return Finding(
        (1.5 if known else 0.5) * m.domain_share,
        f"{of_members(m.domain_share, m.size)} have an e-mail domain that is the group's own"
        + ("; established accounts use it" if known else "; no established account uses it"),
    )


def owned_openly(m: Measures) -> Finding | None:
    """Members hide from nobody whose they are: one organisation, its own domain, and nobody was enforced against.

    Keys that are rotated, and accounts that take over from others of their owner, share all that a ring shares; a ring
    that gives all its accounts one name helps to find itself.
    """
    share = min(m.organisation_share, m.domain_share) if m.own_domain else 0.0
    if share < OPENLY or m.people.n_enforced:
        return None
    return Finding(
        1.0, f"{of_members(share, m.size)} name one organisation and have its domain; none was enforced against"
    )


def clean_record(m: Measures) -> Finding | None:
    """Members are old accounts with a clean record."""
    if m.established_share < 0.1:
        return None
    return Finding(m.established_share, f"{of_members(m.established_share, m.size)} are old and clean accounts")


def working_hours(m: Measures) -> Finding | None:
    """Members have a night, as people who work together do."""
    if m.quiet_share is None or m.quiet_share > 0.1:
        return None
    return Finding(0.25, f"{m.quiet_share:.0%} of activity in the quietest eight hours")


def nothing_in_common(m: Measures) -> Finding | None:
    """Members have neither an organisation nor a domain of their own in common."""
    share = max(m.organisation_share, m.domain_share if m.own_domain else 0.0)
    if share >= 0.5:
        return None
    return Finding(-3.0 * (0.5 - share), f"at most {of_members(share, m.size)} have organisation or domain in common")


def enforced_before(m: Measures) -> Finding | None:
    """Members were enforced against, which happens to whole organisations rarely."""
    share = m.people.n_enforced / m.size
    if m.people.n_enforced < 2:
        return None
    return Finding(-min(1.5, 5 * share), f"{m.people.n_enforced:,} of {m.size:,} members were enforced against")


def no_night(m: Measures) -> Finding | None:
    """Members have no night, as software has none."""
    if m.quiet_share is None or m.quiet_share < 0.2:
        return None
    return Finding(-0.5, f"{m.quiet_share:.0%} of activity in the quietest eight hours (33% = no night)")


RIVAL = Rival(
    "H2", "one legitimate organisation",
    "The members are people of one company, school or agency and share its card, addresses and habits.",
    -0.5,
    "Ask billing for the contract holder of the shared instruments, and the organisation for its list of seats.",
    (one_name, one_domain, owned_openly, clean_record, working_hours, nothing_in_common, enforced_before, no_night),
)  # fmt: skip
