"""Months side by side: what is not known is no churn, and amounts carry their unit and currency."""

from __future__ import annotations

from datetime import date

import pytest
from written import TODAY, book, column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake import interpret
from revops.intake.names import blanks, unknowns

NOTHING = Choices(settled={"subscriptions.mrr": "nothing is paid"})


def periods(text: str, choices: Choices | None = None) -> list[tuple[object, ...]]:
    rows = dataset(text, choices=choices).tables["subscriptions"].to_pylist()
    return [
        (row["customer"], row["started_on"].month, row["ended_on"] and row["ended_on"].month, row["mrr"])
        for row in rows
    ]


def months(*rows: str) -> str:
    return "\n".join(["Customer,Jan 2025,Feb 2025,Mar 2025", *rows])


@pytest.mark.parametrize("cell", ["tbd", "n/a", "?", "unbekannt", "a confirmar", "未定", "نامشخص"])
def test_month_that_says_it_is_not_known_is_no_churn(cell):
    text = months(f"Acme,100,{cell},100", "Beta,5,5,5")
    assert periods(text) == [("Acme", 1, None, 100), ("Beta", 1, None, 5)]
    (problem,) = only_sheet(text).problems
    assert (problem.code, problem.column, problem.rows, problem.value) == ("UNKNOWN_AMOUNT", "mrr", (2,), cell)
    assert "“Feb 2025”" in problem.hint


@pytest.mark.parametrize("cell", ["", "-", "—", "none", "0"])
def test_month_that_says_nothing_is_paid_ends_a_period(cell):
    text = months(f"Acme,100,{cell},100", "Beta,5,5,5")
    assert periods(text)[:2] == [("Acme", 1, 2, 100), ("Acme", 3, None, 100)]
    assert not only_sheet(text).problems


def test_month_that_is_not_known_is_asked_about_and_settled():
    text = months("Acme,100,n/a,100", "Beta,5,5,n/a")
    (asked,) = [each for each in dataset(text).assumptions if each.about == "subscriptions.mrr" and not each.of]
    assert asked.options == ("what was paid the month before goes on", "nothing is paid")
    assert asked.because.startswith("2 months of customers say “n/a”")
    assert periods(text, NOTHING) == [("Acme", 1, 2, 100), ("Acme", 3, None, 100), ("Beta", 1, 3, 5)]
    assert not only_sheet(text, NOTHING).problems


def test_month_that_is_not_known_goes_on_in_the_order_of_time():
    text = "Customer,Mar 2025,Feb 2025,Jan 2025\nAcme,100,tbd,90\n"
    assert periods(text) == [("Acme", 1, 3, 90), ("Acme", 3, None, 100)]


def test_month_before_the_first_amount_stays_unpaid_and_is_told():
    text = months("Acme,n/a,100,100")
    assert periods(text) == [("Acme", 2, None, 100)]
    assert problems(text) == [("UNKNOWN_AMOUNT", "mrr", (2,))]


def test_month_of_a_list_that_is_not_known_is_no_churn():
    lines = [
        "Acme,2025-01,100",
        "Acme,2025-02,tbd",
        "Acme,2025-03,100",
        "Beta,2025-01,5",
        "Beta,2025-02,",
        "Beta,2025-03,5",
    ]
    text = "\n".join(["Customer,Month,MRR", *lines])
    assert periods(text) == [("Acme", 1, None, 100), ("Beta", 1, 2, 5), ("Beta", 3, None, 5)]
    assert problems(text) == [("UNKNOWN_AMOUNT", "mrr", (3,)), ("MISSING_VALUE", "mrr", (6,))]
    assert periods(text, NOTHING)[0] == ("Acme", 1, 2, 100)


def test_unknown_month_of_a_list_does_not_bridge_a_missing_one():
    text = "Customer,Month,MRR\nAcme,2025-01,100\nAcme,2025-03,tbd\nBeta,2025-01,5\nBeta,2025-03,5\n"
    assert periods(text)[0] == ("Acme", 1, 2, 100)


def test_month_of_spend_that_is_not_known_is_told():
    text = "Channel,Jan-25,Feb-25,Mar-25\nGoogle,500,tbd,700\n"
    assert problems(text) == [("UNKNOWN_AMOUNT", "amount", (2,))]


def test_words_for_not_known_are_among_the_blanks():
    assert unknowns() <= blanks()


