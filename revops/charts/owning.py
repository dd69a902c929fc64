"""The numbers that somebody watches from now on, as a table."""

from __future__ import annotations

from revops.charts.figures import Figures
from revops.diagnostic.content import SIGNS
from revops.metrics import METRICS
from revops.plan.result import OwnedMetric, Plan


def owned_numbers(plan: Plan, figures: Figures) -> dict[str, list[str]]:
    """Each number to own with today's value, the mark to steer by, and the sign that it speaks about.

    Args:
        plan: With its metrics.
        figures: Writes the numbers.

    Returns:
        Columns of text by title; empty where no number is to be owned.
    """
    if not plan.metrics:
        return {}
    return {
        "Number": [METRICS[owned.metric].label for owned in plan.metrics],
        "Today": [_today(owned, figures) for owned in plan.metrics],
        "Aim at": [_aim(owned, figures) for owned in plan.metrics],
        "Speaks about": [SIGNS[owned.sign].title for owned in plan.metrics],
    }


def _today(owned: OwnedMetric, figures: Figures) -> str:
    if owned.today is None or owned.today.value is None:
        return "unknown yet"
    return f"{figures.headline(owned.today)} ({figures.under(owned.today)})"


def _aim(owned: OwnedMetric, figures: Figures) -> str:
    currency = None if owned.today is None else owned.today.currency
    mark = figures.value(owned.target, METRICS[owned.metric].unit, currency)
    side = "at most" if owned.is_lower else "at least"
    return f"{side} {mark}{', reached' if owned.is_reached else ''}"
