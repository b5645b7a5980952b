"""What a ring sends, as its efforts change it. Nothing is drawn for an effort of 0: such a world stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graphring.simulate.adversary import Adversary
from graphring.simulate.arrays import DAY_S, Flags, Floats, Ints
from graphring.simulate.draft import Draft
from graphring.simulate.rhythm import PERSON, moments
from graphring.simulate.rings.crew import Crew, Rows

_MOST_COVERED: Final = 0.9  # camouflage at 1: some of the job is left, or there would be no ring
_OWN_MADE: Final = 3  # templates of camouflage, for each account
_REWORDINGS: Final = 4  # other wordings that an account uses
_MOST_FRAMED: Final = 0.3  # share of the job that is sent as a victim's
_PER_VICTIM: Final = 4  # accounts of the ring for each victim, at 1
_SLOWEST: Final = 3.0  # slow start at 1: the work done by time t of 1 goes as t to the power of 1 + this


@dataclass(frozen=True)
class Disguise:
    """A crew and its efforts; `victims` are addresses and templates of people to be framed, side by side."""

    crew: Crew
    efforts: Adversary
    victims: tuple[Ints, Ints]
    name: str
    """The ring's: the family of what it words in other ways."""

    def worn(self, draft: Draft, rows: Rows) -> Rows:
        """The rows, disguised."""
        efforts = self.efforts
        # Jitter would spoil the hours of mimicry, and mimicry the days of a slow start: hence the order.
        steps: tuple[tuple[float, Callable[[Draft, Disguise, Rows], Rows]], ...] = (
            (efforts.camouflage, _camouflaged),
            (efforts.rewording, _reworded),
            (efforts.jitter, _jittered),
            (efforts.mimicry, _human),
            (efforts.slow_start, _late),
            (efforts.framing, _framing),
        )
        for effort, step in steps:
            rows = step(draft, self, rows) if effort else rows
        return rows


def disguise(draft: Draft, who: Crew, efforts: Adversary, name: str) -> Disguise:
    """A crew with its efforts; whoever is framed is a bystander from now on."""
    n_framed = int(np.ceil(efforts.framing * len(who) / _PER_VICTIM))
    if not n_framed:
        return Disguise(who, efforts, (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)), name)
    owners, prompts = (np.concatenate(part) for part in zip(*draft.own_prompts, strict=True))
    homes = np.full(draft.n_accounts, -1, dtype=np.int64)
    for lives, home in draft.homes:
        homes[lives] = home
    known = np.flatnonzero(homes[owners] >= 0)
    framed = known[draft.rng.choice(len(known), min(n_framed, len(known)), replace=False)]
    draft.bystanders.update(owners[framed].tolist())
    return Disguise(who, efforts, (homes[owners[framed]], prompts[framed]), name)


def _camouflaged(draft: Draft, worn: Disguise, rows: Rows) -> Rows:
    covered = _drawn(draft, rows, worn.efforts.camouflage * _MOST_COVERED)
    who = rows.who[covered]
    low = int(rows.who.min())
    made = draft.templates((int(rows.who.max()) - low + 1) * _OWN_MADE)
    pick = draft.rng.integers(-1, _OWN_MADE, len(who))  # -1: free-form
    template, bought = rows.template.copy(), rows.bought | covered
    template[covered] = np.where(pick < 0, -1, made[(who - low) * _OWN_MADE + pick])
    return replace(rows, second=_hours(draft, worn.crew, rows, covered), template=template, bought=bought)


def _reworded(draft: Draft, worn: Disguise, rows: Rows) -> Rows:
    other = _drawn(draft, rows, worn.efforts.rewording) & (rows.template >= 0)
    who = rows.who[other]
    low = int(rows.who.min())
    wordings = draft.templates((int(rows.who.max()) - low + 1) * _REWORDINGS)
    draft.family(wordings, worn.name)
    pick = draft.rng.integers(-_REWORDINGS, _REWORDINGS, len(who))  # half of them below zero: no template
    template = rows.template.copy()
    template[other] = np.where(pick < 0, -1, wordings[(who - low) * _REWORDINGS + pick])
    return replace(rows, template=template)


def _human(draft: Draft, worn: Disguise, rows: Rows) -> Rows:
    return replace(rows, second=_hours(draft, worn.crew, rows, _drawn(draft, rows, worn.efforts.mimicry)))


def _late(draft: Draft, worn: Disguise, rows: Rows) -> Rows:  # noqa: ARG001 - all steps have one shape
    first, last = worn.crew.first[rows.who], worn.crew.last[rows.who]
    passed = np.clip((rows.second - first) / np.maximum(last - first, 1.0), 0.0, 1.0)
    later = passed ** (1 / (1 + _SLOWEST * worn.efforts.slow_start)) - passed
    # By whole days: the hour of the day stays what it was.
    return replace(rows, second=rows.second + np.floor(later * (last - first) / DAY_S) * DAY_S)


def _jittered(draft: Draft, worn: Disguise, rows: Rows) -> Rows:
    first, last = worn.crew.first[rows.who], worn.crew.last[rows.who]
    off = (draft.rng.random(len(rows.who)) * 2 - 1) * worn.efforts.jitter * DAY_S
    moved = np.where(rows.bought, rows.second, rows.second + off)
    outside = (moved < first) | (moved >= last)
    return replace(rows, second=np.where(outside, rows.second, moved))


def _framing(draft: Draft, worn: Disguise, rows: Rows) -> Rows:
    sent = _drawn(draft, rows, worn.efforts.framing * _MOST_FRAMED)
    homes, prompts = worn.victims
    victim = draft.rng.integers(0, len(homes), int(sent.sum()))
    address, template = rows.address.copy(), rows.template.copy()
    address[sent], template[sent] = homes[victim], prompts[victim]
    return replace(rows, address=address, template=template)


def _drawn(draft: Draft, rows: Rows, share: float) -> Flags:
    """A share of the job's exchanges."""
    return np.asarray(~rows.bought & (draft.rng.random(len(rows.who)) < share))


def _hours(draft: Draft, who: Crew, rows: Rows, moved: Flags) -> Floats:
    """Moments, some of them moved to hours that people keep where the account says it lives."""
    row = rows.who[moved]
    second = rows.second.copy()
    second[moved] = moments(draft.rng, np.full(len(row), PERSON), who.zone[row], who.first[row], who.last[row])
    return second
