import math

import numpy as np
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from revops.statistics.shares import wilson
from revops.statistics.survival import aalen_johansen, kaplan_meier, restricted_mean

CODES = {None: 0, "won": 1, "lost": 2}


@pytest.fixture
def cases():
    draw = np.random.default_rng(11)
    days = draw.integers(1, 60, 300)
    outcomes = draw.choice(np.array([None, "won", "lost"], dtype=object), 300, p=[0.3, 0.3, 0.4])
    return [(int(day), outcome, 1) for day, outcome in zip(days, outcomes, strict=True)]


def test_aalen_johansen_when_compared_with_statsmodels_then_equal(cases):
    other = CumIncidenceRight([day for day, _, _ in cases], [CODES[outcome] for _, outcome, _ in cases])
    curve = aalen_johansen(cases, "won")
    place = np.searchsorted(other.times, curve.days)
    assert curve.shares == pytest.approx(other.cinc[0][place], rel=1e-9)
    assert curve.errors == pytest.approx(other.cinc_se[0][place], rel=0.02)


def test_kaplan_meier_when_compared_with_statsmodels_then_equal(cases):
    other = SurvfuncRight([day for day, _, _ in cases], [int(outcome is not None) for _, outcome, _ in cases])
    curve = kaplan_meier(cases)
    place = np.searchsorted(other.surv_times, curve.days)
    assert 1 - curve.shares == pytest.approx(other.surv_prob[place], rel=1e-9)
    assert curve.errors == pytest.approx(other.surv_prob_se[place], rel=1e-6)


def test_median_when_compared_with_statsmodels_then_equal(cases):
    other = SurvfuncRight([day for day, _, _ in cases], [int(outcome is not None) for _, outcome, _ in cases])
    median = kaplan_meier(cases).median()
    assert median.value == other.quantile(0.5)
    low, high = other.quantile_ci(0.5, method="cloglog")
    assert (median.interval.low, median.interval.high) == (low, high)


def test_incidences_of_all_outcomes_add_up_to_everything_that_ended(cases):
    won, lost, ended = aalen_johansen(cases, "won"), aalen_johansen(cases, "lost"), kaplan_meier(cases)
    for day in (5, 20, 59):
        assert won.at(day).value + lost.at(day).value == pytest.approx(ended.at(day).value)


def test_aalen_johansen_when_nothing_competes_and_nothing_runs_then_the_plain_share():
    curve = aalen_johansen([(1, "won", 3), (9, "lost", 7)], "won")
    assert curve.at(9).value == pytest.approx(0.3)
    assert curve.errors[-1] == pytest.approx(math.sqrt(0.3 * 0.7 / 10))


def test_aalen_johansen_by_hand_with_a_running_case():
    curve = aalen_johansen([(2, "won", 1), (3, None, 1), (4, "won", 1), (5, "lost", 1)], "won")
    assert curve.shares == pytest.approx([0.25, 0.25 + 0.75 / 2])
    assert curve.at_risk == pytest.approx([4, 2])


def test_share_before_the_first_event_then_zero_with_the_range_of_the_count():
    estimate = aalen_johansen([(10, "won", 4), (20, None, 6)], "won").at(5)
    assert estimate.value == 0
    assert estimate.interval == wilson(0, 10)


def test_share_when_all_were_won_then_one_and_the_range_reaches_below():
    estimate = aalen_johansen([(1, "won", 8)], "won").at(1)
    assert estimate.value == 1
    assert estimate.interval.low == pytest.approx(wilson(8, 8).low)


def test_median_when_half_is_never_reached_then_none():
    assert aalen_johansen([(3, "won", 1), (9, None, 9)], "won").median() is None


def test_median_when_the_range_never_falls_below_then_no_high_end():
    estimate = kaplan_meier([(3, "won", 2), (5, "won", 1), (9, None, 3)]).median()
    assert estimate.value == 5
    assert estimate.interval.high == math.inf


def test_curve_without_cases_then_nothing_happened():
    curve = aalen_johansen([], "won")
    assert curve.n == 0
    assert curve.at(30).value == 0
    assert curve.median() is None


def test_restricted_mean_when_all_ended_then_the_plain_mean():
    estimate = restricted_mean(kaplan_meier([(2, "won", 1), (4, "won", 1), (9, "lost", 1)]), 30)
    assert estimate.value == pytest.approx(5)


def test_restricted_mean_when_compared_with_the_area_below_the_curve_of_statsmodels_then_equal(cases):
    other = SurvfuncRight([day for day, _, _ in cases], [int(outcome is not None) for _, outcome, _ in cases])
    inside = other.surv_times < 40
    edges = np.concatenate(([0.0], other.surv_times[inside], [40.0]))
    area = np.diff(edges) @ np.concatenate(([1.0], other.surv_prob[inside]))
    assert restricted_mean(kaplan_meier(cases), 40).value == pytest.approx(area, rel=1e-9)


def test_remissions_of_leukaemia_then_as_published():
    """Freireich and others 1963, the patients on 6-MP: curve, restricted mean of 35 weeks and its standard error."""
    ended, running = (6, 6, 6, 7, 10, 13, 16, 22, 23), (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    curve = kaplan_meier([*((week, "back", 1) for week in ended), *((week, None, 1) for week in running)])
    assert 1 - curve.shares == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    mean = restricted_mean(curve, 35)
    assert mean.value == pytest.approx(23.287, abs=5e-4)
    assert (mean.interval.high - mean.value) / 1.959964 == pytest.approx(2.827, abs=5e-4)


def test_restricted_mean_when_some_still_run_then_they_count_as_the_horizon():
    assert restricted_mean(kaplan_meier([(10, "won", 5), (20, None, 5)]), 20).value == pytest.approx(15)


def test_restricted_mean_standard_error_when_all_ended_then_that_of_the_mean():
    days = np.random.default_rng(1).integers(1, 90, 400)
    estimate = restricted_mean(kaplan_meier([(int(day), "won", 1) for day in days]), 90)
    half = (estimate.interval.high - estimate.interval.low) / 2
    assert half == pytest.approx(1.96 * days.std() / 20, rel=0.01)


def test_share_at_when_rounding_leaves_a_hair_below_one_then_the_range_is_wilsons():
    counts = [(day, "won", 1) for day in range(1, 61)]
    curve = aalen_johansen(counts, "won")
    at_the_end = curve.at(100)
    assert at_the_end.value == pytest.approx(1.0)
    assert at_the_end.interval is not None
    assert at_the_end.interval.low == pytest.approx(wilson(60, 60).low)
