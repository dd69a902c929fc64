"""Reasons tell what the files do hold, and name rows and numbers by what they are."""

from __future__ import annotations

from datetime import date

import pytest
from builders import dataset

from revops.choices import Choices, ColumnChoice
from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.measure import default_window, measure
from revops.measure.naming import BESIDE, caution, names_of_rows, others
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Unit

DEALS = "Deal ID,Stage,Amount,Create Date,Close Date,Deal Owner\n"
ROWS = "D1,Won,1200,2026-01-05,2026-02-20,Rep 1\nD2,Lost,800,2026-01-09,2026-03-14,Rep 2\n"


def of(text: str, **choices: str) -> Dataset:
    columns = tuple(ColumnChoice(table="deals", column=column, header=header) for column, header in choices.items())
    return read([Upload("deals.csv", text.encode())], Choices(columns=columns))


def reason(data: Dataset, key: str) -> str:
    return measure(data, keys=[key])[key].reason or ""


def test_column_of_which_no_cell_is_a_number_then_the_reason_says_so():
    said = reason(of(DEALS + ROWS, amount="Deal Owner"), "average_deal_size")
    assert said.startswith("“Deal Owner” was taken for the amount, and none of its cells could be used")
    assert "Choose another column if that is not it." in said


def test_column_blank_in_every_row_then_the_reason_says_so():
    blank = "D1,Won,,2026-01-05,2026-02-20,Rep 1\nD2,Lost,,2026-01-09,2026-03-14,Rep 2\n"
    said = reason(of(DEALS + blank), "average_deal_size")
    assert said == "“Amount” was taken for the amount, and it is blank in every row. Fill it, or choose another column."


def test_every_row_set_aside_then_the_reason_says_how_to_decide():
    blank = "D1,,5,2026-01-05,2026-02-20,Rep 1\nD2,,6,2026-01-09,2026-03-14,Rep 2\n"
    said = reason(of(DEALS + blank), "win_rate")
    assert said.startswith("All 2 rows of your deals were set aside. Nothing tells which are won, lost or open")


def test_unknown_stages_then_the_closing_dates_are_not_called_absent():
    odd = "D1,Alpha,5,2026-01-05,2026-02-20,Rep 1\nD2,Beta,6,2026-01-09,2026-03-14,Rep 2\n"
    said = reason(of(DEALS + odd), "win_rate")
    assert said.startswith("Every deal counts as open, so none has a closing date. Say which stages mean won")


def test_window_after_the_data_then_the_reason_names_both():
    data = dataset(deals=[{"outcome": "won", "closed_on": "2026-01-05", "amount": 5.0}])
    window = default_window(data, as_of=date(2030, 1, 1))
    said = measure(data, keys=["annual_bookings"], window=window)["annual_bookings"].reason
    assert said == (
        "The files hold nothing from 2029-01-02 to 2030-01-01; they cover 2026-01-05 to 2026-01-05. "
        "Choose days among these."
    )


def test_two_currencies_then_shares_of_deals_stay_and_shares_of_amounts_do_not():
    deals = [{"amount": 9.0, "currency": "EUR"}, {"amount": 1.0, "currency": "USD"}]
    readings = measure(dataset(deals=deals), keys=["record_completeness", "pipeline_by_stage"])
    assert readings["record_completeness"].is_known
    assert readings["pipeline_by_stage"].is_known
    assert not readings["pipeline_by_stage"].rivals["by_amount"].is_known


def test_median_beside_a_mean_then_in_its_currency():
    won = {"outcome": "won", "closed_on": "2026-01-05", "currency": "EUR"}
    data = dataset(deals=[{**won, "amount": 5.0}, {**won, "amount": 9.0}])
    beside = measure(data, keys=["average_deal_size"])["average_deal_size"].beside
    assert (beside["median"].currency, beside["top_1_share"].currency) == ("EUR", None)


def test_column_that_no_file_has_then_it_is_to_be_added():
    assert reason(
        of((DEALS + ROWS).replace("Amount", "Colour").replace("1200", "red").replace("800", "blue")),
        "average_deal_size",
    ).startswith("Add an amount (amount)")


@pytest.mark.parametrize(
    ("key", "many"),
    [
        ("win_rate", "deals"),
        ("customer_count", "customers"),
        ("customer_churn_rate", "months of customers"),
        ("mrr_movements", "movements"),
        ("marketing_cost", "costs"),
    ],
)
def test_rows_then_named_by_what_they_are(key: str, many: str):
    assert names_of_rows(METRICS[key])[1] == many


