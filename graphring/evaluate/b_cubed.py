"""Extended B-cubed: a view from each account at those that it was put together with.

Chosen also for campaigns, which overlap: it is plain B-cubed where nothing overlaps, has no parameter, and stays
defined for accounts in no group and for groups of the innocent. (Element-centric similarity would need every account
to have a place on both sides.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import harmonic
from graphring.evaluate.labels import Codes, Labels, pairs
from graphring.model.measures import BCubed, Level

_Cell = tuple[int, int, int]
"""A group, a set of labels, and how many accounts have both."""


def b_cubed(groups: Codes, codes: Codes, labels: Sequence[frozenset[str]]) -> BCubed:
    """Extended B-cubed of groups (-1: in none) against sets of labels (code -1: none).

    For accounts i, j with groups C (one at most) and labels L:

        precision(i) = mean over j in the group of i of    min(1, |L(i) & L(j)|)
        recall(i)    = mean over j with a label of i of    [same group] / |L(i) & L(j)|

    i is among the j. Precision is the mean over accounts in a group, recall over accounts with a label: an innocent
    in a group has precision 0, an account that was not found recall 0. Where labels overlap a flat partition can't
    reach recall 1: two accounts with two labels in common would have to be together twice.

    Amigó, Gonzalo, Artiles and Verdejo, *A comparison of extrinsic clustering evaluation metrics based on formal
    constraints*, 2009; without overlap Bagga and Baldwin, *Algorithms for scoring coreference chains*, 1998.
    """
    cells = list(zip(*(column.tolist() for column in pairs(groups, codes)), strict=True))
    precision, recall = _precision(cells, labels), _recall(cells, labels)
    return BCubed(precision=precision, recall=recall, f1=harmonic(precision, recall))


def _precision(cells: Sequence[_Cell], labels: Sequence[frozenset[str]]) -> float | None:
    by_group: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        if cell[0] >= 0:
            by_group[cell[0]].append(cell)
    total = n_all = 0.0
    for own in by_group.values():
        size = sum(n for _, _, n in own)
        n_all += size
        total += sum(n * m for _, a, n in own for _, b, m in own if _common(labels, a, b)) / size
    return total / n_all if n_all else None


def _recall(cells: Sequence[_Cell], labels: Sequence[frozenset[str]]) -> float | None:
    sizes: dict[int, int] = defaultdict(int)
    together: dict[tuple[int, int], int] = {}
    for group, code, n in cells:
        sizes[code] += n
        together[group, code] = n
    near = _near(labels)
    total = n_all = 0.0
    for group, code, n in cells:
        if code < 0:
            continue
        n_all += n
        if group >= 0:
            reached = sum(together.get((group, b), 0) / _common(labels, code, b) for b in near[code])
            total += n * reached / sum(sizes[b] for b in near[code])
    return total / n_all if n_all else None


def _near(labels: Sequence[frozenset[str]]) -> list[list[int]]:
    """For each set of labels the sets that share one with it, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for code, own in enumerate(labels):
        for name in sorted(own):
            holders[name].append(code)
    return [sorted({code for name in own for code in holders[name]}) for own in labels]


def _common(labels: Sequence[frozenset[str]], a: int, b: int) -> int:
    return len(labels[a] & labels[b]) if a >= 0 and b >= 0 else 0


def of_labels(of: Held, level: Level, labels: Labels) -> BCubed | None:
    """Found rings against these labels of the truth, which may be lists joined by `;`; None where there are none.

    Counted are accounts with a label and innocents, without those caught in a ring.
    """
    if not labels.names:
        return None
    counted = ~of.truth.caught & ((labels.codes >= 0) | of.truth.innocent)
    sets = [frozenset(part for part in name.split(";") if part) for name in labels.names]
    return b_cubed(of.rings_at(level)[counted], labels.codes[counted], sets)


def of_rings(of: Held, level: Level) -> BCubed:
    """Found rings against planted ones."""
    counted = ~of.truth.caught
    sets = [frozenset({name}) for name in of.truth.rings.names]
    return b_cubed(of.rings_at(level)[counted], of.truth.rings.codes[counted], sets)
