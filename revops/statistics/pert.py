"""Three guesses, low, likely and high, as a distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

_WEIGHT = 4.0
"""How much the likely value counts against each end."""


def pert_quantiles(low: float, likely: float, high: float, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values below which these shares of the distribution lie.

    A PERT distribution and not a triangle: people's lowest and highest guesses are rarely true ends, and a triangle
    gives the neighbourhood of the ends twice the weight.

    Args:
        low: Lowest value thought possible.
        likely: The likeliest, from `low` to `high`.
        high: Highest value thought possible; the same as `low` for a single value.
        shares: 0 to 1.

    Source:
        Malcolm, Roseboom, Clark and Fazar 1959, "Application of a technique for research and development program
        evaluation": a beta distribution over the range, with mean (low + 4 likely + high) / 6.
    """
    if high == low:
        return np.full(shares.shape, low)
    first, second = pert_shape(low, likely, high)
    return np.asarray(low + (high - low) * special.betaincinv(first, second, shares))


def pert_shape(low: float, likely: float, high: float) -> tuple[float, float]:
    """Both parameters of the beta distribution behind three guesses."""
    width = high - low
    return 1 + _WEIGHT * (likely - low) / width, 1 + _WEIGHT * (high - likely) / width
