"""Ids out of texts and documents."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

FORGOTTEN: Final = "[forgotten]"
_NAMES: Final = ("account_id", "other_account_id", "account_a", "account_b")
"""Fields that make a record one of an account."""
_GONE: Final = object()


class Redactor:
    """Takes ids out: a record of one of them goes, in other texts the id gives way to a mark.

    In a text an id counts where it stands as a whole, with no letter or digit before or after it.
    """

    def __init__(self, ids: Collection[str]) -> None:
        self.ids = frozenset(ids)
        words = "|".join(re.escape(one) for one in sorted(self.ids, key=lambda one: (-len(one), one)))
        self._pattern = re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")

    def text(self, given: str) -> str:
        """The text without the ids."""
        return self._pattern.sub(FORGOTTEN, given)

    def names(self, given: str) -> bool:
        """Whether one of them stands in the text."""
        return self._pattern.search(given) is not None

    def document(self, given: Any) -> Any:
        """A document of dictionaries, lists and values without them."""
        made = self._without(given)
        return None if made is _GONE else made

    def _without(self, given: Any) -> Any:
        if isinstance(given, str):
            return self.text(given)
        if isinstance(given, list):
            return [made for one in given if (made := self._without(one)) is not _GONE]
        if isinstance(given, dict):
            if any(given.get(name) in self.ids for name in _NAMES if isinstance(given.get(name), str)):
                return _GONE
            return {name: self._without(value) for name, value in given.items()}
        return given
