"""A small world in which every text that may come from outside attacks whoever shows it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ESC, RLO, ISOLATE, ZWSP = "\x1b", "\u202e", "\u2067", "\u200b"
# What an id may hold: nothing in it is invisible, everything in it acts somewhere.
LOUD = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "=cmd|' /C calc'!A0",
    "[click](javascript:alert(3))",
    "![p](https://evil.invalid/p.png)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a|b|c `d` **e** <https://evil.invalid>",
    "{{ 7*7 }}{% raw %}{{ cycler.__init__ }}",
    "'; DROP TABLE account; --",
    "零壱弐参肆伍陸漆捌玖🦊🦊🦊",
    "-2+3+cmd|' /C calc'!A0",
    "x" * 500,
)
# What no id may hold: such rows are rejected, and the listing of rejects shows them.
HIDDEN = (
    f"{ESC}[2J{ESC}]0;owned\x07", f"safe{RLO}gnp.exe", f"a{ISOLATE}b", f"ze{ZWSP}ro", "bell\x07", "c1\x9b31m",
    "x" * 100_000, "line\nfeed",
)  # fmt: skip
NAME = f"=1+1 <b>[x](javascript:alert(4)) {ESC}[31m{RLO}"
START = datetime(2026, 3, 1, tzinfo=UTC)


def write(folder: Path) -> tuple[list[Path], Path]:
    """Files to take in, each with a name that attacks, and a truth."""
    members = [f"{text}{n}" if len(text) < 100 else f"{text}{n:02}" for n, text in enumerate(LOUD)]
    people = [f"person-{n}" for n in range(150)]
    files = [
        _table(folder / f"exchanges {NAME}.csv", _exchanges(members, people)),
        _table(folder / f"accounts {NAME}.csv", _accounts(members, people)),
        _table(folder / f"instruments {NAME}.csv", _instruments(members, people)),
        _table(folder / f"entities {NAME}.csv", [
            ("kind", "entity_id", "class", "reason", "source"),
            ("ip_address", "192.0.2.77", "nat", f"reason {LOUD[0]} {LOUD[4]}", LOUD[3]),
        ]),
        _table(folder / f"decisions {NAME}.csv", [
            ("what", "id", "decision", "reason", "by"),
            ("account", members[0], "hold", f"{LOUD[2]} {LOUD[1]}", f"{LOUD[5]}"),
        ]),
    ]  # fmt: skip
    kinds = [(name, "", LOUD[n % len(LOUD)][:80]) for n, name in enumerate(people)]
    truth = [("account_id", "ring", "kind"), *((name, LOUD[0], "") for name in members), *kinds]
    return files, _table(folder / "truth.csv", truth)


def _exchanges(members: Sequence[str], people: Sequence[str]) -> Iterable[Sequence[str]]:
    yield ("time", "account_id", "ip", "template_id", "client", "model")
    for n, name in enumerate(members):
        for k in range(30):
            when = (START + timedelta(hours=7 * k + n)).isoformat()
            yield (when, name, f"203.0.113.{1 + k % 3}", f"{LOUD[k % 2]}-job", LOUD[6], LOUD[3])
    for n, name in enumerate(people):
        for k in range(8):
            when = (START + timedelta(hours=23 * k + n)).isoformat()
            shared = "192.0.2.77" if k == 0 else f"198.51.{n}.{7 + k % 2}"
            yield (when, name, shared, f"own-{n}-{k % 3}", "sdk/1.0", "model-a")
    for text in HIDDEN:
        yield (START.isoformat(), text, "203.0.113.1", "t", "c", "m")
    yield (f"not a time {NAME}", members[0], "203.0.113.1", "t", "c", "m")


def _accounts(members: Sequence[str], people: Sequence[str]) -> Iterable[Sequence[str]]:
    yield ("account_id", "created_at", "organisation", "email_domain")
    for n, name in enumerate(members):
        yield (name, "2026-02-20T00:00:00Z", f"{LOUD[n]} Ltd"[:200], "evil.example")
    for n, name in enumerate(people):
        yield (name, "2024-02-20T00:00:00Z", "", f"mail{n}.example")


def _instruments(members: Sequence[str], people: Sequence[str]) -> Iterable[Sequence[str]]:
    yield ("account_id", "instrument")
    yield from ((name, f"pool-{n % 2}") for n, name in enumerate(members))
    yield from ((name, f"card-{n}") for n, name in enumerate(people))


def _table(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return path
