"""What contracts are worth in all, spread over their months."""

from __future__ import annotations

from written import column, dataset, only_sheet, problems

from revops.choices import Choices

ROWS = (
    "Acme,2025-01-01,2025-12-31,12000 EUR\nBeta,2024-07-01,2026-06-30,48000 EUR\nCid,2025-02-01,2025-07-31,3000 EUR\n"
)
TOTAL, WORTH = "Customer,Start,End,TCV\n", "Customer,Start date,End date,Contract value\n"


def test_total_is_spread_over_the_months_of_each_contract():
    assert column(TOTAL + ROWS, "subscriptions", "mrr") == [1000, 2000, 500]
    assert dataset(TOTAL + ROWS).assumptions == ()
    told = "“TCV” is spread over the months from the first to the last day of each contract"
    assert told in only_sheet(TOTAL + ROWS).notes


def test_value_that_may_be_of_a_year_is_asked_about():
    assert column(WORTH + ROWS, "subscriptions", "mrr") == [1000, 2000, 500]
    (asked,) = dataset(WORTH + ROWS).assumptions
    assert asked.options == ("the whole contract", "per year")
    settled = Choices(settled={asked.settling: "per year"})
    assert column(WORTH + ROWS, "subscriptions", "mrr", settled) == [1000, 4000, 250]


def test_value_of_contracts_of_a_year_needs_no_question():
    text = WORTH + "Acme,2025-01-01,2025-12-31,12000 EUR\nBeta,2025-07-01,2026-06-30,24000 EUR\n"
    assert column(text, "subscriptions", "mrr") == [1000, 2000]
    assert dataset(text).assumptions == ()


def test_total_of_a_contract_without_an_end_is_set_aside():
    text = TOTAL + ROWS + "Dan,2025-03-01,,6000 EUR\n"
    assert problems(text) == [("MISSING_VALUE", "ended_on", (5,))]
    assert "nobody knows over what time “TCV” is to be spread" in only_sheet(text).problems[0].hint
