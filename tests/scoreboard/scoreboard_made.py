"""Rows made by hand."""

from __future__ import annotations

from board.rows import BOTH, OURS, RING, Figures, Kind, Ring, Row


def figures(f1: float | None, n_true: int = 100, n_false: int = 0) -> Figures:
    n_right = round((f1 or 0) * n_true)
    return Figures(
        n_true=n_true, n_found=n_right, n_right=n_right, precision=f1, recall=f1, f1=f1, n_planted=min(2, n_true),
        n_matched=min(2, n_true), n_false=n_false, ring_f1=f1, b_cubed=f1, v_measure=f1, adjusted_rand=f1,
    )  # fmt: skip


def row(
    world: str = "town", method: str = OURS, f1: float | None = 0.9, *, value: float | None = None, seed: int = 0,
    review: float | None = None, flagged: int = 0, failed: str = "", found: int = 100, n_true: int = 100,
) -> Row:  # fmt: skip
    """A measurement; `flagged` of 1,000 people in offices are, and half of them by a verdict of ring."""
    levels = {RING: figures(f1, n_true, flagged // 10), BOTH: figures(f1 if review is None else review, n_true)}
    office = Kind(
        kind="big_office", n_accounts=1000,
        n_flagged={RING: flagged // 2, BOTH: flagged}, false_rings={RING: flagged // 10, BOTH: flagged // 5},
    )  # fmt: skip
    nobody = Kind(kind="ordinary", n_accounts=5000, n_flagged={RING: 0, BOTH: 0}, false_rings={RING: 0, BOTH: 0})
    return Row(
        world=world, value=value, seed=seed, method=method, of="digest", commit="abc1234", measured_on="2026-11-21",
        settings={}, versions={"python": "3.11"}, n_accounts=6100, n_exchanges=90_000, seconds=2.5, peak_gb=0.25,
        failed=failed, levels={} if failed else levels, kinds=() if failed else (nobody, office),
        rings=() if failed else (Ring(ring="pool", n_accounts=n_true, n_found=min(found, n_true)),),
    )  # fmt: skip