def test_currency_and_thousands_in_the_cells_count():
    found = dataset(months("Acme,€1.2k,€1.2k,€1.2k", "Beta,€200,€200,€200"))
    rows = found.tables["subscriptions"].to_pylist()
    assert [(row["customer"], row["mrr"], row["currency"]) for row in rows] == [
        ("Acme", 1200, "EUR"),
        ("Beta", 200, "EUR"),
    ]
    assert "“€1.2k” is read as 1,200, and others of its kind alike" in found.sheets[0].notes


@pytest.mark.parametrize(
    ("units", "scale", "currency"),
    [
        (",EUR,EUR,EUR", 1, "EUR"),
        (",in thousands,,", 1000, None),
        ("in thousands,,,", 1000, None),
        (",kEUR,kEUR,kEUR", 1000, "EUR"),
        (",Mio €,Mio €,Mio €", 1_000_000, "EUR"),
    ],
)
def test_row_of_units_below_months_holds_for_all_of_them(units, scale, currency):
    rows = dataset(months(units, "Acme,2,2,2", "Beta,3,3,3")).tables["subscriptions"].to_pylist()
    assert [(row["mrr"], row["currency"]) for row in rows] == [(2 * scale, currency), (3 * scale, currency)]


def test_unit_behind_each_month_is_no_other_header():
    rows = (
        dataset("Customer,Jan 2025 (EUR),Feb 2025 (EUR),Mar 2025 (EUR)\nAcme,2,2,2\n")
        .tables["subscriptions"]
        .to_pylist()
    )
    assert [(row["mrr"], row["currency"]) for row in rows] == [(2, "EUR")]


def test_row_with_months_in_several_currencies_is_set_aside():
    text = months("Acme,€5,$5,€5", "Beta,€5,€5,€5")
    assert problems(text) == [("SEVERAL_CURRENCIES", "currency", (2,))]
    assert [row[0] for row in periods(text)] == ["Beta"]


def test_months_in_several_currencies_are_brought_to_one_by_the_rates():
    text = months("Acme,€5,€5,€5", "Beta,$5,$5,$5")
    found = dataset(text, choices=Choices(rates={"EUR": 1, "USD": 2})).tables["subscriptions"]
    assert found.select(["mrr", "currency"]).to_pylist() == [
        {"mrr": 5, "currency": "EUR"},
        {"mrr": 2.5, "currency": "EUR"},
    ]


def test_decimal_sign_is_decided_for_all_months_together():
    text = "Customer;Jan 2025;Feb 2025\nAcme;1.234;1.234,50\n".replace("Feb 2025\n", "Feb 2025;Mar 2025\n").replace(
        ",50\n", ",50;7\n"
    )
    assert [row[3] for row in periods(text)] == [1234, 1234.5, 7]


@pytest.mark.parametrize(
    ("head", "answer", "first", "chose"),
    [
        ("FY25 Q1,FY25 Q2", None, date(2025, 1, 1), "fiscal years are calendar years"),
        ("FY25 Q1,FY25 Q2", "fiscal years end in June", date(2024, 7, 1), None),
        ("Q1 FY2025/26,Q2 FY2025/26", None, date(2025, 4, 1), "fiscal years end in March"),
        ("Q1 25/26,Q2 25/26", "fiscal years end in June", date(2025, 7, 1), None),
    ],
)
def test_fiscal_quarters_side_by_side_are_asked_about_and_settled(head, answer, first, chose):
    choices = Choices(settled={"quotas.period_start": answer} if answer else {})
    found = dataset(f"Quota by rep,{head}\nAnn,100,100\nBob,5,5\n", choices=choices)
    asked = next((each.chose for each in found.assumptions if each.about == "quotas.period_start"), None)
    assert (found.tables["quotas"]["period_start"].to_pylist()[0], asked) == (first, chose)


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("Customer,MRR 2025-01,MRR 2025-02,MRR 2025-03", 12),
        ("Customer,Jan-25 (USD),Feb-25 (USD),Mar-25 (USD)", 12),
        ("Customer,Jan 2025 MRR,Feb 2025 MRR,Mar 2025 MRR", 12),
        ("Customer,ARR Jan 2025,ARR Feb 2025,ARR Mar 2025", 1),
        ("Customer,Annual recurring revenue - 2025-01,Annual recurring revenue - 2025-02,ARR 2025-03", 0),
    ],
)
def test_months_beside_the_name_of_their_amount_are_months(header, amount):
    found = dataset(f"{header}\nAcme,12,12,12\nBeta,24,24,24\n").tables.get("subscriptions")
    assert (found["mrr"].to_pylist()[0] if found else 0) == amount


