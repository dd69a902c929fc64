"""Downloads hold what the screen shows, and nothing that a spreadsheet program would run."""

from __future__ import annotations

import pyarrow as pa
import pytest

from revops.ui.download import csv_bytes, defused


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@sum", "\tx", "\rx", " =1+1", "=HYPERLINK(1)"])
def test_cell_that_looks_like_a_formula_gets_an_apostrophe(text: str):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+49 30 123", "-1,234.50", "1.5%", "deal=1", "a-b", ""])
def test_cell_that_is_a_number_or_a_word_stays_as_it_is(text: str):
    assert defused(text) == text


def test_table_as_csv_opens_with_its_letters_and_blanks():
    table = pa.table({"Größe": ["ä,b", None], "=x": ["=1", "2"]})
    assert csv_bytes(table).decode("utf-8-sig") == "Größe,'=x\r\n\"ä,b\",'=1\r\n,2\r\n"
