"""Shares and odds: how far a share of few cases can be from the truth."""

from __future__ import annotations

import math

from revops.statistics.interval import Interval
from revops.statistics.normal import z_score


def wilson(successes: float, trials: float, confidence: float = 0.95) -> Interval:
    """Range of shares that the counts are compatible with.

    Args:
        successes: Number of counted events, 0 to `trials`; may be fractional for an effective sample size.
        trials: Number of cases; 0 gives the whole range 0 to 1.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        Low and high share, each 0 to 1; always around the observed share.

    Raises:
        ValueError: If `successes` is outside 0 to `trials`.

    Source:
        Wilson 1927; recommended for small n by Brown, Cai and DasGupta 2001.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"successes run from 0 to trials ({trials}), not {successes}")
    if trials == 0:
        return Interval(0.0, 1.0)
    z = z_score(confidence)
    share = successes / trials
    scale = 1 + z**2 / trials
    middle = (share + z**2 / (2 * trials)) / scale
    reach = z / scale * math.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    return Interval(max(0.0, min(middle - reach, share)), min(1.0, max(middle + reach, share)))


def kish_n(weights: float, squared_weights: float) -> float:
    """How many equal cases weigh as much as these unequal ones.

    Args:
        weights: Sum of the weights (amounts), not negative.
        squared_weights: Sum of their squares.

    Returns:
        Effective number of cases; 0 without any weight. One giant among dwarfs counts as little more than 1.

    Source:
        Kish 1965.
    """
    return weights**2 / squared_weights if squared_weights > 0 else 0.0


def share_of_amounts(part: float, whole: float, squared_whole: float, confidence: float = 0.95) -> Interval:
    """Range of a share of money, wide where few large amounts decide it.

    Args:
        part: Sum of the amounts that count, 0 to `whole`.
        whole: Sum of all amounts.
        squared_whole: Sum of the squared amounts.
        confidence: Coverage wanted, between 0 and 1.

    Returns:
        Wilson's interval on Kish's effective number of cases; 0 to 1 where nothing has a weight.
    """
    if whole <= 0:
        return Interval(0.0, 1.0)
    effective = kish_n(whole, squared_whole)
    return wilson(min(max(part / whole, 0.0), 1.0) * effective, effective, confidence)


def share_of_clusters(successes: float, trials: float, clusters: int, squared_residuals: float) -> float:
    """How many independent cases stand behind rows that share an owner or a record.

    Args:
        successes: Sum of the parts.
        trials: Sum of the wholes.
        clusters: Number of clusters.
        squared_residuals: Sum over clusters of (part - share x whole) squared.

    Returns:
        Effective number of cases: never more than `trials`, never fewer than 1 (0 without cases).
    """
    if trials <= 0 or clusters == 0:
        return 0.0
    share = successes / trials
    if clusters < 2 or squared_residuals <= 0 or share in (0.0, 1.0):
        return min(float(clusters), trials)
    variance = squared_residuals / trials**2 * clusters / (clusters - 1)
    return max(1.0, min(trials, share * (1 - share) / variance))


def odds(successes: float, trials: float, confidence: float = 0.95) -> Interval:
    """Range of wins per loss: the odds at both ends of Wilson's interval.

    Returns:
        Low and high odds. The high end is infinite where nothing was lost: no number of wins alone bounds it.
    """
    share = wilson(successes, trials, confidence)
    unbounded = successes == trials or share.high >= 1
    return Interval(share.low / (1 - share.low), math.inf if unbounded else share.high / (1 - share.high))
