"""Communities to groups: measure all, look closely at those that matter, rule, select, fill in the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphring.detect import Partition, TieGraph, slimmed, stability
from graphring.judge.candidates import Candidate, Index, candidates
from graphring.judge.group import Group, judged
from graphring.judge.measures import Measures, People
from graphring.judge.measuring import Context, peopled, shared
from graphring.judge.reasons import with_reason
from graphring.judge.rules import counting
from graphring.judge.select import chosen, filled, left_over
from graphring.judge.signals import incriminating, weighed
from graphring.model.judged import RING_VERDICTS
from graphring.model.points import points
from graphring.model.progress import Progress
from graphring.settings import Judge

Known = Mapping[bytes, Measures]
"""What was measured of sets of members, by their keys."""


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
    matter, known = _that_matter(context, found)
    progress.advance()
    progress.say(f"{len(found):,} communities of {least} and more; {len(matter):,} are looked at closely")
    progress.step("judgement: weak sides", max(1, len(matter)))
    groups = _closely(context, (matter, known), graph, progress)
    progress.step("judgement: the best of those that overlap", max(1, len(groups)))

    def settle(group: Group) -> Group:
        progress.advance()
        return _settled(context, graph, group)

    picked = _reasoned(context, graph, chosen(groups, graph.n_accounts, settle))
    kept = [g for g in picked if g.ruling.verdict != "weak"]
    # Where no family counts nothing says that the accounts belong together: these stay as close as they can be.
    finest = max(pairs, key=lambda pair: pair[0])
    flat = filled([g for g in picked if counting(g.measures, g.settings)], finest[1])
    rest = [Candidate(members, finest[0]) for members in left_over(kept, flat, least)]
    kept += [_settled(context, graph, group) for group in _hopeful(context, rest)]
    doubted = (group.doubted() for group in kept)
    return Judged(tuple(sorted(doubted, key=Group.merit)), flat, len(found), len(matter))


def _that_matter(context: Context, found: list[Candidate]) -> tuple[list[Candidate], Known]:
    """Candidates with something to explain, and with enough accounts outside to tell what is common; what was measured
    of them."""
    settings = context.settings.judge
    most = settings.max_share * context.population.n_accounts
    found = [c for c in found if len(c.members) <= most]
    measures = shared(context, [c.members for c in found])
    likely = [c for c, m in enumerate(measures) if worth_a_look(at_worst(m), settings)]
    told = zip(likely, peopled(context, measures, likely), strict=True)
    matter = [(found[c], m) for c, m in told if worth_a_look(m, settings)]
    return [candidate for candidate, _ in matter], {candidate.key(): m for candidate, m in matter}


def at_worst(measures: Measures) -> Measures:
    """The measures with members that speak as much against them as any could: a bound before people are looked at."""
    size, population = measures.size, measures.population
    worst = People(
        n_rush=size, n_enforced=size * (population.share_enforced > 0), n_confirmed=size * population.confirmed_told
    )
    return replace(measures, people=worst)


def worth_a_look(measures: Measures, settings: Judge) -> bool:
    """Whether a family counts, and the score could reach `review` if nothing spoke for innocence.

    What is not measured yet (hours, items, stability) is taken at its worst; everything else can only be weak.
    """
    if not counting(measures, settings):
        return False
    unseen = replace(measures, quiet_share=1 / 3, item_overlap=0.0, stability=1.0)
    return incriminating(weighed(unseen), settings.prior) >= points(settings.review_score)


def _closely(
    context: Context, measured: tuple[list[Candidate], Known], graph: TieGraph, progress: Progress
) -> list[Group]:
    """Hopeful groups of the candidates without their weak sides, and as a whole where what is shared holds these."""
    least, (matter, known) = context.settings.judge.min_members, measured
    with context.db.beside(lambda: context.rhythm):  # reads the ledger with what the other thread leaves of the machine
        slim_of = _slimmed(graph, matter, progress)
    bodies = {c.key(): c for c in slim_of.values() if len(c.members) >= least}
    wholes = {c.key(): c for c in matter if c.key() not in bodies}
    progress.step("judgement: when and on what they work", 1)
    groups = {g.candidate.key(): g for g in _hopeful(context, list((bodies | wholes).values()), known)}
    progress.advance()
    held = [groups[key] for key in wholes if held_together(groups[key], groups.get(slim_of[key].key()))]
    return [groups[key] for key in bodies] + held


def _slimmed(graph: TieGraph, matter: list[Candidate], progress: Progress) -> dict[bytes, Candidate]:
    """The candidates without their weak sides, by the key of the whole."""
    slim = {}
    for candidate, left in zip(matter, slimmed(graph, [c.members for c in matter]), strict=True):
        slim[candidate.key()] = replace(candidate, members=left)
        progress.advance()
    return slim


def _reasoned(context: Context, graph: TieGraph, picked: list[Group]) -> list[Group]:
    """The groups that were chosen; those on their way to be a ring keep only the members that have a reason.

    Only now: while groups compete, what a group took in without a reason must weigh against it.
    """
    wide = {g.candidate.key(): g.candidate for g in picked if g.ruling.verdict in RING_VERDICTS and g.n_bare()}
    slim = dict(zip(wide, with_reason(context, list(wide.values())), strict=True))
    enough = {key: new for key, new in slim.items() if len(new.members) >= context.settings.judge.min_members}
    again = (_settled(context, graph, group) for group in _hopeful(context, list(enough.values())))
    anew = dict(zip(enough, again, strict=True))
    return [anew.get(key, g) for g in picked if (key := g.candidate.key()) in anew or key not in slim]


def held_together(whole: Group, firm: Group | None) -> bool:
    """Whether the weak sides of a group belong to it by what their members share.

    Edges alone don't tell: a transfer is a single edge. Of what it has more than its firm part a third must be covered
    by two families that count: where families corroborate each other, one of them reaches beyond the other.
    """
    if len(counting(whole.measures, whole.settings)) < 2:
        return False
    size, held = (firm.measures.size, firm.held_twice()) if firm else (0, 0.0)
    return whole.held_twice() - held >= (whole.measures.size - size) / 3


def _hopeful(context: Context, sets: list[Candidate], known: Known | None = None) -> list[Group]:
    """Groups of these sets, judged as if they were as stable as can be: bootstraps cost most, and few need them.

    What is `known` of a set is not measured again.
    """
    measured = dict(known or {})
    fresh = [c for c in sets if c.key() not in measured]
    if fresh:
        told = peopled(context, shared(context, [c.members for c in fresh]))
        measured |= {c.key(): m for c, m in zip(fresh, told, strict=True)}
    timed = (context.rhythm.timed(c.members, measured[c.key()]) for c in sets)
    pairs = zip(sets, timed, strict=True)
    return [judged(c, replace(m, stability=1.0), context.settings.judge) for c, m in pairs]


def _settled(context: Context, graph: TieGraph, hopeful: Group) -> Group:
    """The group with its real stability; one that would be no ring even at its best is judged without."""
    settings, candidate = context.settings, hopeful.candidate
    if hopeful.ruling.verdict not in RING_VERDICTS:
        return hopeful.steadied(None)
    return hopeful.steadied(stability(graph, candidate.members, candidate.resolution, settings.detect))
