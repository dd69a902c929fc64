"""Amounts that may be read in two ways are asked about, and what is no amount of money is told."""

from __future__ import annotations

import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices


def semicolons(header: str, *amounts: str, other: str = "5") -> str:
    rows = [f"D{at};Won;{amount};2025-01-05;{other}" for at, amount in enumerate(amounts)]
    return "\n".join([f"Deal ID;Stage;{header};Close Date;Weight", *rows, ""])


def asked(text: str) -> list[str]:
    return [each.about for each in dataset(text).assumptions if each.about == "deals.amount"]


def test_comma_before_three_digits_between_semicolons_parts_thousands_and_is_asked_about():
    text = semicolons("Amount EUR", "12,345", "850")
    assert column(text, "deals", "amount") == [12345, 850]
    assert asked(text) == ["deals.amount"]


def test_comma_that_parts_decimals_elsewhere_decides():
    text = semicolons("Amount EUR", "12,345", "850", other="7,25")
    assert column(text, "deals", "amount") == [12.345, 850]
    assert asked(text) == []


@pytest.mark.parametrize(("other", "told"), [("5", True), ("7,25", False)])
def test_point_that_only_semicolons_tell_to_part_thousands_is_told(other, told):
    text = semicolons("Amount EUR", "1.234", "850", other=other)
    assert column(text, "deals", "amount") == [1234, 850]
    assert any("“1.234” parts thousands" in note for note in only_sheet(text).notes) is told


def test_chosen_decimal_comma_decides():
    text = semicolons("Amount EUR", "12,345")
    assert column(text, "deals", "amount", Choices(decimal="comma")) == [12.345]


@pytest.mark.parametrize(
    ("amount", "meant"), [("€12,345", 12345), ("€12.345", 12345), ("12,345 KWD", 12345), ("€0,345", 0.345)]
)
def test_sign_before_three_digits_beside_a_currency_with_two_decimals_parts_thousands(amount, meant):
    text = semicolons("Amount", amount, "$850")
    assert column(text, "deals", "amount") == [meant, 850]
    assert asked(text) == (["deals.amount"] if "KWD" in amount else [])


@pytest.mark.parametrize(
    ("header", "amount"), [("Amount (JPY)", "12,345"), ("Amount", "12,345円"), ("Amount", "₩12,345")]
)
def test_currency_without_cents_has_no_decimals(header, amount):
    text = semicolons(header, amount)
    assert column(text, "deals", "amount") == [12345]
    assert asked(text) == []


@pytest.mark.parametrize("cell", ["10%", "1e999", "9" * 400, "1e308"])
def test_share_or_number_beyond_all_measure_is_no_amount(cell):
    text = semicolons("Amount EUR", "1000", cell)
    assert column(text, "deals", "amount") == [1000, None]
    assert ("UNPARSED_NUMBER", "amount", (3,)) in problems(text)


@pytest.mark.parametrize(
    ("header", "sign", "is_asked"),
    [("Amount EUR", ";", True), ("Amount (k€)", "\t", True), ("Amount KWD", "\t", True), ("Amount EUR", "\t", False)],
)
def test_commas_before_three_digits_are_asked_about_where_anything_speaks_for_decimals(header, sign, is_asked):
    text = semicolons(header, "12,345", "8,500", "7,250", "9,900").replace(";", sign)
    assert bool(asked(text)) == is_asked


@pytest.mark.parametrize("above", ["単位：千円", "Angaben in TEUR", "(in thousands)", "Pipeline, EUR thousand"])
def test_unit_above_the_header_counts_for_all_amounts(above):
    text = f"{above}\nDeal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\n"
    assert column(text, "deals", "amount") == [5000]
    assert "amounts are multiplied by 1,000, as a line above the header says" in dataset(text).sheets[0].notes


@pytest.mark.parametrize("above", ["Million Dollar Club", "Division: K", "百万富翁俱乐部", "Top 1000"])
def test_title_that_only_holds_such_a_word_is_no_unit(above):
    text = f"{above}\nDeal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\n"
    assert column(text, "deals", "amount") == [5]


def test_commas_in_one_column_of_amounts_tell_what_those_in_another_part():
    text = 'Forecast date,Quarter,Commit,Actual\n2025-01-06,2025-Q1,"500,000","540,000"\n'
    text += '2025-01-13,2025-Q1,"510,000","540,000"\n2025-04-07,2025-Q2,"600,000",\n'
    assert column(text, "forecasts", "actual") == [540_000, 540_000, None]
    assert not dataset(text).assumptions
