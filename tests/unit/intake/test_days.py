from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset, opened, problems

from revops.choices import Choices, ColumnChoice
from revops.intake import interpret
from revops.intake.dates import Sort, read_days, sort_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("2025-03-04T10:20:30.000+0000", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("04.03.2025", "2025-03-04"),
        ("4/3/25", "2025-03-04"),
        ("04-03-2025 19:58", "2025-03-04"),
        ("4 Mar 2025", "2025-03-04"),
        ("04-Mar-25", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"),
        ("Tue, 4 Mar 2025 10:00", "2025-03-04"),
        ("4. März 2025", "2025-03-04"),
        ("4 de marzo de 2025", "2025-03-04"),
        ("2025年3月4日", "2025-03-04"),
        ("45720", "2025-03-04"),
        ("45720.75", "2025-03-04"),
        ("1741046400", "2025-03-04"),
        ("1741132799999", "2025-03-04"),
        ("Mar 2025", "2025-03-01"),
        ("2025-03", "2025-03-01"),
        ("03/2025", "2025-03-01"),
        ("Mar-25", "2025-03-01"),
        ("2025年3月", "2025-03-01"),
    ],
)
def test_read_days_in_many_styles(text, day):
    assert str(read_days([text], day_first=True).days[0]) == day


@pytest.mark.parametrize(
    "text", ["R1-2-3", "H1", "31.04.2025", "2025-13-01", "Rep 12", "Q3-2026", "soon", "12", "0000-00-00"]
)
def test_read_days_of_what_is_no_day_is_blank(text):
    assert str(read_days([text], day_first=True).days[0]) == "NaT"


@pytest.mark.parametrize(
    ("text", "sort"),
    [("Jan 2025", Sort.MONTH), ("2025-02-01", Sort.MONTH), ("2025-02-03", Sort.DAY), ("Rep 12", None), ("7.5", None)],
)
def test_sort_of_tells_months_from_days(text, sort):
    assert sort_of(text) is sort


def deals(*days: str, header: str = "Close Date") -> str:
    return "\n".join([f"Deal ID,Stage,Amount,{header}", *(f"D{n},Won,5,{day}" for n, day in enumerate(days))])


def test_day_first_by_one_telling_value():
    assert column(deals("03/04/2025", "25/04/2025"), "deals", "closed_on")[0] == date(2025, 4, 3)


def test_month_first_by_one_telling_value():
    assert column(deals("03/04/2025", "04/25/2025"), "deals", "closed_on")[0] == date(2025, 3, 4)


def test_order_is_told_by_another_column():
    text = "Deal ID,Stage,Amount,Created Date,Close Date\nD1,Won,5,25/12/2024,03/04/2025\n"
    found = dataset(text)
    assert found.tables["deals"]["closed_on"].to_pylist() == [date(2025, 4, 3)]
    assert "deals.closed_on" not in [assumption.about for assumption in found.assumptions]


def test_order_is_told_by_another_table_of_the_file():
    leads = "\n\nLead ID,Created Date,Lead Source,Status\nL1,25/12/2024,Web,New\n"
    found = dataset(deals("03/04/2025") + leads)
    assert found.tables["deals"]["closed_on"].to_pylist() == [date(2025, 4, 3)]


@pytest.mark.parametrize(
    ("written", "choice", "day", "asked"),
    [
        ("03/04/2025", None, date(2025, 3, 4), True),
        ("03-04-2025", None, date(2025, 4, 3), True),
        ("03.04.2025", None, date(2025, 4, 3), False),
        ("03/04/2025", True, date(2025, 4, 3), False),
        ("05/05/2025", None, date(2025, 5, 5), False),
    ],
)
def test_order_that_nothing_tells_is_an_assumption_to_flip(written, choice, day, asked):
    found = dataset(deals(written), choices=Choices(day_first=choice))
    assert found.tables["deals"]["closed_on"].to_pylist() == [day]
    assert ("deals.closed_on" in [assumption.about for assumption in found.assumptions]) is asked


def test_evidence_is_stronger_than_the_choice():
    assert column(deals("25/04/2025"), "deals", "closed_on", Choices(day_first=False)) == [date(2025, 4, 25)]


def test_date_that_cannot_be_read_is_blank_and_listed():
    assert problems(deals("2025-01-05", "31.02.2025")) == [("UNPARSED_DATE", "closed_on", (3,))]


@pytest.mark.parametrize("day", ["1899-12-31", "1970-01-01", "2199-01-01"])
def test_date_in_another_century_is_blank_and_listed(day):
    assert problems(deals("2025-01-05", day)) == [("IMPLAUSIBLE_DATE", "closed_on", (3,))]


def test_end_in_another_century_means_running():
    text = "Subscription ID,Customer,MRR,Start Date,End Date\nS1,Acme,5,2025-01-01,9999-12-31\n"
    found = interpret([opened(text)])
    assert found.tables["subscriptions"]["ended_on"].to_pylist() == [None]
    assert not found.sheets[0].problems


