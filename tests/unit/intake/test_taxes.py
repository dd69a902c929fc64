"""Tax beside the amounts of invoices."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet

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


@pytest.mark.parametrize("header", ["Net amount", "Amount (net)", "Amount excl. tax"])
def test_amounts_that_say_they_are_net_are_not_asked_about(header):
    assert column(BILLS.format(header), "invoices", "amount") == [119, -119, 50]
    assert dataset(BILLS.format(header)).assumptions == ()


@pytest.mark.parametrize(
    ("vat", "first", "amounts"),
    [
        ("19", WITH, [100, -100, 50]),
        ("23.8", WITHOUT, [119, -119, 50]),
        ("19%", WITHOUT, [119, -119, 50]),
    ],
)
def test_amount_that_may_hold_its_tax_is_asked_about_with_what_rates_speak_for_first(vat, first, amounts):
    text = BILLS.format("Amount").replace(",19,", f",{vat},")
    assert column(text, "invoices", "amount") == pytest.approx(amounts)
    (asked,) = dataset(text).assumptions
    assert (asked.settling, asked.chose) == ("invoices.amount[tax]", first)
    assert {*asked.options} == {WITH, WITHOUT}


def test_tax_in_per_cent_is_taken_off_as_a_part_of_the_amount():
    choices = Choices(settled={"invoices.amount[tax]": WITH})
    text = BILLS.format("Amount").replace(",19,", ",19%,")
    assert column(text, "invoices", "amount", choices) == pytest.approx([100, -100, 50])


@pytest.mark.parametrize(("other", "amounts", "said"), [(138, [119], "without tax"), (100, [100], "with tax")])
def test_column_that_proves_whether_amounts_hold_their_tax_decides_and_is_told(other, amounts, said):
    text = f"Invoice,Customer,Date,Amount,VAT,Sum,Currency\n1,A,2025-01-01,119,19,{other},EUR\n"
    assert column(text, "invoices", "amount") == amounts
    assert dataset(text).assumptions == ()
    assert any(f"“Amount” is {said}" in note for note in only_sheet(text).notes)


def test_net_amount_beside_a_total_is_taken_without_a_question():
    text = "Invoice,Customer,Date,Subtotal,VAT,Total,Currency\n1,A,2025-01-01,100,19,119,EUR\n"
    assert column(text, "invoices", "amount") == [100]
    assert dataset(text).assumptions == ()
