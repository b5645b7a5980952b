"""Accounts one by one: precision, recall and F1 of what was found."""

from __future__ import annotations

import numpy as np

from graphring.evaluate.held import Held
from graphring.evaluate.intervals import f1, f1_interval, share, wilson
from graphring.model.measures import AccountFigures, Level


def account_figures(of: Held, level: Level) -> AccountFigures:
    """Precision, recall and F1 of accounts.

        precision = right / found        recall = right / true        F1 = 2 right / (true + found)

    *True* are planted ring accounts. *Found* are accounts in groups of that verdict which the truth knows; customers,
    bystanders and victims inside a planted ring are in the pool, so that finding them is neither right nor wrong: they
    are left out of both and counted apart. An innocent account that was found is wrong, whatever its role.
    """
    found, own = of.at(level), of.truth.own
    n_caught = int(np.count_nonzero(found & of.truth.caught))
    n_true, n_found = int(own.sum()), int(found.sum()) - n_caught
    n_right = int(np.count_nonzero(found & own))
    return AccountFigures(
        n_true=n_true, n_found=n_found, n_right=n_right, n_caught=n_caught,
        precision=share(n_right, n_found), recall=share(n_right, n_true), f1=f1(n_right, n_true, n_found),
        precision_interval=wilson(n_right, n_found), recall_interval=wilson(n_right, n_true),
        f1_interval=f1_interval(n_right, n_true, n_found),
    )  # fmt: skip
