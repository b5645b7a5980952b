"""A week of a small service, a file for each day: three rings come and grow, and a person decides about them.

200 people alone, each with a device and a card. Ring A is there on Monday and grows on Wednesday, ring B comes on
Tuesday and grows on Friday, ring C comes on Thursday. The week lies ahead: a published run has the time of the
server's clock, and a job leaves what lies ahead of its own.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

MONDAY = datetime.fromisoformat("2040-03-05T00:00:00+00:00")
DAYS = range(7)
_RINGS = {"a": (12, 3, 4), "b": (8, 2, 3), "c": (9, 2, 3)}
"""Members at first, devices, cards."""
_COMES = {"a": 0, "b": 1, "c": 3}
_GROWS = {"a": (2, 3), "b": (4, 2)}
"""Day, and members that come then."""
_DECIDED = {
    2: [("account", "a-00", "confirmed"), ("account", "a-01", "confirmed")],
    4: [("ring", "a", "confirmed"), ("account", "b-00", "confirmed")],
    5: [("account", "a-01", "cleared")],
}


def night(day: int) -> datetime:
    """When the jobs of a day run: on the next morning, less than an hour after the times of those that come nightly."""
    return MONDAY + timedelta(days=day + 1, hours=5, minutes=45)


def links(day: int, folder: Path) -> Path:
    """The links that a day brings."""
    rows = [
        (f"p{i:03}", kind, f"{kind}-{i}", _at(day, i))
        for i in range(200)
        if day == 0 or i % 7 == day
        for kind in ("device", "payment_instrument")
    ]
    for name, (size, devices, cards) in _RINGS.items():
        rows += [row for i in _members(name, size, day) for row in _uses(name, i, (devices, cards), day)]
    return _csv(folder / f"links-{day}.csv", ("account_id", "kind", "entity_id", "time"), rows)


def decisions(day: int, folder: Path, rings: dict[str, str]) -> Path | None:
    """What a person settled that day, if anything; `rings`: id of each ring by its name."""
    rows = [(what, rings.get(id_, id_), told, "seen", "somebody") for what, id_, told in _DECIDED.get(day, ())]
    return _csv(folder / f"decisions-{day}.csv", ("what", "id", "decision", "reason", "by"), rows) if rows else None


def ring_of(account: str) -> str | None:
    """The name of the ring that an account is planted in."""
    return account[0] if account[1] == "-" else None


def _members(name: str, size: int, day: int) -> range:
    grown, more = _GROWS.get(name, (0, 0))
    if day < _COMES[name]:
        return range(0)
    return range(size + more if day >= grown else size)


def _uses(name: str, i: int, pools: tuple[int, int], day: int) -> list[tuple[str, str, str, str]]:
    devices, cards = pools
    at = _at(day, 300 + i)
    account = f"{name}-{i:02}"
    return [
        (account, "device", f"{name}-device-{i % devices}", at),
        (account, "payment_instrument", f"{name}-card-{i % cards}", at),
    ]


def _at(day: int, minute: int) -> str:
    return (MONDAY + timedelta(days=day, minutes=minute)).isoformat()


def _csv(path: Path, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return path