def test_problem_in_a_shared_column_is_told_once():
    text = "Deal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\nD2,Proposal,5,next week\n"
    assert problems(text) == [("UNPARSED_DATE", "closed_on", (3,))]


PAIRS = "Deal ID,Stage,Amount,Created Date,Close Date\n"


@pytest.mark.parametrize(
    ("opened", "closed", "day", "chose"),
    [
        ("08/01/2025", "03/03/2025", date(2025, 1, 8), "day first"),
        ("01/08/2025", "03/03/2025", date(2025, 1, 8), "month first"),
    ],
)
def test_order_of_two_dates_tells_day_from_month_and_is_said(opened, closed, day, chose):
    found = dataset(PAIRS + f"D1,Won,5,{opened},{closed}\n")
    (asked,) = [item for item in found.assumptions if item.about == "deals.opened_on"]
    assert found.tables["deals"]["opened_on"].to_pylist() == [day]
    assert (asked.chose, asked.options[0]) == (chose, chose)
    assert "1 date is out of order or in the future" in asked.because


def test_beginning_in_the_future_tells_day_from_month():
    text = "Lead ID,Created Date,Lead Source,Status\nL1,05/01/2026,Web,New\n"
    assert column(text, "leads", "created_on") == [date(2026, 1, 5)]


@pytest.mark.parametrize(
    ("above", "rows", "is_asked"),
    [
        ("", "D1,Won,5,01/12/2025,05/01/2026\nD2,Lost,5,02/12/2025,08/01/2026\n", False),
        ("", "D1,Won,5,01/12/2025,05/01/2026\nD2,Lost,5,02/12/2025,03/12/2025\n", True),
        ("", "D1,Open,5,01/12/2025,05/01/2026\nD2,Open,5,02/12/2025,08/01/2026\n", True),
        ("Generated 05/11/2025\n\n", "D1,Won,5,01/10/2025,08/10/2025\nD2,Won,5,02/10/2025,09/10/2025\n", False),
    ],
)
def test_several_dates_that_cannot_be_tell_day_from_month_and_it_is_told(above, rows, is_asked):
    found = dataset(above + PAIRS + rows)
    assert any("day first" in item.options for item in found.assumptions) is is_asked
    told = [note for note in found.sheets[0].notes if "dates would lie in the future, or after the day" in note]
    assert bool(told) is not is_asked


def test_rows_in_the_order_of_time_tell_day_from_month():
    days = ["03/12/2024", "10/12/2024", "02/01/2025", "09/01/2025", "01/03/2025", "04/03/2025", "08/03/2025"]
    found = dataset(deals(*days))
    assert found.tables["deals"]["closed_on"].to_pylist()[0] == date(2024, 12, 3)
    assert "day first: only so do the rows stand in the order of time" in found.sheets[0].notes[-1]
    assert not [item for item in found.assumptions if "day first" in item.options]


def test_rows_sorted_as_text_are_no_order_of_time():
    found = dataset(
        deals("01/02/2025", "02/01/2025", "03/05/2025", "04/03/2025", "05/06/2025", "06/02/2025", "07/08/2025")
    )
    assert [item for item in found.assumptions if "day first" in item.options]


def test_choice_is_stronger_than_the_order_of_dates():
    text = PAIRS + "D1,Won,5,08/01/2025,03/03/2025\n"
    assert column(text, "deals", "closed_on", Choices(day_first=False)) == [date(2025, 3, 3)]
    assert column(text, "deals", "opened_on", Choices(day_first=False)) == [None]


def test_seconds_since_1970_are_days_under_a_header_of_dates():
    assert column(deals("1741046400000", "1741132800000"), "deals", "closed_on")[0] == date(2025, 3, 4)


def test_day_that_has_not_come_is_kept_and_named():
    found = dataset(deals("2026-01-15", "2026-01-16", "2031-01-01"))
    (problem,) = found.sheets[0].problems
    assert (problem.code, problem.rows, problem.blanks) == ("FUTURE_DATE", (3, 4), False)
    assert found.tables["deals"]["closed_on"].null_count == 0


def test_open_deal_expected_in_the_future_is_no_fault():
    assert not problems("Deal ID,Stage,Amount,Close Date\nD1,Proposal,5,2026-09-01\nD2,Won,5,2025-01-01\n")


def test_dates_that_say_nothing_are_asked_for():
    found = dataset("Deal ID,Stage,Amount,Date,Date\nD1,Won,5,2025-01-05,2025-02-05\n")
    asked = {item.about: item.options for item in found.assumptions if item.about.endswith("_on")}
    options = ("none of them", "Date", "Date (2)")
    assert asked == {"deals.opened_on": options, "deals.closed_on": options}