def test_months_of_arr_are_told_to_count_a_twelfth():
    sheet = only_sheet("Customer,ARR Jan 2025,ARR Feb 2025,ARR Mar 2025\nAcme,12,12,18\n")
    assert "“ARR” is for a year: a twelfth of it counts a month" in sheet.notes


def test_title_that_speaks_of_arr_is_asked_about():
    text = "ARR by customer\n\n" + months("Acme,12,12,12")
    (asked,) = [each for each in dataset(text).assumptions if each.about == "subscriptions.mrr"]
    assert (asked.chose, asked.options) == ("per year", ("per year", "per month"))
    assert periods(text, Choices(settled={"subscriptions.mrr": "per month"})) == [("Acme", 1, None, 12)]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (",2024,,2025", "Customer,Nov,Dec,Jan"),
        ("Customer,2024,2024,2025", ",November,Dezember,Januar"),
        ("Customer,FY 2024,,FY 2025", ",Nov,Dec,Jan"),
    ],
)
def test_years_above_months_are_read_together(upper, lower):
    found = dataset(f"{upper}\n{lower}\nAcme,1,1,1\nBeta,0,3,3\n").tables["subscriptions"]
    assert found["started_on"].to_pylist() == [date(2024, 11, 1), date(2024, 12, 1)]


@pytest.mark.parametrize(
    "names",
    [
        ("Jan/26", "Feb/26", "Mar/26"),
        ("jan. de 2026", "fev. de 2026", "mar. de 2026"),
        ("1/1/2026", "2/1/2026", "3/1/2026"),
        ("01.01.2026", "01.02.2026", "01.03.2026"),
        ("31-Jan-26", "28-Feb-26", "31-Mar-26"),
        ("2026-03-31", "2026-02-28", "2026-01-31"),
        ("202601", "202602", "202603"),
        ("M1 2026", "M2 2026", "M3 2026"),
        ("2026M01", "2026M02", "2026M03"),
        ("26年1月", "26年2月", "26年3月"),
        ("كانون الثاني 2026", "شباط 2026", "آذار 2026"),
        ("ژانویه 2026", "فوریه 2026", "مارس 2026"),
        ("دی 1404", "بهمن 1404", "اسفند 1404"),
        ("۱۴۰۴/۱۰", "۱۴۰۴/۱۱", "۱۴۰۴/۱۲"),
    ],
)
def test_months_are_read_as_headers_write_them(names):
    amounts = (100, 100, 120) if "-03-" not in names[0] else (120, 100, 100)
    text = f"Customer;MRR plan;{';'.join(names)}\nAcme;Pro;{';'.join(map(str, amounts))}\nBolt;Pro;5;5;5\n"
    assert periods(text) == [("Acme", 1, 3, 100), ("Acme", 3, None, 120), ("Bolt", 1, None, 5)]


def test_months_that_are_spelt_out_and_persian_ones_are_told():
    notes = only_sheet("Customer,MRR plan,دی 1404,بهمن 1404,اسفند 1404\nAcme,Pro,1,1,1\n").notes
    assert "“دی 1404” and the headers beside it are read as months: 2026-01" in notes
    assert "a month of the Persian calendar counts as the one of ours that holds most of it" in notes


@pytest.mark.parametrize(
    "names",
    [
        ("1/11/2026", "1/12/2026", "1/13/2026", "1/14/2026"),
        ("3/31/2026", "6/30/2026", "9/30/2026", "12/31/2026"),
        ("202601", "202604", "202607", "202610"),
    ],
)
def test_days_and_quarters_side_by_side_are_no_months(names):
    assert "subscriptions" not in dataset(f"Customer,MRR,{','.join(names)}\nAcme,1,1,1,1,1\nBolt,1,1,1,1,1\n").tables


@pytest.mark.parametrize(
    ("upper", "lower"),
    [(";MRR 2025;;", "Customer;Oct;Nov;Dec"), (";2025;;", "Customer;10;11;12"), (";2025;;", "Customer;10月;11月;12月")],
)
def test_year_above_months_in_words_or_numbers_holds_for_them(upper, lower):
    assert periods(f"{upper}\n{lower}\nAcme;1;1;2\n") == [("Acme", 10, 12, 1), ("Acme", 12, None, 2)]


def test_title_of_as_many_words_as_columns_is_no_header():
    assert periods("MRR by customer yearly\n\nCustomer,2025-10,2025-11,2025-12\nAcme,1,1,1\n")


