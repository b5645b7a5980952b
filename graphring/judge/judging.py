"""Communities to groups: measure all, look closely at those that matter, rule, select, fill in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphring.detect import Partition, TieGraph, pruned, stability
from graphring.judge.candidates import Candidate, Index, candidates
from graphring.judge.group import Group, judged
from graphring.judge.measures import Measures
from graphring.judge.measuring import Context, peopled, shared, timed
from graphring.judge.rules import counting
from graphring.judge.select import chosen, filled, left_over, most_stable
from graphring.judge.signals import incriminating
from graphring.model.judged import RING_VERDICTS
from graphring.model.points import points
from graphring.model.progress import Progress, Silent
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
    pairs = [(level.resolution, level.membership) for level in levels]
    least = context.settings.judge.min_members
    found = candidates(pairs, least)
    progress.step("judgement: what members share", 1)
    matter = _that_matter(context, found)
    progress.advance()
    progress.say(f"{len(found):,} communities of {least} and more; {len(matter):,} are looked at closely")
    progress.step("judgement: communities that matter", max(1, len(matter)))
    groups, steady = _closely(context, graph, matter, progress)
    kept = [g for g in chosen(groups, graph.n_accounts) if g.ruling.verdict != "weak"]
    fill = most_stable([membership for _, membership in pairs], steady)
    flat = filled(kept, pairs[fill][1])
    rest = [Candidate(members, pairs[fill][0]) for members in left_over(kept, flat, least)]
    kept += _judged(context, graph, rest, Silent())
    return Judged(tuple(sorted(kept, key=Group.merit)), flat, len(found), len(matter))


def _that_matter(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Candidates with something to explain, and with enough accounts outside to tell what is common."""
    settings = context.settings.judge
    most = settings.max_share * context.population.n_accounts
    measures = peopled(context, shared(context, [c.members for c in found]))
    return [c for c, m in zip(found, measures, strict=True) if m.size <= most and worth_a_look(m, settings)]


def worth_a_look(measures: Measures, settings: Judge) -> bool:
    """Whether a family counts, and the score could reach `review` if nothing spoke for innocence.

    What is not measured yet (hours, items, stability) is taken at its worst; everything else can only be weak.
    """
    if not counting(measures, settings):
        return False
    unseen = replace(measures, quiet_share=1 / 3, item_overlap=0.0, stability=1.0)
    return incriminating(unseen, settings.prior) >= points(settings.review_score)


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


def _judged(context: Context, graph: TieGraph, sets: list[Candidate], progress: Progress) -> list[Group]:
    """Groups of these sets; bootstraps only for those that would be rings if they were as stable as can be."""
    if not sets:
        return []
    settings = context.settings
    measures = timed(context, peopled(context, shared(context, [c.members for c in sets])))
    groups = []
    for candidate, measure in zip(sets, measures, strict=True):
        group = judged(candidate, replace(measure, stability=1.0), settings.judge)
        if group.ruling.verdict not in RING_VERDICTS:
            group = judged(candidate, measure, settings.judge)
        else:
            steady = stability(graph, candidate.members, candidate.resolution, settings.detect)
            group = judged(candidate, replace(measure, stability=steady), settings.judge)
        groups.append(group)
        progress.advance()
    return groups
