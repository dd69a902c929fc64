"""A growing start-up with known truth: how far the classic numbers miss it, and that ours do not.

Twelve months of deals, 10% more each month from 8 on; one in four is won in the end, after 90 days in the middle;
the others are lost after 150. A single company varies by several points, so what is tested is the mean of 300.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from builders import dataset

from revops.measure import measure
from revops.statistics.survival import aalen_johansen, kaplan_meier
from revops.statistics.typical import conditional_median
from revops.window import Window

COMPANIES = 300
WIN_PROBABILITY, WON_MEDIAN, LOST_MEDIAN, SIGMA = 0.25, 90, 150, 0.6
MONTHS, DAYS = 12, 365
HORIZON = 300
BEGIN = date(2025, 7, 1)
AS_OF = BEGIN + timedelta(days=DAYS - 1)
TRUE_MEAN_DAYS = WON_MEDIAN * np.exp(SIGMA**2 / 2)

Case = tuple[int, int, str | None]
"""Day of opening, days until it ended or was last seen, outcome so far."""


@cache
def companies() -> tuple[list[Case], ...]:
    draw = np.random.default_rng(20261121)
    return tuple(company(draw) for _ in range(COMPANIES))


def company(draw: np.random.Generator) -> list[Case]:
    sizes = np.round(8 * 1.1 ** np.arange(MONTHS)).astype(int)
    starts = np.repeat(np.arange(MONTHS) * DAYS / MONTHS, sizes)
    opened = np.floor(starts + draw.random(starts.size) * DAYS / MONTHS).astype(int)
    wins = draw.random(opened.size) < WIN_PROBABILITY
    days = np.round(draw.lognormal(np.log(np.where(wins, WON_MEDIAN, LOST_MEDIAN)), SIGMA)).astype(int)
    seen = DAYS - 1 - opened
    outcome = np.where(days > seen, None, np.where(wins, "won", "lost"))
    return list(zip(opened.tolist(), np.minimum(days, seen).tolist(), outcome.tolist(), strict=True))


def counts(cases: list[Case]) -> list[tuple[int, str | None, int]]:
    return [(days, how, number) for (days, how), number in Counter((days, how) for _, days, how in cases).items()]


def number_of(cases: list[Case], *outcomes: str) -> int:
    return sum(how in outcomes for _, _, how in cases)


def mean_of(estimate) -> float:
    return float(np.mean([estimate(cases) for cases in companies()]))


def test_won_over_decided_then_far_too_high():
    naive = mean_of(lambda cases: number_of(cases, "won") / number_of(cases, "won", "lost"))
    assert naive == pytest.approx(0.33, abs=0.01)


def test_won_over_created_then_far_too_low():
    assert mean_of(lambda cases: number_of(cases, "won") / len(cases)) == pytest.approx(0.16, abs=0.01)


def test_mean_of_deals_won_so_far_then_a_fifth_too_short():
    naive = mean_of(lambda cases: np.mean([days for _, days, how in cases if how == "won"]))
    assert pytest.approx(107, abs=1) == TRUE_MEAN_DAYS
    assert naive == pytest.approx(85, abs=1.5)


def test_kaplan_meier_with_losses_as_censored_then_too_high():
    def won_by_horizon(cases: list[Case]) -> float:
        censored = [(days, how if how == "won" else None, number) for days, how, number in counts(cases)]
        return kaplan_meier(censored).at(HORIZON).value

    assert mean_of(won_by_horizon) == pytest.approx(0.36, abs=0.015)


def test_cumulative_incidence_then_the_truth():
    found = mean_of(lambda cases: aalen_johansen(counts(cases), "won").at(HORIZON).value)
    assert found == pytest.approx(0.248, abs=0.007)
    assert found == pytest.approx(WIN_PROBABILITY, abs=0.01)


def test_median_days_of_won_deals_freed_from_open_ones_then_nearer_to_the_truth():
    naive = mean_of(lambda cases: np.median([days for _, days, how in cases if how == "won"]))
    freed = mean_of(lambda cases: conditional_median(counts(cases), "won").value)
    assert naive < WON_MEDIAN - 10
    assert freed == pytest.approx(WON_MEDIAN, abs=4)


@pytest.mark.parametrize("number", range(5))
def test_whole_engine_then_the_same_numbers(number: int):
    cases = companies()[number]
    readings = measure(dataset(deals=[deal(case) for case in cases]), window=everything(), slices=(), today=AS_OF)
    reading = readings["cohort_win_rate"]
    horizon = reading.beside["horizon_days"].value
    curve = aalen_johansen(counts(cases), "won")
    assert reading.value == pytest.approx(curve.at(horizon).value)
    assert reading.beside["won_of_decided"].value == pytest.approx(readings["win_rate"].value)
    assert reading.beside["won_of_all"].value == pytest.approx(number_of(cases, "won") / len(cases))
    assert readings["time_to_close_days"].value == conditional_median(counts(cases), "won").value
    assert "a growing pipeline" in reading.notes[0]


def everything() -> Window:
    return Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True)


def deal(case: Case) -> dict[str, object]:
    opened, days, how = case
    closed_on = BEGIN + timedelta(days=opened + days) if how else None
    return {"outcome": how or "open", "opened_on": BEGIN + timedelta(days=opened), "closed_on": closed_on}
