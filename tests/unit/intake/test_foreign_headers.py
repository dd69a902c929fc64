"""Headers as people write them in their languages lead to the table and the columns that they mean."""

from __future__ import annotations

from datetime import date

import pytest
from written import column, dataset


@pytest.mark.parametrize(
    "headers",
    [
        ("Commercial", "Début de période", "Fin de période", "Objectif"),
        ("Venditore", "Inizio periodo", "Fine periodo", "Obiettivo"),
        ("Verkoper", "Begin periode", "Einde periode", "Doel"),
        ("Vendedor", "Inicio del período", "Fin del período", "Objetivo de ventas"),
    ],
)
def test_targets_with_the_days_of_their_periods_are_read(headers):
    text = ";".join(headers) + "\nMara;01/01/2025;31/03/2025;120.000\n"
    assert column(text, "quotas", "period_end") == [date(2025, 3, 31)]
    assert column(text, "quotas", "amount") == [120_000]


@pytest.mark.parametrize(
    "headers",
    [
        ("Datum", "Kunde", "Bewegungsart", "MRR-Änderung", "Neu", "Kündigung"),
        ("Fecha", "Cliente", "Tipo de movimiento", "Variación MRR", "Nuevo", "Baja"),
    ],
)
def test_movements_are_read(headers):
    *names, new, churn = headers
    text = ";".join(names) + f"\n01.01.2025;Acme;{new};100,00\n25.05.2025;Acme;{churn};-100,00\n"
    assert column(text, "subscriptions", "mrr") == [100]
    assert column(text, "subscriptions", "ended_on") == [date(2025, 5, 25)]


def test_type_of_an_activity_comes_before_its_subject():
    text = "Aktivität;Typ;Verantwortlich;Datum;Deal-ID\nAnruf bei Acme;Anruf;Mara;13.01.2025;1\n"
    assert column(text, "activities", "kind") == ["Anruf"]


def test_customers_with_a_start_and_a_renewal_to_come_are_subscriptions():
    text = "Customer,ARR,Start,Renewal date\nAcme,1200,2025-01-13,2026-01-13\n"
    assert column(text, "subscriptions", "mrr") == [100]


def test_count_of_intervals_is_taken_beside_the_interval():
    head = "subscription_id,customer_email,unit_price,billing_interval,billing_frequency,started_at\n"
    text = head + "s1,a@x.test,300,month,3,2025-01-13\ns2,b@x.test,1200,year,1,2025-01-13\n"
    assert column(text, "subscriptions", "mrr") == [100, 100]


def test_stages_of_a_german_salesforce_are_known_and_its_total_keeps_no_id_from_joining():
    head = "Opportunity-Inhaber;Opportunity-Name;Phase;Betrag;Schlusstermin;Erstelldatum;Opportunity-ID\n"
    rows = "Mara;A;Geschlossen und gewonnen;1.250,00;28.02.2025;03.01.2025;0065g00000AbCdE\n"
    rows += "Mara;B;Geschlossen und verloren;800,00;15.03.2025;10.01.2025;0065g00000AbCdF\n"
    text = head + rows + "Gesamtsummen (2 Datensätze);;;2.050,00;;;\n"
    assert column(text, "deals", "deal_id") == ["0065g00000AbCdEAAV", "0065g00000AbCdFAAV"]
    assert column(text, "deals", "outcome") == ["won", "lost"]
    assert [each.about for each in dataset(text).assumptions] == ["deals.currency"]


def test_export_of_a_german_pipedrive_needs_no_answer():
    head = "Deal - Titel,Deal - Wert,Deal - Phase,Deal - Status,Deal - Deal erstellt,Deal - Verloren am"
    text = f"{head},Deal - Grund für Verlust\nA,800 EUR,Angebot,Verloren,2025-01-13,2025-03-15,Preis\n"
    assert column(text, "deals", "name") + column(text, "deals", "loss_reason") == ["A", "Preis"]
    assert column(text, "deals", "opened_on") == [date(2025, 1, 13)]
    assert dataset(text).assumptions == ()


def test_invoices_without_a_customer_are_refused_with_what_to_add():
    text = "InvoiceNumber,InvoiceDate,LineAmount,Currency\nI1,2025-01-13,100,EUR\nI2,2025-02-13,100,EUR\n"
    (refused,) = dataset(text).refusals
    assert refused.reason.startswith("This is a list of invoices or payments. It comes nearest to invoices: ")
    assert "“Customer id” (the customer who is billed)" in refused.reason


