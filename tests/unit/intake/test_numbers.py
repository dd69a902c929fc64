from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from written import column, dataset, only_sheet, problems

from revops.choices import Choices
from revops.intake.money import currency_in, read_numbers, scale_in, shares


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1,234.56", "99"], [1234.56, 99]),
        (["1.234,56 €", "99,00 €"], [1234.56, 99]),
        (["1 234,56", "1\u00a0234,00"], [1234.56, 1234]),
        (["1'234.00", "5"], [1234, 5]),
        (["(123.00)", "5-", "-7"], [-123, -5, -7]),
        (["USD 485,000.00", "EUR 1"], [485000, 1]),
        (["R$ 1.000,00", "kr 5"], [1000, 5]),
        (["1.234.567", "3"], [1234567, 3]),
        (["12,34,567.00"], [1234567]),
        (["0.5", "1.25", "1e3"], [0.5, 1.25, 1000]),
        (["1,234", "5,678", "12,345"], [1234, 5678, 12345]),
        (["1.234", "12.345", "5.678"], [1234, 12345, 5678]),
        (["٣٤٥", "۱۲"], [345, 12]),
        (["abc", "1.2.3", "1,2,3"], [np.nan, np.nan, np.nan]),
        (["−5", "+5"], [-5, 5]),
    ],
)
def test_read_numbers_decides_for_the_whole_column(texts, values):
    np.testing.assert_array_equal(read_numbers(pa.array(texts)).values, values)


def test_read_numbers_without_proof_says_that_it_guessed():
    assert read_numbers(pa.array(["1.234"])).is_guess
    assert not read_numbers(pa.array(["1.234", "5.6"])).is_guess


def test_read_numbers_takes_the_hint_where_the_column_is_silent():
    assert read_numbers(pa.array(["1.234"]), comma_hint=True).values.tolist() == [1234]


@pytest.mark.parametrize(
    ("texts", "says_percent", "values"),
    [
        (["90%", "5%"], False, [0.9, 0.05]),
        (["90", "5"], False, [0.9, 0.05]),
        (["0.9", "0.05"], True, [0.9, 0.05]),
        (["0.9", "1"], False, [0.9, 1]),
        (["1", "0"], True, [0.01, 0]),
    ],
)
def test_shares_are_between_zero_and_one(texts, says_percent, values):
    np.testing.assert_allclose(shares(read_numbers(pa.array(texts)), says_percent), values)


@pytest.mark.parametrize(
    ("header", "code"),
    [("Amount (EUR)", "EUR"), ("mrr_usd", "USD"), ("Betrag in €", "EUR"), ("Cost", None), ("Total, all", None)],
)
def test_currency_in_a_header(header, code):
    assert currency_in(header) == code


def test_scale_in_a_header():
    assert [scale_in(name) for name in ("cost_micros", "amount_in_cents", "TEUR", "amount")] == [1e-6, 1e-2, 1e3, 1]


ROW = "D1,Won,2025-01-05"


def deals(header: str, *cells: str, extra: str = "") -> str:
    lines = [f'D{n},Won,2025-01-05,"{cell}"{extra and "," + extra}' for n, cell in enumerate(cells)]
    return "\n".join([f"Deal ID,Stage,Close Date,{header}", *lines])


def test_currency_of_the_cell_wins_over_the_header():
    assert column(deals("Amount (EUR)", "$5", "6"), "deals", "currency") == ["USD", "EUR"]


def test_currency_of_an_own_column_wins_over_all():
    assert column(deals("Amount,Currency", "5", extra="GBP"), "deals", "currency") == ["GBP"]


def test_unknown_currency_stays_unknown_and_is_asked_for():
    found = dataset(deals("Amount", "5"))
    assert found.tables["deals"]["currency"].to_pylist() == [None]
    assert [assumption.about for assumption in found.assumptions] == ["deals.currency"]


def test_chosen_currency_fills_what_is_unknown():
    found = dataset(deals("Amount", "5", ""), choices=Choices(currency="chf"))
    assert found.tables["deals"]["currency"].to_pylist() == ["CHF", None]
    assert not found.assumptions


