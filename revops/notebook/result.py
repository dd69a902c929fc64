"""An assessment that shows itself, with its parts as pandas frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from revops.assessment import Assessment
from revops.charts.figures import Figures
from revops.choosing import nearest
from revops.diagnostic.content import SIGNS
from revops.diagnostic.result import Recommendation
from revops.errors import ChoiceError
from revops.investing import investment_of
from revops.investment.content import LEVER_TEXTS
from revops.investment.result import HORIZONS, InvestmentCase
from revops.measure import rows_behind
from revops.measure.naming import caution
from revops.metrics import METRICS
from revops.reading import Reading
from revops.reconciliation import listed, reconcile
from revops.saved import ENDING, Saved, is_saved_name
from revops.saved.files import write
from revops.vocabulary import Slice

METRIC_COLUMNS = ("label", "value", "low", "high", "n", "unit", "currency", "firm", "reason")
CHANGE_COLUMNS = ("value", "n", "difference", "relative", "low", "high", "p_value", "verdict", "reason")
BREAK_EVEN_COLUMNS = ("lift", "low", "high", "target", "is_possible", "rows", "months_to_notice", "reason")
SIGN_COLUMNS = ("title", "team", "group", "said", "shown", "value", "weight", "applies", "finding")
PIECE_COLUMNS = ("value", "low", "high", "n", "partial")


@dataclass(frozen=True)
class Result:
    """An assessment that shows itself in a notebook and gives pandas frames.

    Attributes:
        assessment: The objects behind everything here.
        given: What it was made from, as a file keeps it.
    """

    assessment: Assessment
    given: Saved

    @property
    def recommendation(self) -> Recommendation:
        """The outcome, how firm it is, and what would change it."""
        return self.assessment.diagnosis.recommendation

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """One row per metric, by key; an unknown value is missing and `reason` says why."""
        rows = {
            key: {"label": METRICS[key].label, **_fields(reading, METRIC_COLUMNS[1:])}
            for key, reading in self.assessment.readings.items()
        }
        return _frame(rows, METRIC_COLUMNS, "metric")

    @cached_property
    def signs(self) -> pd.DataFrame:
        """One row per sign, by key: what was said, what the files show, and the two joined."""
        rows = {
            key: {"title": SIGNS[key].title, **_fields(sign, SIGN_COLUMNS[1:])}
            for key, sign in self.assessment.diagnosis.signs.items()
        }
        return _frame(rows, SIGN_COLUMNS, "sign")

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per known metric, by key: what it was in the earlier period, and whether it moved beyond noise."""
        rows = {key: _fields(change, CHANGE_COLUMNS) for key, change in self.assessment.changes.items()}
        return _frame(rows, CHANGE_COLUMNS, "metric")

    @cached_property
    def investment(self) -> InvestmentCase | None:
        """What a team costs and what would have to move to pay for it; None where the answers give no cost."""
        return investment_of(self.assessment)

    @cached_property
    def break_even(self) -> pd.DataFrame:
        """One row per lever and span of months: how far it would have to move; empty where the answers give no cost."""
        levers = self.investment.levers.values() if self.investment else ()
        rows = [
            {"lever": lever.key, "title": LEVER_TEXTS[lever.key].title, "team": lever.team.value, "months": months}
            | _fields(lever.at[months], BREAK_EVEN_COLUMNS)
            for lever in levers
            for months in HORIZONS
        ]
        named = ("lever", "title", "team", "months", *BREAK_EVEN_COLUMNS)
        return pd.DataFrame(rows, columns=list(named)).set_index(["lever", "months"]).convert_dtypes()

    @property
    def disagreements(self) -> pd.DataFrame:
        """Where two files tell different stories, a row for each case, with its rows in the files."""
        frame: pd.DataFrame = listed(*reconcile(self.assessment.dataset, window=self.assessment.window)).to_pandas()
        return frame

    def by(self, metric: str, dimension: str = "month") -> pd.DataFrame:
        """One metric broken down, by month, quarter, segment or what else was asked for.

        Raises:
            ChoiceError: If the metric was not assessed, or not broken down this way.
        """
        pieces = self._reading(metric).by.get(slice_of(dimension))
        if pieces is None:
            raise ChoiceError(f'{metric} was not broken down by {dimension}; ask for it with by=["{dimension}"].')
        return _frame({piece.key: _fields(piece, PIECE_COLUMNS) for piece in pieces}, PIECE_COLUMNS, dimension)

    def rows(self, metric: str, limit: int | None = None) -> pd.DataFrame:
        """The rows behind a number, with the file and row they came from.

        Raises:
            ChoiceError: If the metric was not assessed.
        """
        self._reading(metric)
        found = rows_behind(self.assessment.dataset, metric, self.assessment.window, limit=limit)
        frame: pd.DataFrame = found.to_pandas()
        return frame

    def save(self, path: str | PathLike[str]) -> None:
        """Puts the assessment away in a file, `NAME.revops`, for `revops.assess` or the app to open next week.

        Raises:
            ChoiceError: If it has another ending or cannot be written.
        """
        place = Path(path)
        if not is_saved_name(place.name):
            raise ChoiceError(f"{place.name}: a saved assessment ends in {ENDING}.")
        write(self.given.with_readings(self.assessment), place)

    def _reading(self, metric: str) -> Reading:
        readings = self.assessment.readings
        if metric not in readings:
            raise ChoiceError(f"{metric} was not assessed; {nearest(metric, readings)}")
        return readings[metric]

    def _repr_html_(self) -> str:
        says = self.recommendation.says or self.recommendation.outcome.label
        numbers = [_number_row(reading) for reading in self.assessment.readings.values() if reading.is_known]
        head = "<tr><th>Metric</th><th>Value</th><th>95% interval</th><th>n</th><th></th></tr>"
        unknown = sum(not reading.is_known for reading in self.assessment.readings.values())
        return (
            f"<h4>{escape(self.recommendation.outcome.label)}</h4><p>{escape(says)}</p>"
            f"<table>{head}{''.join(numbers)}</table>"
            f"<p>{unknown} metrics are unknown; <code>.metrics</code> says why.</p>"
        )


def slice_of(word: str) -> Slice:
    """The breakdown that a word names.

    Raises:
        ChoiceError: If it names none.
    """
    if word not in list(Slice):
        raise ChoiceError(f"nothing is broken down by {word}; {nearest(word, Slice)}")
    return Slice(word)


def _fields(thing: Any, names: Iterable[str]) -> dict[str, Any]:
    """Attributes as plain values; closed sets as the words of the JSON."""
    values = {name: getattr(thing, name) for name in names}
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in values.items()}


def _frame(rows: Mapping[str, Mapping[str, Any]], columns: Iterable[str], index: str) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), name=index), columns=list(columns))
    return frame.convert_dtypes()


def _number_row(reading: Reading) -> str:
    figures = Figures.of("en")
    interval = figures.interval(reading, reading.unit, reading.currency)
    remark = "; ".join(filter(None, (figures.split(reading), caution(reading))))
    cells = (METRICS[reading.key].label, figures.headline(reading), interval, figures.count(reading.n), remark)
    return f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>"
