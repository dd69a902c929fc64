"""Customers, quotas, forecasts, activities and invoices as exports write them."""

from __future__ import annotations

from datetime import date

import pytest
from written import book, column, dataset, only_sheet, opened, problems

from revops.intake import interpret


@pytest.mark.parametrize(
    ("text", "customer", "name"),
    [
        ("account,sector,revenue,employees\nAcme,tech,5,6\n", "Acme", None),
        ("Account ID,Account Name,Industry,Country\nA1,Acme,tech,US\n", "A1", "Acme"),
        ("Company name,Company Domain Name,Country/Region\nAcme,acme.example,US\n", "Acme", "Acme"),
        ("Kundennummer;Firma;Branche;Mitarbeiterzahl\n7;Acme;Handel;6\n", "7", "Acme"),
        ("Raison sociale;Secteur;Effectif;Pays\nAcme;Commerce;6;France\n", "Acme", "Acme"),
        ("Cliente;Sector;Empleados;País\nAcme;Comercio;6;España\n", "Acme", None),
    ],
)
def test_list_of_companies_becomes_customers(text, customer, name):
    found = dataset(text).tables["customers"].to_pylist()
    assert [(row["customer"], row["name"]) for row in found] == [(customer, name)]


def test_revenue_of_a_company_is_no_number_of_people():
    sheet = only_sheet("account,sector,revenue,employees\nAcme,tech,5,6\n")
    assert (sheet.columns["employees"].header, sheet.unused) == ("employees", ("revenue",))


