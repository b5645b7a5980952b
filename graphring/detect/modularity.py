"""From a resolution of the constant Potts model to the gamma of modularity, for detectors that know modularity only."""

from __future__ import annotations

import numpy as np

from graphring.detect.graph import TieGraph


def gamma(graph: TieGraph, resolution: float) -> float:
    """The gamma at which two ordinary accounts pay for being together what they pay at that resolution.

    A pair i, j costs `resolution * scale` in the constant Potts model (scale: mean weight of a tie), and
    `gamma * k_i * k_j / 2W` in modularity (k: sum of the weights of a vertex's ties, W: sum of all weights). They are
    the same for two accounts of mean strength k at

        gamma = resolution * scale * 2W / k**2

    With 100 accounts, 500 ties of weight 1 and resolution .1: W = 500, k = 10, gamma = .1 * 1 * 1000 / 100 = 1.
    Accounts without a tie don't count, nor do stub hubs in k. Accounts with more or heavier ties than most pay more
    than in the constant Potts model, others less: no gamma makes the two alike for everybody. 0 where there is no tie.
    """
    ends = np.concatenate([graph.source, graph.target])
    strength = np.bincount(ends, np.tile(graph.weight, 2), minlength=graph.n_vertices)
    own = strength[: graph.n_accounts]
    tied = own[own > 0]
    if not len(tied):
        return 0.0
    return float(resolution * graph.scale * strength.sum() / tied.mean() ** 2)
