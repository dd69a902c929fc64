"""Texts that name a period give its first and its last day."""

from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake.spans import read_spans


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("01.01.2025 - 31.12.2025", date(2025, 12, 31)),
        ("01.01.2025–31.12.2025", date(2025, 12, 31)),
        ("01.01.–31.12.2025", date(2025, 12, 31)),
        ("01.-31.01.2025", date(2025, 1, 31)),
        ("1–31 January 2025", date(2025, 1, 31)),
        ("01-03/2025", date(2025, 3, 31)),
        ("01.01.2025 bis 31.12.2025", date(2025, 12, 31)),
        ("1 Jan 2025 to 31 Dec 2025", date(2025, 12, 31)),
        ("2025-01-01/2025-12-31", date(2025, 12, 31)),
        ("du 01/01/2025 au 31/12/2025", date(2025, 12, 31)),
        ("01-01-2025 t/m 31-12-2025", date(2025, 12, 31)),
        ("01/01/2025 à 31/12/2025", date(2025, 12, 31)),
        ("vom 01.01.2025 bis zum 31.12.2025", date(2025, 12, 31)),
        ("٠١/٠١/٢٠٢٥ إلى ٣١/١٢/٢٠٢٥", date(2025, 12, 31)),
        ("2025年1月1日から2025年12月31日", date(2025, 12, 31)),
        ("Jan - Mar 2025", date(2025, 3, 31)),
        ("Q1 2025", date(2025, 3, 31)),
        ("1T25", date(2025, 3, 31)),
        ("1Q2025", date(2025, 3, 31)),
        ("2025", date(2025, 12, 31)),
    ],
)
def test_span_has_a_first_and_a_last_day(text, last):
    starts, ends = read_spans([text], day_first=True)
    assert (starts.to_pylist(), ends.to_pylist()) == ([date(2025, 1, 1)], [last])


INVOICES = "Rechnungsnr.;Kunde;Rechnungsdatum;Leistungszeitraum;Nettobetrag\n"


def test_service_period_in_one_cell_makes_recurring_revenue():
    text = INVOICES + "R1;Acme;01.01.2025;01.01.2025 - 31.12.2025;1200\nR2;Beta;15.01.2025;15.01.2025–14.02.2025;310\n"
    assert column(text, "invoices", "period_end") == [date(2025, 12, 31), date(2025, 2, 14)]
    assert column(text, "subscriptions", "mrr") == [100, 310]
    assert problems(text) == []


@pytest.mark.parametrize("period", ["01/02/2025 - 31/01/2026", "2025-02-01 - 2026-01-31", "01/02/25-31/01/26"])
def test_days_and_months_that_follow_each_other_are_no_fiscal_year(period):
    text = INVOICES + f"R1;Acme;13/02/2025;{period};1200\n"
    assert column(text, "invoices", "period_start") == [date(2025, 2, 1)]
    assert [asked.about for asked in dataset(text).assumptions] == ["invoices.currency"]


def test_single_day_in_a_service_period_has_no_end():
    text = INVOICES + "R1;Acme;01.01.2025;01.01.2025 - 31.12.2025;1200\nR2;Beta;15.01.2025;15.01.2025;310\n"
    assert column(text, "invoices", "period_start") == [date(2025, 1, 1), date(2025, 1, 15)]
    assert column(text, "invoices", "period_end") == [date(2025, 12, 31), None]


def test_second_day_in_a_cell_of_one_is_told():
    rows = "1,Won,5,2025-01-03 renewed 2026-01-03,2025-02-13\n2,Lost,3,2025-01-04 10:30:00.5 +0100,2025-02-13\n"
    text = "Deal ID,Stage,Amount EUR,Created,Closed\n" + rows
    assert column(text, "deals", "opened_on") == [None, date(2025, 1, 4)]
    assert problems(text) == [("UNPARSED_DATE", "opened_on", (2,))]


def test_period_that_names_no_days_is_told():
    text = INVOICES + "R1;Acme;01.01.2025;01.01.2025 - 31.12.2025;1200\nR2;Beta;15.01.2025;whenever - never;310\n"
    assert problems(text) == [("UNPARSED_DATE", "period_start", (3,))]


QUOTAS = "Rep,Period,Quota\nAnn,FY25 Q3,5000\n"


@pytest.mark.parametrize(
    ("answer", "first", "last"),
    [
        (None, date(2025, 7, 1), date(2025, 9, 30)),
        ("fiscal years end in March", date(2024, 10, 1), date(2024, 12, 31)),
        ("fiscal years end in June", date(2025, 1, 1), date(2025, 3, 31)),
    ],
)
def test_fiscal_quarter_is_asked_about_and_settled(answer, first, last):
    found = dataset(QUOTAS, choices=Choices(settled={"quotas.period_start": answer} if answer else {}))
    (row,) = found.tables["quotas"].to_pylist()
    asked = [item.chose for item in found.assumptions if item.about == "quotas.period_start"]
    assert (row["period_start"], row["period_end"]) == (first, last)
    assert asked == ([] if answer else ["fiscal years are calendar years"])


@pytest.mark.parametrize(
    "week", ["2025-W02", "2025W02", "W2 2025", "KW 2/2025", "KW02 2025", "CW 2, 2025", "Semaine 2 2025", "2025年第2周"]
)
def test_week_has_a_monday_and_a_sunday(week):
    starts, ends = read_spans([week], day_first=True)
    assert (starts.to_pylist(), ends.to_pylist()) == ([date(2025, 1, 6)], [date(2025, 1, 12)])


@pytest.mark.parametrize("text", ["W2", "2025-W54", "KW 2/25", "W2 2025 extra"])
def test_text_without_a_week_of_a_year_is_no_week(text):
    starts, _ = read_spans([text], day_first=True)
    assert starts.to_pylist() == [None]


def test_costs_of_weeks_stand_on_their_mondays_and_say_so():
    text = "Week,Channel,Spend USD\n2025-W02,Ads,1200.50\n2025-W03,Ads,1300.00\n"
    assert column(text, "spend", "spent_on") == [date(2025, 1, 6), date(2025, 1, 13)]
    assert "a week such as “2025-W02” under “Week” stands for its Monday" in only_sheet(text).notes


def test_week_in_which_a_forecast_was_made_is_its_day():
    text = "KW;Quartal;Prognose EUR;Ist EUR\nKW 2/2025;Q1 2025;500;540\nKW 15/2025;Q2 2025;600;\n"
    assert column(text, "forecasts", "made_on") == [date(2025, 1, 6), date(2025, 4, 7)]
