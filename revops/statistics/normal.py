"""Quantiles that the intervals share."""

from __future__ import annotations

from functools import lru_cache

from scipy import special


def _tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence lies between 0 and 1, not at {confidence}")
    return (1 + confidence) / 2


@lru_cache(maxsize=64)
def z_score(confidence: float = 0.95) -> float:
    """How many standard errors hold that share of a normal distribution around its middle."""
    return float(special.ndtri(_tail(confidence)))


@lru_cache(maxsize=4096)
def t_score(degrees: float, confidence: float = 0.95) -> float:
    """The same for Student's distribution: wider, because the spread itself is estimated."""
    return float(special.stdtrit(max(degrees, 1.0), _tail(confidence)))
