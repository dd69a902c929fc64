"""Rows set aside or with a problem are told in words, with the cells of the file, under a name that says whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from revops.intake import OpenedFile, interpret
from revops.intake.blocks import blocks_of
from revops.intake.text import read_text
from revops.intake.upload import Limits
from revops.ui.rows_told import file_name, rows_aside, rows_with_problems

TEXT = """Deal ID,Stage,Amount,Close date,Row
D1,Won,5,never,a
D2,,7,2025-03-01,b
Total,,12,,
"""


def opened() -> OpenedFile:
    grid = read_text(TEXT.encode(), "deals.csv", Limits())
    return OpenedFile(name="deals.csv", sha256="", blocks=blocks_of(grid))


def test_rows_not_used_are_told_in_words_with_their_cells():
    (sheet,) = interpret([opened()], today=date(2026, 1, 15)).sheets
    first, second = rows_aside(sheet.set_aside, sheet).to_pylist()
    assert (first["Row"], first["What"], first["Deal ID"], first["Row (in file)"]) == (
        3,
        "Undecided outcome",
        "D2",
        "b",
    )
    assert (second["Row"], second["What"]) == (4, "Total row")


def test_rows_with_a_problem_bring_their_cells():
    (sheet,) = interpret([opened()], today=date(2026, 1, 15)).sheets
    first = rows_with_problems(sheet.problem_rows, sheet, [opened()]).to_pylist()[0]
    assert (first["Row"], first["What"], first["Column"], first["Cell"]) == (
        2,
        "Unparsed date",
        "closing date",
        "never",
    )
    assert (first["Deal ID"], first["Amount"], first["Row (in file)"]) == ("D1", "5", "a")
    assert "Deal ID" not in rows_with_problems(sheet.problem_rows, sheet, []).column_names


def test_download_is_named_after_file_and_sheet():
    (sheet,) = interpret([opened()]).sheets
    assert file_name(sheet, "problems") == "deals_problems.csv"
    book = replace(sheet, file="Q1 2026.final.xlsx", sheet="Won / lost")
    assert file_name(book, "set_aside_") == "Q1_2026_final_Won_lost_set_aside.csv"
