"""Currencies that a column of their own writes as names rather than codes."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, problems

HEAD = "Deal ID,Stage,Amount,Currency,Close Date\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US Dollar", "USD"),
        ("Euros", "EUR"),
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("ユーロ", "EUR"),
        ("USD - Dollar", "USD"),
    ],
)
def test_name_of_a_currency_is_its_code(name, code):
    text = HEAD + f"1,Won,100,{name},2025-02-13\n2,Lost,200,{name},2025-02-14\n"
    assert (column(text, "deals", "currency"), dataset(text).assumptions) == ([code, code], ())


def test_word_that_names_no_currency_is_told():
    text = HEAD + "1,Won,100,EUR,2025-02-13\n2,Lost,200,shells,2025-02-14\n"
    assert problems(text) == [("UNKNOWN_CHOICE", "currency", (3,))]
    (asked,) = dataset(text).assumptions
    assert asked.question == "Which currency are the amounts in that name none?"


def test_tomans_under_a_header_of_currencies_are_ten_rials_each():
    text = HEAD + "1,Won,100,ریال,2025-02-13\n2,Lost,100,تومان,2025-02-14\n"
    assert (column(text, "deals", "amount"), column(text, "deals", "currency")) == ([100, 1000], ["IRR", "IRR"])
    assert "amounts in “تومان” are multiplied by 10, to the units of their currency" in only_sheet(text).notes


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("١٢٬٥٠٠٫٥٠ ج.م", "EGP"),
        ("12500.50 جنيه", "EGP"),
        ("12500.50 جنيه إسترليني", "GBP"),
        ("12500.50 ر.س.", "SAR"),
        ("د.إ 12500.50", "AED"),
        ("12.500,50 TL", "TRY"),
    ],
)
def test_amounts_with_signs_of_arabic_and_turkish_currencies_are_read(amount, code):
    text = f"Deal ID;Stage;Amount;Closed\n1;Won;{amount};2025-01-03\n"
    assert column(text, "deals", "amount") == [12500.5]
    assert column(text, "deals", "currency") == [code]


def test_dirhams_are_asked_about():
    text = "Deal ID;Stage;Amount;Closed\n1;Won;500 درهم;2025-01-03\n"
    assert [asked.question for asked in dataset(text).assumptions] == ["Which currency does “درهم” stand for?"]
