"""The template on the command line."""

from __future__ import annotations

from pathlib import Path


def test_template_when_filled_is_read_by_the_next_command(run, tmp_path: Path):
    book = tmp_path / "book.xlsx"
    assert run("template", "deals", "leads", "--filled", "--out", book).code == 0
    done = run("read", book, "--strict")
    assert done.code == 0
    assert "sheet Deals: Deals" in done.out
    assert "8 rows read, 8 used" in done.out


def test_template_when_empty_gives_nothing_to_assess(run, tmp_path: Path):
    book = tmp_path / "book.xlsx"
    run("template", "deals", "--out", book)
    done = run("read", book)
    assert done.code == 1
    assert "headers and no rows" in done.out


def test_template_of_a_table_that_is_none_is_wrong_usage(run, tmp_path: Path):
    done = run("template", "prices", "--out", tmp_path / "book.xlsx")
    assert (done.code, "there is no table prices" in done.err) == (2, True)


def test_template_that_cannot_be_written_says_so(run, tmp_path: Path):
    done = run("template", "--out", tmp_path / "none" / "book.xlsx")
    assert done.code == 2
    assert "cannot be written (No such file or directory)" in done.err
