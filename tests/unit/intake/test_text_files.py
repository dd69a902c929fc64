from __future__ import annotations

from dataclasses import replace

import pytest
from written import column, dataset, only_sheet, opened

from revops.errors import UploadError
from revops.intake import Upload, interpret
from revops.intake.arrow import is_encoded
from revops.intake.dialect import Dialect, find_dialect
from revops.intake.encoding import find_encoding, to_utf8
from revops.intake.opening import open_files
from revops.intake.text import read_text, split
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
    found = find_encoding(content, "f.csv")
    assert (to_utf8(content, found)[0].decode(), found.says) == (GERMAN, encoding)


def test_decode_of_binary_is_refused():
    with pytest.raises(UploadError, match="binary"):
        find_encoding(b"\0\1\2\3" * 100, "f.csv")


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
def test_find_dialect_takes_the_steadiest(text, delimiter):
    assert find_dialect(text).delimiter == delimiter


def test_read_text_believes_the_line_that_announces_the_delimiter():
    grid = read_text(b"sep=|\na|b\n1|2\n", "f.csv", Limits())
    assert grid.first_row == 2
    assert [column.to_pylist() for column in grid.cells.columns] == [["a", "1"], ["b", "2"]]


def test_split_keeps_line_breaks_inside_quotes():
    assert split('a,b\n"x\ny",1\n', Dialect(width=2)) == ([["a", "b"], ["x\ny", "1"]], 0)


def test_split_takes_a_quote_that_never_closes_literally():
    text = 'a,b\n"x,1\n' + "y,2\n" * 100
    rows, mended = split(text, Dialect())
    assert (len(rows), rows[1], mended) == (102, ["x", "1"], 1)


def test_read_text_with_too_many_columns_is_refused():
    with pytest.raises(UploadError, match="columns"):
        read_text(b"," * 5000, "f.csv", Limits())


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    (block,) = opened('Deal ID,Stage,Amount\nD1,Won,"1\n2"\n\nD2,Lost,5\n').blocks
    assert block.header_row == 1
    assert block.rows.tolist() == [2, 4]


LOCAL = {
    "cp1253": "Πελάτης;Ποσό\nΑθήνα ΑΕ;5\n",
    "cp1256": "رقم الصفقة,المرحلة\nA1,فوز\nA2,خسارة\n",
    "gb18030": "客户,金额,阶段\n北京科技,5,赢单\n",
    "shift_jis": "商談ID,ステージ,金額\nA1,受注,5\n",
    "euc_jp": "商談ID,ステージ,金額\nA1,受注,5\n",
    "big5": "客戶,金額,階段\n臺北科技,5,成交\n",
    "euc_kr": "고객,금액,단계\n서울전자,5,성공\n",
    "cp1251": "Клиент;Сумма\nСевер;5\n",
    "koi8_r": "Клиент;Сумма\nСевер;5\n",
    "cp1250": "Nazwa;Właściciel\nŁódź;ścieżka\n",
    "cp1254": "Müşteri;Aşama\nGıda;Kazanıldı\n",
    "cp1252": "Société;Montant €\nÉté;5\n",
    "mac_roman": "Geschäft;Straße\nMüller;Ü\n",
}


@pytest.mark.parametrize("codec", LOCAL)
def test_encoding_without_a_mark_is_guessed_by_its_letters(codec):
    found = find_encoding(LOCAL[codec].encode(codec), "f.csv")
    assert (found.codec, found.is_guess) == (codec, True)


def test_encoding_that_was_chosen_wins():
    grid = read_text("Größe,b\n1,2\n".encode("cp850"), "f.csv", Limits(), "cp850")
    assert (grid.cells.column(0)[0].as_py(), grid.notes[0]) == ("Größe", "read as cp850 (chosen)")


def test_encoding_that_cannot_be_right_is_refused():
    with pytest.raises(UploadError, match="not written in utf-8"):
        read_text(GERMAN.encode("cp1252"), "f.csv", Limits(), "utf-8")


UNICODE = "Deal ID,Stage,Amount,Account\nD1,Won,5,Müller\nD2,Won,5,Größe\n"


def mixed(note: str = "") -> bytes:
    return f"{UNICODE}{note}".encode() + "D3,Lost,6,Café Société\nD4,Won,7,plain\n".encode("cp1252")


