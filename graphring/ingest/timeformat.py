"""How a person says that times are written: those words of strptime that mean the same to DuckDB and Python."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_KNOWN: Final = "YymbBdjHIMSfpzaA%"
_DAY: Final = re.compile(r"%j|%d(?=.*%[mbB])|%[mbB](?=.*%d)")
_CLOCK: Final = (
    r"(?P<gap>, ?|[ T])(?P<clock>\d{1,2}:\d\d)(?P<s>:\d\d)?(?P<f>\.\d{1,6})?"
    r"(?P<p> ?[AaPp][Mm])?(?P<z> ?[+-]\d\d:?\d\d)?"
)
_LAST: Final = re.compile(rf"\d{{1,2}}(?P<sep>[./-])\d{{1,2}}(?P=sep)(?P<year>\d{{4}}|\d\d)(?:{_CLOCK})?")
_FIRST: Final = re.compile(rf"\d{{4}}(?P<sep>[./])\d{{1,2}}(?P=sep)\d{{1,2}}(?:{_CLOCK})?")


def mistake(time_format: str) -> str:
    """Why this can't be the format of times, with an example; empty when it can."""
    words = re.findall(r"%(.?)", time_format, re.DOTALL)
    strange = [f"%{word}" for word in words if not word or word not in _KNOWN]
    if strange:
        known = " ".join(f"%{word}" for word in _KNOWN)
        return f"{time_format!r} is no format of times: {', '.join(strange)} is not known, use {known}"
    if not re.search("%[Yy]", time_format) or not _DAY.search(time_format):
        return f"{time_format!r} is no format of times: it needs a year, a month and a day, such as %d.%m.%Y %H:%M:%S"
    twice = sorted({f"%{word}" for word in words if word != "%" and words.count(word) > 1})
    if twice:
        return f"{time_format!r} is no format of times: {', '.join(twice)} stands in it twice"
    return ""


def has_zone(time_format: str) -> bool:
    """Whether times of that format tell their zone."""
    return "%z" in time_format.replace("%%", "")


def read(text: str, time_format: str) -> datetime | None:
    """The time in a text, None where it is not written so."""
    try:
        return datetime.strptime(text.strip(), time_format)
    except ValueError:
        return None


def likely(text: str) -> tuple[str, ...]:
    """The formats that a text may be written in, as far as its look tells; day and month are never guessed."""
    text = text.strip()
    if found := _FIRST.fullmatch(text):
        sep = found["sep"]
        return (f"%Y{sep}%m{sep}%d{_clock(found)}",)
    if found := _LAST.fullmatch(text):
        sep, year = found["sep"], "%Y" if len(found["year"]) == 4 else "%y"
        return tuple(f"{a}{sep}{b}{sep}{year}{_clock(found)}" for a, b in (("%d", "%m"), ("%m", "%d")))
    return ()


def _clock(found: re.Match[str]) -> str:
    if not found["clock"]:
        return ""
    hour = "%I:%M" if found["p"] else "%H:%M"
    parts = (("s", ":%S"), ("f", ".%f"), ("p", "%p"), ("z", "%z"))
    spaced = (" " * found[name].startswith(" ") + word for name, word in parts if found[name])
    return found["gap"] + hour + "".join(spaced)
