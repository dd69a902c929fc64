"""Forecast against actual: the periods in which they lie apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from revops.dataset import Dataset
from revops.measure import measure
from revops.measure.view_rows import view_rows
from revops.reconciliation.result import Comparison, Difference, Finding, Place
from revops.vocabulary import Unit
from revops.window import Window

METRIC: Final = "forecast_bias"
TITLE: Final = "Forecast and actual"
APART: Final = 0.05
"""Share of the actual up to which a forecast has come true."""
_SAYS: Final = (
    "The last forecast made by the start of a period is held against the actual of the file, else against the amount "
    "won in the period; up to 5% apart it has come true."
)


def forecast_and_actual(dataset: Dataset, window: Window, today: date) -> Comparison:
    """Periods that ended in a window and came out otherwise than forecast."""
    rows = (
        view_rows(dataset, "locked_forecasts", window, today, on="period_end") if "forecasts" in dataset.tables else []
    )
    known = [row for row in rows if row["actual"] is not None]
    if not known:
        reading = measure(dataset, keys=(METRIC,), window=window, slices=(), today=today)[METRIC]
        return Comparison(key="forecasts", title=TITLE, reason=reading.reason or "No forecast lies in these days.")
    places = _places(dataset)
    apart = [row for row in known if abs(row["forecast"] - row["actual"]) > APART * abs(row["actual"])]
    differences = sorted((_difference(row, places) for row in apart), key=lambda each: -(each.at_stake or 0.0))
    finding = Finding(
        key="missed",
        title="Forecasts that did not come true",
        says="Ask who made them what they rested on; a forecast that always errs to one side can be corrected.",
        one="Forecast",
        other="Actual",
        unit=Unit.MONEY,
        differences=tuple(differences),
    )
    found = (finding,) if differences else ()
    return Comparison(key="forecasts", title=TITLE, says=_SAYS, compared=len(known), findings=found)


Period = tuple[date, date]


def _places(dataset: Dataset) -> Mapping[Period, list[tuple[Place, str | None]]]:
    """Rows of the forecasts by their period, with their currency."""
    found: defaultdict[Period, list[tuple[Place, str | None]]] = defaultdict(list)
    for row in dataset.tables["forecasts"].to_pylist():
        place = Place(row["source_file"] or "", row["source_sheet"] or "", row["source_row"] or 0)
        found[row["period_start"], row["period_end"]].append((place, row["currency"]))
    return found


def _difference(row: Mapping[str, Any], places: Mapping[Period, list[tuple[Place, str | None]]]) -> Difference:
    of_period = places.get((row["period_start"], row["period_end"]), [])
    codes = {code for _, code in of_period if code}
    return Difference(
        who=f"{row['period_start']} to {row['period_end']}",
        on=row["period_end"],
        one=row["forecast"],
        other=row["actual"],
        at_stake=abs(row["forecast"] - row["actual"]),
        currency=codes.pop() if len(codes) == 1 else None,
        places=tuple(place for place, _ in of_period),
    )