@pytest.mark.parametrize(("note", "row"), [("", 4), ('D9,Won,5,"two\nlines, très long"\n', 5)])
def test_lines_in_another_encoding_are_read_and_told(note, row):
    (opened,) = open_files([Upload("f.csv", mixed(note))])
    sheet = interpret([opened]).sheets[0]
    (problem,) = [each for each in sheet.problems if each.code == "OTHER_ENCODING"]
    assert (problem.rows, problem.value, problem.blanks) == ((row,), "Café Société", False)
    assert opened.blocks[0].body.column("Account").to_pylist()[:2] == ["Müller", "Größe"]


def test_large_file_with_lines_in_another_encoding_names_the_same_rows(monkeypatch):
    content = mixed("".join(f"E{n},Won,{n},straße\n" for n in range(70_000)))
    in_one_stroke = read_text(content, "f.csv", Limits())
    monkeypatch.setattr("revops.intake.text.LARGE", 1 << 40)
    assert in_one_stroke.faults == read_text(content, "f.csv", Limits()).faults
    assert [fault.row for fault in in_one_stroke.faults] == [70_004]


def test_line_that_mixes_encodings_keeps_what_can_be_read():
    content = mixed() + "Straße ".encode() + b"caf\xe9 D5,Won,1,x\n"
    cells = read_text(content, "f.csv", Limits()).cells.column(0).to_pylist()
    assert cells[-1] == "Straße caf\ufffd D5"


def test_one_damaged_letter_leaves_the_others():
    content = "Größe;b\nMüller;1\nJörg;2\n".encode().replace(b"rg", b"\xffrg")
    grid = read_text(content, "f.csv", Limits())
    assert grid.cells.column(0).to_pylist() == ["Größe", "Müller", "Jö\ufffdrg"]
    assert grid.notes[0] == "read as UTF-8 with damaged characters"


MESSES = {
    "mixed line ends": "a,b,c\r\n1,2,3\r4,5,6\n7,8,9\n",
    "zero bytes": "a,b,c\n1,2\0,3\n4,5,6\n7,8,9\n" + "7,8,9\n" * 40,
    "a mark in the middle": "a,b,c\n1,2,3\n\ufeff4,5,6\n7,8,9\n",
    "quotes after blanks": 'a, b, c\n1, "2", 3\n4, "5", 6\n7, 8, 9\n',
    "single quotes": "a,b,c\n1,'2',3\n4,'5',6\n7,'8',9\n",
    "a header that opens a quote": '"a,b,c\n1,2,3\n4,5,6\n7,8,9\n',
    "a row that opens a quote": 'a,b,c\n1,2,3\n"4,5,6\n7,8,9\n',
    "a header with other separators": "a b c\n1,2,3\n4,5,6\n7,8,9\n",
    "a header that begins with an empty cell": ",a,b,c\n1,2,3\n4,5,6\n7,8,9\n",
}


@pytest.mark.parametrize("mess", MESSES)
def test_messy_text_gives_the_same_table(mess):
    cells = read_text(MESSES[mess].encode(), "f.csv", Limits()).cells
    rows = list(zip(*(column.to_pylist() for column in cells.columns), strict=True))
    assert rows[:4] == [("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9")]


def test_delimiters_within_odd_quotes_stay_text():
    text = "a,b\n1,'x, y'\n2,'z, w'\n"
    assert read_text(text.encode(), "f.csv", Limits()).cells.column(1).to_pylist() == ["b", "x, y", "z, w"]


def test_quotes_escaped_by_a_backslash_are_text():
    text = 'a,b,c\n1,"a 5\\" pipe, long",2\n3,"b, c",4\n'
    cells = read_text(text.encode(), "f.csv", Limits()).cells
    assert cells.column(1).to_pylist() == ["b", 'a 5" pipe, long', "b, c"]


def test_apostrophes_are_no_quotes():
    text = "name,city\nO'Neil,'s-Hertogenbosch\nD'Arcy,Bath\n"
    assert read_text(text.encode(), "f.csv", Limits()).cells.column(1).to_pylist()[1] == "'s-Hertogenbosch"


def test_header_with_a_name_too_few_is_told():
    notes = read_text(b"ab,c\n1,2,3\n4,5,6\n", "f.csv", Limits()).notes
    assert "the header line has 2 names over rows of 3 cells: check them" in notes


def test_empty_columns_at_the_end_are_told():
    assert "2 empty columns at the end left out" in read_text(b"a,b,,\n1,2,,\n", "f.csv", Limits()).notes


