"""The sentences of a summary, made of its numbers."""

from __future__ import annotations

from typing import Final

from graphring.judge.findings import of_members
from graphring.judge.group import Group
from graphring.judge.measures import Measures
from graphring.judge.rules import counting
from graphring.judge.verdict import settled
from graphring.model.kinds import Family, built_in
from graphring.settings import Judge

FAMILY_WORDS: Final[dict[Family, tuple[str, str]]] = {
    "payment": ("payment instrument", "payment instruments"), "network": ("address", "addresses"),
    "content": ("prompt template", "prompt templates"), "device": ("device or client", "devices or clients"),
    "identity": ("domain or organisation", "domains or organisations"), "relation": ("direct tie", "direct ties"),
    "timing": ("rhythm", "rhythms"), "other": ("other shared thing", "other shared things"),
}  # fmt: skip


def kind_title(kind: str) -> str:
    """What a reader calls an entity of this kind."""
    known = built_in(kind)
    return known.title if known else kind.replace("_", " ")


def title(group: Group, settings: Judge) -> str:
    """A short name made of the evidence: accounts and what most of them share."""
    m = group.measures
    names = counting(m, settings) or tuple(sorted(m.families, key=lambda n: (-m.family(n).coverage, n)))[:1]
    told = [_things(m, name) for name in names if m.family(name).n_entities][:3]
    return f"{m.size:,} accounts on {_and(told)}" if told else f"{m.size:,} accounts"


def bottom_line(group: Group, settings: Judge) -> tuple[str, str]:
    """What it is, and what else it could be."""
    return _what(group, settings), _else(group)


def _what(group: Group, settings: Judge) -> str:
    m, verdict = group.measures, group.ruling.verdict
    told = _and([_things(m, n) for n in counting(m, settings)][:3])
    if verdict == "weak":
        return f"{m.size:,} accounts form a community, but what they share is too little to say that they act as one."
    if verdict == "explained":
        rival = group.rivals[0]
        better = f"{rival.name} ({rival.id}) explains them better than coordination does"
        return f"{m.size:,} accounts share {told}; {settled(m) or better}."
    if verdict == "review":
        words = "which hardly anybody else uses; a person must look before anything follows"
        return f"{m.size:,} accounts share {told}, {words}."
    return f"{m.size:,} accounts act as one: they share {told}, which hardly anybody else uses."


def _else(group: Group) -> str:
    rival = group.rivals[0]
    against, support = rival.rows_against, rival.rows_for
    figures = f"supported {rival.support:+.2f} against the ring's {group.score:+.2f}"
    words = f"The best innocent explanation is {rival.name} ({rival.id}, {figures})"
    if group.ruling.verdict in ("ring", "review") and against:
        return f"{words}; most against it: {against[0].detail}."
    return f"{words}; most for it: {support[0].detail}." if support else f"{words}."


def missing(m: Measures) -> tuple[str, ...]:
    """What the data does not tell about the group."""
    names: tuple[Family, ...] = ("payment", "network", "content", "device")
    told = [f"nothing is on file of the members' {FAMILY_WORDS[n][1]}" for n in names if not m.is_observed(n)]
    if m.population.n_trusted is None:
        told.append("no trusted cohort: rarity is taken among everybody outside the group")
    if not m.population.ages_told:
        told.append("no account is known to be old and clean, so age tells nothing")
    if m.item_overlap is None:
        told.append("no request items to compare: an evaluation team can't be told from a split job")
    if m.quiet_share is None:
        told.append("too few timed exchanges to see day and night")
    return (*told, "prompts are not read yet, only template ids that came with the data")


def would_change(group: Group, settings: Judge) -> tuple[str, ...]:
    """Findings that would change the verdict, best rival first."""
    m = group.measures
    told = [f"{rival.name} ({rival.id}): {rival.settles}" for rival in group.rivals[:3]]
    if group.ruling.verdict in ("review", "weak"):
        lacking = [n for n in ("payment", "network", "content") if n not in counting(m, settings)]
        if lacking:
            told.append(f"a second family that covers the same members: {_or(lacking)} does not yet")
    if group.ruling.verdict == "ring":
        told.append(f"a contract or invoice that covers {of_members(0.5, m.size)} or more")
    return tuple(told)


def _things(m: Measures, name: Family) -> str:
    """How many things of a family the group stands on: those that a twentieth has, all where none is so common."""
    n = m.family(name).n_leading or m.family(name).n_entities
    return f"{n:,} {FAMILY_WORDS[name][n != 1]}"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
