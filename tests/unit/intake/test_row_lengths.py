"""Rows with more or fewer cells than there are headers."""

from __future__ import annotations

import pytest
from written import book, column, dataset, only_sheet, opened

HEADER = "Deal ID,Stage,Amount,Created Date,Close Date\n"
ROWS = "".join(f"D{n},Won,{n}0,2025-01-0{n},2025-02-0{n}\n" for n in range(1, 7))
SPLIT = "D7,Won,1,200,2025-01-07,2025-02-07\n"


def told(text: str) -> list[tuple[str, tuple[int, ...], bool]]:
    codes = ("ROW_TOO_LONG", "ROW_BROKEN", "ROW_TOO_SHORT")
    return [(each.code, each.rows, each.sets_aside) for each in only_sheet(text).problems if each.code in codes]


def test_row_with_a_separator_too_many_is_set_aside_and_shown():
    sheet = only_sheet(HEADER + ROWS + SPLIT)
    (problem,) = sheet.problems
    assert (problem.code, problem.rows, problem.sets_aside) == ("ROW_TOO_LONG", (8,), True)
    assert problem.value == "D7 | Won | 1 | 200 | 2025-01-07 | 2025-02-07"
    assert "quotes" in problem.hint
    assert "semicolons" in problem.hint
    assert (sheet.rows_read, sheet.rows_used, sheet.totals_dropped) == (7, 6, 0)
    assert [(row["row"], row["Amount"]) for row in sheet.set_aside.to_pylist()] == [(8, "1")]


@pytest.mark.parametrize(
    "line",
    [
        "D7,Won,1,200,2025-01-07,\n",
        "D7,Won,1,234,567,2025-01-07,2025-02-07\n",
    ],
)
def test_values_that_moved_are_told_from_where_they_fit(line):
    assert told(HEADER + ROWS + line) == [("ROW_TOO_LONG", (8,), True)]


@pytest.mark.parametrize(
    "line",
    ["D7,Won,70,2025-01-07,2025-02-07,\n", "D7,Won,70,2025-01-07,2025-02-07,,,,\n", "D7,Won,70,soon,2025-02-07,\n"],
)
def test_empty_cells_behind_the_last_column_say_nothing(line):
    assert told(HEADER + ROWS + line) == []


def test_notes_behind_most_rows_are_a_column_without_a_name():
    text = HEADER + ROWS.replace("\n", ",call back\n") + "D7,Won,70,2025-01-07,2025-02-07\n"
    assert (told(text), only_sheet(text).rows_used) == ([], 7)


def test_note_under_an_empty_header_leaves_the_row_in_use():
    padded = (HEADER + ROWS).replace("\n", ",\n")
    assert told(padded + "D7,Won,70,2025-01-07,2025-02-07,call back\n") == []
    assert told(padded + SPLIT) == [("ROW_TOO_LONG", (8,), True)]


def test_amounts_split_in_every_row_leave_none_and_the_way_out():
    (refusal,) = dataset(HEADER + "".join(SPLIT.replace("D7", f"D{n}") for n in range(6))).refusals
    assert refusal.reason.startswith("None of its 6 rows can be used. The row has more values than there are headers")


def test_amounts_split_in_most_rows_are_told_by_the_others():
    text = HEADER + ROWS + "".join(SPLIT.replace("D7", f"E{n}") for n in range(8))
    assert told(text) == [("ROW_TOO_LONG", tuple(range(8, 16)), True)]
    assert column(text, "deals", "amount") == [10, 20, 30, 40, 50, 60]


def test_row_that_ends_early_is_told_and_used():
    sheet = only_sheet(HEADER + ROWS + "D7,Lost,5\nD8,Lost,5,2025-01-05,2025-02-05\n")
    undated, problem = sheet.problems
    assert (undated.code, undated.rows) == ("LOST_WITHOUT_DATE", (8,))
    assert (problem.code, problem.rows, problem.value, problem.blanks) == ("ROW_TOO_SHORT", (8,), "Created Date", False)
    assert sheet.rows_used == 8


def test_row_torn_by_a_line_break_is_set_aside():
    assert told(HEADER + ROWS + "D7,Won,Closed by\nAnn,2025-01-05,2025-02-05\n") == [("ROW_BROKEN", (8, 9), True)]


def test_total_that_ends_early_is_a_total():
    assert told(HEADER + ROWS + "Total,,210\n") == []


def test_notes_beside_a_sheet_leave_its_rows_in_use():
    rows = [line.split(",") for line in (HEADER + ROWS).splitlines()]
    (block,) = book({"Deals": [*rows, ["D7", "Won", "tbd", "2025-01-07", "2025-02-07", None, "ask Ann"]]}).blocks
    assert block.body.num_rows == 7


LARGE = HEADER + "".join(f"D{n},Won,{n % 90},2025-01-05,2025-02-05\n" for n in range(40_000)) + SPLIT + "D,Won\n"


def test_large_file_names_the_same_rows(monkeypatch):
    in_one_stroke = opened(LARGE).blocks[0]
    monkeypatch.setattr("revops.intake.text.LARGE", 1 << 40)
    line_by_line = opened(LARGE).blocks[0]
    assert in_one_stroke.left_out is not None
    assert in_one_stroke.left_out.rows.tolist() == [40_002]
    assert [fault.row for fault in in_one_stroke.faults] == [40_003]
    assert in_one_stroke.faults == line_by_line.faults
