"""What changed since an earlier period, and what is said where nothing can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest
from builders import dataset
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from revops.measure import measure
from revops.measure.comparison import compare
from revops.reading import Change
from revops.vocabulary import Comparison, Verdict
from revops.window import Window

AS_OF = date(2026, 6, 30)
YEAR = Window(as_of=AS_OF, since=date(2025, 7, 1), until=AS_OF)
QUARTER = Window(as_of=AS_OF, since=date(2026, 4, 1), until=AS_OF)
BEFORE, NOW = date(2024, 7, 1), date(2025, 7, 1)


def spread(count: int, first: date, days: int = 364) -> list[date]:
    """So many days, evenly from the first."""
    return [first + timedelta(days=place * days // max(count - 1, 1)) for place in range(count)]


def deals(won: int, n: int, first: date, amount: float = 100.0) -> Iterator[dict[str, object]]:
    for place, day in enumerate(spread(n, first)):
        outcome = "won" if place * won // n != (place + 1) * won // n else "lost"
        yield {"outcome": outcome, "opened_on": day, "closed_on": day, "amount": amount + place % 7}


def named(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"deal_id": f"D{place}", **row} for place, row in enumerate(rows)]


def change_of(key: str, rows: list[dict[str, object]], window: Window = YEAR, against=Comparison.PREVIOUS) -> Change:
    data = dataset(deals=named(rows))
    return compare(data, measure(data, keys=[key], window=window, today=AS_OF), window, against, today=AS_OF)[key]


def test_share_then_points_with_the_interval_of_newcombe_and_the_score_test():
    found = change_of("win_rate", [*deals(30, 100, BEFORE), *deals(60, 120, NOW)])
    assert (found.value, found.n) == (pytest.approx(0.3), 100)
    assert (found.since, found.until) == (date(2024, 7, 1), date(2025, 6, 30))
    assert found.difference == pytest.approx(0.2)
    expected = confint_proportions_2indep(60, 120, 30, 100, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(expected)
    assert found.p_value == pytest.approx(float(proportions_ztest([60, 30], [120, 100])[1]))
    assert (found.verdict, found.reason, found.relative) == (Verdict.BEYOND_NOISE, None, None)


def test_share_that_hardly_moved_then_within_noise():
    assert change_of("win_rate", [*deals(30, 100, BEFORE), *deals(34, 100, NOW)]).verdict is Verdict.WITHIN_NOISE


def test_share_of_few_then_the_interval_and_no_verdict():
    found = change_of("win_rate", [*deals(2, 20, BEFORE), *deals(18, 20, NOW)])
    assert found.verdict is None
    assert found.low > 0
    assert "takes 30 in both" in found.reason


def test_mean_of_money_then_how_much_more():
    found = change_of("average_deal_size", [*deals(60, 60, BEFORE), *deals(60, 60, NOW, amount=200.0)])
    assert found.relative == pytest.approx(found.difference / found.value)
    assert found.low < found.relative < found.high
    assert found.verdict is Verdict.BEYOND_NOISE


def test_total_of_money_then_a_difference_without_a_verdict():
    found = change_of("annual_bookings", [*deals(40, 40, BEFORE), *deals(60, 60, NOW)])
    assert found.difference > 0
    assert (found.low, found.p_value, found.verdict) == (None, None, None)
    assert "counted in full" in found.reason


def test_snapshot_then_no_comparison():
    found = change_of("open_pipeline", [{"outcome": "open", "amount": 5.0, "opened_on": "2026-06-30"}])
    assert found.value is None
    assert "the day the data end" in found.reason


def test_file_that_begins_within_the_earlier_period_then_no_comparison():
    found = change_of("win_rate", [*deals(30, 60, date(2025, 1, 1)), *deals(30, 60, NOW)])
    assert found.value is None
    assert found.reason == (
        "The files begin on 2025-01-01, so the period from 2024-07-01 to 2025-06-30 is only partly in them."
    )


def test_file_that_begins_after_the_earlier_period_then_no_comparison():
    assert "not in them" in change_of("win_rate", list(deals(30, 60, NOW))).reason


def test_first_of_few_deals_a_little_into_the_period_then_compared():
    rows = [*deals(20, 40, BEFORE + timedelta(days=12)), *deals(20, 40, NOW)]
    assert change_of("win_rate", rows).value == pytest.approx(0.5)


def test_file_with_one_day_of_closing_a_month_then_its_first_is_no_gap():
    days = [date(2024 + (month - 1) // 12, (month - 1) % 12 + 1, 28) for month in range(7, 31)]
    rows = [{"outcome": "won", "opened_on": day, "closed_on": day, "amount": 5.0} for day in days for _ in range(9)]
    assert change_of("annual_bookings", rows).difference == 0


def test_period_without_a_decided_deal_then_said():
    rows = [*deals(30, 60, NOW), {"outcome": "won", "opened_on": "2020-01-01", "closed_on": "2020-01-01"}]
    assert "nothing to compare with: No deal was decided" in change_of("win_rate", rows).reason


def test_same_period_last_year_then_not_the_one_before():
    rows = [*deals(30, 100, BEFORE), *deals(60, 120, NOW)]
    assert change_of("win_rate", rows, QUARTER, Comparison.YEAR).since == date(2025, 4, 1)
    assert change_of("win_rate", rows, QUARTER).since == date(2026, 1, 1)


def test_whole_file_then_nothing_lies_before():
    window = Window(as_of=AS_OF, since=None, until=AS_OF, all_time=True)
    assert "whole file" in change_of("win_rate", list(deals(30, 60, NOW)), window).reason


def test_unknown_number_then_no_change():
    data = dataset(deals=named(list(deals(30, 60, NOW))))
    assert compare(data, measure(data, keys=["mrr"], window=YEAR, today=AS_OF), YEAR, today=AS_OF) == {}


def subscription(customer: int, started_on: str, mrr: float, ended_on: str | None = None) -> dict[str, object]:
    return {"customer": f"C{customer}", "started_on": started_on, "mrr": mrr, "ended_on": ended_on}


def recurring(key: str, window: Window) -> Change:
    rows = [subscription(place, "2022-01-15", 100.0, "2026-05-10" if place < 4 else None) for place in range(40)]
    data = dataset(subscriptions=[*rows, subscription(99, "2026-02-01", 500.0)])
    return compare(data, measure(data, keys=[key], window=window, today=AS_OF), window, today=AS_OF)[key]


def test_state_at_a_month_end_then_against_the_month_end_before_the_window():
    found = recurring("mrr", QUARTER)
    assert (found.value, found.until) == (pytest.approx(4500), date(2026, 3, 31))
    assert (found.difference, found.relative) == (pytest.approx(-400), pytest.approx(-400 / 4500))
    assert "counted in full" in found.reason


def test_retention_of_twelve_months_against_three_months_before_then_no_verdict():
    found = recurring("gross_revenue_retention", QUARTER)
    assert found.difference == pytest.approx(-0.1)
    assert "share most of them" in found.reason
    assert recurring("gross_revenue_retention", YEAR).reason is None


def leads(counts: list[int], year: int) -> Iterator[dict[str, object]]:
    for month, count in enumerate(counts, start=7):
        first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        yield from ({"created_on": day, "is_mql": True} for day in spread(count, first, 27))


def test_count_then_held_against_its_own_months():
    steady = {"leads": [*leads([20] * 12, 2024), *leads([30] * 12, 2025)]}
    bursts = {"leads": [*leads([5, 35] * 6, 2024), *leads([30] * 12, 2025)]}
    found, wide = (count_change(tables) for tables in (steady, bursts))
    assert (found.difference, found.relative) == (120, pytest.approx(0.5))
    assert found.verdict is Verdict.BEYOND_NOISE
    assert wide.high - wide.low > found.high - found.low


def count_change(tables: dict[str, list[dict[str, object]]]) -> Change:
    data = dataset(**tables)
    readings = measure(data, keys=["marketing_qualified_leads"], window=YEAR, today=AS_OF)
    return compare(data, readings, YEAR, today=AS_OF)["marketing_qualified_leads"]


KEYS = ("win_rate", "win_loss_ratio", "average_deal_size", "time_to_close_days", "known_source_share")


def steady_company(draw: np.random.Generator) -> dict[str, Change]:
    """A company in which nothing changed between two years."""
    n = 500
    days = draw.integers(0, 730, n)
    rows = [
        {
            "outcome": "won" if draw.random() < 0.3 else "lost",
            "opened_on": BEFORE + timedelta(days=int(day)) - timedelta(days=int(draw.lognormal(3, 0.6))),
            "closed_on": BEFORE + timedelta(days=int(day)),
            "amount": float(draw.lognormal(9, 1)),
            "source": str(draw.choice(["Website", "-"])),
        }
        for day in days
    ]
    data = dataset(deals=named(rows))
    return compare(data, measure(data, keys=KEYS, window=YEAR, slices=(), today=AS_OF), YEAR, today=AS_OF)


def test_companies_in_which_nothing_changed_then_few_screens_tell_of_a_change():
    draw = np.random.default_rng(19)
    screens = [steady_company(draw) for _ in range(60)]
    alarmed = sum(any(change.verdict is Verdict.BEYOND_NOISE for change in screen.values()) for screen in screens)
    assert alarmed <= 60 * 0.1 + 3 * (60 * 0.1 * 0.9) ** 0.5


def test_verdicts_when_compared_with_statsmodels_then_equal():
    rows = [*deals(30, 100, BEFORE), *deals(44, 100, NOW, amount=118.0)]
    data = dataset(deals=named(rows))
    found = compare(data, measure(data, window=YEAR, today=AS_OF), YEAR, today=AS_OF)
    tried = {key: change for key, change in found.items() if change.verdict}
    called = multipletests([change.p_value for change in tried.values()], alpha=0.1, method="fdr_bh")[0]
    expected = {
        key: bool(is_called) and tried[key].p_value < 0.05 for key, is_called in zip(tried, called, strict=True)
    }
    assert {key: change.verdict is Verdict.BEYOND_NOISE for key, change in tried.items()} == expected
    assert any(expected.values())
    assert not all(expected.values())
