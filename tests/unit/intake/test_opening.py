from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import zipfile
from dataclasses import asdict
from datetime import datetime

import openpyxl
import pytest

from revops.choices import Choices
from revops.dataset import Assumption, Dataset
from revops.errors import ChoiceError, DefinitionError, UploadError
from revops.intake import Upload, child, opening, pool, read
from revops.intake.opening import open_files
from revops.intake.upload import Limits, named_apart

DEALS = "Deal ID,Stage,Amount,Close Date\nD1,Won,5,2025-01-05\nD2,Lost,7,2025-02-05\n"


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def test_open_files_keeps_the_order_and_tells_the_progress():
    seen = []
    files = [Upload("a.csv", DEALS.encode()), Upload("b.csv", b""), Upload("c.csv", DEALS.encode())]
    opened = open_files(files, on_progress=lambda done, all_, name: seen.append((done, all_, name)))
    assert [file.name for file in opened] == ["a.csv", "b.csv", "c.csv"]
    assert seen == [(0, 3, "a.csv"), (1, 3, "b.csv"), (2, 3, "c.csv")]
    assert [len(file.refusals) for file in opened] == [0, 1, 0]


def test_opened_file_survives_pickling():
    (opened,) = open_files([Upload("a.csv", DEALS.encode())])
    again = pickle.loads(pickle.dumps(opened))
    assert again.blocks[0].body.equals(opened.blocks[0].body)
    assert again.sha256 == opened.sha256


def test_no_files_start_no_process(monkeypatch):
    monkeypatch.setattr(pool, "Child", None)
    assert open_files([]) == ()


def test_workbook_reads_like_its_text():
    rows = [["Deal ID", "Stage", "Amount", "Close Date"], ["D1", "Won", 5, datetime(2025, 1, 5)]]
    book = workbook(Deals=[*rows, ["D2", "Lost", 7, datetime(2025, 2, 5, 10, 30)]], Empty=[])
    drop = ["source_file", "source_sheet"]
    from_book = read([Upload("a.xlsx", book)]).tables["deals"].drop_columns(drop)
    assert from_book.equals(read([Upload("a.csv", DEALS.encode())]).tables["deals"].drop_columns(drop))


def test_rows_of_a_sheet_that_starts_further_down_keep_their_numbers():
    blank: list[list[object]] = [[], [], []]
    book = workbook(Deals=[*blank, ["Deal ID", "Stage", "Amount", "Owner"], ["D1", "Won", 5, "Ann"]])
    (sheet,) = read([Upload("a.xlsx", book)]).sheets
    assert sheet.header_row == 4
    assert read([Upload("a.xlsx", book)]).tables["deals"]["source_row"].to_pylist() == [5]


def test_long_ids_keep_their_digits():
    book = workbook(Deals=[["Deal ID", "Stage", "Amount", "Owner"], [123456789012345, "Won", 5.25, "Ann"]])
    assert read([Upload("a.xlsx", book)]).tables["deals"]["deal_id"].to_pylist() == ["123456789012345"]


def test_file_after_one_that_kills_the_child_is_read(monkeypatch):
    asked = pool.Child.ask

    def dies_once(child, request, *more):
        if request.get("file") == "bad.csv" and request["task"] == "read":
            child._await_start()
            child._process.kill()
        return asked(child, request, *more)

    monkeypatch.setattr(pool.Child, "ask", dies_once)
    more_than_a_pipe_holds = DEALS.encode() * 50_000
    bad, good = open_files([Upload("bad.csv", more_than_a_pipe_holds), Upload("good.csv", DEALS.encode())])
    assert [refusal.code for refusal in bad.refusals] == ["TOO_LARGE"]
    assert good.blocks[0].body.num_rows == 2


def test_child_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(opening.Limits, "from_environment", classmethod(lambda cls: cls(seconds=0)))
    (opened,) = open_files([Upload("slow.csv", DEALS.encode() * 2000)])
    assert "0 seconds" in opened.refusals[0].reason


def test_child_that_does_not_start_is_our_fault(monkeypatch):
    monkeypatch.setattr(pool.POOL, "_idle", [])
    monkeypatch.setattr(pool, "_START", "raise SystemExit('no such module')")
    with pytest.raises(DefinitionError, match="no such module"):
        open_files([Upload("a.csv", DEALS.encode())])