def test_amount_that_is_no_number_is_blank_and_listed():
    text = deals("Amount", "5", "on request", "-", "n/a")
    assert column(text, "deals", "amount") == [5, None, None, None]
    assert problems(text) == [("UNPARSED_NUMBER", "amount", (3,)), ("WON_WITHOUT_AMOUNT", "amount", (4, 5))]


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["١٬٢٣٤٫٥٦", "٩٩"], [1234.56, 99]),
        (["۱٬۲۳۴٫۵۰"], [1234.5]),
        (["١٬٢٣٤"], [1234]),
        (["١٫٢٣٤"], [1.234]),
        (["１，２３４．５６"], [1234.56]),
        (["￥1,200", "98元"], [1200, 98]),
        (["‏۱۲۰‏"], [120]),
    ],
)
def test_numbers_of_other_scripts_are_read(texts, values):
    np.testing.assert_allclose(read_numbers(pa.array(texts)).values, values)


@pytest.mark.parametrize(
    ("header", "scale"),
    [("金额（万元）", 1e4), ("金額(千円)", 1e3), ("Umsatz in Mio €", 1e6), ("Amount k€", 1e3), ("年月", 1)],
)
def test_scale_in_a_header_of_any_language(header, scale):
    assert scale_in(header) == scale


@pytest.mark.parametrize(("decimal", "amount"), [(None, 1234), ("comma", 1234), ("point", 1.234)])
def test_number_that_can_be_read_both_ways_follows_the_choice(decimal, amount):
    text = deals("Amount", "1.234", "5.678", "2.500")
    assert column(text, "deals", "amount", Choices(decimal=decimal))[0] == amount


def test_number_that_can_be_read_both_ways_is_told_with_its_way_out():
    asked = {item.about: item.options for item in dataset(deals("Amount", "1.234")).assumptions}
    assert asked["deals.amount"] == ("decimals", "thousands")


def test_numbers_that_decide_are_stronger_than_the_choice():
    assert column(deals("Amount", "1.234,50"), "deals", "amount", Choices(decimal="point")) == [1234.5]


def test_question_about_the_decimal_sign_says_what_was_done():
    text = deals("Amount", "1.000", "2.500", "12.500")
    found = dataset(text)
    (asked,) = [each for each in found.assumptions if each.about == "deals.amount"]
    assert asked.chose == "thousands behind the sign in “1.000”"
    assert found.tables["deals"]["amount"].to_pylist() == [1000, 2500, 12500]


def test_settled_meaning_of_the_sign_counts():
    text = deals("Amount", "1.000", "2.500", "12.500")
    settled = Choices(settled={"deals.amount": "decimals"})
    assert column(text, "deals", "amount", settled) == [1, 2.5, 12.5]


def test_comma_beside_large_whole_numbers_parts_thousands_without_a_question():
    found = dataset(deals("Amount", "310000", "300,000"))
    assert found.tables["deals"]["amount"].to_pylist() == [310000, 300000]
    assert "deals.amount" not in [each.about for each in found.assumptions]


def test_numbers_that_are_not_exact_are_read_and_told_and_ranges_are_not():
    text = 'Deal ID,Stage,Amount,Created\n1,Won,~ 8k,2025-01-01\n2,Won,"≈12,5k",2025-01-01\n'
    text += "3,Won,ca. 300 €,2025-01-01\n4,Won,10-20k,2025-01-01\n"
    assert column(text, "deals", "amount") == [8000, 12500, 300, None]
    sheet = only_sheet(text)
    assert "“~ 8k” is read as 8,000, and others of its kind alike" in sheet.notes
    (told,) = [problem for problem in sheet.problems if problem.code == "UNPARSED_NUMBER"]
    assert told.hint == "“10-20k” is a range: write one number for it; the cell counts as blank until then."


def test_dollars_of_several_countries_are_read_by_their_signs():
    numbers = read_numbers(pa.array(["CA$1,200", "AU$5", "NZ$5", "HK$5", "US$5"]))
    assert numbers.values.tolist() == [1200, 5, 5, 5, 5]
    assert numbers.currencies.to_pylist() == ["CAD", "AUD", "NZD", "HKD", "USD"]
