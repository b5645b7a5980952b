"""Tables in Markdown made of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from board.curves import points, words
from board.plan import EFFORTS, SIZE
from board.rows import BOTH, OURS, RING, Row
from board.sums import CONTENDERS, Contender, Kinds, all_flagged, at, by_world, f1, flagged, mean, of, with_rings

OURS_RING, OURS_BOTH = Contender(OURS, RING, "graphring, ring"), Contender(OURS, BOTH, "graphring, ring and review")


def told(value: float | None, digits: int = 2) -> str:
    """A figure; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table; the first column is text, the others are figures."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def methods(rows: Sequence[Row]) -> Iterator[str]:
    """Each method over all worlds: means of worlds with rings, sums of innocents."""
    ringed = with_rings(rows)
    head = (
        "method",
        "precision",
        "recall",
        "F1",
        "ring F1",
        "B³",
        "V",
        "ARI",
        "false rings",
        "innocents flagged of 100,000",
        "seconds",
        "GB",
    )
    yield from table(head, (_method(rows, ringed, contender) for contender in CONTENDERS))


def _method(rows: Sequence[Row], ringed: Sequence[Row], contender: Contender) -> list[str]:
    own, found = of(rows, contender), at(ringed, contender)
    if not own:
        return [contender.title, f"not run: {why_not(rows, contender)}", *["–"] * 10]
    innocents = all_flagged(rows, contender)
    figures = [
        mean(x.precision for x in found), mean(x.recall for x in found), mean(f1(x) for x in found),
        mean(x.ring_f1 or 0.0 for x in found), mean(x.b_cubed for x in found), mean(x.v_measure for x in found),
        mean(x.adjusted_rand for x in found),
    ]  # fmt: skip
    return [
        contender.title, *(told(x) for x in figures), f"{sum(x.n_false for x in at(rows, contender)):,}",
        _share(innocents), told(mean(x.seconds for x in own), 1), told(mean(x.peak_gb for x in own)),
    ]  # fmt: skip


def why_not(rows: Sequence[Row], contender: Contender) -> str:
    """Why a method has no figures."""
    failed = [row.failed for row in rows if row.method == contender.method]
    return failed[0] if failed else "no server" if contender.method.startswith("gds") else "not asked for"


def _share(kinds: Kinds | None) -> str:
    if kinds is None:
        return "–"
    low, high = kinds.interval()
    return f"{kinds.per_100k:,.0f} ({low:,.0f}–{high:,.0f})"


def scenarios(rows: Sequence[Row]) -> Iterator[str]:
    """Account F1 of each method in each world with a ring: mean over seeds, and least to most where they differ."""
    worlds = by_world(with_rings(rows))
    head = ("scenario", "accounts", "in rings", *(c.title for c in CONTENDERS))
    yield from table(head, (_scenario(name, own) for name, own in worlds.items()))


def _scenario(name: str, rows: Sequence[Row]) -> list[str]:
    n_true = mean(x.n_true for row in rows for x in row.levels.values())
    size = mean(float(row.n_accounts) for row in rows)
    return [name, told(size, 0), told(n_true, 0), *(_spread([f1(x) for x in at(rows, c)]) for c in CONTENDERS)]


def _spread(values: Sequence[float]) -> str:
    if not values:
        return "–"
    least, most = min(values), max(values)
    return told(mean(values)) + (f" ({least:.2f}–{most:.2f})" if most - least >= 0.005 else "")


def false_rings(rows: Sequence[Row]) -> Iterator[str]:
    """False rings, and innocents flagged, in each world: sums over seeds."""
    head = ("scenario", *(c.title for c in CONTENDERS))
    yield from table(head, ([name, *(_false(own, c) for c in CONTENDERS)] for name, own in by_world(rows).items()))


def _false(rows: Sequence[Row], contender: Contender) -> str:
    innocents = all_flagged(rows, contender)
    if innocents is None:
        return "–"
    return f"{sum(x.n_false for x in at(rows, contender)):,} / {innocents.n_flagged:,}"


def innocents(rows: Sequence[Row]) -> Iterator[str]:
    """Kinds of innocents that graphring flags, worst first."""
    alone = {kind.kind: kind for kind in flagged(rows, OURS_RING)}
    both = [kind for kind in flagged(rows, OURS_BOTH) if kind.n_flagged]
    order = sorted(both, key=lambda k: (-alone[k.kind].per_100k, -k.per_100k, k.kind))
    head = (
        "innocents",
        "accounts",
        "of 100,000 in a ring (95 %)",
        "of 100,000 in a ring or for review (95 %)",
        "false rings",
        "false rings and reviews",
    )
    yield from table(
        head,
        (
            [
                k.kind.replace("_", " "), f"{k.n_accounts:,}", _share(alone[k.kind]), _share(k),
                f"{alone[k.kind].false_rings:,}", f"{k.false_rings:,}",
            ]
            for k in order
        ),
    )  # fmt: skip


def never_flagged(rows: Sequence[Row]) -> list[str]:
    """Kinds of innocents of which nobody was flagged."""
    return sorted(kind.kind.replace("_", " ") for kind in flagged(rows, OURS_BOTH) if not kind.n_flagged)


def efforts(rows: Sequence[Row]) -> Iterator[str]:
    """graphring along each curve: account F1, and innocents flagged of 100,000."""
    there = {name: points(rows, name) for name in EFFORTS}
    there = {name: found for name, found in there.items() if len(found) > 1}
    if not there:
        return
    values = sorted({value for found in there.values() for value in found})
    head = ("effort", *(f"{value:g}" for value in values))
    yield from table(head, ([words(n), *(_point(found.get(v, [])) for v in values)] for n, found in there.items()))


def sizes(rows: Sequence[Row]) -> Iterator[str]:
    """graphring along the ring's size."""
    found = points(rows, SIZE)
    if found:
        yield from table(
            ("ring of", *(f"{v:g}" for v in found)), [["graphring", *(_point(own) for own in found.values())]]
        )


def _point(rows: Sequence[Row]) -> str:
    figures = [told(mean(f1(x) for x in at(rows, c))) for c in (OURS_RING, OURS_BOTH)]
    innocents = all_flagged(rows, OURS_BOTH)
    return "–" if innocents is None else f"{figures[0]} / {figures[1]} / {innocents.per_100k:,.0f}"
