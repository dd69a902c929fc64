"""Numbers held against an earlier assessment: what moved, and what the days since say by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import dataset
from statsmodels.stats.proportion import proportions_ztest

from revops.history import MOST_KEPT, DatedReadings, last_before, with_newer
from revops.measure import compare_last, dated, measure
from revops.measure import then_and_now as told
from revops.reading import Change
from revops.vocabulary import Fact, Verdict
from revops.window import Window

THEN = date(2026, 3, 31)
NOW = date(2026, 6, 30)
FIRST = date(2025, 7, 1)


def deals(won: int, n: int, first: date, days: int) -> list[dict[str, object]]:
    """So many decided deals, evenly over the days, the won ones spread among them."""
    found = []
    for place in range(n):
        day = first + timedelta(days=place * days // n)
        outcome = "won" if place * won // n != (place + 1) * won // n else "lost"
        found.append({"outcome": outcome, "opened_on": day, "closed_on": day, "amount": 100.0 + place % 7})
    return found


def named(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"deal_id": f"D{place}", **row} for place, row in enumerate(rows)]


def window(until: date, since: date = FIRST) -> Window:
    return Window(as_of=until, since=since, until=until)


def entry(key: str, rows: list[dict[str, object]], **facts: float) -> DatedReadings:
    found = dated(measure(dataset(deals=named(rows)), keys=[key], window=window(THEN), today=THEN), window(THEN))
    assert found is not None
    return found


def since_then(key: str, before: list[dict[str, object]], after: list[dict[str, object]]) -> Change:
    data = dataset(deals=named([*before, *after]))
    now = measure(data, keys=[key], window=window(NOW), today=NOW)
    return compare_last(data, now, window(NOW), entry(key, before), today=NOW)[key]


BEFORE = deals(30, 120, FIRST, 270)
AFTER = deals(40, 80, THEN + timedelta(days=1), 90)


def test_share_then_the_verdict_holds_the_new_days_alone_against_the_number_then():
    found = since_then("win_rate", BEFORE, AFTER)
    assert (found.value, found.n) == (pytest.approx(0.25), 120)
    assert found.difference == pytest.approx(70 / 200 - 0.25)
    assert (found.fresh.value, found.fresh.n) == (pytest.approx(0.5), 80)
    assert found.p_value == pytest.approx(float(proportions_ztest([40, 30], [80, 120])[1]))
    assert (found.verdict, found.low, found.high) == (Verdict.BEYOND_NOISE, None, None)


def test_share_that_goes_on_as_before_then_within_noise():
    found = since_then("win_rate", BEFORE, deals(22, 80, THEN + timedelta(days=1), 90))
    assert (found.verdict, found.reason) == (Verdict.WITHIN_NOISE, None)


def test_few_deals_since_then_their_number_and_no_verdict():
    found = since_then("win_rate", BEFORE, deals(9, 10, THEN + timedelta(days=1), 90))
    assert (found.fresh.n, found.verdict) == (10, None)
    assert found.reason == told.FEW.format(minimum=30)


def test_rows_of_the_saved_days_then_not_in_the_days_since():
    on_the_day = [{"outcome": "won", "opened_on": THEN, "closed_on": THEN, "amount": 1.0}] * 50
    assert since_then("win_rate", [*BEFORE, *on_the_day], AFTER).fresh.n == 80


def test_nothing_since_then_said():
    data = dataset(deals=named(BEFORE))
    now = measure(data, keys=["win_rate"], window=window(NOW), today=NOW)
    found = compare_last(data, now, window(NOW), entry("win_rate", BEFORE), today=NOW)["win_rate"]
    assert (found.fresh, found.verdict, found.reason) == (None, None, told.NOTHING_SINCE)


def test_state_of_a_day_then_a_difference_and_no_verdict():
    found = since_then("open_pipeline", [*BEFORE, {"outcome": "open", "opened_on": FIRST, "amount": 500.0}], AFTER)
    assert (found.value, found.difference, found.verdict, found.reason) == (500.0, 0.0, None, told.STATE)


def test_deals_followed_for_less_long_then_no_verdict():
    found = since_then("cohort_win_rate", BEFORE, AFTER)
    assert (found.fresh, found.verdict, found.reason) == (None, None, told.FOLLOWED)


def test_sum_over_other_lengths_then_not_compared():
    found = since_then("annual_bookings", BEFORE, AFTER)
    assert found.difference is None
    assert found.reason == told.OTHER_LENGTH.format(then=274, now=365)


def test_another_definition_then_not_compared():
    data = dataset(deals=named([*BEFORE, *AFTER]))
    chosen = {"win_rate": "won_over_created"}
    now = measure(data, keys=["win_rate"], window=window(NOW), today=NOW, definitions=chosen)
    found = compare_last(data, now, window(NOW), entry("win_rate", BEFORE), today=NOW)["win_rate"]
    assert (found.difference, found.reason) == (None, told.OTHERWISE)


def test_formula_that_changed_since_then_not_compared():
    was = entry("win_rate", BEFORE)
    data = dataset(deals=named([*BEFORE, *AFTER]))
    now = measure(data, keys=["win_rate"], window=window(NOW), today=NOW)
    found = compare_last(data, now, window(NOW), replace(was, ways={"win_rate": "older"}), today=NOW)["win_rate"]
    assert found.reason == told.OTHERWISE


def test_own_figures_then_part_of_the_way_a_number_is_counted():
    from revops.metrics import METRICS

    metric = METRICS["real_revenue_growth"]
    assert told.way(metric, None, {Fact.INFLATION: 0.02}) != told.way(metric, None, {Fact.INFLATION: 0.03})
    assert told.way(metric, None, {Fact.INFLATION: 0.02}) == told.way(metric, None, {Fact.INFLATION: 0.02})


def test_number_not_known_then_said():
    data = dataset(deals=named([*BEFORE, *AFTER]))
    now = measure(data, keys=["win_rate", "average_deal_size"], window=window(NOW), today=NOW)
    found = compare_last(data, now, window(NOW), entry("win_rate", BEFORE), today=NOW)
    assert found["average_deal_size"].reason == told.NOT_THEN


def test_no_assessment_before_then_said_for_each():
    data = dataset(deals=named(BEFORE))
    now = measure(data, keys=["win_rate"], window=window(THEN), today=THEN)
    assert compare_last(data, now, window(THEN), None, today=THEN)["win_rate"].reason == told.NO_EARLIER


def day(number: int) -> DatedReadings:
    on = date(2026, 1, 1) + timedelta(days=number)
    return DatedReadings(as_of=on, since=None, until=on)


def test_history_then_the_latest_before_a_day():
    kept = with_newer(with_newer((), day(7)), day(0))
    assert [each.as_of.day for each in kept] == [1, 8]
    assert last_before(kept, date(2026, 1, 8)) == day(0)
    assert last_before(kept, date(2026, 1, 1)) is None


def test_history_with_the_same_day_again_then_replaced_and_never_endless():
    newer = replace(day(3), since=date(2025, 1, 1))
    assert with_newer((day(3),), newer) == (newer,)
    many = tuple(day(number) for number in range(MOST_KEPT))
    assert with_newer(many, day(MOST_KEPT))[0] == day(1)


@pytest.mark.parametrize(("days", "reason"), [(60, told.PART_OF_A_QUARTER), (91, None)], ids=["part", "whole"])
def test_in_period_bookings_are_held_against_then_where_the_days_since_are_whole_quarters(
    days: int, reason: str | None
):
    end = THEN + timedelta(days=days)
    data = dataset(deals=named([*BEFORE, *AFTER]))
    now = measure(data, keys=["in_period_bookings_share"], window=window(end), today=end)
    then = entry("in_period_bookings_share", BEFORE)
    found = compare_last(data, now, window(end), then, today=end)["in_period_bookings_share"]
    assert (found.reason, found.fresh is None) == (reason, reason is not None)