def test_dates_that_say_nothing_are_not_asked_for_where_decided():
    choices = Choices(columns=(ColumnChoice(table="deals", column="closed_on", header="Date"),))
    found = dataset("Deal ID,Stage,Amount,Date\nD1,Won,5,2025-01-05\n", choices=choices)
    assert found.tables["deals"]["closed_on"].to_pylist() == [date(2025, 1, 5)]
    assert not [item for item in found.assumptions if item.about.endswith("_on")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1403/01/01", "2024-03-20"),
        ("1404-01-01", "2025-03-21"),
        ("۱۴۰۳/۰۵/۱۲", "2024-08-02"),
        ("1399/12/30", "2021-03-20"),
        ("1357/11/22", "1979-02-11"),
        ("1375/01/01 10:00", "1996-03-20"),
        ("12 مرداد 1403", "2024-08-02"),
        ("1/7/1400", "2021-09-23"),
        ("2024年5月3日(金)", "2024-05-03"),
        ("２０２４／５／３", "2024-05-03"),
        ("3 Μαΐου 2024", "2024-05-03"),
        ("٣ مايو ٢٠٢٤", "2024-05-03"),
        ("3 كانون الثاني 2024", "2024-01-03"),
        ("1er mai 2024", "2024-05-01"),
        ("3 de mayo del 2024", "2024-05-03"),
        ("3 mei 2024", "2024-05-03"),
        ("3 maggio 2024", "2024-05-03"),
        ("令和7年1月4日", "2025-01-04"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和7年1月", "2025-01-01"),
        ("R7.1.4", "2025-01-04"),
        ("民國114年1月4日", "2025-01-04"),
    ],
)
def test_read_days_of_other_calendars_and_scripts(text, day):
    assert str(read_days([text], day_first=True).days[0]) == day


@pytest.mark.parametrize("text", ["1400/12/30", "1403/13/01", "1403/07/31", "1446/05/12", "1403/05"])
def test_read_days_of_what_is_no_persian_day_is_blank_or_of_another_century(text):
    day = str(read_days([text], day_first=True).days[0])
    assert day == "NaT" or day < "1500"


def test_persian_dates_are_told_once_for_a_sheet():
    text = "Deal ID,Stage,Amount,Created Date,Close Date\nD1,Won,5,1403/01/15,1403/05/12\n"
    found = dataset(text)
    assert found.tables["deals"]["closed_on"].to_pylist() == [date(2024, 8, 2)]
    told = [note for note in found.sheets[0].notes if "Persian" in note]
    assert not [item for item in found.assumptions if "1403" in item.because]
    assert told == ["dates such as “1403/01/15” are of the Persian calendar"]


def test_amount_with_four_digits_and_cents_is_no_month():
    assert sort_of("1000.25") is None


@pytest.mark.parametrize("amounts", [("2000.10", "2010.12"), ("2000.10", "1500.25"), ("2000.10", "7")])
def test_amounts_that_look_like_months_stay_amounts(amounts):
    text = "Deal ID,Stage,Amount,Close Date\n" + "".join(
        f"D{n},Won,{each},2025-01-05\n" for n, each in enumerate(amounts)
    )
    assert column(text, "deals", "amount") == [float(each) for each in amounts]


def test_months_with_a_point_are_months_under_a_header_of_dates():
    assert column(deals("2025.03", "2025.04"), "deals", "closed_on") == [date(2025, 3, 1), date(2025, 4, 1)]


ADS = "Start Date (in UTC),Campaign Name,Total Spent\n9/1/2025,Brand,50\n9/2/2025,Brand,60\n"


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("Report Start: September 1, 2025\nReport End: September 11, 2025\n", date(2025, 9, 1)),
        ("Period: 1 January 2025 - 31 March 2025\n", date(2025, 1, 9)),
        ("Period: 09/01/2025 - 09/30/2025\n", date(2025, 9, 1)),
        ("Exported,30/09/2025\n", date(2025, 1, 9)),
    ],
)
def test_lines_above_the_header_tell_day_from_month_and_nothing_is_asked(above, day):
    found = dataset(above + "\n" + ADS)
    assert found.tables["spend"]["spent_on"].to_pylist()[0] == day
    assert not [item for item in found.assumptions if "day first" in item.options]


def test_column_that_is_none_of_ours_tells_day_from_month():
    text = "Deal ID,Stage,Amount,Close Date,Contract printed\nD1,Won,5,03/04/2025,25/04/2025\n"
    found = dataset(text)
    assert found.tables["deals"]["closed_on"].to_pylist() == [date(2025, 4, 3)]
    assert not [item for item in found.assumptions if "day first" in item.options]


def test_dates_of_both_orders_in_one_sheet_are_asked_about():
    text = "Deal ID,Stage,Amount,Created,Closed\n1,Won,5,13/04/2025,05/06/2025\n2,Lost,3,04/13/2025,04/15/2025\n"
    (asked,) = [each for each in dataset(text).assumptions if "day first" in each.options]
    assert asked.chose == "month first"
    assert asked.because.startswith("Some dates of this sheet can only be read day first, others only month first")
    assert column(text, "deals", "closed_on", Choices(day_first=True))[0] == date(2025, 6, 5)


def test_dates_with_points_beside_dates_with_slashes_are_no_doubt():
    text = "Deal ID,Stage,Amount,Created,Closed\n1,Won,5,13.04.2025,05/16/2025\n2,Lost,3,14.04.2025,05/06/2025\n"
    assert [each for each in dataset(text).assumptions if "only month first" in each.because] == []
