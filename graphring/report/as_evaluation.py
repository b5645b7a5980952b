"""An evaluation as a page that opens from disk: tables and plots, no network, complete without its one script."""

from __future__ import annotations

from graphring.model.evaluation import Evaluation, share
from graphring.report import plots
from graphring.report.as_html import page


def evaluation_text(evaluation: Evaluation, what: str) -> str:
    """The page; `what` says in words what was compared."""
    return page(
        "evaluation.html.j2", e=evaluation, what=what, headline=headline(evaluation), quality=plots.quality(evaluation),
        flagged=plots.flagged(evaluation), plots=plots, figure=share, days=_days, each=_each(evaluation),
        dots=plots.reliability(evaluation.calibration) if evaluation.calibration else (),
    )  # fmt: skip


def headline(evaluation: Evaluation) -> str:
    """What was found and what is false, in one line."""
    rings = evaluation.rings["ring+review"]
    false = f"{rings.n_false or 'none'} false"
    if not rings.n_planted:
        return f"No ring is planted; of the rings found {false}"
    return f"{rings.n_matched} of {rings.n_planted} planted rings found, {false}"


def _days(value: float | None) -> str:
    return "never" if value is None else f"{value:.1f}"


def _each(e: Evaluation) -> tuple[tuple[str, str, str], ...]:
    """Measures without intervals, at both levels."""
    told = [
        (f"B-cubed {name}", *(share(getattr(figures, what)) for figures in e.b_cubed.values()))
        for name, what in (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))
    ]
    told += [
        (name, *(share(getattr(figures, what)) for figures in e.partitions.values()))
        for name, what in (("Homogeneity", "homogeneity"), ("Completeness", "completeness"), ("V-measure", "v_measure"),
                           ("Adjusted Rand index", "adjusted_rand"))
    ]  # fmt: skip
    told += [
        (name, *(share(getattr(figures, what)) for figures in e.rings.values()))
        for name, what in (("Mean overlap of matched rings (Jaccard)", "mean_jaccard"),
                           ("Mean best F1 of a planted ring", "mean_best_f1"))
    ]  # fmt: skip
    return tuple((name, first, second) for name, first, second in told)
