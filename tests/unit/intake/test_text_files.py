from __future__ import annotations

import pytest
from written import opened

from revops.errors import UploadError
from revops.intake.text import decode, find_delimiter, read_text, split
from revops.intake.upload import Limits

GERMAN = "Firma;Betrag\nMüller;1,5\nStraße;2,5\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (GERMAN.encode(), "UTF-8"),
        (GERMAN.encode("utf-8-sig"), "UTF-8"),
        (GERMAN.encode("utf-16"), "UTF-16"),
        (GERMAN.encode("utf-16-le"), "UTF-16 without a mark"),
        (GERMAN.encode("utf-16-be"), "UTF-16 without a mark"),
        (GERMAN.encode("utf-32"), "UTF-32"),
        (GERMAN.encode("cp1252"), "cp1252 (guessed)"),
    ],
)
def test_decode_whatever_the_encoding_gives_the_text(content, encoding):
    assert decode(content, "f.csv") == (GERMAN, encoding)


def test_decode_of_binary_is_refused():
    with pytest.raises(UploadError, match="binary"):
        decode(b"\0\1\2\3" * 100, "f.csv")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Report exported 2025\n\nname,amount\nA,10\nB,20\n", ","),
        ('a,b\n"x;y;z",1\n"u;v;w",2\n', ","),
        ("email\na@x.com\nb@x.com\n", ","),
        ('name;note\nA;"one, two, three"\nB;"four, five"\n', ";"),
        ("", ","),
    ],
)
def test_find_delimiter_takes_the_steadiest(text, delimiter):
    assert find_delimiter(text) == delimiter


def test_read_text_believes_the_line_that_announces_the_delimiter():
    grid = read_text(b"sep=|\na|b\n1|2\n", "f.csv", Limits())
    assert grid.first_row == 2
    assert [column.to_pylist() for column in grid.cells.columns] == [["a", "1"], ["b", "2"]]


def test_split_keeps_line_breaks_inside_quotes():
    assert split('a,b\n"x\ny",1\n', ",") == [["a", "b"], ["x\ny", "1"]]


def test_split_takes_a_quote_that_never_closes_literally():
    text = 'a,b\n"x,1\n' + "y,2\n" * 100
    assert len(split(text, ",")) == 102


def test_read_text_with_too_many_columns_is_refused():
    with pytest.raises(UploadError, match="columns"):
        read_text(b"," * 5000, "f.csv", Limits())


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    (block,) = opened('Deal ID,Stage,Amount\nD1,Won,"1\n2"\n\nD2,Lost,5\n').blocks
    assert block.header_row == 1
    assert block.rows.tolist() == [2, 4]
