"""Lines that take away from others without a sign: credit notes by their kind, and the other side of the books."""

from __future__ import annotations

import pytest
from written import column, only_sheet, problems

INVOICES = "Invoice;Customer;Date;{kind};Net EUR\nI1;Acme;13.01.2025;{invoice};1200\nC1;Acme;13.02.2025;{credit};300\n"


@pytest.mark.parametrize(
    ("kind", "invoice", "credit"),
    [
        ("Type", "Invoice", "Credit note"),
        ("Belegart", "Rechnung", "Gutschrift"),
        ("Type de document", "Facture", "Avoir"),
        ("Tipo documento", "Fattura", "Nota di credito"),
        ("单据类型", "发票", "红字发票"),
        ("S/H", "S", "H"),
        ("Dr/Cr", "Dr", "Cr"),
    ],
)
def test_credits_take_away_from_what_is_billed_and_are_told(kind, invoice, credit):
    text = INVOICES.format(kind=kind, invoice=invoice, credit=credit)
    assert column(text, "invoices", "amount") == [1200, -300]
    assert f"“{credit}” under “{kind}” takes away from the others: 1 line" in only_sheet(text).notes


def test_credits_with_a_sign_are_as_they_stand():
    text = INVOICES.format(kind="Type", invoice="Invoice", credit="Credit note").replace(";300", ";-300")
    assert column(text, "invoices", "amount") == [1200, -300]


def test_payments_between_invoices_are_left_out():
    text = INVOICES.format(kind="Type", invoice="Invoice", credit="Payment")
    assert column(text, "invoices", "amount") == [1200]
    assert problems(text) == [("OTHER_RECORD", None, (3,))]


def test_kinds_that_say_nothing_of_credits_are_not_used():
    text = INVOICES.format(kind="Type", invoice="Standard", credit="Express")
    assert column(text, "invoices", "amount") == [1200, 300]
    assert only_sheet(text).unused == ("Type",)


def test_credits_among_costs_lower_them():
    text = "Buchungsdatum;Abteilung;Kosten EUR;S/H\n13.01.2025;Marketing;1000;S\n14.01.2025;Marketing;1100;S\n"
    assert column(text + "20.01.2025;Marketing;100;H\n", "spend", "amount") == [1000, 1100, -100]


@pytest.mark.parametrize(
    ("start", "end"),
    [("Période du", "Période au"), ("Periode van", "Periode t/m"), ("Leistung von", "Leistung bis"), ("Du", "Au")],
)
def test_two_headers_that_name_the_ends_of_a_period_hold_its_days(start, end):
    text = f"Invoice;Customer;Date;{start};{end};Net\nI1;Acme;13.01.2025;01.01.2025;31.12.2025;1200\n"
    assert [str(column(text, "invoices", name)[0]) for name in ("period_start", "period_end")] == [
        "2025-01-01",
        "2025-12-31",
    ]


def test_kinds_of_documents_tell_a_list_of_invoices():
    head = "Date,Transaction Type,No.,Customer,Amount USD\n"
    rows = "01/15/2025,Invoice,1001,Acme,1190\n01/31/2025,Payment,,Acme,-1190\n02/15/2025,Credit Memo,1002,Acme,-100\n"
    assert column(head + rows, "invoices", "amount") == [1190, -100]


def test_total_of_tax_is_taken_off_invoices_and_credit_notes():
    head = "InvoiceNumber,ContactName,InvoiceDate,Total,TaxTotal,Currency,Type\n"
    rows = "I1,Acme,15 Jan 2025,119,19,EUR,Sales invoice\nC1,Acme,31 Jan 2025,11.90,1.90,EUR,Sales credit note\n"
    assert column(head + rows, "invoices", "amount") == [100, -10]


def test_lines_of_a_kind_that_is_paid_once_make_no_recurring_revenue():
    head = "Rechnungsnr.;Kunde;Rechnungsdatum;Leistungszeitraum;Nettobetrag EUR;Art\n"
    rows = "R1;Acme;01.01.2025;Januar 2025;100;monatlich\nR1;Acme;01.01.2025;Januar 2025;500;einmalig\n"
    assert column(head + rows, "subscriptions", "mrr") == [100]
    assert "lines with “einmalig” under “Art” make no recurring revenue" in only_sheet(head + rows).notes
