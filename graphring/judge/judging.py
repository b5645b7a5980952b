"""Communities to groups: measure all, look closely at those that matter, rule, select, fill in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphring.detect import Partition, TieGraph, pruned, stability
from graphring.judge.candidates import Candidate, Index, candidates
from graphring.judge.group import Group, judged
from graphring.judge.measures import Measures
from graphring.judge.measuring import Context, deepened, shared
from graphring.judge.rules import counting
from graphring.judge.select import chosen, filled, left_over, most_stable
from graphring.model.progress import Progress
from graphring.settings import Judge


@dataclass(frozen=True)
class Judged:
    """All groups of a run, best first, and the flat partition that they are part of."""

    groups: tuple[Group, ...]
    flat: Index
    n_candidates: int
    n_looked_at: int


def judge(context: Context, graph: TieGraph, levels: Sequence[Partition], progress: Progress) -> Judged:
    """Judge every community of every resolution; return the groups chosen and the flat partition."""
    settings = context.settings.judge
    pairs = [(level.resolution, level.membership) for level in levels]
    found = candidates(pairs, settings.min_members)
    progress.step("judgement: what members share", 3)
    matter = _that_matter(context, found)
    progress.advance()
    progress.say(
        f"{len(found):,} communities of {settings.min_members} and more; {len(matter):,} are looked at closely"
    )
    progress.step("judgement: communities that matter", max(1, len(matter)))
    groups, steady = _closely(context, graph, matter, progress)
    kept = [g for g in chosen(groups, graph.n_accounts) if g.ruling.verdict != "weak"]
    fill = most_stable([membership for _, membership in pairs], steady)
    flat = filled(kept, pairs[fill][1])
    rest = [Candidate(members, pairs[fill][0]) for members in left_over(kept, flat, settings.min_members)]
    kept += _judged(context, graph, rest, None)
    return Judged(tuple(sorted(kept, key=Group.merit)), flat, len(found), len(matter))


def _that_matter(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Candidates in which a family counts, and that leave enough accounts outside to tell what is common."""
    settings = context.settings.judge
    measures = shared(context, [c.members for c in found])
    most = settings.max_share * context.population.n_accounts
    return [c for c, m in zip(found, measures, strict=True) if m.size <= most and worth_a_look(m, settings)]


def worth_a_look(measures: Measures, settings: Judge) -> bool:
    """Whether any family covers enough of the members with enough weight; the others can only be weak."""
    return bool(counting(measures, settings))


def _closely(
    context: Context, graph: TieGraph, matter: list[Candidate], progress: Progress
) -> tuple[list[Group], dict[bytes, float]]:
    """Candidates judged without their weak sides, each set once; and the stability of each that is not weak."""
    least = context.settings.judge.min_members
    trimmed: dict[bytes, Candidate] = {}
    slim_of: dict[bytes, bytes] = {}
    for candidate in matter:
        slim = replace(candidate, members=pruned(graph, candidate.members))
        if len(slim.members) >= least:
            trimmed.setdefault(slim.key(), slim)
            slim_of[candidate.key()] = slim.key()
    groups = _judged(context, graph, list(trimmed.values()), progress)
    told = {g.candidate.key(): g.measures.stability or 0.0 for g in groups if g.ruling.verdict != "weak"}
    return groups, {key: told[slim] for key, slim in slim_of.items() if slim in told}


def _judged(context: Context, graph: TieGraph, sets: list[Candidate], progress: Progress | None) -> list[Group]:
    measures = deepened(context, shared(context, [c.members for c in sets])) if sets else []
    groups = []
    for candidate, measure in zip(sets, measures, strict=True):
        close = worth_a_look(measure, context.settings.judge)
        steady = stability(graph, candidate.members, candidate.resolution, context.settings.detect) if close else None
        groups.append(judged(candidate, replace(measure, stability=steady), context.settings.judge))
        if progress:
            progress.advance()
    return groups
