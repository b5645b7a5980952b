"""Whole rings: which planted ones were found, by which found one, and which found ones are false."""

from __future__ import annotations

import numpy as np

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import f1, f1_interval, share, wilson
from graphring.evaluate.labels import Codes, pairs
from graphring.evaluate.overlaps import Overlaps, overlaps
from graphring.evaluate.truth import kinds_of
from graphring.model.judged import RING_VERDICTS
from graphring.model.measures import FalseRing, Level, RingFigures, RingRow


def ring_figures(of: Held, level: Level, min_jaccard: float) -> RingFigures:
    """Precision, recall and F1 of rings, matched one to one.

    A planted ring counts as found when its match has a Jaccard index (accounts in both by accounts in either) of at
    least `min_jaccard`; a found ring can be the match of one planted ring only, so that a ring in two halves is found
    once at most and two rings in one lump likewise. Recall = matched / planted, precision = matched / found. Found
    rings of which the truth knows no account, or only accounts caught in a ring, are left out.
    `mean_best_f1` needs no threshold: for each planted ring the best F1 of accounts with any found ring, 0 without one.
    """
    made = overlaps(of, level)
    matched = made.matched(min_jaccard)
    n_planted, n_found = int(np.count_nonzero(made.planted_sizes)), int(np.count_nonzero(made.found_sizes))
    best = sum(float(made.f1[pair]) for pair in made.best(made.f1).values())
    n = len(matched)
    return RingFigures(
        min_jaccard=min_jaccard, n_planted=n_planted, n_found=n_found, n_matched=n, n_false=len(false_rings(of, level)),
        precision=share(n, n_found), recall=share(n, n_planted), f1=f1(n, n_planted, n_found),
        precision_interval=wilson(n, n_found), recall_interval=wilson(n, n_planted),
        f1_interval=f1_interval(n, n_planted, n_found),
        mean_jaccard=float(made.jaccard[matched].mean()) if matched else None,
        mean_best_f1=best / n_planted if n_planted else None,
    )  # fmt: skip


def ring_by_ring(of: Held, min_jaccard: float) -> tuple[RingRow, ...]:
    """Every planted ring with its match, else with the found ring that overlaps it most; largest first."""
    made = overlaps(of, "ring+review")
    shown = made.best(made.jaccard)
    matched = {int(made.planted[pair]): pair for pair in made.matched(min_jaccard)}
    shown.update(matched)
    n_caught = of.truth.rings.counts(of.truth.caught)
    n_found = of.truth.rings.counts(of.truth.own & of.at("ring+review"))
    n_pieces = np.bincount(made.planted, minlength=len(n_found))
    rows = [
        _row(of, made, shown.get(code))
        | {
            "ring": ring, "n_accounts": int(made.planted_sizes[code]), "n_caught": int(n_caught[code]),
            "n_found": int(n_found[code]), "n_pieces": int(n_pieces[code]),
            "found": code in matched,
        }
        for code, ring in enumerate(of.truth.rings.names)
    ]  # fmt: skip
    made_rows = (RingRow.model_validate(row) for row in rows)
    return tuple(sorted(made_rows, key=lambda r: (-r.n_accounts, r.ring)))


def _row(of: Held, made: Overlaps, pair: int | None) -> dict[str, object]:
    """What is told of the found ring beside a planted one."""
    if pair is None:
        return {"match": None, "match_size": None, "verdict": None, "n_common": 0, "jaccard": 0.0}
    group = int(made.found[pair])
    return {
        "match": of.found.groups.names[group], "match_size": int(made.found_sizes[group]),
        "verdict": of.found.verdicts[group], "n_common": int(made.n_common[pair]), "jaccard": float(made.jaccard[pair]),
    }  # fmt: skip


def false_rings(of: Held, level: Level) -> tuple[FalseRing, ...]:
    """Found rings more than half of whose accounts are innocent, of those that the truth knows.

    Accounts caught in a planted ring belong to it and do not make a ring false. The kind of a false ring is the most
    frequent one among its innocents, the first by name of equally frequent ones.
    """
    found, kinds = of.rings_at(level), kinds_of(of.truth)
    n_known = of.groups.counts(found >= 0)
    innocent = (found >= 0) & of.truth.innocent
    n_innocent = of.groups.counts(innocent)
    most = _most_frequent(found[innocent], kinds.codes[innocent])
    rows = [
        FalseRing(
            ring_id=of.found.groups.names[code], verdict=of.found.verdicts[code], n_accounts=int(n_known[code]),
            n_innocent=int(n_innocent[code]), kind=kinds.names[most[code]],
        )
        for code in np.flatnonzero(2 * n_innocent > n_known).tolist()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (RING_VERDICTS.index(r.verdict), -r.n_accounts, r.ring_id)))


def _most_frequent(groups: Codes, kinds: Codes) -> dict[int, int]:
    """The most frequent kind of each group, the first of equally frequent ones."""
    group, kind, n = pairs(groups, kinds)
    order = np.lexsort((kind, -n, group))
    _, first = np.unique(group[order], return_index=True)
    return {int(group[order[i]]): int(kind[order[i]]) for i in first}
