"""How far a number may lie off that is made from several uncertain ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from revops.statistics.interval import Interval

DRAWS = 4000
SEED = 20260101
REACH = float(stats.norm.ppf(0.975))
EVENLY = stats.norm.ppf((np.arange(DRAWS) + 0.5) / DRAWS)
"""Values of a normal distribution, evenly spread over it."""

Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number with its 95% interval; without one it is taken as exact.

    Attributes:
        value: The estimate.
        interval: Where it lies.
        is_share: Whether it cannot leave 0 to 1.
    """

    value: float
    interval: Interval | None = None
    is_share: bool = False


def simulated(parts: Mapping[str, Uncertain], formula: Callable[..., Any]) -> Interval | None:
    """Range of a formula over numbers that vary within their own intervals, each by itself.

    Each number is drawn from two half normals that meet at its value and reach its interval's ends at 95%:
    of its logarithm where it is positive, of its odds where it is a share. The draws of one number are evenly
    spread over its distribution (Latin hypercube), so that one uncertain number gives its own ends back.

    Args:
        parts: The numbers by the names that the formula uses.
        formula: Called once with arrays.

    Returns:
        The middle 95% of the results; its high end may be infinite. None where no part is uncertain, a part has no
        upper end, or the low end is not finite.

    Source:
        McKay, Beckman and Conover 1979 for the draws; independence of the parts is an assumption, checked by
        simulation where they come from the same rows.
    """
    intervals = [part.interval for part in parts.values() if part.interval]
    if not intervals or not np.isfinite([interval.high for interval in intervals]).all():
        return None
    generator = np.random.default_rng(SEED)
    values = {name: drawn(part, generator) for name, part in parts.items()}
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        results = np.asarray(formula(**values), dtype=np.float64)
    if np.isnan(results).any():
        return None
    low = np.quantile(results, 0.025, method="lower")
    high = np.quantile(results, 0.975, method="higher")
    return Interval(float(low), float(high)) if np.isfinite(low) else None


def drawn(part: Uncertain, generator: np.random.Generator) -> Numbers | float:
    """Values that a number may have, evenly spread over its distribution; the number itself where it is exact.

    Args:
        part: The number with its interval.
        generator: Decides their order.
    """
    if part.interval is None:
        return part.value
    steps = EVENLY[generator.permutation(DRAWS)]
    to_line, from_line = _line(part)
    middle, low, high = to_line(part.value), to_line(part.interval.low), to_line(part.interval.high)
    below, above = (middle - low) / REACH, (high - middle) / REACH
    return np.asarray(from_line(middle + np.where(steps < 0, below, above) * steps), dtype=np.float64)


def _line(part: Uncertain) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """There and back between the number's own scale and one on which it may go anywhere."""
    ends = part.interval or Interval(part.value, part.value)
    low, high = min(ends.low, part.value), max(ends.high, part.value)
    if part.is_share and low > 0 and high < 1:
        return lambda share: np.log(share) - np.log1p(-share), lambda odds: 1 / (1 + np.exp(-odds))
    if low > 0:
        return np.log, np.exp
    bounded = (lambda value: np.clip(value, 0, 1)) if part.is_share else lambda value: value
    return lambda value: value, bounded
