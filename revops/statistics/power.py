"""How many rows it takes to notice that a number has moved."""

from __future__ import annotations

import math

from scipy import special

from revops.statistics.normal import z_score

LEVEL = 0.05
"""Two-sided: how often chance alone would be taken for a change."""
POWER = 0.8
"""How often a change of the size asked about would be noticed."""


def rows_for_shares(before: float, after: float) -> int | None:
    """Rows needed before, and as many after, to notice that a share went from one value to the other.

    Args:
        before: Share today, 0 to 1.
        after: Share to be noticed, 0 to 1.

    Returns:
        Rows of each of the two periods; None where the shares are the same.

    Source:
        Fleiss, Levin and Paik 2003, "Statistical methods for rates and proportions", section 4.2, without the
        correction for continuity.
    """
    if before == after:
        return None
    pooled = (before + after) / 2
    under_chance = z_score(1 - LEVEL) * math.sqrt(2 * pooled * (1 - pooled))
    under_change = _power_score() * math.sqrt(before * (1 - before) + after * (1 - after))
    return math.ceil((under_chance + under_change) ** 2 / (after - before) ** 2)


def rows_for_means(deviation: float, difference: float) -> int | None:
    """Rows needed before, and as many after, to notice that a mean moved.

    Args:
        deviation: Standard deviation of a single row.
        difference: How far the mean moved, in the same unit.

    Returns:
        Rows of each of the two periods; None for no difference.

    Source:
        Two means with a known deviation: Cohen 1988, "Statistical power analysis for the behavioral sciences",
        section 2.4.
    """
    if difference == 0:
        return None
    return max(1, math.ceil(2 * ((z_score(1 - LEVEL) + _power_score()) * deviation / difference) ** 2))


def deviation_of_a_row(low: float, high: float, rows: int, confidence: float = 0.95) -> float:
    """Standard deviation of a single row, as told by the interval of a mean over many.

    Args:
        low: Low end of the interval.
        high: High end.
        rows: Rows behind the mean.
        confidence: Coverage of the interval.
    """
    return (high - low) / (2 * z_score(confidence)) * math.sqrt(rows)


def _power_score() -> float:
    return float(special.ndtri(POWER))
