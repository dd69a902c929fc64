"""Tax beside the amounts of invoices."""

from __future__ import annotations

import pytest
from written import column, dataset

from revops.choices import Choices
from revops.intake.taxes import WITH, WITHOUT

BILLS = "Invoice,Customer,Date,{},VAT,Currency\n1,A,2025-01-01,119,19,EUR\n2,A,2025-02-01,-119,19,EUR\n"
BILLS += "3,B,2025-02-01,50,,EUR\n"


@pytest.mark.parametrize("header", ["Total", "Amount due", "Invoice total"])
def test_tax_is_taken_off_totals_and_asked_about(header):
    text = BILLS.format(header)
    assert column(text, "invoices", "amount") == [100, -100, 50]
    (asked,) = dataset(text).assumptions
    assert (asked.settling, asked.options) == ("invoices.amount[tax]", (WITH, WITHOUT))
    assert asked.question == f"Is “{header}” with the tax under “VAT” or without it?"


def test_totals_that_hold_no_tax_stay():
    choices = Choices(settled={"invoices.amount[tax]": WITHOUT})
    assert column(BILLS.format("Total"), "invoices", "amount", choices) == [119, -119, 50]


@pytest.mark.parametrize("header", ["Net amount", "Amount"])
def test_amounts_that_are_no_totals_are_not_asked_about(header):
    assert column(BILLS.format(header), "invoices", "amount") == [119, -119, 50]
    assert dataset(BILLS.format(header)).assumptions == ()


def test_net_amount_beside_a_total_is_taken_without_a_question():
    text = "Invoice,Customer,Date,Subtotal,VAT,Total,Currency\n1,A,2025-01-01,100,19,119,EUR\n"
    assert column(text, "invoices", "amount") == [100]
    assert dataset(text).assumptions == ()