@pytest.mark.parametrize(
    ("name", "closed", "expected"),
    [
        ("Angebot", "Abschluss (ist)", "Abschluss (geplant)"),
        ("Affaire", "Clos le", "Clôture prévue"),
        ("Ευκαιρία", "Ημερομηνία κλεισίματος", "Αναμενόμενο κλείσιμο"),
        ("الصفقة", "تاريخ الإغلاق الفعلي", "تاريخ الإغلاق المتوقع"),
    ],
)
def test_days_on_which_deals_were_to_close_and_did_are_told_apart(name, closed, expected):
    text = f"{name};Status;{expected};{closed}\nA;Won;2025-03-01;2025-03-28\nB;Open;2025-06-30;\n"
    assert column(text, "deals", "closed_on") == [date(2025, 3, 28), None]
    assert column(text, "deals", "expected_close_on") == [None, date(2025, 6, 30)]


@pytest.mark.parametrize(
    "headers",
    [
        ("Vertragsnr.", "Kunde", "Beginn", "Zahlweise", "Betrag"),
        ("N° de contrat", "Client", "Date d'effet", "Fréquence de facturation", "Montant"),
    ],
)
def test_contracts_with_the_interval_of_their_payments_are_read(headers):
    text = ";".join(headers) + "\nV1;Acme;15.01.2025;jährlich;1.200,00\n"
    assert column(text, "subscriptions", "mrr") == [100]


def test_day_on_which_leads_became_qualified_is_read():
    text = "Lead ID;Datum Eingang;Became MQL;Opportunity am\n1;03.01.2025;15.01.2025;20.02.2025\n2;04.01.2025;;\n"
    assert column(text, "leads", "mql_on") == [date(2025, 1, 15), None]
    assert column(text, "leads", "created_on") == [date(2025, 1, 3), date(2025, 1, 4)]
    assert column(text, "leads", "converted_on") == [date(2025, 2, 20), None]


@pytest.mark.parametrize("header", ["Gekündigt zum", "Disdetta il"])
def test_day_on_which_a_customer_left_is_read(header):
    text = f"Kundennr.;Firma;Branche;{header}\nK1;Acme;Handel;31.03.2025\n"
    assert column(text, "customers", "churned_on") == [date(2025, 3, 31)]


def test_contracts_in_chinese_are_spread_over_their_months():
    text = "客户名称,合同开始,合同结束,合同金额(元)\n北京,2024-01-15,2025-01-14,12000\n"
    assert column(text, "subscriptions", "mrr") == [1000]


def test_deals_with_the_days_of_their_leads_are_deals():
    head = "Deal,Stage,Amount EUR,Created,Close date,Lead source,MQL date,SQL date\n"
    text = head + "A,Won,10,2025-01-03,2025-03-03,Web,2024-12-01,2024-12-20\n"
    assert column(text, "deals", "closed_on") == [date(2025, 3, 3)]


def test_calls_of_employees_are_activities():
    text = "employee;call date;call type;duration\nAnna;03.01.2025;outbound;00:05:30\nBen;14.01.2025;inbound;00:12:00\n"
    assert column(text, "activities", "minutes") == [5.5, 12]


def test_movements_that_end_with_a_cancel_are_read():
    head = "Effective date,Account,Type,MRR delta\n"
    rows = "2025-01-01,Acme,new,100\n2025-03-01,Acme,upsell,50\n2025-05-01,Acme,cancel,-150\n"
    assert column(head + rows, "subscriptions", "mrr") == [100, 150]
    assert column(head + rows, "subscriptions", "ended_on") == [date(2025, 3, 1), date(2025, 5, 1)]


def test_subscribers_are_customers():
    text = "subscriber;plan;price;billing;start\na;Pro;1.200,00;annual;15.01.2024\n"
    assert column(text, "subscriptions", "mrr") == [100]


def test_upsell_of_existing_business_is_an_expansion():
    text = "Opportunity,Stage,Amount,Close Date,Type\nA,Won,5,2025-01-03,Existing Business - Upsell\n"
    assert column(text, "deals", "kind") == ["expansion"]