def test_customer_listed_twice_counts_once():
    text = "Account ID,Industry,Country,Employees\nA1,tech,US,5\nA1,tech,US,5\n"
    assert only_sheet(text).duplicates == 1


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("Feb 2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("3. Quartal 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("T1 2026", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_quota_of_a_named_period_stands_for_its_days(period, first, last):
    rows = dataset(f"Rep,Period,Quota\nAnn,{period},90000\n").tables["quotas"].to_pylist()
    assert [(row["owner"], row["period_start"], row["period_end"], row["amount"]) for row in rows] == [
        ("Ann", first, last, 90000)
    ]


@pytest.mark.parametrize(
    "head", ["Rep,Start Date,End Date,Quota", "Verkäufer,Von,Bis,Umsatzziel", "Commercial,Du,Au,Objectif"]
)
def test_quota_with_both_days_is_taken_as_it_stands(head):
    rows = dataset(f"{head}\nAnn,2026-01-01,2026-03-31,90000\n").tables["quotas"].to_pylist()
    assert [(row["period_start"], row["period_end"]) for row in rows] == [(date(2026, 1, 1), date(2026, 3, 31))]


def test_quota_of_an_unreadable_period_is_set_aside():
    text = "Rep,Period,Quota\nAnn,soon,90000\nBob,2026-01,5\n"
    assert [code for code, _, _ in problems(text)] == ["UNPARSED_DATE", "MISSING_VALUE"]
    assert column(text, "quotas", "owner") == ["Bob"]


def test_targets_by_rep_and_month_become_quotas_where_they_are_named_so():
    rows = [("Rep", "Jan 2026", "Feb 2026", "Mar 2026"), ("Ann", "100", "", "120"), ("Bob", "50", "50", "50")]
    found = interpret([book({"Quotas 2026": rows})], today=date(2026, 1, 15))
    listed = [
        (row["owner"], str(row["period_start"]), str(row["period_end"]), row["amount"])
        for row in found.tables["quotas"].to_pylist()
    ]
    assert listed[0] == ("Ann", "2026-01-01", "2026-01-31", 100)
    assert len(listed) == 5


def test_rep_by_month_matrix_that_nobody_calls_targets_is_no_quota():
    found = dataset("Rep,Jan 2026,Feb 2026,Mar 2026\nAnn,100,110,120\nBob,50,50,50\n")
    assert not found.sheets
    assert found.refusals[0].code == "NOT_OUR_TABLE"


def test_monthly_revenue_of_customers_stays_recurring_revenue_beside_quotas():
    found = dataset("Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,100,100,200\n")
    assert set(found.tables) == {"subscriptions"}


@pytest.mark.parametrize(
    "head",
    [
        "Quarter,Forecast,Actual,Forecast Date",
        "Quartal,Prognose,Ist,Prognose vom",
        "Trimestre,Prévision,Réalisé,Date de prévision",
    ],
)
def test_forecast_has_its_period_and_what_came(head):
    (row,) = dataset(f"{head}\nQ1 2025,100,90,2025-01-02\n").tables["forecasts"].to_pylist()
    assert (row["period_start"], row["period_end"]) == (date(2025, 1, 1), date(2025, 3, 31))
    assert (row["amount"], row["actual"], row["made_on"]) == (100, 90, date(2025, 1, 2))


@pytest.mark.parametrize(
    ("head", "value", "minutes"),
    [
        ("Activity Date,Activity Type,Assigned,Duration (minutes)", "30", 30),
        ("Activity Date,Activity Type,Assigned,Hours", "1.5", 90),
        ("Activity Date,Activity Type,Assigned,Call Duration in Seconds", "90", 1.5),
        ("Datum,Aktivität,Mitarbeiter,Dauer", "30", 30),
        ("Fecha,Actividad,Usuario,Minutos", "30", 30),
    ],
)
def test_activity_is_measured_in_minutes(head, value, minutes):
    rows = dataset(f"{head}\n2025-06-02,Call,Ann,{value}\n").tables["activities"].to_pylist()
    assert [(row["done_on"], row["kind"], row["minutes"]) for row in rows] == [(date(2025, 6, 2), "Call", minutes)]


LOGGED = "Date,Type,Subject,Owner,Minutes\n2025-06-02,Call,Intro,Ann,15\n2025-06-03,Email,Offer,Bob,5\n"


def test_list_that_names_calls_and_how_long_they_took_holds_activities():
    assert column(LOGGED, "activities", "minutes") == [15, 5]
    german = "Datum;Art;Betreff;Mitarbeiter;Dauer\n02.06.2025;Anruf;Angebot;Ann;0:15\n"
    assert column(german, "activities", "minutes") == [15]


@pytest.mark.parametrize(
    "text",
    [
        LOGGED.replace("Call", "Webinar"),
        LOGGED.replace("Minutes", "Budget"),
        LOGGED.replace("Subject", "Stage"),
        LOGGED.replace("Subject", "Lead Status"),
        LOGGED.replace("Subject", "Ticket ID"),
        LOGGED + "2025-06-04,New business,Deal,Ann,30\n",
    ],
)
def test_list_with_types_of_something_else_holds_no_activities(text):
    assert "activities" not in dataset(text).tables


@pytest.mark.parametrize(
    "head",
    [
        "Invoice Number,Customer,Invoice Date,Period Start,Period End,Amount",
        "Rechnungsnummer,Kunde,Rechnungsdatum,Leistungszeitraum von,Leistungszeitraum bis,Nettobetrag",
        "Numéro de facture,Client,Date de facture,Début de période,Fin de période,Montant HT",
        "Número de factura,Cliente,Fecha de factura,Inicio del periodo,Fin del periodo,Importe",
    ],
)
def test_invoice_line_keeps_its_service_period(head):
    (row,) = dataset(f"{head}\nI1,Acme,2025-01-03,2025-01-01,2025-12-31,1200\n").tables["invoices"].to_pylist()
    assert (row["invoice_id"], row["customer"], row["issued_on"]) == ("I1", "Acme", date(2025, 1, 3))
    assert (row["period_start"], row["period_end"], row["amount"]) == (date(2025, 1, 1), date(2025, 12, 31), 1200)


def test_bill_of_a_vendor_is_no_invoice_of_ours():
    assert "invoices" not in dataset("Invoice Date,Vendor,Amount,Invoice Number\n2025-01-03,Ads Ltd,50,7\n").tables


def test_every_table_is_named_where_a_sheet_is_none():
    (refusal,) = interpret([opened("city,weather\nOslo,cold\nRome,warm\n")]).refusals
    assert "activities, cancellations, customers, deals, forecasts, invoices, leads, quotas, spend" in refusal.reason