@pytest.mark.skipif(os.name != "posix", reason="the child's memory is limited on POSIX only")
def test_memory_of_the_child_is_limited(monkeypatch):
    monkeypatch.setattr(opening.Limits, "from_environment", classmethod(lambda cls: cls(memory_bytes=700 << 20)))
    (opened,) = open_files([Upload("wide.csv", b"," * 2000 + b"\n" + (b"," * 2000 + b"\n") * 14_000)])
    assert opened.refusals[0].code == "TOO_LARGE"


def test_plain_text_under_the_name_of_a_workbook_is_called_so():
    note, deals = open_files([Upload("note.xlsx", b"not a zip"), Upload("deals.xls", DEALS.encode())])
    assert note.refusals[0].reason.startswith("This is plain text under the name of a workbook")
    assert "plain text under the name of a workbook" in deals.blocks[0].notes


def archive(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return sink.getvalue()


def test_archive_is_read_member_by_member():
    book = workbook(Leads=[["Lead ID", "Created Date", "Lead Source"], ["L1", "2024-01-01", "Web"]])
    members = {"../up/deals.csv": DEALS.encode(), "x/leads.xlsx": book, "__MACOSX/._deals.csv": b"x", "a.pdf": b"%PDF"}
    (opened,) = open_files([Upload("all.zip", archive(**members))])
    assert [block.sheet for block in opened.blocks] == ["up/deals.csv", "x/leads.xlsx / Leads"]
    assert [(refusal.sheet, refusal.code) for refusal in opened.refusals] == [("a.pdf", "NOT_A_SPREADSHEET")]


def test_archive_within_an_archive_is_not_unpacked():
    inner = archive(**{"deals.csv": DEALS.encode()})
    (opened,) = open_files([Upload("all.zip", archive(**{"inner.zip": inner, "deals.csv": DEALS.encode()}))])
    assert [refusal.sheet for refusal in opened.refusals] == ["inner.zip"]
    assert len(opened.blocks) == 1


def test_archive_of_blanks_is_refused_before_it_is_unpacked():
    (opened,) = open_files([Upload("all.zip", archive(**{"deals.csv": b" " * (60 << 20)}))])
    assert [refusal.code for refusal in opened.refusals] == ["TOO_LARGE"]
    assert "60 MB when unpacked" in opened.refusals[0].reason


def test_files_of_one_name_get_names_of_their_own():
    files = [Upload("a.csv", b"1"), Upload("a.csv", b"2"), Upload("a (2).csv", b"3"), Upload("a.csv", b"1")]
    assert [(file.name, file.content) for file in named_apart(files)] == [
        ("a.csv", b"1"),
        ("a (3).csv", b"2"),
        ("a (2).csv", b"3"),
    ]


def test_members_of_one_name_are_both_read():
    (opened,) = open_files([Upload("all.zip", archive(**{"d.csv": DEALS.encode(), "../d.csv": DEALS.encode()}))])
    assert [block.sheet for block in opened.blocks] == ["d.csv", "d (2).csv"]


def test_text_files_of_every_ending_are_read_within_an_archive_packed_ones_too():
    names = ("a.csv", "b.tsv", "c.psv", "d.ssv", "e.tab", "f.csv.gz")
    packed = {name: gzip.compress(DEALS.encode()) if name.endswith(".gz") else DEALS.encode() for name in names}
    (opened,) = open_files([Upload("all.zip", archive(**packed))])
    assert ([block.sheet for block in opened.blocks], opened.refusals) == ([*names], ())


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (gzip.compress(DEALS.encode())[:-9], "DAMAGED", "it cannot be unpacked"),
        (gzip.compress(b"a,b\n" * (10 << 20)), "TOO_LARGE", "more than 30 MB when unpacked"),
        (gzip.compress(archive(**{"deals.csv": DEALS.encode()})), "NOT_A_SPREADSHEET", "an archive within an archive"),
        (gzip.compress(gzip.compress(DEALS.encode())), "NOT_A_SPREADSHEET", "an archive within an archive"),
    ],
    ids=("damaged", "large", "zip", "gzip"),
)
def test_file_packed_by_gzip_is_refused_where_it_is_damaged_large_or_an_archive(content, code, reason):
    (opened,) = open_files([Upload("deals.csv.gz", content)])
    ((found, says),) = [(refusal.code, refusal.reason) for refusal in opened.refusals]
    assert found == code
    assert reason in says


