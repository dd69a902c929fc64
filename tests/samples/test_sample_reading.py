"""The files go in without a manual step, and every row becomes what the truth says it becomes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from known import EVERY, account, dataset, readings, sheet

from revops.measure import measure
from revops.reading import Reading
from revops.samples import SAMPLES, Sample
from revops.vocabulary import Slice

ASIDE = {
    "duplicate": "DUPLICATE",
    "small print": "FOOTER_ROW",
    "total": "TOTAL_ROW",
    "no stage": "UNDECIDED_OUTCOME",
    "no start": "MISSING_VALUE",
    "unreadable amount": "MISSING_VALUE",
}
BLANKED = {"unreadable date": "UNPARSED_DATE", "opened after closing": "DATES_OUT_OF_ORDER"}
TRUE_RATES = {
    "win_rate": "win_rate_expected_in_window",
    "customer_churn_rate": "monthly_churn",
    "gross_revenue_retention": "gross_retention",
    "net_revenue_retention": "net_retention",
    "known_source_share": "known_source_share",
    "overdue_deal_share": "overdue_deal_share",
    "average_deal_size": "mean_year_of_a_won_deal",
}
BOOKS = {
    "mrr": "mrr_at_end",
    "arr": "arr_at_end",
    "customer_count": "customers_at_end",
    "annual_bookings": "won_amount_in_window",
    "open_pipeline": "open_amount",
    "marketing_cost": "marketing_cost_in_window",
}


@EVERY
def test_every_table_is_recognised(sample: Sample):
    assert sorted(found.table for found in dataset(sample).sheets) == sorted(account(sample)["tables"])


@EVERY
def test_nothing_is_refused_but_the_note(sample: Sample):
    assert [(refusal.file, refusal.sheet) for refusal in dataset(sample).refusals if refusal.sheet != "Notes"] == []


@EVERY
def test_no_question_is_asked_but_about_a_stage_of_open_deals(sample: Sample):
    asked = [assumption for assumption in dataset(sample).assumptions if "Security review" not in assumption.question]
    assert asked == []


@EVERY
def test_rows_are_counted_as_in_the_truth(sample: Sample):
    for table, known in account(sample)["tables"].items():
        found = sheet(sample, table)
        counted = {
            "file": found.file,
            "sheet": found.sheet,
            "header_row": found.header_row,
            "rows_read": found.rows_read,
            "rows_used": found.rows_used,
            "duplicates": found.duplicates,
            "totals_dropped": found.totals_dropped,
        }
        assert counted == {name: known[name] for name in counted}


@EVERY
def test_rows_set_aside_are_those_of_the_truth_with_their_numbers(sample: Sample):
    for table, known in account(sample)["tables"].items():
        found = sheet(sample, table).set_aside.select(["code", "row"]).to_pylist()
        promised = [{"code": ASIDE[fault], "row": row} for fault, rows in known["set_aside"].items() for row in rows]
        assert sorted(found, key=_by_row) == sorted(promised, key=_by_row)


@EVERY
def test_blanked_cells_are_reported_with_their_rows(sample: Sample):
    for table, known in account(sample)["tables"].items():
        for fault, rows in known["blanked"].items():
            problems = [problem for problem in sheet(sample, table).problems if problem.code == BLANKED[fault]]
            assert {row for problem in problems for row in problem.rows} == set(rows), fault


@EVERY
def test_outcomes_of_deals_are_those_of_the_books(sample: Sample):
    outcomes = Counter(dataset(sample).tables["deals"]["outcome"].to_pylist())
    assert outcomes == Counter(account(sample)["books"]["deals_by_outcome"])


@EVERY
def test_sums_are_those_of_the_books(sample: Sample):
    books, found = account(sample)["books"], readings(sample)
    promised = {key: float(books[name]) for key, name in BOOKS.items() if name in books}
    assert {key: found[key].value for key in promised} == pytest.approx(promised)


@EVERY
def test_money_is_in_the_company_s_currency(sample: Sample):
    assert readings(sample)["annual_bookings"].currency == account(sample)["currency"]


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.key != "pinecrumb"], ids=lambda one: one.key)
def test_leads_are_counted_as_in_the_books(sample: Sample):
    books = account(sample)["books"]
    leads = dataset(sample).tables["leads"]
    assert leads.num_rows == books["leads"]
    assert leads.num_rows - leads["source"].null_count == books["leads_with_source"]
    assert leads.num_rows - leads["converted_on"].null_count == books["leads_to_deals"]


@EVERY
def test_intervals_hold_the_truth_of_the_committed_files(sample: Sample):
    """One miss among so many numbers is what 95% means; two would be a fault of reader, metric or truth."""
    chances, found = account(sample)["chances"], readings(sample)
    missed = [key for key, name in TRUE_RATES.items() if not _holds(found[key], chances[name])]
    assert len(missed) <= 1, missed


@EVERY
def test_decided_deals_of_the_window_are_those_of_the_books(sample: Sample):
    books, rate = account(sample)["books"], readings(sample)["win_rate"]
    assert rate.n == books["won_in_window"] + books["lost_in_window"]
    assert rate.value == pytest.approx(books["won_in_window"] / rate.n)


def test_rates_by_source_segment_and_owner_hold_their_truth():
    """Over all companies about nineteen in twenty; with some fifty groups, four in five leaves room for chance."""
    held = [found for sample in SAMPLES for found in _groups_held(sample)]
    assert len(held) >= 30
    assert sum(held) / len(held) >= 0.8


def _groups_held(sample: Sample) -> list[bool]:
    slices = (Slice.SOURCE, Slice.SEGMENT, Slice.OWNER)
    found = measure(dataset(sample), keys=("win_rate",), slices=slices)["win_rate"]
    true = {piece: account(sample)["chances"][f"win_probability_by_{piece.value}"] for piece in slices}
    return [
        group.low <= true[piece][group.key] <= group.high
        for piece in slices
        for group in found.by[piece]
        if group.low is not None and group.high is not None and group.key
    ]


def _by_row(row: dict[str, Any]) -> tuple[int, str]:
    return row["row"], row["code"]


def _holds(reading: Reading, value: float) -> bool:
    if reading.value is None:
        return True
    return (reading.low is None or reading.low <= value) and (reading.high is None or value <= reading.high)
