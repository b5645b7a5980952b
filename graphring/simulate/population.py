"""Ordinary people: where they come from, what they use, when they act. Other generators start from these."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graphring.simulate.arrays import DAY_S, Flags, Floats, Ints, Texts, chosen, harmonic, texts
from graphring.simulate.draft import CLIENTS, REGIONS, Accounts, Draft
from graphring.simulate.habits import CARRIER, ELSEWHERE, HOME, MOVED, N_PLACES, NONE, PUBLIC, WORK, Habits, perform
from graphring.simulate.naming import domains

# Guesses, all of them: shapes that services of this kind are known for, none measured.
_FREE_MAIL: Final = (
    "postbox", "quickmail", "mailhub", "webpost", "inboxly", "letterbee", "mailfold", "zipmail", "nordpost",
    "cirrusmail", "tinypost", "openbox", "mailnest", "plainmail",
)  # fmt: skip
_FREE_MAIL_SHARE: Final = np.array([20, 14, 11, 8, 6, 5, 4, 3, 3, 2, 2, 2, 1, 1], dtype=np.float64)
_OWN_DOMAIN: Final = 0.18
_OLD_SHARE: Final = 0.45
_OLDEST_DAYS: Final = 900
_NEW_DAYS: Final = 110
_BANNED: Final = 0.008
_SPREAD: Final = 1.0  # sigma of the log-normal volume
_OWN_PROMPTS: Final = 3


class Population(BaseModel):
    """How many ordinary people there are, and how much they do."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    people: int = Field(ge=1, le=2_000_000, description="ordinary accounts, a person each")
    volume: float = Field(default=12.0, gt=0, description="median exchanges of an account over the whole time")
    untold: float = Field(default=0.0, ge=0, le=1, description="share of people whose client tells no name: privacy")


def strangers(draft: Draft, n: int, kind: str) -> Accounts:
    """N ordinary sign-ups who have nothing to do with each other."""
    rng = draft.rng
    created, old = _created(draft, n)
    domain, organisation = _mail(rng, n)
    slow = rng.random(n)
    return Accounts(
        created=created,
        region=chosen(rng, np.array([r.share for r in REGIONS]), n),
        domain=domain,
        organisation=organisation,
        verified=rng.random(n) < np.where(old, 0.85, 0.6),
        pathway=np.array(["web", "api", "cloud"], dtype=object)[chosen(rng, np.array([0.55, 0.38, 0.07]), n)],
        adopts=draft.release + slow * slow * 25 * DAY_S,
        kind=texts(n, kind),
        ring=texts(n),
        role=texts(n),
    )


def _created(draft: Draft, n: int) -> tuple[Floats, Flags]:
    rng = draft.rng
    old = rng.random(n) < _OLD_SHARE
    long_ago = -(_NEW_DAYS + rng.random(n) * (_OLDEST_DAYS - _NEW_DAYS)) * DAY_S
    # Newcomers, the service growing: until shortly before the end, so that everyone has time to do something.
    lately = draft.end - 2 * DAY_S - rng.random(n) * (_NEW_DAYS * DAY_S + draft.end - 2 * DAY_S)
    return np.where(old, long_ago, lately), old


def _mail(rng: np.random.Generator, n: int) -> tuple[Texts, Texts]:
    free = np.array([f"{name}.example" for name in _FREE_MAIL], dtype=object)[chosen(rng, _FREE_MAIL_SHARE, n)]
    own = rng.random(n) < _OWN_DOMAIN
    firm = domains(rng, n)
    named = own & (rng.random(n) < 0.7)
    return np.where(own, firm, free), np.where(named, np.array([d.split(".")[0] for d in firm], dtype=object), "")


def volumes(draft: Draft, n: int, median: float) -> Ints:
    """Log-normal numbers of exchanges, at least one."""
    drawn = median * draft.rng.lognormal(0.0, _SPREAD, n)
    return np.clip(drawn, 1, median * 60).astype(np.int64)


def ordinary(draft: Draft, codes: Ints, accounts: Accounts, volume: float) -> Habits:
    """Habits of ordinary people: a home, perhaps work, a carrier, elsewhere; own prompts and popular ones."""
    rng, n = draft.rng, len(codes)
    first = np.clip(accounts.created + 600.0, 0.0, draft.end - DAY_S)
    api = (accounts.pathway != "web") | (rng.random(n) < 0.2)
    client = np.where(api, chosen(rng, harmonic(len(CLIENTS)), n), chosen(rng, np.array([0.0, 8, 0, 0, 1, 0, 3]), n))
    places, place_share = _places(draft, accounts)
    return Habits(
        account=codes,
        volume=volumes(draft, n, volume),
        first=first,
        last=np.full(n, draft.end),
        rhythm=np.where(api, chosen(rng, np.array([0.45, 0.35, 0.2]), n), chosen(rng, np.array([0.75, 0.25]), n)),
        zone=np.array([r.zone for r in REGIONS])[accounts.region],
        moves=rng.random(n) * draft.end * 1.6,
        places=places,
        place_share=place_share,
        prompts=_prompts(draft, n),
        prompt_share=_prompt_share(rng, n),
        client=client,
    )


def _places(draft: Draft, accounts: Accounts) -> tuple[Ints, Floats]:
    rng, n = draft.rng, len(accounts)
    places = np.empty((n, N_PLACES), dtype=np.int64)
    for column in (HOME, MOVED, WORK, *range(*ELSEWHERE.indices(N_PLACES))):
        places[:, column] = draft.addresses.homes(accounts.region)
    places[:, CARRIER] = draft.carriers[accounts.region[:, None], rng.integers(0, draft.carriers.shape[1], (n, 3))]
    share = np.zeros((n, N_PLACES))
    share[:, HOME] = 1.0
    share[:, WORK] = np.where(rng.random(n) < 0.4, rng.random(n), 0.0)
    share[:, CARRIER] = np.where(rng.random(n) < 0.45, rng.random(n) * 0.25, 0.0)[:, None]
    share[:, ELSEWHERE] = (rng.random(n) * 0.03)[:, None]
    return places, share


def _prompts(draft: Draft, n: int) -> Ints:
    own = draft.templates(n * _OWN_PROMPTS).reshape(n, _OWN_PROMPTS)
    return np.concatenate([np.full((n, 2), -1, dtype=np.int64), own], axis=1)


def _prompt_share(rng: np.random.Generator, n: int) -> Floats:
    share = np.empty((n, 2 + _OWN_PROMPTS))
    share[:, NONE] = rng.random(n) * 0.8
    share[:, PUBLIC] = rng.random(n) * 0.6
    share[:, 2:] = rng.random((n, _OWN_PROMPTS)) * np.array([1.0, 0.4, 0.2])
    return share


def plant_people(draft: Draft, population: Population) -> None:
    """Ordinary people with a card each; some are banned for reasons of their own."""
    accounts = strangers(draft, population.people, "ordinary")
    codes = draft.enrol(accounts)
    draft.pay(codes, draft.cards(len(codes)))
    habits = ordinary(draft, codes, accounts, population.volume)
    if population.untold:
        untold = draft.rng.random(len(codes)) < population.untold
        habits = replace(habits, client=np.where(untold, -1, habits.client))
    banned = draft.rng.random(len(codes)) < _BANNED
    until = habits.first + draft.rng.random(len(codes)) * (draft.end - habits.first)
    draft.ban(codes[banned], until[banned], "abuse")
    draft.homes.append((codes, habits.places[:, HOME]))
    draft.own_prompts.append((codes, habits.prompts[:, PUBLIC + 1]))
    perform(draft, replace(habits, last=np.where(banned, until, habits.last)))
