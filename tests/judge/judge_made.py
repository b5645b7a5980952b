"""Measures made by hand: what a ring, an office, a course and others look like once they are measured."""

from __future__ import annotations

from datetime import UTC, datetime

from graphring.judge.measures import FamilyMeasure, Measures, People, Population

EVERYBODY = Population(n_accounts=20_000, n_trusted=5_000, share_enforced=0.001, verified_told=True, ages_told=True)
ALL_SEEN = {"payment": 1.0, "network": 1.0, "content": 1.0}


def family(
    coverage: float = 1.0, *, surviving: float | None = None, use: float = 0.8, weight: float = 8.0, top: float = 0.2
):
    left = coverage if surviving is None else surviving
    return FamilyMeasure(
        coverage=coverage, n_members=round(coverage * 40), n_entities=6, n_leading=6, weight=weight, top_share=top,
        top=1, surviving=left, use_share=use,
    )  # fmt: skip


def made(
    families: dict, joint: dict | None = None, *, size: int = 40, people: People | None = None, **more
) -> Measures:
    whole = (
        joint if joint is not None else {frozenset(families): min((f.coverage for f in families.values()), default=0.0)}
    )
    members = People(
        n_exchanges=size * 40, n_domains=size // 2, n_rush=size, rush_since=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return Measures(
        size, EVERYBODY, families, more.pop("observed", ALL_SEEN), whole,
        people=people or members, n_days=30, stability=0.95, quiet_share=more.pop("quiet_share", 0.3),
        item_overlap=more.pop("item_overlap", 0.0), **more,
    )  # fmt: skip


def ring() -> Measures:
    return made({"payment": family(), "network": family(), "content": family()})


def office() -> Measures:
    people = People(
        n_established=24, n_exchanges=1600, organisation="Firm", n_organisation=40, n_organisations=1,
        n_organisation_established=24, domain="firm.example", n_domain=40, n_domains=1, n_domain_everywhere=40,
        n_domain_established=24,
    )  # fmt: skip
    one = family(surviving=0.0, top=1.0)
    return made({"payment": one, "network": one}, people=people, quiet_share=0.02)


def owned(n_of_owner: int = 40, *, size: int = 40, n_enforced: int = 0) -> Measures:
    """New accounts with all that a ring shares; so many of them name one new firm and have its new domain."""
    people = People(
        n_exchanges=1600, organisation="Firm", n_organisation=n_of_owner, n_organisations=1, domain="firm.example",
        n_domain=n_of_owner, n_domains=1, n_domain_everywhere=n_of_owner, n_enforced=n_enforced,
    )  # fmt: skip
    every = {"payment": family(), "network": family(), "content": family(), "identity": family()}
    return made(every, people=people, size=size)
