"""Values in words: of a header, of the command line, of a time in a file; and the types that they can be of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, get_args

Type = Literal["string", "integer", "float", "boolean", "datetime", "date", "strings", "integers"]
TYPES: Final[tuple[Type, ...]] = get_args(Type)


def as_text(time: datetime) -> str:
    """A time as ISO 8601 in UTC: to the second, or to the microsecond where it has any."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def time_of(text: str) -> datetime:
    """The time of a text; ValueError when it is none, or has no zone."""
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("no zone")
    return time.astimezone(UTC)


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_READ: Final[dict[Type, Callable[[str], Any]]] = {
    "string": str, "integer": int, "float": float, "boolean": _truth, "datetime": time_of, "date": date.fromisoformat,
    "strings": _texts, "integers": lambda text: [int(part) for part in _texts(text)],
}  # fmt: skip


def value_of(type_: Type, text: str) -> Any:
    """The value that a text of a header or of the command line stands for; ValueError when it is none of that type."""
    try:
        return _READ[type_](text)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{text!r} is no {type_}") from error