def test_months_of_mrr_count_beside_those_of_arr_which_are_told():
    head = "Customer,MRR Jan 2025,ARR Jan 2025,MRR Feb 2025,ARR Feb 2025,MRR Mar 2025,ARR Mar 2025\n"
    assert periods(head + "Acme,1,12,1,12,2,24\n") == [("Acme", 1, 3, 1), ("Acme", 3, None, 2)]
    told = "“MRR Jan 2025” and its like count; “ARR Jan 2025” beside it"
    assert f"{told} is twelve times as much and is left out" in only_sheet(head + "Acme,1,12,1,12,2,24\n").notes
    notes = only_sheet(head + "Acme,1,12,1,15,2,24\n").notes
    assert f"{told} is not twelve times as much in 1 cell and is left out" in notes


def test_targets_count_beside_what_was_reached():
    text = ",Jan 2026,,Feb 2026,\nRep,Quota,Actual,Quota,Actual\nAnn,100,90,110,80\n"
    found = dataset(text)
    assert found.tables["quotas"]["amount"].to_pylist() == [100, 110]
    assert found.sheets[0].unused == ("Jan 2026 / Actual", "Feb 2026 / Actual")


@pytest.mark.parametrize("head", ["Channel,Jan 2025,Feb 2025,Mar 2025", "Channel,2024,2025,2026"])
def test_numbers_that_count_up_below_headers_are_no_months(head):
    found = dataset(f"{head}\nAds,5,6,7\nEvents,1,8,2\n")
    assert not any("years above" in note for sheet in found.sheets for note in sheet.notes)
    assert [sheet.header_row for sheet in found.sheets] in ([1], [])
    assert all("row 2" not in refusal.reason for refusal in found.refusals)


def test_month_without_a_column_is_no_churn_and_told():
    text = "Customer,MRR Nov 2025,MRR Dec 2025,MRR Mar 2026\nAcme,1,1,1\nBolt,1,,\n"
    assert periods(text) == [("Acme", 11, None, 1), ("Bolt", 11, 12, 1)]
    told = [note for note in only_sheet(text).notes if "no column for" in note]
    assert told == [f"no column for 2026-{month}: what was paid the month before goes on" for month in ("01", "02")]


def test_costs_that_are_all_below_zero_are_no_refunds_and_told():
    text = "Day,Channel,Spend\n2025-01-03,Ads,-5\n2025-01-04,Ads,-7\n"
    assert dataset(text).tables["spend"]["amount"].to_pylist() == [5, 7]
    assert any("all amounts are below zero" in note for note in only_sheet(text).notes)


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("MRR 2025", "Jan,Feb,Mar"),
        ("MRR 2025\n\nin EUR", "January,February,March"),
        ("FY 2025", "Jan,Feb,Mar"),
        ("MRR 2025", "1/1,1/2,1/3"),
    ],
)
def test_title_gives_the_year_of_months_without_one(title, months):
    text = f"{title},,,\nCustomer,{months}\nAcme,5,5,7\nBeta,0,3,3\n"
    starts = dataset(text).tables["subscriptions"]["started_on"].to_pylist()
    assert starts == [date(2025, 1, 1), date(2025, 3, 1), date(2025, 2, 1)]
    said = title.partition("\n")[0]
    assert f"the months are those of 2025, which “{said}” names" in only_sheet(text).notes


def test_sheet_per_year_with_months_is_one_list():
    rows = [["Customer", "Jan", "Feb", "Mar"], ["Acme", 5, 5, 5], ["Beta", 7, 7, 7]]
    found = interpret([book({"MRR 2024": rows, "MRR 2025": rows})], today=TODAY).tables["subscriptions"]
    assert [str(day) for day in found["started_on"].to_pylist()] == ["2024-01-01", "2024-01-01"]
    assert found["ended_on"].null_count == 2


@pytest.mark.parametrize(
    ("title", "months"), [("MRR 2025", "Nov,Dec,Jan"), ("FY2025", "Jul,Aug,Sep"), ("2024 and 2025", "Jan,Feb,Mar")]
)
def test_title_whose_year_may_not_be_that_of_the_months_is_refused(title, months):
    (refusal,) = dataset(f"{title},,,\nCustomer,{months}\nAcme,5,5,7\nBeta,0,3,3\n").refusals
    assert "name no year: write it in each of these headers" in refusal.reason


def test_days_side_by_side_are_refused_with_what_to_do():
    head = ",".join(f"1/{day}" for day in range(1, 16))
    (refusal,) = dataset(f"MRR 2025{',' * 15}\nCustomer,{head}\nAcme{',5' * 15}\n").refusals
    assert "Its columns are days (“1/1”, “1/2”, “1/3”): keep one for each month" in refusal.reason


