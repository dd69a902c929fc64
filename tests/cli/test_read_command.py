"""`read`: how each file was understood, and what a file that cannot be used gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from revops.interchange import VERSION


def test_read_says_what_the_file_is_and_how_its_columns_were_matched(run: Callable, pipeline: Path):
    result = run("read", pipeline)
    assert (result.code, result.err) == (0, "")
    assert "pipeline.csv: Deals" in result.out
    assert "6 rows read, 6 used, 0 set aside; 2026-01-05 to 2026-06-30" in result.out
    assert "Create Date" in result.out


def test_read_as_json_has_the_fields_of_the_contract(run: Callable, pipeline: Path):
    document = json.loads(run("read", pipeline, "--json").out)
    assert list(document) == ["version", "tables", "assumptions", "refused", "same_names"]
    (table,) = document["tables"]
    assert (document["version"], table["table"], table["file"], table["sheet"]) == (
        VERSION,
        "deals",
        pipeline.name,
        None,
    )
    assert table["columns"]["amount"]["header"] == "Amount"
    assert table["stages"]["Negotiating"] == "open"


def test_read_with_a_column_mapped_by_hand_takes_that_column(run: Callable, pipeline: Path):
    text = pipeline.read_text(encoding="utf-8").replace("Amount", "Zahl")
    pipeline.write_text(text, encoding="utf-8")
    document = json.loads(run("read", pipeline, "--map", "deals.amount=Zahl", "--json").out)
    assert document["tables"][0]["columns"]["amount"]["header"] == "Zahl"
    assert document["tables"][0]["columns"]["amount"]["confidence"] == 1


def test_read_when_one_file_of_two_cannot_be_used_reads_the_other_and_ends_with_one(
    run: Callable, pipeline: Path, tmp_path: Path
):
    broken = tmp_path / "report.xlsx"
    broken.write_bytes(b"%PDF-1.7 no spreadsheet")
    result = run("read", pipeline, broken)
    assert result.code == 1
    assert "pipeline.csv: Deals" in result.out
    assert result.err.startswith("report.xlsx: ")
    assert (result.err.count("\n"), "Traceback" in result.err) == (1, False)


def test_read_when_a_file_does_not_exist_says_so_in_one_line(run: Callable, tmp_path: Path):
    result = run("read", tmp_path / "gone.csv", "--json")
    assert (result.code, result.err) == (1, "gone.csv: There is no such file. Check the path.\n")
    assert json.loads(result.out)["refused"][0]["code"] == "NOT_FOUND"


def test_read_when_given_a_folder_says_so(run: Callable, tmp_path: Path):
    result = run("read", tmp_path)
    assert result.code == 1
    assert result.err.endswith("This is a folder. Name the files in it.\n")


def test_read_shows_text_that_would_steer_a_terminal_as_text(run: Callable, pipeline: Path):
    text = pipeline.read_text(encoding="utf-8").replace("Rep 1", "\x1b[31mRep 1")
    pipeline.write_text(text, encoding="utf-8")
    assert "\x1b" not in run("read", pipeline).out


def test_strict_when_dates_can_be_read_both_ways_stops_with_three_and_the_question(run: Callable, pipeline: Path):
    rows = ("Deal ID,Stage,Create Date,Close Date", "D1,Won,03/04/2026,05/06/2026", "D2,Lost,02/04/2026,07/06/2026")
    pipeline.write_text("\n".join(rows), encoding="utf-8")
    result = run("read", pipeline, "--strict")
    assert (result.code, result.out) == (3, "")
    assert "--day-first yes|no" in result.err
    assert run("read", pipeline, "--day-first", "no").code == 0


def test_file_is_taken_for_the_table_that_is_named(run: Callable, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("Deal ID,Stage,Amount\nD1,Won,5\nD2,Lost,7\n", encoding="utf-8")
    document = json.loads(run("read", path, "--table", f"{path}=customers", "--json").out)
    assert [table["table"] for table in document["tables"]] != ["deals"]
    document = json.loads(run("read", path, "--table", "list.csv=", "--json").out)
    assert [refused["code"] for refused in document["refused"]] == ["LEFT_OUT"]


def test_sheet_of_a_workbook_is_left_out_by_its_name(run: Callable, tmp_path: Path):
    book = openpyxl.Workbook()
    for name in ("Deals", "Old deals"):
        page = book.create_sheet(name)
        for line in (("Deal ID", "Stage", "Amount"), (f"{name} 1", "Won", 5), (f"{name} 2", "Lost", 7)):
            page.append(line)
    book.remove(book.worksheets[0])
    book.save(path := tmp_path / "book.xlsx")
    document = json.loads(run("read", path, "--table", "book.xlsx#Old deals=", "--json").out)
    assert [(table["sheet"], table["table"]) for table in document["tables"]] == [("Deals", "deals")]
    several = run("read", path, "--table", "book.xlsx=deals")
    assert (several.code, "name one as book.xlsx#Deals" in several.err) == (2, True)
    misspelt = run("read", path, "--table", "book.xlsx#Dels=deals")
    assert (misspelt.code, "did you mean Deals?" in misspelt.err) == (2, True)


def test_table_for_a_file_that_is_not_read_is_refused(run: Callable, pipeline: Path):
    wrong = run("read", pipeline, "--table", "pipelin.csv=deals")
    assert (wrong.code, "did you mean pipeline.csv?" in wrong.err) == (2, True)
    wrong = run("read", pipeline, "--table", "pipeline.csv=deal")
    assert (wrong.code, "there is no table deal; did you mean deals?" in wrong.err) == (2, True)


def test_list_of_won_deals_names_the_option_that_says_otherwise(run: Callable, tmp_path: Path):
    path = tmp_path / "won.csv"
    path.write_text("mql_id,won_date,amount,currency\nM1,2025-01-05,5,EUR\nM2,,6,EUR\n", encoding="utf-8")
    strict = run("read", path, "--strict")
    assert '--settle "deals.outcome=every row is a won deal"' in strict.err
    assert run("read", path, "--strict", "--settle", "deals.outcome=won with a date, open without one").code == 0


DAYS = "Deal ID,Stage,Amount,Created Date\n{0}1,Won,5,03/04/2025\n{0}2,Lost,7,05/06/2025\n"


def test_answers_for_one_file_leave_the_others_open(run: Callable, tmp_path: Path):
    paths = [tmp_path / f"{name}.csv" for name in ("us", "eu")]
    for path in paths:
        path.write_text(DAYS.format(path.stem), encoding="utf-8")
    said = ("--day-first", "us.csv=no", "--day-first", "eu.csv=yes", "--currency", "EUR")
    document = json.loads(run("read", *paths, *said, "--json").out)
    assert document["assumptions"] == []
    assert [table["from"] for table in document["tables"]] == ["2025-03-04", "2025-04-03"]


def test_answers_for_one_sheet_are_settled_there_alone(run: Callable, tmp_path: Path):
    path = tmp_path / "won.csv"
    path.write_text("mql_id,won_date,amount,currency\nM1,2025-01-05,5,EUR\nM2,,6,EUR\n", encoding="utf-8")
    settled = "won.csv:deals.outcome=won with a date, open without one"
    assert run("read", path, "--strict", "--settle", settled).code == 0


def test_answer_for_a_file_that_is_not_read_is_refused(run: Callable, pipeline: Path):
    done = run("read", pipeline, "--currency", "pipelin.csv=EUR")
    assert (done.code, "did you mean pipeline.csv?" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("--day-first", "pipeline.csv=perhaps"), "neither yes nor no"),
        (("--decimal", "dot"), "neither comma nor point"),
        (("--settle", "deals=x"), "not of the form FIELD=ANSWER or FILE:FIELD=ANSWER"),
    ],
)
def test_answer_that_cannot_be_read_is_wrong_usage(
    run: Callable, pipeline: Path, capsys: pytest.CaptureFixture[str], said: tuple[str, str], message: str
):
    with pytest.raises(SystemExit, match="2"):
        run("read", pipeline, *said)
    assert message in capsys.readouterr().err
