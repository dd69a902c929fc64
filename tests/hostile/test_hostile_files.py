"""Files that must not hurt: one sentence each, the other files keep working, the process stays alive."""

from __future__ import annotations

import io
import zipfile

import made
import pytest

from revops.intake import Upload, open_files, read

DEALS = b"Deal ID,Stage,Amount,Close Date\nD1,Closed Won,100,2025-01-05\nD2,Closed Lost,50,2025-02-05\n"

REFUSED = {
    "far_cell.xlsx": (made.far_cell, "TOO_LARGE", "XFD1048576"),
    "outside.xlsx": (made.cell_outside_the_grid, None, ""),
    "deep_cell.xlsx": (made.deep_cell, "TOO_LARGE", "rows"),
    "bomb.xlsx": (made.zip_bomb, "TOO_LARGE", "unpacked"),
    "entities.xlsx": (made.entity_expansion, "DAMAGED", "entities"),
    "outer.xlsx": (made.outer_entity, "DAMAGED", "entities"),
    "truncated.xlsx": (made.truncated, "DAMAGED", ""),
    "page.xls": (made.web_page, "NOT_A_SPREADSHEET", "web page"),
    "binary.csv": (made.binary, "NOT_A_SPREADSHEET", "binary"),
    "letter.xlsx": (made.word_document, "NOT_A_SPREADSHEET", "Word"),
    "empty.csv": (bytes, "EMPTY", "empty"),
    "endless.csv": (lambda: b"a,b,c\n1,2,3\n" + b"," * 2_000_000, "TOO_LARGE", "2,000,001 columns; the limit is 4,096"),
    "blank.csv": (lambda: b"\n\n  \n", "EMPTY", "empty"),
    "scan.csv": (lambda: b"%PDF-1.7 and so on", "NOT_A_SPREADSHEET", "PDF"),
    "photo.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "NOT_A_SPREADSHEET", "picture"),
    "data.csv": (lambda: b'{"deals": [1, 2]}', "NOT_A_SPREADSHEET", "JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_gets_one_sentence_and_the_others_are_read(name):
    build, code, words = REFUSED[name]
    found = read([Upload(name, build()), Upload("deals.csv", DEALS)])
    (refusal,) = found.refusals
    assert refusal.file == name
    assert code is None or refusal.code == code
    assert words in refusal.reason
    assert "\n" not in refusal.reason
    assert found.tables["deals"].num_rows == 2


def test_nested_tags_are_survived():
    (opened,) = open_files([Upload("deep.xlsx", made.deep_tags())])
    assert opened.blocks or opened.refusals


def test_too_many_rows_name_the_limit(monkeypatch):
    monkeypatch.setenv("REVOPS_MAX_ROWS", "50")
    (opened,) = open_files([Upload("rows.xlsx", made.many_rows(60))])
    assert opened.refusals[0].code == "TOO_LARGE"
    assert "60 rows" in opened.refusals[0].reason
    assert "50" in opened.refusals[0].reason


def test_too_large_upload_names_the_limit(monkeypatch):
    monkeypatch.setenv("REVOPS_MAX_UPLOAD_MB", "1")
    (opened,) = open_files([Upload("big.csv", b"a,b\n" + b"1,2\n" * 300_000)])
    assert opened.refusals[0].reason.startswith("The file has 1 MB; the limit is 1 MB")


def test_one_bad_sheet_leaves_the_others_in_use(monkeypatch):
    import openpyxl

    monkeypatch.setenv("REVOPS_MAX_ROWS", "50")
    book = openpyxl.Workbook()
    book.active.title = "Log"
    for number in range(100):
        book.active.append([f"line {number}", number])
    deals = book.create_sheet("Deals")
    for line in DEALS.decode().splitlines():
        deals.append(line.split(","))
    sink = io.BytesIO()
    book.save(sink)
    found = read([Upload("book.xlsx", sink.getvalue())])
    assert [(refusal.sheet, refusal.code) for refusal in found.refusals] == [("Log", "TOO_LARGE")]
    assert found.tables["deals"].num_rows == 2


IN_ARCHIVE = {
    "far_cell.xlsx": (made.far_cell, "TOO_LARGE", "XFD1048576"),
    "bomb.xlsx": (made.zip_bomb, "TOO_LARGE", "unpacked"),
    "entities.xlsx": (made.entity_expansion, "DAMAGED", "entities"),
}


@pytest.mark.parametrize("name", IN_ARCHIVE)
def test_hostile_member_of_an_archive_leaves_the_others_in_use(name):
    build, code, words = IN_ARCHIVE[name]
    (opened,) = open_files([Upload("all.zip", made.archive({name: build(), "deals.csv": DEALS}))])
    assert [(refusal.sheet, refusal.code) for refusal in opened.refusals] == [(name, code)]
    assert words in opened.refusals[0].reason
    assert [(block.sheet, block.body.num_rows) for block in opened.blocks] == [("deals.csv", 2)]


def test_encrypted_part_is_recognised():
    source = zipfile.ZipFile(io.BytesIO(made.workbook([["a"], [1]])))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    (opened,) = open_files([Upload("locked.xlsx", sink.getvalue())])
    assert opened.refusals[0].code == "ENCRYPTED"


def test_formulas_in_cells_stay_text():
    content = b'Deal ID,Stage,Deal Name\n=1+1,Won,"=HYPERLINK(""http://x"",""y"")"\n@SUM(A1),Lost,-2+3\n'
    deals = read([Upload("deals.csv", content)]).tables["deals"]
    assert deals["deal_id"].to_pylist() == ["=1+1", "@SUM(A1)"]
    assert deals["name"].to_pylist() == ['=HYPERLINK("http://x","y")', "-2+3"]


@pytest.mark.field
def test_every_hostile_file_of_others_is_read_or_refused_with_a_sentence(field_data):
    paths = sorted(path for path in (field_data / "hostile").rglob("*.*") if path.suffix != ".md")
    opened = open_files([Upload(path.name, path.read_bytes()) for path in paths])
    assert len(opened) == len(paths) == 23
    for file in opened:
        assert file.blocks or file.refusals
        assert all(refusal.reason.endswith(".") and "\n" not in refusal.reason for refusal in file.refusals)


@pytest.mark.field
@pytest.mark.parametrize(
    "name",
    [
        "calamine/pass_protected.ods",
        "calamine/pass_protected.xlsx",
        "msoffcrypto/example_password.xlsx",
        "msoffcrypto/rc4cryptoapi_password.xls",
        "msoffcrypto/xor_password_123456789012345.xls",
        "sheetjs/password_2002_128_enhanced.xls",
        "sheetjs/password_2002_40_basecrypto.xls",
        "sheetjs/password_2002_40_xor.xls",
    ],
)
def test_password_is_named_as_the_reason(field_data, name):
    (opened,) = open_files([Upload(name, (field_data / "hostile" / name).read_bytes())])
    assert [refusal.code for refusal in opened.refusals] == ["ENCRYPTED"]