def test_file_packed_by_gzip_is_read_and_says_so():
    (opened,) = open_files([Upload("deals.csv.gz", gzip.compress(DEALS.encode()))])
    (block,) = opened.blocks
    assert (block.sheet, block.notes[0]) == (None, "unpacked by gzip")


def test_encoding_that_was_chosen_is_used():
    upload = Upload("a.csv", "Größe,b\n1,2\n".encode("cp850"))
    (opened,) = open_files([upload], encodings={"a.csv": "cp850"})
    assert opened.blocks[0].headers == ("Größe", "b")


def test_encoding_that_does_not_exist_names_those_that_do():
    with pytest.raises(ChoiceError, match="cp1252"):
        open_files([Upload("a.csv", b"a,b")], encodings={"a.csv": "klingon"})


def test_child_is_started_once_for_many_files(monkeypatch):
    monkeypatch.setattr(pool.POOL, "_idle", [])
    started = []
    begin = pool.Child.__init__
    monkeypatch.setattr(pool.Child, "__init__", lambda child, limits: (started.append(1), begin(child, limits))[1])
    for _ in range(3):
        open_files([Upload("a.csv", DEALS.encode()), Upload("b.csv", DEALS.encode())])
    assert len(started) == 1


def test_fault_of_the_program_is_not_called_a_damaged_file(monkeypatch, capsys):
    def fails(request, limits):
        raise KeyError("x")

    monkeypatch.setitem(child._TASKS, "read", fails)
    monkeypatch.setattr(child, "_confine", lambda limits: None)
    lines = [json.dumps(asdict(Limits())), json.dumps({"task": "read", "file": "a.csv", "bytes": 3})]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(("\n".join(lines) + "\na,b").encode())))
    child.serve()
    (refusal,) = json.loads(capsys.readouterr().out.splitlines()[-1])["refusals"]
    assert refusal["code"] == "PROGRAM_FAULT"
    assert "(KeyError); the file itself may be in order" in refusal["reason"]


def asked(found: Dataset) -> list[Assumption]:
    return [each for each in found.assumptions if each.about == "encoding"]


def test_doubtful_encoding_is_asked_for_and_a_choice_settles_it():
    upload = Upload("a.csv", DEALS.replace("D1", "Gıda").encode("cp1254"))
    (told,) = asked(read([upload]))
    assert (told.file, told.chose, told.options[0]) == ("a.csv", "Turkish (cp1254)", "cp1254")
    settled = read([upload], Choices(encodings={"a.csv": "cp1254"}))
    assert asked(settled) == []
    assert settled.fingerprint != read([upload]).fingerprint


def test_guessed_encoding_that_reads_well_is_noted_and_not_asked_for():
    found = read([Upload("a.csv", DEALS.replace("D1", "Müller").encode("cp1252"))])
    assert asked(found) == []
    assert "read as cp1252 (guessed)" in found.sheets[0].notes[0]


def test_encoding_of_a_file_that_is_not_there_is_refused():
    with pytest.raises(ChoiceError, match=r"b\.csv"):
        read([Upload("a.csv", DEALS.encode())], Choices(encodings={"b.csv": "cp1252"}))


def test_one_or_two_months_side_by_side_above_other_than_numbers_are_refused_with_what_to_do():
    days = b"Customer,Nov 2025,Dec 2025\nA,2025-11-03,2025-12-01\nB,2025-11-04,\n"
    (refusal,) = read([Upload("mrr.csv", days)]).refusals
    assert refusal.code == "NO_HEADER"
    assert refusal.reason.startswith("The first row names “Nov 2025” and “Dec 2025”: fewer than three months")


@pytest.mark.parametrize(("name", "remedy"), [("a.csv", "several files."), ("a.xlsx", "or export it as CSV.")])
def test_file_too_large_is_told_what_to_do_by_its_format(name, remedy):
    assert str(UploadError.too_large(name, "much in it", "little")).endswith(remedy)
