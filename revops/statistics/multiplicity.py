"""Many numbers at once: with sixty of them something always moved."""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float], rate: float = 0.1) -> tuple[bool, ...]:
    """Which of many changes can be called real, so that few of those called real are not.

    Args:
        p_values: One per change, 0 to 1.
        rate: Share of false calls among all calls that is accepted.

    Returns:
        Whether each is called, in the order given.

    Source:
        Benjamini and Hochberg 1995.
    """
    total = len(p_values)
    ranked = sorted(p_values)
    passing = [value for rank, value in enumerate(ranked, start=1) if value <= rate * rank / total]
    limit = max(passing, default=-1.0)
    return tuple(value <= limit for value in p_values)
