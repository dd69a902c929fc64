"""Readings: value or reason, breakdowns, currencies, and the rows behind them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from builders import dataset

from revops.dataset import EMPTY
from revops.errors import ChoiceError
from revops.measure import default_window, measure, rows_behind, rows_behind_each
from revops.measure.naming import others
from revops.metrics import METRICS
from revops.vocabulary import OperatingModel, Slice, Team
from revops.window import Window

WON = {"outcome": "won", "closed_on": "2026-01-05"}
LOST = {"outcome": "lost", "closed_on": "2026-01-06"}


@pytest.mark.parametrize("key", METRICS)
def test_without_files_then_every_metric_says_what_to_add(key: str):
    reading = measure(EMPTY, keys=[key])[key]
    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.startswith("Add a")


def test_model_then_its_metrics_alone():
    readings = measure(EMPTY, model=OperatingModel.SALESOPS)
    assert set(readings) == {key for key, metric in METRICS.items() if Team.SALESOPS in metric.models}


def test_calls_in_many_threads_then_each_sees_its_own_company():
    companies = [dataset(deals=[WON] * won + [LOST] * (40 - won) + [{}]) for won in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda data: measure(data, keys=["win_rate"])["win_rate"].value, companies))
    assert found == [won / 40 for won in range(40)]


def test_median_that_a_definition_gives_stands_once_among_the_others():
    deals = [{**WON, "opened_on": f"2026-01-0{1 + n % 4}"} for n in range(30)] + [{**LOST, "opened_on": "2026-01-02"}]
    reading = measure(dataset(deals=deals), keys=["time_to_close_days"])["time_to_close_days"]
    names = [name for name, _ in others(reading)]
    assert "Median of the deals won so far, the open ones forgotten" in names
    assert "Median of those won so far" not in names
    assert "Mean of those won so far" in names


def test_unknown_key_then_refused_with_the_known_ones():
    with pytest.raises(ChoiceError, match="win_rate"):
        measure(EMPTY, keys=["win_ratio"])


def test_few_rows_then_not_firm():
    reading = measure(dataset(deals=[WON] * 29 + [LOST]), keys=["win_rate"])["win_rate"]
    assert reading.firm
    assert not measure(dataset(deals=[WON] * 28 + [LOST]), keys=["win_rate"])["win_rate"].firm


def test_month_without_a_row_then_unknown_for_a_share_and_0_for_a_sum():
    march = {"outcome": "won", "closed_on": "2026-03-05", "amount": 5.0}
    data = dataset(deals=[{**WON, "amount": 7.0}, march, {**LOST, "closed_on": "2020-01-06"}])
    window = default_window(data)
    readings = measure(data, window=window, keys=["win_rate", "annual_bookings"])
    assert [piece.value for piece in readings["win_rate"].by[Slice.MONTH]] == [1.0, None, 1.0]
    assert [piece.value for piece in readings["annual_bookings"].by[Slice.MONTH]] == [7.0, 0.0, 5.0]


def test_products_of_deals_then_a_number_for_each():
    deals = [{**outcome, "product": name} for name in ("Basic", "Pro") for outcome in [WON] * 10 + [LOST] * 10]
    reading = measure(dataset(deals=[*deals, *deals[:20]]), keys=["win_rate"], slices=(Slice.PRODUCT,))["win_rate"]
    assert [(piece.key, piece.n) for piece in reading.by[Slice.PRODUCT]] == [("Basic", 40), ("Pro", 20)]


def test_blank_dimension_then_no_breakdown():
    reading = measure(dataset(deals=[WON, LOST]), keys=["win_rate"], slices=tuple(Slice))["win_rate"]
    assert reading.by[Slice.SEGMENT] == ()
    assert [piece.key for piece in reading.by[Slice.QUARTER]] == ["2026-Q1"]


def test_reps_that_differ_by_luck_then_no_spread_between_them():
    deals = [{**outcome, "owner": f"Rep {rep}"} for rep in range(5) for outcome in [WON] * 5 + [LOST] * 15]
    spread = measure(dataset(deals=deals), keys=["rep_win_rate_spread"])["rep_win_rate_spread"]
    assert (spread.n, spread.beside["compared"].value, spread.low) == (100, 5.0, 0.0)
    assert spread.value is not None
    assert spread.value < 0.03


def test_reps_with_a_deal_too_few_then_unknown():
    deals = [{**outcome, "owner": f"Rep {rep}"} for rep in range(5) for outcome in [WON] * 5 + [LOST] * 15]
    assert not measure(dataset(deals=deals[1:]), keys=["rep_win_rate_spread"])["rep_win_rate_spread"].is_known


def test_odds_of_few_then_high_end_is_none_where_nothing_bounds_it():
    reading = measure(dataset(deals=[WON, WON, {**LOST, "closed_on": "2020-01-06"}]), keys=["win_loss_ratio"])[
        "win_loss_ratio"
    ]
    assert reading.reason
    assert reading.n == 2


def test_currency_then_given_with_money_only():
    readings = measure(dataset(deals=[{**WON, "amount": 5.0, "currency": "EUR"}]), keys=["annual_bookings", "win_rate"])
    assert readings["annual_bookings"].currency == "EUR"
    assert readings["win_rate"].currency is None


def test_mixed_currencies_then_no_metric_adds_them():
    deals = [{**WON, "amount": 5.0, "currency": code, "stage": "Won"} for code in ("EUR", "USD", "USD")]
    open_deals = [{"amount": 9.0, "currency": "EUR"}, {"amount": 1.0, "currency": "USD"}]
    readings = measure(dataset(deals=deals + open_deals))
    added = [key for key, one in readings.items() if METRICS[key].unit.is_money and one.value is not None]
    assert added == []
    assert {part.key: part.value for part in readings["open_pipeline"].parts or ()} == {"EUR": 9.0, "USD": 1.0}


def test_snapshot_before_the_end_of_the_file_then_it_says_so():
    data = dataset(deals=[{**WON}, {"amount": 5.0, "opened_on": "2025-01-05"}])
    window = default_window(data, as_of=date(2025, 6, 30))
    notes = measure(data, keys=["open_pipeline"], window=window)["open_pipeline"].notes
    assert notes == ("The file shows how things stood on 2026-01-05; earlier days cannot be rebuilt from it.",)


def test_sum_over_a_quarter_then_it_says_so():
    window = Window(as_of=date(2026, 1, 31), since=date(2025, 11, 1), until=date(2026, 1, 31))
    reading = measure(dataset(deals=[{**WON, "amount": 5.0}]), keys=["annual_bookings"], window=window)[
        "annual_bookings"
    ]
    assert reading.notes == ("Adds up 92 days, not a year.",)


def test_rows_behind_then_the_counted_ones_with_their_place_in_the_file():
    data = dataset(deals=[{**WON, "name": "Seats"}, LOST, {"outcome": "open"}, {**WON, "closed_on": "2020-01-01"}])
    rows = rows_behind(data, "win_rate", default_window(data)).to_pylist()
    assert [(row["deal_id"], row["name"], row["source_row"]) for row in rows] == [("D2", None, 3), ("D1", "Seats", 2)]


def test_rows_behind_with_a_limit_then_the_latest():
    data = dataset(deals=[WON, LOST])
    assert rows_behind(data, "win_rate", default_window(data), limit=1)["deal_id"].to_pylist() == ["D2"]


def test_rows_behind_several_numbers_then_the_latest_of_each_and_how_many_there_are():
    data = dataset(deals=[{**WON, "amount": 5.0}, LOST, {**WON, "amount": 7.0, "deal_id": "D9"}])
    found = list(rows_behind_each(data, {"win_rate": 1, "annual_bookings": 5}, default_window(data), {}))
    assert [(one.key, one.rows.num_rows, one.count) for one in found] == [("win_rate", 1, 3), ("annual_bookings", 2, 2)]
    assert found[0].rows.equals(rows_behind(data, "win_rate", default_window(data), limit=1))


@pytest.mark.parametrize("key", METRICS)
def test_rows_behind_without_files_then_none(key: str):
    assert rows_behind(EMPTY, key, default_window(EMPTY)).num_rows == 0


def test_rows_behind_a_state_then_those_of_its_last_month():
    data = dataset(subscriptions=[{"customer": "Ada", "started_on": "2025-01-01"}, {"started_on": "2025-03-10"}])
    rows = rows_behind(data, "mrr", default_window(data)).to_pylist()
    assert [(row["customer"], row["source_row"]) for row in rows] == [("Ada", 2), ("Northwind", 3)]


def test_rows_behind_a_quota_then_where_it_stands_in_the_file():
    deals = [{**WON, "owner": "Ada", "amount": 50.0}, {**LOST, "owner": "Ada", "opened_on": "2025-09-01"}]
    quotas = [
        {"owner": "ada ", "period_start": "2025-10-01", "period_end": "2025-12-31", "amount": 90.0},
        {"owner": "ada ", "period_start": "2025-09-01", "period_end": "2025-09-30", "amount": 80.0},
    ]
    data = dataset(deals=deals, quotas=quotas)
    rows = rows_behind(data, "quota_attainment", default_window(data)).to_pylist()
    assert [(row["denominator"], row["source_row"]) for row in rows] == [(90.0, 2), (80.0, 3)]


def test_rows_behind_a_forecast_then_where_it_stands_in_the_file():
    deals = [{**WON, "opened_on": "2025-09-01", "amount": 50.0}]
    month = {"period_start": "2025-10-01", "period_end": "2025-10-31"}
    forecasts = [{**month, "made_on": "2025-09-20", "amount": 8.0}, {**month, "made_on": "2025-10-01", "amount": 9.0}]
    data = dataset(deals=deals, forecasts=forecasts)
    rows = rows_behind(data, "forecast_bias", default_window(data)).to_pylist()
    assert [(row["made_on"].isoformat(), row["source_row"]) for row in rows] == [("2025-10-01", 3)]
