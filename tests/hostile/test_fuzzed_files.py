"""Files mangled at random: read or refused with a sentence, quickly, and the next file is read."""

from __future__ import annotations

import io
import os
import zipfile

import made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revops.intake import Upload, open_files

EXAMPLES = int(os.environ.get("REVOPS_FUZZ_EXAMPLES", "25"))
QUICKLY = settings(max_examples=EXAMPLES, deadline=30_000, suppress_health_check=list(HealthCheck))
DEALS = b"Deal ID,Stage,Amount,Close Date\nD1,Closed Won,100,2025-01-05\nD2,Closed Lost,50,2025-02-05\n"
BOOK = made.workbook([["Deal ID", "Stage", "Amount"], *[[f"D{n}", "Won", n] for n in range(20)]])
SIGNS = st.sampled_from(
    ["a", "é", '"', "'", ",", ";", "\t", "|", "\n", "\r", "\\", "\0", "\ufeff", "=", "5", " ", "中"]
)


def assert_survived(name: str, content: bytes) -> None:
    bad, good = open_files([Upload(name, content), Upload("deals.csv", DEALS)])
    assert bad.blocks or bad.refusals
    for refusal in bad.refusals:
        assert refusal.code != "PROGRAM_FAULT", refusal.reason
        assert refusal.reason.endswith(".")
    assert good.blocks[0].body.num_rows == 2


def mangled(content: bytes, places: list[tuple[float, int]], end: float) -> bytes:
    """The bytes with some of them changed, cut at a part of their length."""
    changed = bytearray(content)
    for place, value in places:
        changed[int(place * (len(changed) - 1))] = value
    return bytes(changed[: max(1, int(end * len(changed)))])


PLACES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8)
END = st.sampled_from([1.0, 1.0, 0.99, 0.5])


@QUICKLY
@given(st.lists(SIGNS, max_size=300).map("".join))
def test_any_text_is_survived(text):
    assert_survived("text.csv", text.encode())


@QUICKLY
@given(st.binary(max_size=400))
def test_any_bytes_are_survived(content):
    assert_survived("bytes.csv", content)


@QUICKLY
@given(PLACES, END)
def test_mangled_text_is_survived(places, end):
    assert_survived("deals.csv", mangled(DEALS * 30, places, end))


@QUICKLY
@given(PLACES, END)
def test_mangled_workbook_is_survived(places, end):
    assert_survived("deals.xlsx", mangled(BOOK, places, end))


@QUICKLY
@given(PLACES, st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]))
def test_workbook_with_a_mangled_part_is_survived(places, part):
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        content = archive.read(part)
    assert_survived("deals.xlsx", made.with_part(part, mangled(content, places, 1.0)))
