"""All pairs of files that can be held against each other."""

from __future__ import annotations

from datetime import date

from revops.dataset import Dataset
from revops.measure import default_window
from revops.reconciliation.billing import crm_and_billing
from revops.reconciliation.cancellations import lists_and_subscriptions
from revops.reconciliation.forecasts import forecast_and_actual
from revops.reconciliation.leads import two_files_of_leads
from revops.reconciliation.result import Comparison
from revops.window import Window

_COMPARISONS = (crm_and_billing, two_files_of_leads, forecast_and_actual, lists_and_subscriptions)


def reconcile(dataset: Dataset, *, window: Window | None = None, today: date | None = None) -> tuple[Comparison, ...]:
    """Where the files of one company tell different stories, with the rows.

    Args:
        dataset: The company's tables.
        window: The days looked at; None for the twelve months ending at the last event.
        today: For tests; None for the real day.

    Returns:
        One comparison for each two files that could be held against each other; each says why where it is not known.
    """
    day = today or date.today()
    span = window or default_window(dataset, today=day)
    return tuple(compare(dataset, span, day) for compare in _COMPARISONS)