LARGE = "id,name,note\n" + "".join(f"{n},Name {n}, x \n" for n in range(70_000))
ODD = LARGE.replace("\n500,Name 500, x ", '\n500,"Na, me"').replace("\n9,Name 9, x ", "\n9,Name 9, x ,more")


@pytest.mark.parametrize("text", [LARGE, ODD, "made by CRM\n" + ODD, ODD.replace("id,name,note", "id name note")])
def test_large_file_reads_as_a_small_one_would(text, monkeypatch):
    in_one_stroke = read_text(text.encode(), "f.csv", Limits())
    monkeypatch.setattr("revops.intake.text.LARGE", 1 << 40)
    line_by_line = read_text(text.encode(), "f.csv", Limits())
    assert in_one_stroke.cells.to_pydict() == line_by_line.cells.to_pydict()
    assert replace(in_one_stroke, cells=line_by_line.cells) == line_by_line


LINES = "Notes of the call\n" + 40_000 * ' one line of a long text \n\n"a ""word"" quoted"\n'


def test_long_text_of_one_column_is_read_in_one_stroke_as_line_by_line(monkeypatch):
    in_one_stroke = read_text(LINES.encode(), "f.txt", Limits())
    monkeypatch.setattr("revops.intake.text.LARGE", 1 << 40)
    line_by_line = read_text(LINES.encode(), "f.txt", Limits())
    assert len(in_one_stroke.cells.column(0).unique()) == 4
    assert is_encoded(in_one_stroke.cells.column(0).chunk(0))
    assert in_one_stroke.cells.to_pydict() == line_by_line.cells.to_pydict()
    assert replace(in_one_stroke, cells=line_by_line.cells) == line_by_line


STAGES, DAYS = ("Won", " Lost ", "Won"), ("soon", *(f"2024-05-{day:02}" for day in range(1, 29)))
DEALS = "id,stage,created,amount,owner\n" + "".join(
    f"D{n},{STAGES[n % 3]},{DAYS[n % 29]},{n % 90}.5,Rep {n % 9}\n" for n in range(40_000)
)


def test_dataset_of_a_large_file_is_that_of_a_small_one(monkeypatch):
    in_one_stroke = dataset(DEALS + "Total,,,1750000,\n")
    monkeypatch.setattr("revops.intake.text.LARGE", 1 << 40)
    line_by_line = dataset(DEALS + "Total,,,1750000,\n")
    assert in_one_stroke.tables == line_by_line.tables
    assert in_one_stroke.sheets == line_by_line.sheets


ALIGNED = """\
Deal ID  Stage         Amount  Close Date
-------  ----------- --------  ----------
D1       Closed Won       100  2025-01-05
D2       Closed Lost    1,200  2025-02-05
D3       Lost              70
"""


def test_columns_aligned_by_blanks_are_read():
    sheet = only_sheet(ALIGNED)
    assert sheet.headers == ("Deal ID", "Stage", "Amount", "Close Date")
    assert "columns aligned by blanks" in sheet.notes
    assert column(ALIGNED, "deals", "amount") == [100, 1200, 70]
    assert column(ALIGNED, "deals", "source_row") == [3, 4, 5]


def test_columns_separated_by_blanks_at_no_fixed_places_are_refused():
    text = "Deal  Stage  Amount\nD1  Closed Won  5\nLonger  Lost  70\nD3  Won  8\n"
    with pytest.raises(UploadError, match="not at the same places in every line"):
        read_text(text.encode(), "f.txt", Limits())


def test_columns_separated_by_single_blanks_are_read():
    text = "deal_id stage amount close_date\nD1 Won 1000 2025-01-05\nD2 Lost 500 2025-02-05\n"
    assert column(text, "deals", "amount") == [1000, 500]
    assert "columns separated by single blanks" in only_sheet(text).notes


def test_single_blanks_that_stand_within_cells_too_are_refused():
    text = "Deal ID Stage Amount\n1 Closed Won 1000\n2 Lost 500\n"
    with pytest.raises(UploadError, match="which stand within cells as well"):
        read_text(text.encode(), "f.csv", Limits())


def test_letter_with_a_wide_gap_stays_text():
    text = "Dear all,  hello\nthe numbers are below\nand more to come\nyours\n"
    assert read_text(text.encode(), "f.txt", Limits()).cells.num_columns == 2
