"""An evaluation as a page that opens from disk: tables and plots, no network, complete without its one script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from graphring.model.evaluation import Evaluation
from graphring.model.measures import share
from graphring.report import plots
from graphring.report.as_html import page

_QUIET: Final = "No ring is planted, and none was found"
_SHARES: Final = (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))
_PARTITION: Final = (
    ("homogeneity", "homogeneity"), ("completeness", "completeness"), ("V-measure", "v_measure"),
    ("adjusted Rand index", "adjusted_rand"),
)  # fmt: skip
_OVERLAP: Final = (
    ("mean overlap of the matched (Jaccard)", "mean_jaccard"), ("mean best F1 of a planted one", "mean_best_f1"),
)  # fmt: skip


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
    if not rings.n_planted:
        return f"No ring is planted; {rings.n_found} found, all false" if rings.n_found else _QUIET
    return f"{rings.n_matched} of {rings.n_planted} planted rings found, {rings.n_false or 'none'} false"


def _days(value: float | None) -> str:
    return "never" if value is None else f"{value:.1f}"


def _each(e: Evaluation) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Measures with a value and, where there is one, an interval at each level."""
    for title, told, names in (
        ("Accounts", e.accounts, _SHARES),
        ("Rings", e.rings, _SHARES),
        ("B-cubed", e.b_cubed, _SHARES),
        ("Planted accounts", e.partitions, _PARTITION),
        ("Rings", e.rings, _OVERLAP),
    ):
        figures = list(told.values())
        yield from ((f"{title}: {name}", [_cell(one, what) for one in figures]) for name, what in names)


def _cell(figures: Any, what: str) -> tuple[str, str]:
    bounds = getattr(figures, f"{what}_interval", None)
    return share(getattr(figures, what)), " – ".join(map(share, bounds or ()))
