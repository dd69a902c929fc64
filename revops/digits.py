"""Numbers as documents hold them: the same on every machine, and never what JSON cannot hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

SIGNIFICANT_DIGITS = 12
"""What lies beyond hangs on the order in which a machine adds rows up."""


def exact(value: float | None) -> float | None:
    """The number to twelve significant digits; None also for what JSON cannot hold, such as an open upper end."""
    if value is None or not math.isfinite(value):
        return None
    return value if isinstance(value, int) else float(f"{value:.{SIGNIFICANT_DIGITS}g}")


def all_exact(value: Any) -> Any:
    """Plain values with all their numbers so."""
    if isinstance(value, Mapping):
        return {key: all_exact(each) for key, each in value.items()}
    if isinstance(value, list):
        return [all_exact(each) for each in value]
    return exact(value) if isinstance(value, float) else value
