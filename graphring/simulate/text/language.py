"""Languages: nouns, and frames of sentences that take them as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from graphring.model.toml import read_toml
from graphring.simulate.text.stream import Stream

SLOT = "{slot}"
_SYLLABLES = ("ka", "ri", "mo", "ve", "lun", "tas", "bor", "ni", "sel", "dra", "qui", "pho", "zan", "wel", "ort", "gim")


@dataclass(frozen=True)
class Language:
    """One language's words."""

    code: str
    name: str
    spaces: bool
    """Whether words stand apart; else every character is one."""
    nouns: tuple[str, ...]
    frames: tuple[str, ...]
    slots: tuple[str, ...]
    """Frames with a place that each item fills anew."""
    vocabulary: tuple[str, ...]

    def sentence(self, draws: Stream, frames: tuple[str, ...]) -> str:
        """A frame with nouns and made-up names in it; its slots stay open."""
        parts = re.split(r"(\{n\}|\{name\})", draws.one_of(frames))
        return "".join(self._filled(part, draws) for part in parts)

    def words(self, sentence: str) -> list[str]:
        """A sentence in pieces that can be replaced."""
        return sentence.split(" ") if self.spaces else re.findall(r"\{slot\}|.", sentence)

    def joined(self, words: list[str]) -> str:
        """The pieces as a text again."""
        return (" " if self.spaces else "").join(words)

    def _filled(self, part: str, draws: Stream) -> str:
        if part == "{n}":
            return draws.one_of(self.nouns)
        return made_up(draws) if part == "{name}" else part


def made_up(draws: Stream) -> str:
    """A name that nobody has."""
    return "".join(draws.one_of(_SYLLABLES) for _ in range(3)).capitalize()


def language_codes() -> tuple[str, ...]:
    """Codes of the languages there are words for, sorted."""
    there = (files("graphring.simulate.text") / "languages").iterdir()
    return tuple(sorted(path.name.removesuffix(".toml") for path in there if path.name.endswith(".toml")))


@cache
def language(code: str) -> Language:
    """The words of a language."""
    said = content(f"languages/{code}.toml")
    known = Language(
        code=code,
        name=said["name"],
        spaces=said["spaces"],
        nouns=tuple(said["nouns"]),
        frames=tuple(said["frames"]),
        slots=tuple(said["slots"]),
        vocabulary=(),
    )
    pieces = {word for text in (*known.nouns, *known.frames) for word in known.words(text) if "{" not in word}
    return replace(known, vocabulary=tuple(sorted(pieces - set("{}name"))))


def content(name: str) -> dict[str, Any]:
    """A file of words that comes with graphring."""
    with as_file(files("graphring.simulate.text") / name) as path:
        return read_toml(path, "words")
