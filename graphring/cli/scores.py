"""An evaluation for eyes: a few tables with headings, in 80 columns or those of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from graphring.cli.output import Listing, as_text
from graphring.cli.words import counted
from graphring.model.evaluation import Evaluation
from graphring.model.measures import LEVELS, Interval, RingRow, share
from graphring.report.escaping import middle_out
from graphring.report.wrapping import wrapped

WIDTH: Final = 80
"""Columns where nothing is known of the terminal."""
_NAME: Final = 18  # characters of a name that fit beside six columns of figures
_SHARES: Final = (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))


def text(e: Evaluation, width: int | None = None) -> str:
    """All that is told of an evaluation; tables are folded where a `width` is given."""
    parts = [_compared(e, width), _figures(e, width)]
    parts += [part for told in (_rings, _innocents, _roles, _more) for part in told(e, width)]
    notices = [line for notice in e.notices for line in wrapped(width or WIDTH, notice, lead="- ")]
    return "\n\n".join([*parts, "\n".join(["Mind:", *notices])] if notices else parts)


def _compared(e: Evaluation, width: int | None) -> str:
    told = e.coverage
    return _fill(
        f"{counted(told.n_truth, 'account')}: {told.n_ring_accounts:,} in"
        f" {counted(e.rings['ring'].n_planted, 'planted ring')}, {told.n_caught:,} caught in them,"
        f" {told.n_innocent:,} innocent.",
        width,
    )


def _fill(words: str, width: int | None) -> str:
    return "\n".join(wrapped(width or WIDTH, words))


def _table(heading: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]], width: int | None) -> str:
    """A heading over a table; whole numbers with commas, absent values as a dash."""
    cells = [["–" if v is None else f"{v:,}" if isinstance(v, int) else v for v in row] for row in rows]
    return f"{_fill(heading, width)}\n{as_text(Listing(columns, cells), width)}"


def _figures(e: Evaluation, width: int | None) -> str:
    rows: list[tuple[str, ...]] = []
    for name, told in (("accounts", e.accounts), ("rings", e.rings)):
        rows += [(f"{name} {word}", *(_figure(told[level], what) for level in LEVELS)) for word, what in _SHARES]
    rows += [(f"B-cubed {w}", *(share(getattr(e.b_cubed[level], what)) for level in LEVELS)) for w, what in _SHARES]
    rows.append(("V-measure", *(share(e.partitions[level].v_measure) for level in LEVELS)))
    rows.append(("adjusted Rand", *(share(e.partitions[level].adjusted_rand) for level in LEVELS)))
    rows.append(("false rings", *(f"{e.rings[level].n_false:,}" for level in LEVELS)))
    return as_text(Listing(("measure (95 %)", "at ring", "at ring and review"), rows), width)


def _figure(told: Any, what: str) -> str:
    return _ranged(getattr(told, what), getattr(told, f"{what}_interval"))


def _ranged(value: float | None, bounds: Interval | None) -> str:
    return share(value) if bounds is None else f"{share(value)} ({bounds[0]:.3f}–{bounds[1]:.3f})"


def _rings(e: Evaluation, width: int | None) -> Iterator[str]:
    if e.ring_by_ring:
        planted = [
            (middle_out(r.ring, _NAME), r.n_accounts, r.n_found, r.n_pieces,
             middle_out(r.match or "–", _NAME), f"{r.jaccard:.2f}", _outcome(r))
            for r in e.ring_by_ring
        ]  # fmt: skip
        heading = f"Planted rings, found from a Jaccard index of {e.rings['ring'].min_jaccard:g} on:"
        yield _table(heading, ("planted", "accounts", "found", "pieces", "match", "Jaccard", "as"), planted, width)
    if e.false_rings:
        false = [
            (middle_out(r.ring_id, _NAME), r.verdict, r.n_accounts, r.n_innocent, middle_out(r.kind, _NAME))
            for r in e.false_rings
        ]
        columns = ("false ring", "verdict", "accounts", "innocent", "mostly")
        yield _table("Found rings that are innocent by majority:", columns, false, width)


def _outcome(r: RingRow) -> str:
    return str(r.verdict) if r.found else "in part" if r.n_found else "missed"


def _innocents(e: Evaluation, width: int | None) -> Iterator[str]:
    flagged = [
        (middle_out(r.kind, _NAME), r.n_accounts, r.ring.n_flagged, r.n_flagged, f"{r.per_100k:,.0f}",
         f"{r.low:,.0f}–{r.high:,.0f}", r.false_rings)
        for r in e.innocents if r.n_flagged
    ]  # fmt: skip
    if flagged:
        heading = "Falsely flagged, worst first; the last four columns are at ring and review:"
        columns = ("innocent", "accounts", "at ring", "flagged", "of 100,000", "95 %", "false rings")
        yield _table(heading, columns, flagged, width)
    clean = [row for row in e.innocents if not row.n_flagged]
    if clean:
        names = ", ".join(middle_out(row.kind, _NAME) for row in clean)
        yield _fill(f"Never flagged, of {counted(sum(r.n_accounts for r in clean), 'account')}: {names}.", width)


def _roles(e: Evaluation, width: int | None) -> Iterator[str]:
    if e.roles:
        rows = [(r.role, r.n_accounts, r.n_found, r.n_judged, r.n_judged_right, r.n_to_act_on) for r in e.roles]
        yield _table("Roles:", ("true role", "accounts", "found", "judged", "judged right", "to act on"), rows, width)
    if e.to_act_on and e.to_act_on.n_listed:
        told = e.to_act_on
        yield _fill(
            f"To act on: {told.n_listed:,} confirmed, {told.n_right:,} right; {told.n_caught:,} customers, bystanders"
            f" or victims, {told.n_innocent:,} other innocents, {told.n_unknown:,} unknown;"
            f" precision {_ranged(told.precision, told.precision_interval)}.",
            width,
        )


def _more(e: Evaluation, width: int | None) -> Iterator[str]:
    if e.detection:
        rows = [
            (level, d.n_accounts, d.n_detected, *map(_days, (d.quartile_days, d.median_days, d.upper_quartile_days)))
            for level, d in e.detection.days.items()
        ]
        heading = f"Days from first activity until found, over {counted(len(e.detection.looks), 'look')}:"
        yield _table(heading, ("at", "accounts", "found", "a quarter", "half", "three quarters"), rows, width)
    if e.calibration:
        yield _fill(
            f"Probabilities of {counted(e.calibration.n_groups, 'group')}: Brier score {e.calibration.brier:.3f},"
            f" calibration error {e.calibration.expected_error:.3f}.",
            width,
        )
    if e.agreement:
        yield _fill(
            f"Agreement of {e.agreement.n_results} seeds, mean: adjusted Rand {share(e.agreement.mean_adjusted_rand)},"
            f" element-centric {share(e.agreement.mean_element_centric)}.",
            width,
        )
    for name, told in (("pools", e.pools), ("campaigns", e.campaigns)):
        if told:
            shares = ", ".join(f"{word} {share(getattr(told, what))}" for word, what in _SHARES)
            yield _fill(f"Against {name} (B-cubed): {shares}.", width)


def _days(value: float | None) -> str:
    return "never" if value is None else f"{value:.1f}"
