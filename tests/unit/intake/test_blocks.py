from __future__ import annotations

from datetime import datetime

import pytest
from written import book, dataset, only_sheet, opened

HEADER = "Deal ID,Stage,Amount,Owner,Close Date\n"
ROWS = "D1,Won,100,Ann,2025-01-05\nD2,Lost,50,Ben,2025-02-05\n"


@pytest.mark.parametrize(
    ("before", "row"),
    [
        ("", 1),
        ("Pipeline report\n\n", 3),
        ("Campaign report,,,,\nSeptember 2026,,,,\n,,,,\n", 4),
        ("Exported by,Ann\nExported on,2025-03-01\n", 3),
    ],
)
def test_header_below_a_preamble_is_found(before, row):
    sheet = only_sheet(before + HEADER + ROWS)
    assert sheet.header_row == row
    assert (sheet.rows_read, sheet.rows_used) == (2, 2)


@pytest.mark.parametrize(
    "after",
    [
        "Total,,150,,\n",
        '"Grand Totals (2 records)",,"USD 150.00",,\n',
        "Total: Account,--,150,,\n",
        "Summe,,150,,\n",
        ",,,,\nConfidential Information - Do Not Distribute,,,,\n",
    ],
)
def test_totals_and_footers_are_dropped_and_counted(after):
    sheet = only_sheet(HEADER + ROWS + after)
    assert (sheet.rows_read, sheet.totals_dropped) == (2, 1)


def test_deal_called_total_is_no_total():
    sheet = only_sheet(HEADER + ROWS + "Total,Won,70,Ann,2025-03-05\n")
    assert (sheet.rows_read, sheet.totals_dropped) == (3, 0)


def test_subtotals_in_between_are_dropped():
    assert only_sheet(HEADER + "D1,Won,100,Ann,2025-01-05\nSubtotal,,100,,\nD2,Lost,50,Ben,2025-02-05\n").rows_read == 2


def test_header_repeated_in_between_is_dropped():
    assert only_sheet(HEADER + ROWS + HEADER + "D3,Won,1,Ann,2025-03-01\n").rows_read == 3


def test_blank_rows_are_skipped_and_keep_the_numbers():
    (block,) = opened(HEADER + "D1,Won,100,Ann,2025-01-05\n,,,,\nD2,Lost,50,Ben,2025-02-05\n").blocks
    assert block.rows.tolist() == [2, 4]


def test_empty_columns_at_the_end_are_cut():
    sheet = only_sheet("Deal ID,Stage,Amount,,,\nD1,Won,5,,,\n")
    assert sheet.headers == ("Deal ID", "Stage", "Amount")


def test_headers_that_repeat_are_told_apart():
    sheet = only_sheet("Deal ID,Deal ID,Stage,Amount\nD1,D1a,Won,5\n")
    assert sheet.headers == ("Deal ID", "Deal ID (2)", "Stage", "Amount")


def test_column_without_a_name_is_called_by_its_letter():
    assert only_sheet("Deal ID,,Stage,Amount\nD1,x,Won,5\n").headers[1] == "(column B)"


def test_two_tables_in_one_sheet_are_both_read():
    leads = "\nLeads\n\nLead ID,Created Date,Lead Source,Status\nL1,2024-01-01,Web,New\n"
    found = dataset(HEADER + ROWS + leads)
    assert {sheet.table: sheet.rows_used for sheet in found.sheets} == {"deals": 2, "leads": 1}


def test_several_sheets_of_a_workbook_are_read():
    deals = [["Deal ID", "Stage", "Amount", "Created Date"], ["00001", "Won", 100.0, datetime(2025, 1, 5)]]
    spend = [["Month", "Channel", "Spend"], [datetime(2025, 1, 1), "Ads", 5.5], [datetime(2025, 2, 1), "Ads", 7.0]]
    found = book({"Deals": deals, "Costs": spend})
    assert [(block.sheet, block.body.num_rows) for block in found.blocks] == [("Deals", 1), ("Costs", 2)]
    assert found.blocks[0].body.to_pylist()[0]["Deal ID"] == "00001"
    assert found.blocks[0].body.to_pylist()[0]["Created Date"] == "2025-01-05"


def test_table_without_rows_is_refused_as_such():
    (refusal,) = dataset(HEADER).refusals
    assert refusal.code == "NO_ROWS"
