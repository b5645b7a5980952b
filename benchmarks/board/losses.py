"""Where graphring loses, in sentences made of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from board.curves import points, words
from board.plan import EFFORTS, SIZE
from board.rows import OURS, Figures, Row
from board.sums import CONTENDERS, Contender, at, by_world, f1, mean, of, with_rings
from board.tables import OURS_BOTH, OURS_RING, told

MARGIN = 0.01
"""Smaller differences of F1 are called equal."""
_PEERS = tuple(contender for contender in CONTENDERS if contender.method != OURS)
_MISSED = 0.9
_WEAK = 0.5


def better_peers(rows: Sequence[Row]) -> Iterator[str]:
    """Scenarios in which a peer has the better account F1, the largest difference first."""
    found = []
    for name, own in by_world(with_rings(rows)).items():
        ours = mean(f1(x) for x in at(own, OURS_RING))
        peers = [(value, peer) for peer in _PEERS if (value := mean(f1(x) for x in at(own, peer))) is not None]
        if ours is None or not peers:
            continue
        best, peer = max(peers, key=lambda told: told[0])
        if best > ours + MARGIN:
            review = mean(f1(x) for x in at(own, OURS_BOTH))
            found.append(
                (
                    best - ours,
                    f"**{name}**: {peer.title} {told(best)}, graphring {told(ours)} (with review {told(review)})",
                )
            )
    yield from (sentence for _, sentence in sorted(found, key=lambda pair: (-pair[0], pair[1])))


def missed(rows: Sequence[Row]) -> Iterator[str]:
    """Planted rings of which less than nine tenths are in a ring or for review, worst first."""
    found = []
    for name, own in by_world(rows).items():
        counts: dict[str, list[int]] = {}
        for ring in (ring for row in of(own, OURS_BOTH) for ring in row.rings):
            pair = counts.setdefault(ring.ring, [0, 0])
            pair[0] += ring.n_found
            pair[1] += ring.n_accounts
        found += [
            (n / max(1, of_all), f"{ring} in **{name}**: {n:,} of {of_all:,} accounts")
            for ring, (n, of_all) in counts.items()
        ]
    yield from (sentence for share, sentence in sorted(found) if share < _MISSED)


def broken(rows: Sequence[Row]) -> Iterator[str]:
    """Where on its curve graphring falls below one half, and where a peer does better than it does."""
    for name in (*EFFORTS, SIZE):
        found = points(rows, name)
        ours = {value: mean(f1(x) for x in at(own, OURS_RING)) for value, own in found.items()}
        weak = [value for value, figure in ours.items() if figure is not None and figure < _WEAK]
        behind = sorted(
            {peer.title for value, own in found.items() for peer in _PEERS if _ahead(own, peer, ours[value])}
        )
        told_of = [f"F1 below {_WEAK:g} at {_values(weak)}"] if weak else []
        told_of += [f"behind {' and '.join(behind)} somewhere"] if behind else []
        if told_of:
            yield f"{words(name)}: {'; '.join(told_of)}"


def _ahead(rows: Sequence[Row], peer: Contender, ours: float | None) -> bool:
    value = mean(f1(x) for x in at(rows, peer))
    return ours is not None and value is not None and value > ours + MARGIN


def _values(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def louder(rows: Sequence[Row]) -> Iterator[str]:
    """Scenarios in which graphring makes more false rings than a peer that finds anything there."""
    found = []
    for name, own in by_world(rows).items():
        ours = sum(x.n_false for x in at(own, OURS_RING))
        fewer = [(sum(x.n_false for x in figures), peer.title) for peer in _PEERS if (figures := _finds(own, peer))]
        if fewer and min(fewer)[0] < ours:
            found.append((min(fewer)[0] - ours, f"**{name}**: graphring {ours}, {min(fewer)[1]} {min(fewer)[0]}"))
    yield from (sentence for _, sentence in sorted(found))


def _finds(rows: Sequence[Row], peer: Contender) -> list[Figures]:
    """Its figures, unless it finds nothing at all where rings are planted."""
    figures = at(rows, peer)
    blind = any(x.n_true for x in figures) and not any(x.n_right for x in figures)
    return [] if blind else figures


def slower(rows: Sequence[Row]) -> str:
    """Its time and memory beside those of the slowest and the quickest peer."""
    told_of = [(c.title, mean(r.seconds for r in of(rows, c)), mean(r.peak_gb for r in of(rows, c))) for c in _PEERS]
    peers = sorted((seconds, gb or 0.0, title) for title, seconds, gb in told_of if seconds is not None)
    own = of(rows, OURS_RING)
    if not own or not peers:
        return "Time was not compared."
    ours = f"{mean(r.seconds for r in own):.1f} s and {mean(r.peak_gb for r in own):.2f} GB"
    (least, least_gb, quickest), (most, most_gb, slowest) = peers[0], peers[-1]
    return (
        f"Time and memory: graphring takes {ours} for a world on average, from files to rings; the slowest peer,"
        f" {slowest}, {most:.1f} s and {most_gb:.2f} GB, the quickest, {quickest}, {least:.1f} s and {least_gb:.2f} GB."
    )
