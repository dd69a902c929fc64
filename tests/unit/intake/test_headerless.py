"""Files whose first row is a record."""

from __future__ import annotations

import pytest
from written import dataset, opened

from revops.choices import Choices, ColumnChoice, TableChoice

ROWS = "D1,Won,100,2025-01-05,Ann\nD2,Lost,50,2025-02-05,Ben\nD3,Won,70,2025-02-07,Ann\n"
WORDS = "Acme,Won,Ann\nBravo,Lost,Ben\nCargo,Won,Ann\n"


def columns(**headers: str) -> Choices:
    chosen = tuple(ColumnChoice(table="deals", column=name, header=header) for name, header in headers.items())
    return Choices(columns=chosen)


@pytest.mark.parametrize("text", [ROWS, WORDS, "\n" + ROWS])
def test_first_row_that_is_a_record_is_not_taken_for_headers(text):
    (block,) = opened(text).blocks
    assert (block.header_row, block.headers[:2], block.body.num_rows) == (0, ("Column 1", "Column 2"), 3)
    assert "no line of headers: the columns are numbered" in block.notes


def test_file_without_headers_is_refused_with_both_ways_out():
    (refusal,) = dataset(ROWS).refusals
    assert refusal.code == "NOT_OUR_TABLE"
    assert "the first row holds values (“D1”, “Won”, “100”)" in refusal.reason
    assert "Put the names into the first row" in refusal.reason
    assert "“Column 1”" in refusal.reason


def test_columns_named_by_hand_are_read_with_their_row_numbers():
    found = dataset(
        ROWS, choices=columns(deal_id="Column 1", stage="Column 2", amount="Column 3", closed_on="Column 4")
    )
    deals = found.tables["deals"]
    assert deals["amount"].to_pylist() == [100, 50, 70]
    assert deals["source_row"].to_pylist() == [1, 2, 3]


def test_table_named_by_hand_shows_columns_to_choose_from():
    named = Choices(tables=(TableChoice(file="export.csv", sheet=None, table="deals"),))
    (sheet,) = dataset(ROWS, choices=named).sheets
    assert (sheet.headers[0], sheet.columns["stage"].header) == ("Column 1", "Column 2")


@pytest.mark.parametrize(
    "text",
    [
        "Kund,Steg,Summa\nAcme,Vunnen,5\nBravo,Vunnen,7\n",
        "Fruit,Shade\nApple,crimson\nPear,green\nPlum,crimson\n",
        "Region,2023,2024\nNorth,5,7\nSouth,6,8\n",
        "Deal ID,Stage,Amount\nD1,Won,5\n",
    ],
)
def test_names_of_columns_stay_headers(text):
    assert [block.header_row for block in opened(text).blocks] in ([1], [])
