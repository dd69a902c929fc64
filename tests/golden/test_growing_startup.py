"""A start-up that grows by 10 % a month: what its deals seem to say, and what is true.

Deals are created for a year from 8 a month on; a quarter of them is won, in 90 days at the median, the others are
lost in 150. Wins come first, so that a young pipeline flatters whoever counts only what is closed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pytest
from builders import dataset
from scipy import stats

from revops.measure import default_window, measure
from revops.statistics.survival import aalen_johansen, kaplan_meier

COMPANIES = 300
YEAR = 365
HORIZON = 300
SIGMA = 0.59
TRUE_INCIDENCE = 0.25 * stats.norm.cdf(math.log(HORIZON / 90) / SIGMA)
BEGINS = date(2025, 1, 1)


@dataclass(frozen=True)
class Company:
    """Deals of one company at the end of its first year: day of creation, days taken, outcome."""

    opened: np.ndarray
    days: np.ndarray
    outcome: np.ndarray

    @property
    def counts(self) -> list[tuple[int, str | None, int]]:
        seen = np.where(self.outcome == "open", YEAR - self.opened, self.days)
        return [(int(day), None if how == "open" else str(how), 1) for day, how in zip(seen, self.outcome, strict=True)]


def draw(seed: int) -> Company:
    chance = np.random.default_rng([17, seed])
    created = chance.poisson(8 * 1.1 ** np.arange(12))
    opened = np.floor(np.concatenate([(month + chance.random(n)) * YEAR / 12 for month, n in enumerate(created)]))
    wins = chance.random(len(opened)) < 0.25
    days = np.ceil(np.where(wins, 90, 150) * np.exp(SIGMA * chance.standard_normal(len(opened))))
    closed = opened + days <= YEAR
    return Company(opened, days, np.where(closed, np.where(wins, "won", "lost"), "open"))


@pytest.fixture(scope="module")
def companies() -> list[Company]:
    return [draw(seed) for seed in range(COMPANIES)]


def mean_of(companies, number) -> float:
    return float(np.mean([number(company) for company in companies]))


def test_won_of_closed_then_a_third_instead_of_a_quarter(companies):
    naive = mean_of(companies, lambda one: (one.outcome == "won").sum() / (one.outcome != "open").sum())
    assert naive == pytest.approx(0.33, abs=0.015)


def test_won_of_created_then_a_sixth(companies):
    assert mean_of(companies, lambda one: (one.outcome == "won").mean()) == pytest.approx(0.16, abs=0.01)


def test_days_of_deals_won_so_far_then_a_fifth_too_short(companies):
    assert mean_of(companies, lambda one: one.days[one.outcome == "won"].mean()) == pytest.approx(85, abs=3)
    assert 90 * math.exp(SIGMA**2 / 2) == pytest.approx(107, abs=0.5)


def test_kaplan_meier_with_losses_censored_then_far_too_high(companies):
    def wrong(one: Company) -> float:
        return kaplan_meier([(day, "won" if how == "won" else None, n) for day, how, n in one.counts]).at(HORIZON).value

    assert mean_of(companies, wrong) == pytest.approx(0.36, abs=0.02)


def test_aalen_johansen_then_the_truth(companies):
    found = mean_of(companies, lambda one: aalen_johansen(one.counts, "won").at(HORIZON).value)
    assert found == pytest.approx(TRUE_INCIDENCE, abs=0.01)


def test_product_shows_the_naive_number_and_the_corrected_one(companies):
    deals = [
        {
            "outcome": str(how),
            "opened_on": BEGINS + timedelta(days=int(opened)),
            "closed_on": None if how == "open" else BEGINS + timedelta(days=int(opened + days)),
        }
        for one in companies
        for opened, days, how in zip(one.opened, one.days, one.outcome, strict=True)
    ]
    data = dataset(deals=deals)
    window = default_window(data, as_of=BEGINS + timedelta(days=YEAR), all_time=True)
    readings = measure(data, keys=["win_rate", "cohort_win_rate"], window=window, slices=())
    assert readings["win_rate"].value == pytest.approx(0.325, abs=0.01)
    assert readings["win_rate"].rivals["won_over_created"].value == pytest.approx(0.16, abs=0.01)
    assert readings["cohort_win_rate"].value == pytest.approx(TRUE_INCIDENCE, abs=0.015)
