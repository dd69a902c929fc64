"""Amounts as people write them: dashes for cents, words for thousands, symbols of several currencies."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from written import TODAY, column, dataset, only_sheet, opened, problems

from revops.choices import Choices
from revops.intake import interpret
from revops.intake.headers import with_unit
from revops.intake.money import read_numbers, scale_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 12.000,-", 12000),
        ("12.000,--", 12000),
        ("1'200.–", 1200),
        ("Fr. 1'200.—", 1200),
        ("12,000.-", 12000),
        ("(1.200,-)", -1200),
        ("-500,-", -500),
    ],
)
def test_dash_in_place_of_cents_is_no_minus(text, value):
    assert read_numbers(pa.array([text])).values.tolist() == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2k", 1200),
        ("$3.4M", 3.4e6),
        ("2 Mio", 2e6),
        ("3,5 Mrd. €", 3.5e9),
        ("(1.2k)", -1200),
        ("1.5万", 15000),
        ("2億円", 2e8),
        ("۱٬۲۳۴٬۰۰۰ ریال", 1234000),
        ("۱٬۲۳۴ تومان", 12340),
        ("۵ میلیون تومان", 5e7),
    ],
)
def test_word_behind_a_number_multiplies_it(text, value):
    np.testing.assert_allclose(read_numbers(pa.array([text])).values, [value])


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("EUR '000", 1e3),
        ("Amount (thousand EUR)", 1e3),
        ("T€", 1e3),
        ("in k$", 1e3),
        ("$000s", 1e3),
        ("Mio. €", 1e6),
        ("R$ mil", 1e3),
        ("مبلغ (تومان)", 10),
        ("مبلغ (میلیون تومان)", 1e7),
        ("Deals > 10,000", 1),
    ],
)
def test_header_says_how_many_one_stands_for(header, scale):
    assert scale_in(header) == scale


def deals(header: str, *cells: str) -> str:
    lines = [f'D{n},Won,2025-01-05,"{cell}"' for n, cell in enumerate(cells)]
    return "\n".join([f"Deal ID,Stage,Close Date,{header}", *lines])


def test_scale_of_a_header_and_of_a_cell_are_told():
    assert "amounts under “Amount (k€)” are multiplied by 1,000" in only_sheet(deals("Amount (k€)", "5")).notes
    assert "“1.2k” is read as 1,200, and others of its kind alike" in only_sheet(deals("Amount", "1.2k", "7")).notes


def test_toman_is_ten_rials():
    text = deals("Amount", "۱٬۲۳۴ تومان")
    assert (column(text, "deals", "amount"), column(text, "deals", "currency")) == ([12340], ["IRR"])


ZH = '商机编号,客户名称,销售阶段,金额,成交日期\nD1,甲,赢单,"¥12,345.60",2025-01-05\n'
JA = '商談ID,取引先名,フェーズ,金額,完了予定日\nD1,甲,受注,"¥12,345",2025-01-05\n'
ES = 'ID de la oportunidad,Empresa,Etapa,Importe,Fecha de cierre\nD1,Uno,Ganado,"$ 1.234.567,50",2025-01-05\n'
PT = 'ID do negócio,Nome do cliente,Etapa do negócio,Valor,Data de fechamento\nD1,Um,Ganho,"$ 1.234,50",2025-01-05\n'


@pytest.mark.parametrize(
    ("text", "code", "options"),
    [
        (ZH, "CNY", None),
        (JA, "JPY", None),
        (deals("Amount", "¥500"), "JPY", ("JPY", "CNY")),
        (ES, "ARS", ("ARS", "COP", "CLP", "UYU", "USD", "MXN")),
        (ES.replace("1.234.567,50", "1,234,567.50"), "MXN", ("MXN", "USD", "COP", "CLP", "ARS", "UYU")),
        (PT, "BRL", ("BRL", "USD")),
        (deals("Amount", "$500"), "USD", None),
    ],
)
def test_symbol_of_several_currencies_follows_the_language_or_is_asked_for(text, code, options):
    found = dataset(text)
    asked = {item.question: item.options for item in found.assumptions if item.about == "deals.currency"}
    assert found.tables["deals"]["currency"].to_pylist() == [code]
    assert list(asked.values()) == ([options] if options else [])


def test_symbol_of_several_currencies_follows_another_header():
    text = deals("Amount,Paid (MXN)", "$5") + ",7"
    assert column(text, "deals", "currency") == ["MXN"]


def test_symbol_of_several_currencies_follows_the_choice():
    found = dataset(ES, choices=Choices(currency="COP"))
    assert found.tables["deals"]["currency"].to_pylist() == ["COP"]
    assert not [item for item in found.assumptions if item.about == "deals.currency"]


SHARES = "Deal ID,Stage,Amount,Close Date,Probability\n" + "".join(
    f"D{n},Proposal,5,2026-02-05,{share}\n" for n, share in enumerate(["90", "0.5", "1", "12.5%", "150"])
)


def test_scale_of_shares_is_decided_for_the_column():
    assert column(SHARES, "deals", "probability") == [0.9, 0.005, 0.01, 0.125, None]
    assert problems(SHARES) == [("OUT_OF_RANGE", "probability", (6,))]
    assert any("0.5 is 0.5%" in note for note in only_sheet(SHARES).notes)


@pytest.mark.parametrize(
    "blank", ["n.d.", "未定", "k.A.", "s/o", "TBD", "à définir", "por definir", "待定", "تعیین نشده"]
)
def test_placeholder_of_any_language_is_blank_and_no_fault(blank):
    assert column(deals("Amount", "5", blank), "deals", "amount") == [5, None]
    assert "UNPARSED_NUMBER" not in [code for code, _, _ in problems(deals("Amount", "5", blank))]


def test_count_has_no_decimals_and_is_not_asked_about():
    found = dataset('Company,Industry,Country,Employees\nAcme,Software,DE,"1,200"\nBeta,Retail,FR,40\n')
    assert found.tables["customers"]["employees"].to_pylist() == [1200, 40]
    assert not found.assumptions


def test_letter_for_months_is_no_million():
    text = "Deal ID,Stage,Amount,Close Date,Contract Term (Months)\nD1,Won,5,2025-01-05,12m\n"
    assert column(text, "deals", "term_months") == [12]


@pytest.mark.parametrize("written", ["Rs. 1,25,000.00", "Rs 125000", "125000 Rs.", "₨1,25,000", "Rs. 1.25 L"])
def test_rupees_by_their_letters_are_read_and_asked_about(written):
    text = deals("Amount", written)
    assert column(text, "deals", "amount") == [125000]
    (asked,) = [each for each in dataset(text).assumptions if each.about == "deals.currency"]
    assert asked.options == ("INR", "PKR", "LKR")


@pytest.mark.parametrize(
    ("codec", "text", "code"),
    [
        ("shift_jis", '案件名,顧客名,フェーズ,金額,受注日\n甲,アオ,受注,"\\12,500",2025-01-05\n', "JPY"),
        ("euc_kr", "Deal ID,거래처,Stage,Amount,Close Date\nD1,서울상사,Won,\\12500,2025-01-05\n", "KRW"),
    ],
)
def test_byte_of_a_backslash_before_a_number_is_the_sign_of_the_currency(codec, text, code):
    found = interpret([opened(text, encoding=codec)], today=TODAY).tables["deals"]
    assert (found["amount"].to_pylist(), found["currency"].to_pylist()) == ([12500], [code])


@pytest.mark.parametrize("unit", ["thousand EUR", "T€", "EUR '000", "in k€", "TEUR", "Tsd. €"])
@pytest.mark.parametrize("others", [("", "", ""), ("text", "text", "date")])
def test_row_of_units_scales_its_column(unit, others):
    text = f"Deal ID,Stage,Close Date,Amount\n{','.join(others)},{unit}\nD1,Won,2025-01-05,12.5\nD2,Won,2025-01-06,7\n"
    found = dataset(text)
    assert found.tables["deals"]["amount"].to_pylist() == [12500, 7000]
    assert found.tables["deals"]["currency"].to_pylist() == ["EUR", "EUR"]
    assert f"amounts under “Amount ({unit})” are multiplied by 1,000" in found.sheets[0].notes


def test_row_of_units_in_ten_thousands_of_yuan_scales_its_column():
    text = "商机编号,客户名称,销售阶段,金额,成交日期\n,,,万元,\nD1,甲,赢单,1.5,2025-01-05\nD2,乙,赢单,2,2025-01-06\n"
    assert column(text, "deals", "amount") == [15000, 20000]


def test_unit_that_is_a_letter_of_the_name_still_stands_behind_it():
    assert with_unit("Rank", "k") == "Rank (k)"
    assert with_unit("Amount in EUR", "EUR") == "Amount in EUR"


def test_crowns_are_asked_about_and_settled():
    text = deals("Amount", "1200 kr", "CHF 1'200.00", "1.200,00 zł", "kr. 5")
    found = dataset(text)
    assert found.tables["deals"]["amount"].to_pylist() == [1200, 1200, 1200, 5]
    assert found.tables["deals"]["currency"].to_pylist() == ["SEK", "CHF", "PLN", "SEK"]
    (asked,) = [item for item in found.assumptions if "“kr”" in item.question]
    assert asked.options == ("SEK", "NOK", "DKK", "ISK")
    settled = dataset(text, choices=Choices(settled={"deals.currency": "DKK"}))
    assert settled.tables["deals"]["currency"].to_pylist() == ["DKK", "CHF", "PLN", "DKK"]


@pytest.mark.parametrize("written", ["(1,300.00)", "-$5", "5.00-"])
def test_amount_below_zero_is_shown_as_it_stands(written):
    (problem,) = only_sheet(deals("Amount", "5", written)).problems[:1]
    assert (problem.code, problem.value) == ("NEGATIVE_AMOUNT", written)


def test_month_below_zero_is_shown_as_it_stands():
    text = 'Customer,Jan 2025,Feb 2025,Mar 2025\nAcme,10,"(1,300.00)",12\nBeta,5,5,5\n'
    (problem,) = only_sheet(text).problems
    assert (problem.code, problem.value) == ("NEGATIVE_AMOUNT", "(1,300.00)")


@pytest.mark.parametrize("header", ["Betrag T€", "Betrag in TEUR", "Amount k€", "Amount EUR '000", "Montant en k€"])
def test_unit_behind_a_name_does_not_hide_it(header):
    found = dataset(deals(header, "5"))
    assert found.tables["deals"]["amount"].to_pylist() == [5000]
    assert found.tables["deals"]["currency"].to_pylist() == ["EUR"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1億2000万", 120_000_000),
        ("1亿2,000万元", 120_000_000),
        ("¥1億2,000万円", 120_000_000),
        ("2万5千", 25_000),
        ("3万500", 30_500),
        ("5 lakh", 500_000),
        ("2.5 crore", 25_000_000),
        ("12,34,567.50", 1_234_567.5),
        ("₹1.2 Cr", 12_000_000),
        ("₹ 1.25cr.", 12_500_000),
        ("10L", 1_000_000),
        ("2.5 L", 250_000),
    ],
)
def test_number_in_the_way_of_its_country_is_read(text, value):
    sheet = f"Deal ID\tStage\tAmount\tClose Date\nD1\tWon\t{text}\t2025-01-05\nD2\tLost\t{text}\t2025-01-06\n"
    assert column(sheet, "deals", "amount") == [value, value]


@pytest.mark.parametrize("amounts", [("500.00 Cr", "20.00 Cr"), ("5 Cr", "7 Dr")])
def test_credits_of_a_ledger_are_no_crores(amounts):
    sheet = "Deal ID\tStage\tAmount\tClose Date\n"
    rows = "".join(f"D{number}\tWon\t{amount}\t2025-01-05\n" for number, amount in enumerate((*amounts, "3", "4", "5")))
    assert column(sheet + rows, "deals", "amount") == [None, None, 3, 4, 5]
    assert problems(sheet + rows)[0][0] == "UNPARSED_NUMBER"


@pytest.mark.parametrize("day", ["1446/05/12", "١٤٤٦/٠٥/١٢", "12/05/1446"])
def test_day_of_the_islamic_calendar_is_told_and_not_misread(day):
    text = f"Deal ID,Stage,Amount,Close Date\nD1,Won,5,{day}\n"
    (problem,) = only_sheet(text).problems
    assert (problem.code, problem.rows, problem.value) == ("ISLAMIC_DATE", (2,), day)
    assert "export the dates as Gregorian ones" in problem.hint


def test_word_that_a_column_does_not_know_is_told_with_those_it_knows():
    text = "Deal ID,Stage,Type,Close Date\nD1,Won,Foo,2025-01-05\nD2,Won,new,2025-01-05\nD3,Won,renewal,2025-01-06\n"
    (problem,) = only_sheet(text).problems
    assert problem.hint == "Write new, expansion or renewal; the cell counts as blank until then."


def test_blank_billing_interval_is_told_as_what_is_missing():
    text = "Subscription ID,Customer,Amount,Billing interval,Start date\n"
    text += "S1,A,100,monthly,2025-01-01\nS2,B,1200,,2025-01-01\nS3,C,1200,fortnightish,2025-01-01\n"
    unknown, blank = only_sheet(text).problems
    assert (unknown.code, unknown.rows, unknown.value, unknown.sets_aside) == (
        "UNKNOWN_CHOICE",
        (4,),
        "fortnightish",
        True,
    )
    assert (blank.code, blank.rows) == ("MISSING_VALUE", (3,))
    assert blank.hint.startswith("“Billing interval” is empty, so that nobody knows what time the amount is for.")
