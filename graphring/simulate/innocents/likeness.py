"""Habits with a likeness: shared addresses, shared prompts, someone else's ways taken over."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from graphring.simulate.arrays import Floats, Ints
from graphring.simulate.draft import Draft, Exchanges
from graphring.simulate.habits import N_PLACES, PUBLIC, Habits


def behind(habits: Habits, addresses: Ints, own: float = 0.1) -> Habits:
    """Sittings at the given addresses, a row an account; `own` is the share of the account's own places."""
    given = np.broadcast_to(addresses.reshape(-1, addresses.shape[-1]), (len(habits.account), addresses.shape[-1]))
    shared = slice(N_PLACES - given.shape[1], N_PLACES)
    places, share = habits.places.copy(), habits.place_share.copy()
    places[:, shared], share[:, shared] = given, 0.0
    share *= own / share.sum(axis=1, keepdims=True).clip(1e-9)
    share[:, shared] = (1 - own) / given.shape[1]
    return replace(habits, places=places, place_share=share)


def saying(habits: Habits, template: Ints, share: float) -> Habits:
    """`share` of what is sent is one template: the same for all, or one an account."""
    prompts, prompt_share = habits.prompts.copy(), habits.prompt_share.copy()
    prompts[:, -1] = template
    prompt_share[:, -1] = share / (1 - share) * prompt_share[:, :-1].sum(axis=1)
    return replace(habits, prompts=prompts, prompt_share=prompt_share)


def only_saying(habits: Habits, templates: Ints) -> Habits:
    """Nothing is sent but these templates, at most as many as an account has of its own."""
    prompts, prompt_share = habits.prompts.copy(), np.zeros_like(habits.prompt_share)
    held = slice(PUBLIC + 1, PUBLIC + 1 + len(templates))
    prompts[:, held], prompt_share[:, held] = templates, 1.0
    return replace(habits, prompts=prompts, prompt_share=prompt_share)


def at_rhythm(habits: Habits, rhythm: int) -> Habits:
    """Everyone keeps the same kind of hours."""
    return replace(habits, rhythm=np.full(len(habits.account), rhythm))


def with_client(habits: Habits, client: int) -> Habits:
    """Everyone uses the same client program."""
    return replace(habits, client=np.full(len(habits.account), client))


def split(habits: Habits, zones: Ints) -> Habits:
    """Each account is used by people of all these zones: a row a zone, which share its volume."""
    row = np.arange(len(habits.account)).repeat(len(zones))
    rows = Habits(*(getattr(habits, f.name)[row] for f in fields(Habits)))
    return replace(rows, zone=np.tile(zones, len(habits.account)), volume=np.maximum(1, rows.volume // len(zones)))


def alike(habits: Habits, of: Ints) -> Habits:
    """Each account has the places, prompts, hours and client of the account in row `of`."""
    same = ("rhythm", "zone", "moves", "places", "place_share", "prompts", "prompt_share", "client")
    return replace(habits, **{name: getattr(habits, name)[of] for name in same})


def between(habits: Habits, first: Floats, last: Floats) -> Habits:
    """Active from `first` until `last`, as far as the world lasts and the account is there."""
    begins = np.maximum(first, habits.first)
    return replace(habits, first=begins, last=np.maximum(begins + 60.0, np.minimum(last, habits.last)))


def varied(draft: Draft, run: Exchanges, templates: Ints) -> Exchanges:
    """The same exchanges with a template from the given ones wherever there is one of an account's own."""
    own = run.template >= len(draft.public)
    drawn = templates[draft.rng.integers(0, len(templates), len(own))]
    return replace(run, template=np.where(own, drawn, run.template))
