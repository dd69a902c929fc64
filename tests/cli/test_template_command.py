"""The template on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_template_when_filled_is_read_by_the_next_command(run, tmp_path: Path):
    book = tmp_path / "book.xlsx"
    assert run("template", "deals", "leads", "--filled", "--out", book).code == 0
    done = run("read", book, "--strict")
    assert done.code == 0
    assert "sheet Deals: Deals" in done.out
    assert "8 rows read, 8 used" in done.out


@pytest.mark.parametrize("named", [("book.xlsx", "deals"), ("deals", "BOOK.XLSX"), ("deals", "--out", "book.xlsx")])
def test_template_is_written_to_the_workbook_that_is_named(run, tmp_path: Path, monkeypatch, named: tuple[str, ...]):
    monkeypatch.chdir(tmp_path)
    assert run("template", *named).code == 0
    assert [path.name.lower() for path in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize("named", [("deals",), ("a.xlsx", "b.xlsx"), ("a.xlsx", "--out", "b.xlsx")])
def test_template_whose_file_is_not_named_once_is_wrong_usage(run, named: tuple[str, ...]):
    done = run("template", *named)
    assert (done.code, "name the one file to write" in done.err) == (2, True)


def test_template_when_empty_gives_nothing_to_assess(run, tmp_path: Path):
    book = tmp_path / "book.xlsx"
    run("template", "deals", "--out", book)
    done = run("read", book)
    assert done.code == 1
    assert "It holds the marked example rows (2) and no others." in done.out


def test_template_of_a_table_that_is_none_is_wrong_usage(run, tmp_path: Path):
    done = run("template", "prices", "--out", tmp_path / "book.xlsx")
    assert (done.code, "there is no table prices" in done.err) == (2, True)


def test_template_that_cannot_be_written_says_so(run, tmp_path: Path):
    done = run("template", "--out", tmp_path / "none" / "book.xlsx")
    assert done.code == 2
    assert "cannot be written (No such file or directory)" in done.err
