"""The lists of a summary: members with tiers, shared entities, hubs, bystanders, families.

They are dictionaries with the fields of the records: a summary makes and checks all of its records at once, which is
many times faster than one by one.
"""

from __future__ import annotations

from typing import Any

from graphring.judge.group import Group
from graphring.judge.rules import counting, why_not
from graphring.judge.summary.words import kind_title
from graphring.model.judged import TIERS, Tier
from graphring.model.kinds import FAMILIES, Family, families_of
from graphring.settings import Judge

_MICRO = 1_000_000
_MEMBER = ("account_id", "first_seen", "last_seen", "created_at", "n_exchanges", "organisation", "email_domain",
           "enforced", "trusted", "n_specific")  # fmt: skip


def tier(families: tuple[Family, ...], counted: tuple[Family, ...]) -> Tier:
    """`core`: covered by two families that count (or by the only one); `likely`: by one; else `peripheral`."""
    n = len(set(families) & set(counted))
    if n >= min(2, max(1, len(counted))):
        return "core"
    return "likely" if n else "peripheral"


def members(
    rows: list[dict[str, Any]], shares: dict[tuple[int, int], list[int]], group: Group, settings: Judge
) -> list[dict[str, Any]]:
    """The `Member`s, core first, then by account id."""
    counted = counting(group.measures, settings)
    made = []
    for row in rows:
        families = families_of(row["families"])
        own = {name: row[name] for name in _MEMBER} | {"shares": shares.get((row["c"], row["a"]), ())}
        made.append(own | {"tier": tier(families, counted), "families": families})
    return sorted(made, key=lambda m: (TIERS.index(m["tier"]), m["account_id"]))


def entity(row: dict[str, Any], *, has_cohort: bool) -> dict[str, Any]:
    """The `SharedEntity` of a row of the entities statement."""
    return {
        "kind": row["kind"], "title": kind_title(row["kind"]), "entity_id": row["entity_id"], "family": row["family"],
        "entity_class": row["class"], "class_reason": row["class_reason"], "n_members": row["n_in"],
        "n_outside": row["n_out"], "n_trusted_outside": row["k_out"] if has_cohort else None,
        "share_outside": round(row["share_outside"], 9), "weight": row["w"] / _MICRO, "specific": row["specific"],
        "first_seen": row["first_seen"], "last_seen": row["last_seen"],
    }  # fmt: skip


def bystander(row: dict[str, Any]) -> dict[str, Any]:
    """The `Bystander` of a row: an account outside that has something of the group."""
    shared = ", ".join(f"{s['n']} × {kind_title(s['kind'])}" for s in row["shared"])
    return {"account_id": row["account_id"], "n_shared": row["n"], "shared": shared}


def families(group: Group, settings: Judge) -> list[dict[str, Any]]:
    """What each family says, as `FamilyEvidence`; those never seen in the data are told as missing, not as absent."""
    m = group.measures
    made = []
    for name in FAMILIES:
        reason, found = why_not(name, m, settings), m.family(name)
        made.append({
            "family": name, "coverage": found.coverage, "n_members": found.n_members, "n_entities": found.n_entities,
            "weight": round(found.weight, 6), "observed": bool(m.observed.get(name)) or found.n_members > 0,
            "counts": not reason, "why_not": reason,
        })  # fmt: skip
    return made
