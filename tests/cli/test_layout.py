"""Text for a terminal."""

from __future__ import annotations

import pytest

from revops.cli.layout import plain, points, prose, table


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "40")


def test_table_when_numbers_are_flush_aligns_their_ends():
    lines = table([("Close rate", "63.2%", ""), ("Deals", "7", "")], right=(1,))
    assert lines == ["  Close rate  63.2%", "  Deals           7"]


def test_table_when_the_last_cell_is_long_wraps_it_under_itself():
    lines = table([("key", "one two three four five six seven")])
    assert lines == ["  key  one two three four five six seven"]
    assert table([("a key", "one two three four five six seven eight")]) == [
        "  a key  one two three four five six",
        "         seven eight",
    ]


def test_table_of_wide_letters_still_lines_up():
    first, second = table([("売上", "1"), ("ab", "2")])
    assert (first, second) == ("  売上  1", "  ab    2")


def test_table_without_rows_is_empty():
    assert table([], head=("a", "b")) == []


def test_plain_text_keeps_letters_and_drops_what_steers_a_terminal():
    assert plain("Größe\t売上\n") == "Größe 売上"
    assert plain("\x1b[31mred\x1b[0m") == "�[31mred�[0m"
    assert plain("abc\u202edef") == "abc�def"
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


def test_prose_and_points_wrap_with_their_indent():
    assert prose("word " * 9, indent=2) == ["  word word word word word word word", "  word word"]
    assert points(["word " * 9]) == ["  - word word word word word word word", "    word word"]
