"""Communities to groups: measure all, look closely at those that matter, rule, select, fill in the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphring.detect import Partition, TieGraph, pruned, stability
from graphring.judge.candidates import Candidate, Index, candidates
from graphring.judge.group import Group, judged
from graphring.judge.measures import Measures
from graphring.judge.measuring import Context, peopled, shared
from graphring.judge.rules import counting
from graphring.judge.select import chosen, filled, left_over, most_stable
from graphring.judge.signals import incriminating
from graphring.model.judged import RING_VERDICTS
from graphring.model.points import points
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
    pairs = [(level.resolution, level.membership) for level in levels]
    least = context.settings.judge.min_members
    found = candidates(pairs, least)
    progress.step("judgement: what members share", 1)
    matter = _that_matter(context, found)
    progress.advance()
    progress.say(f"{len(found):,} communities of {least} and more; {len(matter):,} are looked at closely")
    progress.step("judgement: communities that matter", max(1, len(matter)))
    slim, groups = _closely(context, matter, graph)

    def settle(group: Group) -> Group:
        progress.advance()
        return _settled(context, graph, group)

    kept = [g for g in chosen(groups, graph.n_accounts, settle) if g.ruling.verdict != "weak"]
    told = {g.candidate.key(): g.measures.stability or 0.0 for g in kept}
    steady = {key: told[own] for key, own in slim.items() if own in told}
    fill = most_stable([membership for _, membership in pairs], steady)
    flat = filled(kept, pairs[fill][1])
    rest = [Candidate(members, pairs[fill][0]) for members in left_over(kept, flat, least)]
    kept += [_settled(context, graph, group) for group in _hopeful(context, rest)]
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


def _closely(context: Context, matter: list[Candidate], graph: TieGraph) -> tuple[dict[bytes, bytes], list[Group]]:
    """Hopeful groups of the candidates without their weak sides, each set once; and which candidate became which."""
    trimmed: dict[bytes, Candidate] = {}
    slim_of: dict[bytes, bytes] = {}
    for candidate in matter:
        slim = replace(candidate, members=pruned(graph, candidate.members))
        if len(slim.members) >= context.settings.judge.min_members:
            trimmed.setdefault(slim.key(), slim)
            slim_of[candidate.key()] = slim.key()
    return slim_of, _hopeful(context, list(trimmed.values()))


def _hopeful(context: Context, sets: list[Candidate]) -> list[Group]:
    """Groups of these sets, judged as if they were as stable as can be: bootstraps cost most, and few need them."""
    if not sets:
        return []
    measures = peopled(context, shared(context, [c.members for c in sets]))
    timed = (context.rhythm.timed(c.members, m) for c, m in zip(sets, measures, strict=True))
    pairs = zip(sets, timed, strict=True)
    return [judged(c, replace(m, stability=1.0), context.settings.judge) for c, m in pairs]


def _settled(context: Context, graph: TieGraph, hopeful: Group) -> Group:
    """The group with its real stability; one that would be no ring even at its best is judged without."""
    settings, candidate = context.settings, hopeful.candidate
    steady = None
    if hopeful.ruling.verdict in RING_VERDICTS:
        steady = stability(graph, candidate.members, candidate.resolution, settings.detect)
    return judged(candidate, replace(hopeful.measures, stability=steady), settings.judge)