def test_every_number_beside_a_headline_has_a_name():
    won = {"outcome": "won", "opened_on": "2026-01-01", "closed_on": "2026-01-05", "amount": 5.0, "owner": "A"}
    deals = [won, {**won, "outcome": "lost", "owner": "B"}, {**won, "amount": 9.0}, {"opened_on": "2026-01-01"}] * 9
    data = dataset(deals=[{**deal, "deal_id": str(at)} for at, deal in enumerate(deals)])
    readings = measure(data, model=OperatingModel.SALESOPS)
    used = {key for reading in readings.values() for key in reading.beside}
    assert {"horizon_days", "top_1_share", "median", "mean_of_lost"} <= used <= set(BESIDE)
    assert ("Share of the largest", readings["annual_bookings"].beside["top_1_share"]) in list(
        others(readings["annual_bookings"])
    )


def test_sum_of_nothing_then_it_is_not_called_few():
    data = dataset(deals=[{"outcome": "lost", "closed_on": "2026-01-05", "amount": 5.0}, {"amount": 1.0}])
    readings = measure(data, keys=["annual_bookings", "open_pipeline", "win_rate"])
    assert (readings["annual_bookings"].value, caution(readings["annual_bookings"])) == (0.0, "nothing counted")
    assert caution(readings["open_pipeline"]) == ""


def test_series_then_its_headline_is_called_a_net_change():
    reading = measure(dataset(subscriptions=[{}, {"customer": "Ada", "started_on": "2025-03-01"}]))["mrr_movements"]
    assert caution(reading) == "net change over the period"


def test_age_then_it_is_a_least():
    reading = measure(dataset(deals=[{"outcome": "won", "closed_on": "2026-01-05"}]))["months_in_business"]
    assert any(note.startswith("At least this long") for note in reading.notes)


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        (True, "in steps of 24 hours: the files give days, no times of day"),
        (False, "few: a verdict takes 30; in steps of 24 hours: the files give days, no times of day"),
    ],
)
def test_hours_that_come_from_days_say_so(firm: bool, expected: str):
    assert caution(Reading(key="mql_follow_up_hours", unit=Unit.HOURS, value=24.0, n=9, firm=firm)) == expected


def test_amount_below_zero_then_it_is_not_called_absent():
    data = of(DEALS + ROWS + "D3,Won,-500,2026-01-05,2026-02-20,Rep 1\n")
    notes = measure(data, keys=["average_deal_size"])["average_deal_size"].notes
    assert "1 of 2 deals has no amount, or one below zero, and is left out." in notes


def test_first_contact_after_the_win_then_the_deal_is_said_to_run_backwards():
    won = {"outcome": "won", "closed_on": "2026-01-05", "amount": 5.0}
    data = dataset(deals=[{**won, "first_contact_on": "2025-12-24"}, {**won, "first_contact_on": "2026-01-06"}])
    notes = measure(data, keys=["sales_cycle_days"])["sales_cycle_days"].notes
    assert notes[0] == ("1 of 2 deals ends before it begins (by closing date and first contact date) and is left out.")


def test_month_before_the_first_customer_then_nothing_is_called_blank():
    data = dataset(
        subscriptions=[
            {"customer": "Ada", "started_on": "2026-02-03", "mrr": 5.0},
            {"customer": "Bo", "started_on": "2026-06-30", "mrr": 5.0},
        ]
    )
    reading = measure(data, keys=["customer_churn_rate"])["customer_churn_rate"]
    assert reading.value == 0.0
    assert reading.notes == ()


def test_lost_deals_without_amounts_then_the_rate_by_amount_says_which():
    data = of(DEALS + ROWS.replace("800", ""))
    rival = measure(data, keys=["win_rate"])["win_rate"].rivals["by_amount"]
    assert rival.reason == "None of the 1 lost deals carries an amount above 0, so nothing tells how much was lost."


def test_flags_of_leaving_without_a_day_then_told_beside_churn_and_in_its_reason():
    listed = b"Customer,Name,Industry,churn_flag\nC1,Northwind,Trade,TRUE\nC2,Southwind,Trade,FALSE\n"
    companies = Upload("accounts.csv", listed)
    running = Upload("subscriptions.csv", b"Customer,Start date,MRR\nC1,2025-01-01,100\nC2,2025-02-01,100\n")
    told = "“churn_flag” in accounts.csv says who left and not when, so nobody counts as lost by it."
    for files in ([companies], [companies, running]):
        reading = measure(read(files), keys=["customer_churn_rate"])["customer_churn_rate"]
        assert told in " ".join([reading.reason or "", *reading.notes])
