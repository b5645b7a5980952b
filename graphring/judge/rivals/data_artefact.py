"""H8: artefact of our data or pipeline, too little data included."""

from __future__ import annotations

from graphring.judge.findings import Finding, of_members
from graphring.judge.measures import Measures
from graphring.judge.rivals.rival import Rival
from graphring.model.kinds import Family

_MAIN: tuple[Family, ...] = ("payment", "network", "content")


def one_value(m: Measures) -> Finding | None:
    """One single value joins nearly everybody, as a placeholder or a logging fault does."""
    leading = [f for f in m.families.values() if f.top_share >= 0.9 and f.surviving < 0.3]
    covering = [f for f in m.families.values() if f.coverage >= 0.5]
    if not leading or len(leading) < len(covering):
        return None
    return Finding(0.5, "in every family one single value joins nine tenths of the members")


def little_data(m: Measures) -> Finding | None:
    """There is little to go by: few exchanges for each member, or a single day."""
    mean = m.people.n_exchanges / m.size
    if not m.people.n_exchanges:
        return Finding(0.5, "no exchanges of the members are on file, only what they share")
    if mean >= 5 and m.n_days > 1:
        return None
    return Finding(0.75, f"{mean:.1f} exchanges for each member on {m.n_days} day(s)")


def missing_families(m: Measures) -> Finding | None:
    """The data says nothing of some of the main families."""
    missing = [name for name in _MAIN if not m.is_observed(name)]
    return Finding(0.25 * len(missing), f"nothing is known of {', '.join(missing)}") if missing else None


def two_independent(m: Measures) -> Finding | None:
    """Two families, which come from different systems, agree on the members."""
    pair, share = m.best_pair(("payment", "network", "content", "device", "relation", "other"))
    if pair is None or share < 0.3:
        return None
    return Finding(-2.0 * share, f"{of_members(share, m.size)} are covered by both {pair[0]} and {pair[1]}")


def plenty(m: Measures) -> Finding | None:
    """There are many exchanges over many days."""
    mean = m.people.n_exchanges / m.size
    return (
        Finding(-0.5, f"{mean:.0f} exchanges for each member on {m.n_days} days")
        if mean >= 10 and m.n_days >= 7
        else None
    )


RIVAL = Rival(
    "H8", "artefact of data or pipeline",
    "The members look alike because of a fault in logging or joining, or because there is too little data.",
    -1.0,
    "Look at ten raw rows of different members, and at the rejects and notes of the files that they came from.",
    (one_value, little_data, missing_families, two_independent, plenty),
)  # fmt: skip
