"""Currencies that stand in the number formats of a workbook alone."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from written import dataset

from revops.choices import Choices
from revops.dataset import Dataset
from revops.intake import Upload, read
from revops.intake.cell_formats import sign_of


def deals(*formats: str, head: str = "Amount", choices: Choices | None = None) -> Dataset:
    """Deals with an amount each, shown in those formats."""
    book = openpyxl.Workbook()
    book.active.append(["Deal ID", "Stage", head, "Close Date"])
    for number, code in enumerate(formats):
        book.active.append([f"D{number}", "Won", 1000.5, date(2025, 1, 5)])
        book.active.cell(number + 2, 3).number_format = code
    return _read(book, choices)


def _read(book: openpyxl.Workbook, choices: Choices | None = None) -> Dataset:
    sink = io.BytesIO()
    book.save(sink)
    return read([Upload("book.xlsx", sink.getvalue())], choices or Choices(), today=date(2026, 1, 15))


def currencies(found: Dataset) -> list[str | None]:
    return found.tables["deals"]["currency"].to_pylist()


def asked(found: Dataset) -> list[tuple[str, ...]]:
    return [each.options for each in found.assumptions if each.about == "deals.currency"]


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("[$€-407] #,##0.00", "EUR"),
        ('#,##0.00 "€"', "EUR"),
        ("#,##0.00\\ [$€-1]", "EUR"),
        ('"$"#,##0', "USD"),
        ("[$$-1009]#,##0.00", "CAD"),
        ("[$USD] #,##0.00", "USD"),
        ('_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-* "-"??_-', "GBP"),
        ("[$kr-414] #,##0", "NOK"),
        ("[$¥-804]#,##0", "CNY"),
        ("[$CHF-807] #,##0.00", "CHF"),
    ],
)
def test_currency_of_a_number_format_counts_and_is_told(code, currency):
    found = deals(code, code)
    assert (currencies(found), asked(found)) == ([currency, currency], [])
    assert f"the cells of the amounts are shown in {currency}, which they are taken for" in found.sheets[0].notes


@pytest.mark.parametrize("code", ["#,##0.00", "0.0%", '0 "days"', "General", "yyyy-mm-dd", '#,##0 "k"', "[Red]-0"])
def test_number_format_without_a_currency_names_none(code):
    assert sign_of(code) is None


def test_several_currencies_of_number_formats_are_each_taken_for_their_own_cells():
    found = deals("[$€-407] #,##0", "[$$-409]#,##0", "[$€-407] #,##0")
    assert currencies(found) == ["EUR", "USD", "EUR"]
    assert "each amount is in the currency that its cell is shown in: EUR, USD" in found.sheets[0].notes


def test_second_currency_far_below_the_first_rows_is_seen():
    found = deals(*["[$€-407] #,##0"] * 600, "[$$-409]#,##0")
    assert currencies(found)[-2:] == ["EUR", "USD"]


def test_amount_without_a_currency_between_cells_in_several_stays_without_one():
    assert currencies(deals("[$€-407] #,##0", "General", "[$$-409]#,##0")) == ["EUR", None, "USD"]


def test_format_in_thousands_names_its_currency():
    found = deals('0.0,"k €"', "[$¥-411]#,##0")
    assert (currencies(found), found.tables["deals"]["amount"].to_pylist()) == (["EUR", "JPY"], [1000.5, 1000.5])


def test_currency_of_the_header_is_surer_than_that_of_the_format():
    assert currencies(deals("[$€-407] #,##0", head="Amount (USD)")) == ["USD"]


def test_number_format_of_another_column_says_nothing():
    book = openpyxl.Workbook()
    book.active.append(["Deal ID", "Stage", "Amount", "Discount", "Close Date"])
    book.active.append(["D1", "Won", 1000, 5, date(2025, 1, 5)])
    book.active["D2"].number_format = "[$€-407] #,##0"
    assert currencies(_read(book)) == [None]


def test_months_of_a_matrix_take_the_currency_of_their_formats():
    book = openpyxl.Workbook()
    book.active.append(["Customer", "Jan 2025", "Feb 2025", "Mar 2025"])
    book.active.append(["Acme", 100, 100, 100])
    for column in "BCD":
        book.active[f"{column}2"].number_format = "[$€-407] #,##0"
    assert _read(book).tables["subscriptions"]["currency"].to_pylist() == ["EUR"]


def test_amounts_without_a_currency_are_asked_about_with_those_of_the_others_first():
    text = "Deal ID,Stage,Amount,Currency\nD1,Won,5,CNY\nD2,Lost,7,JPY\nD3,Won,9,\n"
    (question,) = [each for each in dataset(text).assumptions if "name none" in each.question]
    assert question.options[:3] == ("CNY", "JPY", "EUR")
