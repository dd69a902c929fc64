"""Small exports as people write them by hand: what they say is taken, and what they leave open is asked."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, opened, problems

from revops.choices import Choices
from revops.intake import interpret
from revops.vocabulary import DealOutcome

FLAGGED = "Deal ID,Stage,Won,Amount,Currency,Created,Closed\n1,Closed,Yes,1000,EUR,2025-01-13,2025-03-31\n"
FLAGGED += "2,Closed,No,300,EUR,2025-01-14,2025-02-28\n3,Demo,No,300,EUR,2025-01-14,\n"


def test_closed_deal_is_won_or_lost_as_the_flag_beside_it_says():
    assert column(FLAGGED, "deals", "outcome") == ["won", "lost", "open"]
    assert column(FLAGGED.replace("Stage,Won", "Status,Won?"), "deals", "outcome") == ["won", "lost", "open"]
    assert column(FLAGGED.replace("Stage,Won", "Stage,Is lost"), "deals", "outcome") == ["lost", "won", "open"]
    assert dataset(FLAGGED).assumptions == ()


def test_closed_stage_without_a_flag_is_asked_about():
    text = FLAGGED.replace("2,Closed,No", "2,Closed,")
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.of) == ("deals.outcome", "Closed")
    settled = Choices(stages={"Closed": DealOutcome.LOST})
    assert column(text, "deals", "outcome", settled)[1] == "lost"


def test_no_without_any_stage_is_asked_about():
    text = "Deal ID,Won,Amount,Currency,Created\n1,Yes,10,EUR,2025-01-13\n2,No,20,EUR,2025-01-14\n"
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options) == ("deals.outcome", ("lost", "open"))
    assert column(text, "deals", "outcome") == ["won", "lost"]
    assert column(text, "deals", "outcome", Choices(settled={"deals.outcome": "open"})) == ["won", "open"]


def test_status_of_a_record_thrown_away_sets_the_deal_aside():
    text = "ID,Title,Value,Currency,Stage,Status,Deal created\n1,A,10,EUR,Proposal,Won,2025-01-13\n"
    text += "2,B,20,EUR,Proposal,Deleted,2025-01-13\n"
    assert column(text, "deals", "deal_id") == ["1"]
    assert problems(text) == [("DELETED", None, (3,))]


def test_duration_whose_header_says_hours_counts_in_minutes():
    text = "Date,Rep,Activity type,Duration (h)\n2025-01-13,Ann,Call,0.5\n2025-01-14,Ann,Call,1.5\n"
    assert column(text, "activities", "minutes") == [30, 90]
    assert column(text.replace("(h)", "(hours),Time spent (h)"), "activities", "minutes") == [30, 90]
    german = "Datum;Mitarbeiter;Aktivität;Dauer (Std.)\n13.01.2025;Ann;Anruf;0,5\n14.01.2025;Ann;Termin;1,5\n"
    assert column(german, "activities", "minutes") == [30, 90]
    assert column(text.replace("(h)", "(min)"), "activities", "minutes") == [0.5, 1.5]


NAMED = "Opportunity,Account,Stage,Amount,Currency,Created\nRenewal,Acme,Won,10,EUR,2025-01-13\n"
NAMED += "Renewal,Beta,Lost,20,EUR,2025-01-14\n"


def test_column_that_repeats_over_different_rows_is_a_name_and_no_id():
    assert column(NAMED, "deals", "name") == ["Renewal", "Renewal"]
    assert column(NAMED, "deals", "amount") == [10, 20]
    assert problems(NAMED) == []


def test_column_that_says_id_stays_one_where_it_repeats():
    assert problems(NAMED.replace("Opportunity,", "Opportunity ID,"))[0][0] == "CONFLICTING_DUPLICATE"


def test_column_without_the_word_id_stays_one_where_it_never_repeats():
    assert column(NAMED.replace("Renewal,B", "New,B"), "deals", "deal_id") == ["Renewal", "New"]


def test_amount_of_hubspot_is_not_labelled_with_the_currency_of_the_company():
    text = "Record ID,Deal Name,Deal Stage,Amount,Amount in company currency,Currency in company currency,Create Date\n"
    text += "1,A,closedwon,1000,1100,EUR,2025-01-13\n2,B,closedlost,2000,2200,EUR,2025-01-14\n"
    text += "3,C,contractsent,2000,2200,EUR,2025-01-14\n"
    assert column(text, "deals", "amount") == [1100, 2200, 2200]
    assert column(text, "deals", "currency") == ["EUR", "EUR", "EUR"]
    assert "Amount" in only_sheet(text).unused


def test_amount_whose_cells_are_odd_is_still_the_amount_and_they_are_told():
    text = "Deal ID,Stage,Amount,Created\n1,Won,EUR 1000,13.01.2025\n2,Lost,ca. 300 EUR,14.01.2025\n"
    text += "3,Won,2 x 500 EUR,14.01.2025\n4,Won,500 EUR/Monat,14.01.2025\n"
    assert column(text, "deals", "amount") == [1000, 300, None, None]
    assert ("UNPARSED_NUMBER", "amount", (4, 5)) in problems(text)


MONTHLY = "Deal ID,Stage,Monthly amount,Term (months),Currency,Created\n1,Won,100,24,EUR,2025-01-13\n"


def test_amount_of_a_month_counts_for_the_months_of_the_contract_unless_settled():
    (assumption,) = dataset(MONTHLY).assumptions
    assert assumption.about == "deals.term_months"
    assert column(MONTHLY, "deals", "amount") == [2400]
    whole = Choices(settled={"deals.term_months": assumption.options[1]})
    assert column(MONTHLY, "deals", "amount", whole) == [100]


def test_amount_of_a_month_without_a_term_is_asked_about():
    text = "Deal ID,Stage,Monthly amount,Currency,Created\n1,Won,100,EUR,2025-01-13\n"
    (assumption,) = dataset(text).assumptions
    found = [column(text, "deals", "amount", Choices(settled={assumption.about: each})) for each in assumption.options]
    assert column(text, "deals", "amount") == [1200]
    assert found == [[1200], [100], [None]]


def test_discount_beside_a_monthly_amount_is_asked_about():
    text = "Customer,Start date,MRR,Discount,Currency\nAcme,2025-01-13,100,20%,EUR\nBeta,2025-02-13,200,,EUR\n"
    (assumption,) = dataset(text).assumptions
    assert column(text, "subscriptions", "mrr") == [100, 200]
    before = Choices(settled={assumption.about: assumption.options[1]})
    assert column(text, "subscriptions", "mrr", before) == [80, 200]
    assert dataset(text.replace("20%", "0%")).assumptions == ()


def test_amounts_in_two_currencies_side_by_side_are_asked_about():
    text = "Deal ID,Stage,Amount (USD),Amount (EUR),Created\n1,Won,1000,900,2025-01-13\n2,Lost,500,450,2025-01-13\n"
    (assumption,) = dataset(text).assumptions
    assert assumption.options == ("Amount (USD)", "Amount (EUR)")
    settled = Choices(settled={"deals.amount": "Amount (EUR)"})
    assert column(text, "deals", "amount", settled) == [900, 450]
    assert column(text, "deals", "currency", settled) == ["EUR", "EUR"]


DATED = "Deal ID,Stage,Amount,Currency,Created,Close Date,Won Date\n1,Won,10,EUR,2025-01-13,2025-03-31,2025-04-10\n"
DATED += "2,Lost,20,EUR,2025-01-14,2025-02-28,\n"


def test_day_of_winning_that_is_not_the_closing_date_is_asked_about():
    (assumption,) = dataset(DATED).assumptions
    assert (assumption.about, assumption.options) == ("deals.closed_on", ("Close Date", "Won Date"))
    assert [str(day) for day in column(DATED, "deals", "closed_on")] == ["2025-03-31", "2025-02-28"]
    settled = Choices(settled={"deals.closed_on": "Won Date"})
    assert [str(day) for day in column(DATED, "deals", "closed_on", settled)] == ["2025-04-10", "2025-02-28"]
    assert dataset(DATED.replace("2025-04-10", "2025-03-31")).assumptions == ()


def test_day_of_signing_beside_the_closing_date_is_asked_about():
    text = DATED.replace("Won Date", "Signed on")
    (assumption,) = dataset(text).assumptions
    assert (assumption.about, assumption.options) == ("deals.closed_on", ("Close Date", "Signed on"))


def test_service_from_and_to_are_the_period_of_an_invoice():
    text = "Invoice No,Customer,Invoice Date,Service from,Service to,Net amount,Currency\n"
    text += "I1,Acme,2025-01-03,2025-01-01,2025-12-31,3650,EUR\n"
    assert str(column(text, "invoices", "period_start")[0]) == "2025-01-01"
    assert str(column(text, "invoices", "period_end")[0]) == "2025-12-31"


def test_lifecycle_stage_of_hubspot_in_spanish_tells_qualified_leads():
    text = "ID de registro,Nombre,Correo,Etapa del ciclo de vida,Propietario del contacto,Fecha de creación\n"
    text += "1,Ana,a@example.com,Lead calificado para marketing,Luis,2025-01-13\n"
    text += "2,Eva,e@example.com,Lead,Luis,2025-01-14\n"
    assert column(text, "leads", "is_mql") == [True, False]


def test_costs_by_month_and_category_are_spend_in_german():
    text = "Monat;Kategorie;Kosten (EUR)\n01/2025;Marketing;5.000\n02/2025;Vertrieb;8.000\n"
    assert column(text, "spend", "department") == ["marketing", "sales"]
    assert column(text, "spend", "amount") == [5000, 8000]


def test_price_per_month_counts_for_all_units_less_the_discount():
    text = "Customer,Start date,Price per month,Quantity,Discount %,Currency\nAcme,2025-01-13,100,2,20,EUR\n"
    text += "Beta,2025-02-13,200,1,,EUR\n"
    assert column(text, "subscriptions", "mrr") == [160, 200]
    assert [assumption.about for assumption in dataset(text).assumptions] == ["subscriptions.quantity"]
    assert column(text.replace("per month", "per year"), "subscriptions", "mrr")[1] == pytest.approx(200 / 12)


def test_annual_quota_runs_for_a_year_from_its_first_day():
    text = "Name,Annual quota (USD),Start date\nAnn,1200,2025-01-01\nBob,900,2025-04-01\n"
    assert [str(day) for day in column(text, "quotas", "period_end")] == ["2025-12-31", "2026-03-31"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rep,Jan,Feb,Mar\nAnn,1,2,3\nBob,4,5,6\n", "name no year"),
        ("Customer,Foo Jan 2025,Foo Feb 2025,Foo Mar 2025\nAcme,12,12,18\n", "write “Jan 2025” alone"),
        (
            "Customer,MRR Jan 2025,Amount Jan 2025,MRR Feb 2025,Amount Feb 2025\nAcme,1,12,1,12\n",
            "several amounts (“MRR”, “Amount”): keep the columns of one",
        ),
        (
            "Month,Marketing spend,Sales spend\n2025-01,5000,8000\n2025-02,1,2\n",
            "under “Month”, “Department” and “Cost”",
        ),
        ("Campaign,Currency code,Clicks,Cost\nBrand,EUR,10,100.50\nGeneric,EUR,5,50.25\n", "a column such as “Day”"),
        (
            "Deal ID,Phase X,Value,Opened\n1,Happy,1000,2025-01-13\n2,Sad,300,2025-01-14\n",
            "a column such as “Deal stage”",
        ),
        ("Customer,Start date,End date,Amount\nAcme,2025-01-01,,12000\n", "a column such as “MRR”"),
    ],
)
def test_sheet_that_is_nearly_a_table_is_told_what_it_lacks(text: str, said: str):
    (refusal,) = dataset(text).refusals
    assert said in refusal.reason


def test_ids_in_persian_digits_join_those_in_latin_ones():
    text = "شناسه معامله,مرحله,مبلغ,تاریخ ایجاد\n۱۲,برنده,500,2025-01-13\n۱۳,بازنده,200,2025-01-14\n"
    assert column(text, "deals", "deal_id") == ["12", "13"]
    assert only_sheet(text).notes[-1] == "ids are written in Latin digits: “۱۲” is “12”"


def test_flag_that_says_neither_yes_nor_no_is_named_as_unused():
    text = "Deal ID,Stage,Won,Amount,Currency,Created\n1,Won,maybe,10,EUR,2025-01-13\n2,Lost,later,20,EUR,2025-01-14\n"
    assert column(text, "deals", "outcome") == ["won", "lost"]
    assert only_sheet(text).unused == ("Won",)


LEADS = "Name,Created,Source,Status\nAl,2025-01-13,Web,New\nBo,2025-01-14,Web,Qualified\n"


def test_leads_without_an_id_are_read_where_the_name_of_the_file_says_leads():
    (rows,) = interpret([opened(LEADS, "leads.csv")]).tables.values()
    assert rows["lead_id"].to_pylist() == ["leads.csv#2", "leads.csv#3"]
    assert rows["source"].to_pylist() == ["Web", "Web"]
    assert dataset(LEADS).tables == {}


@pytest.mark.parametrize(
    ("text", "table", "found"),
    [
        ("ID,Stage,Amount,Created,Date won/lost\n1,Won,5,2025-01-13,2025-03-14\n", "deals", {"closed_on"}),
        ("商机编号,销售阶段,金额,创建时间,预计成交日期,实际成交日期\n1,赢单,5,2025-01-13,2025-03-14,2025-03-15\n",
         "deals", {"closed_on", "expected_close_on"}),
        ("請求書番号,取引先,請求日,税抜金額,請求金額,対象期間開始,対象期間終了\n1,A,2025-01-31,100,110,2025-02-01,2025-02-28\n",
         "invoices", {"period_start", "period_end"}),
        ("Kontakt-ID,Erstellungsdatum,Lifecycle-Phase,Original-Quelle\n1,2025-01-13,Lead,Web\n",
         "leads", {"lead_id", "created_on", "status", "source"}),
        ("Forecast month,Submitted on,Commit,Actual\n2025-01,2024-12-20,100,90\n",
         "forecasts", {"period_start", "made_on"}),
    ],
)  # fmt: skip
def test_headers_as_tools_write_them_are_known(text, table, found):
    sheet = only_sheet(text)
    assert (sheet.table, found - set(sheet.columns)) == (table, set())


def test_net_amount_of_a_japanese_invoice_is_taken_before_the_gross_one():
    text = "請求書番号,取引先,請求日,請求金額,税抜金額\n1,A,2025-01-31,110,100\n"
    assert column(text, "invoices", "amount") == [100]


def test_half_yearly_amounts_are_for_six_months():
    text = "Customer,Start,Amount,Billing,Currency\nA,2025-01-15,600,half-yearly,EUR\nB,2025-01-15,90,monthly,EUR\n"
    assert column(text, "subscriptions", "mrr") == [100, 90]
