"""What an item puts into the open places of a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from graphring.simulate.text.language import SLOT, Language, made_up
from graphring.simulate.text.stream import Stream


def filled(text: str, tongue: Language, draws: Stream) -> str:
    """The text with each slot filled in turn."""
    before, *rest = text.split(SLOT)
    return before + "".join(draws.one_of(_KINDS)(tongue, draws) + part for part in rest)


def _number(_: Language, draws: Stream) -> str:
    return f"{draws.below(1_000_000) / 100:.2f}"


def _date(_: Language, draws: Stream) -> str:
    return f"{2015 + draws.below(11)}-{1 + draws.below(12):02d}-{1 + draws.below(28):02d}"


def _code(_: Language, draws: Stream) -> str:
    return f"{draws.below(2**48):012x}"


def _address(_: Language, draws: Stream) -> str:
    return f"https://{made_up(draws).lower()}.example/{draws.below(10_000)}"


def _mail(_: Language, draws: Stream) -> str:
    return f"{made_up(draws).lower()}@{made_up(draws).lower()}.example"


def _name(_: Language, draws: Stream) -> str:
    return f"{made_up(draws)} {made_up(draws)}"


def _passage(tongue: Language, draws: Stream) -> str:
    told = tongue.joined([tongue.sentence(draws, tongue.frames) for _ in range(1 + draws.below(3))])
    return told.rstrip(".。।?")


_KINDS: Final[tuple[Callable[[Language, Stream], str], ...]] = (
    _number, _date, _code, _address, _mail, _name, _passage, _passage,
)  # fmt: skip
