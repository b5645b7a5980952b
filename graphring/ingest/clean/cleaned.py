"""What a cleaner says: the canonical value, or why there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

LONGEST: Final = 512
"""Characters of an identifier; real ones are far shorter, and what is longer is text or an attack."""
PLACEHOLDERS: Final = frozenset({
    "null", "none", "nil", "nan", "n/a", "na", "#n/a", "unknown", "undefined", "-", "--", "?", "(null)", "(none)",
    "<null>", "<none>", "missing", "not available", "not set", "\\n", "[null]", "tbd", "0.0.0.0", "::",  # noqa: S104 - refused, not bound to
})  # fmt: skip


class Cleaned(NamedTuple):
    """The canonical value, or the reason why the value is of no use."""

    value: str | None
    reason: str = ""


Cleaner = Callable[[str], Cleaned]


def refused(value: str) -> str:
    """Why no identifier can be like that: empty, a placeholder, too long, invisible characters; empty when it can."""
    stripped = value.strip()
    if not stripped:
        return "empty"
    if stripped.lower() in PLACEHOLDERS:
        return "a placeholder, not a value"
    if len(value) > LONGEST:
        return f"longer than {LONGEST} characters"
    if not value.isprintable() and has_control(value):
        return "control or invisible characters"
    return ""


def has_control(value: str) -> bool:
    """Whether there are characters that move cursors, reverse text or can't be seen (Unicode Cc, Cf, Cs, Zl, Zp)."""
    return any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in value)


def spaced(value: str) -> str:
    """The text in Unicode NFC with runs of spaces made one."""
    return " ".join((value if value.isascii() else unicodedata.normalize("NFC", value)).split())