def test_months_at_the_end_in_which_nobody_pays_are_told_and_no_churn():
    text = months("Acme,100,0,0", "Beta,5,,0")
    assert periods(text) == [("Acme", 1, None, 100), ("Beta", 1, None, 5)]
    (note,) = (note for note in only_sheet(text).notes if "nobody" in note)
    assert note == "nobody pays anything in 2025-02 to 2025-03: taken as not filled in yet, and not as churn"


@pytest.mark.parametrize("row", ["EMEA,100,90,120,110", "Total,350,340,400,355"])
@pytest.mark.parametrize("periods", ["Q1 2026,,Q2 2026,", "Jan 2026,,Feb 2026,"])
def test_forecasts_beside_what_came_are_refused_with_what_to_do(periods, row):
    (refusal,) = dataset(f",{periods}\nRegion,Forecast,Actual,Forecast,Actual\n{row}\n").refusals
    period = periods.partition(",")[0]
    assert f"two amounts stand side by side (“{period} / Forecast” and “{period} / Actual”)" in refusal.reason
    assert "columns “Period”, “Made on”, “Forecast” and “Actual”" in refusal.reason


def test_targets_of_quarters_beside_what_came_are_read_without_it():
    text = "Rep,Q1 2026 Target,Q1 2026 Actual,Q2 2026 Target,Q2 2026 Actual\nAnn,1,2,3,4\n"
    assert column(text, "quotas", "amount") == [1, 3]
    assert only_sheet(text).unused == ("Q1 2026 Actual", "Q2 2026 Actual")


def test_quarters_with_the_word_for_a_target_are_targets():
    text = "Rep,Quota Q1 2026,Quota Q2 2026\nAnn,100,300\nBen,200,400\n"
    assert column(text, "quotas", "amount") == [100, 200, 300, 400]


@pytest.mark.parametrize("title", ["Umsatzziele", "Targets by rep"])
def test_title_above_periods_of_sales_people_says_that_they_are_targets(title):
    text = f"{title},,\nRep,Q1 2026,Q2 2026\nAnn,100,300\nBen,200,400\n"
    assert column(text, "quotas", "amount") == [100, 200, 300, 400]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Rep,Q1 2026,Q2 2026", "Amounts of periods (“Q1 2026”, “Q2 2026”) stand beside “Rep”"),
        ("Rep,Team,Jan 2026,Feb 2026", "call the sheet or file “Targets”"),
        ("Rep,Year,Q1,Q2", "Its periods (“Q1”, “Q2”) name no year"),
    ],
)
def test_periods_of_sales_people_that_nothing_tells_to_be_targets_are_refused_with_what_to_do(header, said):
    (refusal,) = dataset(header + "\nAnn" + ",2026" * header.count(",") + "\n").refusals
    assert said in refusal.reason


@pytest.mark.parametrize(
    "text",
    [
        "Customer,Nov 2025,Dec 2025\nAcme,100,50\nBeta,-,5\n",
        "MRR by customer\n\nKunde;Nov 2025;Dez 2025\nAcme;100,00;50,00\nBeta;;5,00\nSumme;100,00;55,00\n",
        "Customer,Plan,2025-11,2025-12\nAcme,Pro,100,50\nBeta,Pro,,5\n",
    ],
)
def test_two_months_of_numbers_beside_names_are_a_matrix(text):
    rows = dataset(text).tables["subscriptions"].to_pylist()
    paid = {(row["customer"], row["started_on"].isoformat(), row["mrr"]) for row in rows}
    assert paid == {("Acme", "2025-11-01", 100), ("Acme", "2025-12-01", 50), ("Beta", "2025-12-01", 5)}


def test_one_month_of_numbers_without_a_word_for_them_is_asked_about():
    assert "subscriptions.mrr[months]" in {each.settling for each in dataset("Customer,Dec 2025\nA,5\n").assumptions}


@pytest.mark.parametrize("other", ["Amount", "Created", "Industry", "Total"])
def test_month_beside_what_is_no_name_of_a_row_makes_no_recurring_revenue(other):
    assert "subscriptions" not in dataset(f"Customer,{other},Dec 2025\nAcme,7,100\nBeta,8,5\n").tables


def test_month_beside_a_total_is_refused_with_what_to_do():
    (refusal,) = dataset("Customer,Dec 2025,Total\nAcme,7,7\nBeta,8,8\n").refusals
    assert "(“Dec 2025”) are fewer than three: keep “Customer” and them alone" in refusal.reason
