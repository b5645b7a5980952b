"""Prompts: what an exchange of some template, about some item, through some client, says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

from graphring.simulate.spool import Rows
from graphring.simulate.text.language import SLOT, Language, content, language
from graphring.simulate.text.settings import Text
from graphring.simulate.text.slots import filled
from graphring.simulate.text.stream import Stream

_KEPT: Final = 20_000  # templates whose words are kept at hand: some 20 MB
_FREE: Final = 4  # sentences of a prompt without a template, at most
_HARNESSES: Final = {"agent-framework": "agent", "ide-plugin": "coding", "mobile-app": "chat", "web": "chat"}


class Prompts:
    """Words the prompts of one world; nothing but numbers and the settings decide what they say."""

    def __init__(self, text: Text, key: int, families: Mapping[int, str], public: int) -> None:
        self._text, self._key, self._families, self._public = text, key, families, public
        self._languages = tuple(language(code) for code in text.languages)
        self._upto = tuple(accumulate(text.languages.values()))
        words = content("public.toml")
        self._quick_starts, self._harness = words["quick_starts"], words["harness"]
        self._template = lru_cache(_KEPT)(self._worded)

    def texts(self, rows: Rows, clients: tuple[str, ...], first: int) -> Iterator[str]:
        """The prompt of each row; `first` is the number of the first one in the log."""
        names = ("template", "item", "account", "client")
        columns = zip(*(rows[name].tolist() for name in names), strict=True)
        for serial, (template, item, account, client) in enumerate(columns, first):
            body = self._free(serial, account) if template < 0 else self._sent(template, item, serial)
            before = self._before(clients[client].split("/")[0], account)
            yield f"{before}\n\n{body}" if before else body

    def _before(self, client: str, account: int) -> str:
        """The harness's own prompt."""
        if client in _HARNESSES:
            return str(self._harness[_HARNESSES[client]])
        draws = Stream(self._key, "harness", account)
        return str(draws.one_of(sorted(self._harness.values()))) if draws.share() < self._text.boilerplate else ""

    def _free(self, serial: int, account: int) -> str:
        """What a person types: an account keeps to its language."""
        tongue, draws = self._tongue(Stream(self._key, "person", account)), Stream(self._key, "free", serial)
        n = 1 + draws.below(_FREE)
        frames = tongue.frames + tongue.slots
        said = tongue.joined([tongue.sentence(draws, frames) for _ in range(n)])
        return filled(said, tongue, draws)

    def _sent(self, template: int, item: int, serial: int) -> str:
        draws = Stream(self._key, "item", item)
        tongue, words = self._template(template)
        if template >= self._public:
            words = reworded(words, tongue, self._text.paraphrase, Stream(self._key, "again", serial))
        return filled(tongue.joined(words), tongue, draws)

    def _worded(self, template: int) -> tuple[Language, list[str]]:
        if template < min(self._public, len(self._quick_starts)):
            english = language("en")
            return english, self._quick_starts[template].split(" ")
        family = self._families.get(template)
        draws = Stream(self._key, family or "template", 0 if family else template)
        tongue = self._tongue(draws)
        words = [word for one in self._sentences(tongue, draws) for word in tongue.words(one)]
        return tongue, reworded(words, tongue, self._text.variants if family else 0, Stream(self._key, template))

    def _sentences(self, tongue: Language, draws: Stream) -> list[str]:
        most = self._text.sentences
        told = [tongue.sentence(draws, tongue.frames) for _ in range(most - draws.below(most // 2 + 1))]
        for _ in range(self._text.slots):
            told.insert(1 + draws.below(len(told)), tongue.sentence(draws, tongue.slots))
        return told

    def _tongue(self, draws: Stream) -> Language:
        drawn = draws.share() * self._upto[-1]
        return next(one for one, upto in zip(self._languages, self._upto, strict=True) if drawn < upto)


def reworded(words: list[str], tongue: Language, share: float, draws: Stream) -> list[str]:
    """The words with that share of them replaced by others of the language; slots stay."""
    if not share:
        return words
    n = int(len(words) * share + draws.share())
    said = list(words)
    for at in _places(len(words), min(n, len(words)), draws):
        if SLOT not in said[at]:
            said[at] = draws.one_of(tongue.vocabulary)
    return said


def _places(n: int, k: int, draws: Stream) -> list[int]:
    """K of n places: the first ones of a shuffle."""
    places = list(range(n))
    for at in range(k):
        other = at + draws.below(n - at)
        places[at], places[other] = places[other], places[at]
    return places[:k]
