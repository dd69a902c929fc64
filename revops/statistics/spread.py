"""How far rates of people or sources differ beyond what luck alone would show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from revops.statistics.interval import Interval

MEANS = np.linspace(0.005, 0.995, 100)
SPREADS = np.linspace(0.0025, 0.9975, 100)
"""Grid of the prior: mean rate, and standard deviation as a share of the largest one possible."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviation of the true rates.

    Attributes:
        value: Posterior median.
        interval: Where it lies, given the counts; reaches near 0 where luck alone explains them.
    """

    value: float
    interval: Interval


def beta_binomial_spread(successes: Sequence[int], trials: Sequence[int], confidence: float = 0.95) -> Spread | None:
    """Standard deviation of rates behind counts, freed from binomial chance.

    Args:
        successes: Events per unit (deals won per rep).
        trials: Cases per unit; units without a case say nothing and are left out.
        confidence: Probability wanted for the interval.

    Returns:
        The spread, 0 to 0.5; None with fewer than two units with cases.

    Source:
        Beta-binomial model on a grid, flat in the mean and in the share of the largest possible spread.
    """
    pairs = [(won, tried) for won, tried in zip(successes, trials, strict=True) if tried > 0]
    if len(pairs) < 2:
        return None
    mean, ratio = np.meshgrid(MEANS, SPREADS, indexing="ij")
    strength = 1 / ratio**2 - 1
    alpha, beta = mean * strength, (1 - mean) * strength
    log_likelihood = -len(pairs) * special.betaln(alpha, beta)
    for won, tried in pairs:
        log_likelihood += special.betaln(alpha + won, beta + tried - won)
    weight = np.exp(log_likelihood - log_likelihood.max()).ravel()
    deviation = (ratio * np.sqrt(mean * (1 - mean))).ravel()
    order = np.argsort(deviation)
    reached = np.cumsum(weight[order]) / weight.sum()
    tail = (1 - confidence) / 2
    low, middle, high = (float(deviation[order][np.searchsorted(reached, q)]) for q in (tail, 0.5, 1 - tail))
    return Spread(middle, Interval(low, high))
